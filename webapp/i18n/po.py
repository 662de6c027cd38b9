"""Reads and writes PO files: strictly, naming the line of each fault, and always in the form that diffs well."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, denormalize, read_po, write_po

# Lines that change with every run would make each diff noisy.
NOISE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Report-Msgid-Bugs-To|Language-Team): .*\n',
    re.M,
)
REVIEWED = re.compile(r'^"X-Reviewed-By: (.*)\\n"$', re.M)
# A blank line, a comment, or a keyword with a text in quotation marks. Babel accepts a text whose end is open.
LINE = re.compile(r'(?:#.*|(?:msgctxt |msgid_plural |msgid |msgstr(?:\[\d+\])? )? *"(?:[^"\\]|\\.)*")?\s*')
PART = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])? *(".*")')


class BadCatalogError(Exception):
    """A PO file cannot be used. `problems` are pairs of a line, counted from 1, and what is wrong there."""

    def __init__(self, path: Path, *problems: tuple[int, str]) -> None:
        """Keep the file and the problems."""
        super().__init__("; ".join(f"{path.name}:{line}: {text}" for line, text in problems))
        self.path = path
        self.problems = problems


def read_catalog(path: Path) -> Catalog:
    """The catalog of a file in `<locale>/LC_MESSAGES`, with its `reviewer`. Raises BadCatalogError."""
    text = _decoded(path)
    locale = path.parents[1].name
    if problems := [*_broken_lines(text), *_header_problems(text, locale), *_duplicates(text)]:
        raise BadCatalogError(path, *problems)
    try:
        catalog = read_po(BytesIO(text.encode()), locale=locale, abort_invalid=True)
    except PoFileError as error:
        raise BadCatalogError(path, (error.lineno + 1, str(error))) from error
    except ValueError as error:
        raise BadCatalogError(path, (1, str(error))) from error
    catalog.reviewer = _reviewer_in(text)  # type: ignore[attr-defined]
    return catalog


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    if content.startswith(b"\xef\xbb\xbf"):
        raise BadCatalogError(path, (1, "begins with a byte order mark; save it as UTF-8 without one"))
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadCatalogError(path, (line, "is not UTF-8; save the file in UTF-8")) from error


def _broken_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not LINE.fullmatch(line):
            yield number, f"is no line of a PO file; look at the keyword and the quotation marks: {line[:40]}"


def _header_problems(text: str, locale: str) -> Iterator[tuple[int, str]]:
    """What is wrong in the first entry. Its texts count for the whole file."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.startswith("msgid ")), 0)
    end = next((number for number, line in enumerate(lines) if number > first and not line.strip()), len(lines))
    wanted = {
        "charset=": "utf-8",
        "Language: ": locale.lower(),
        "nplurals=": str(Catalog(locale=locale).num_plurals),
    }
    for number, line in enumerate(lines[:end], 1):
        if line.startswith("#,") and "fuzzy" in line and number <= first + 1:
            yield number, "the header is marked fuzzy, so that tools skip the whole catalog; remove the mark"
        for name, right in wanted.items():
            found = re.search(re.escape(name) + r"([\w@.-]+)", line)
            if found and found[1].lower() != right:
                yield number, f"{name.strip()} {found[1]} in the header must be {right}"


def _duplicates(text: str) -> Iterator[tuple[int, str]]:
    """The entries that stand there twice. Babel silently keeps one of them."""
    seen: dict[tuple[str, str], int] = {}
    for line, context, german in _ids(text):
        if earlier := seen.get((context, german)):
            yield line, f"the same German text stands in line {earlier}; keep one of them"
        seen.setdefault((context, german), line)


def _ids(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, context and German of each entry, as written in the file."""
    parts = {"msgctxt": ""}
    now, line = "", 0
    for number, content in enumerate(text.split("\n"), 1):
        if begun := PART.match(content):
            now = begun[1]
            if now == "msgid":
                line = number
            elif now == "msgstr" and "msgid" in parts:
                yield line, parts["msgctxt"], denormalize(parts["msgid"])
                parts = {"msgctxt": ""}
            parts[now] = begun[2] if now != "msgstr" else ""
        elif content.startswith('"') and now in ("msgctxt", "msgid"):
            parts[now] = f'""\n{parts[now]}\n{content}' if "\n" not in parts[now] else f"{parts[now]}\n{content}"


def _reviewer_in(text: str) -> str | None:
    found = REVIEWED.search(text)
    return found[1].strip() or None if found else None


def reviewer_of(catalog: Catalog) -> str | None:
    """Who reviewed a catalog, None when nobody did."""
    return getattr(catalog, "reviewer", None)


def write_catalog(path: Path, catalog: Catalog) -> None:
    """Write a catalog without dates, places and wrapped lines."""
    buffer = BytesIO()
    write_po(buffer, catalog, no_location=True, width=0, omit_header=False, sort_output=False)
    text = NOISE.sub("", buffer.getvalue().decode())
    header_end = text.index('"Content-Transfer-Encoding')
    text = text[:header_end] + f'"X-Reviewed-By: {reviewer_of(catalog) or ""}\\n"\n' + text[header_end:]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_reviewer(path: Path, name: str) -> None:
    """Say in a catalog's header who reviewed it and change nothing else. Raises BadCatalogError."""
    text = _decoded(path)
    if not REVIEWED.search(text):
        raise BadCatalogError(path, (1, "has no line X-Reviewed-By in its header; run: make translations"))
    path.write_text(REVIEWED.sub(lambda _: f'"X-Reviewed-By: {name}\\n"', text, count=1), encoding="utf-8")
