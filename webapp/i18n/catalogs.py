"""Makes, checks and compiles the catalogs: `ui` from the templates, `content` from the region's YAML."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from webapp.i18n.languages import GERMAN, LANGUAGES, Language
from webapp.i18n.texts import TRANSLATIONS
from webapp.region import Region
from webapp.region.texts import all_texts

DOMAINS = ("ui", "content")
TEMPLATES = Path(__file__).parents[1] / "templates"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|{[a-z_]+}")
TAG = re.compile(r"<[^>]*>|&[a-z]+;")
# Lines that change with every run would make each diff noisy.
NOISE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Report-Msgid-Bugs-To|Language-Team): .*\n',
    re.M,
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a catalog is translated, and who reviewed it."""

    translated: int
    total: int
    reviewer: str | None

    @property
    def share(self) -> float:
        """Translated texts as a share of all, 0 to 1."""
        return self.translated / self.total if self.total else 1.0


def path_of(language: Language, domain: str, ending: str = "po") -> Path:
    """Where a catalog lies."""
    return TRANSLATIONS / language.locale / "LC_MESSAGES" / f"{domain}.{ending}"


def template_of(domain: str, region: Region) -> Catalog:
    """All texts of a domain as they stand now: each German sentence once, with its places as comments."""
    catalog = Catalog(charset="utf-8")
    if domain == "content":
        places: dict[str, list[str]] = {}
        for text in all_texts(region):
            places.setdefault(text.german, []).append(text.place)
        for german, found in places.items():
            more = [f"and {len(found) - 3} more places"] if len(found) > 3 else []
            catalog.add(german, auto_comments=found[:3] + more)
        return catalog
    options = {"**.html": {"trimmed": "true", "silent": "false"}}
    found_in_templates = extract_from_dir(
        TEMPLATES, [("**.html", "jinja2")], options, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for name, _line, message, comments, context in sorted(found_in_templates, key=lambda found: (found[0], found[1])):
        catalog.add(message, auto_comments=[*comments, name], context=context)
    return catalog


def update_catalogs(region: Region) -> None:
    """Bring every catalog up to date: new texts added untranslated, old ones dropped, nothing guessed."""
    for language, domain in _begun():
        path = path_of(language, domain)
        old = _read(path) if path.exists() else Catalog()
        _write(path, _merged(template_of(domain, region), old, language))


def _merged(template: Catalog, old: Catalog, language: Language) -> Catalog:
    merged = Catalog(locale=language.locale, charset="utf-8", project="Amtslotse", header_comment="", fuzzy=False)
    for message in template:
        if not message.id:
            continue
        earlier = old.get(message.id, message.context)
        string = earlier.string if earlier else ("" if isinstance(message.id, str) else ("",) * merged.num_plurals)
        comments = earlier.user_comments if earlier else ()
        merged.add(
            message.id,
            string,
            auto_comments=message.auto_comments,
            user_comments=comments,
            context=message.context,
            flags=message.flags - {"fuzzy"},
        )
    merged.reviewer = _reviewer(old)  # type: ignore[attr-defined]
    return merged


def _reviewer(catalog: Catalog) -> str | None:
    return getattr(catalog, "reviewer", None)


def _read(path: Path) -> Catalog:
    text = path.read_bytes()
    catalog = read_po(BytesIO(text), locale=path.parents[1].name, abort_invalid=True)
    found = re.search(rb'^"X-Reviewed-By: (.*)\\n"$', text, re.M)
    catalog.reviewer = found[1].decode() if found and found[1].strip() else None  # type: ignore[attr-defined]
    return catalog


def _write(path: Path, catalog: Catalog) -> None:
    buffer = BytesIO()
    write_po(buffer, catalog, no_location=True, width=0, omit_header=False, sort_output=False)
    text = NOISE.sub("", buffer.getvalue().decode())
    header_end = text.index('"Content-Transfer-Encoding')
    text = text[:header_end] + f'"X-Reviewed-By: {_reviewer(catalog) or ""}\\n"\n' + text[header_end:]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def check_catalogs(region: Region) -> list[str]:
    """Everything that is wrong with the catalogs, each as `file:line: what`."""
    return [problem for language, domain in _begun() for problem in _problems(language, domain, region)]


def _begun() -> Iterator[tuple[Language, str]]:
    """The catalogs that somebody has begun: those of every language that has a folder."""
    for language in LANGUAGES.values():
        if language is not GERMAN and path_of(language, "ui").parent.is_dir():
            yield from ((language, domain) for domain in DOMAINS)


def _problems(language: Language, domain: str, region: Region) -> Iterator[str]:
    path = path_of(language, domain)
    name = path.relative_to(TRANSLATIONS.parent).as_posix()
    if not path.exists():
        yield f"{name}: is missing; run: make translations"
        return
    try:
        catalog = _read(path)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        yield f"{name}: cannot be read: {error}"
        return
    template = template_of(domain, region)
    if {_key(m) for m in template if m.id} != {_key(m) for m in catalog if m.id}:
        yield f"{name}: does not fit the German texts; run: make translations"
    for message in catalog:
        if message.id:
            yield from (f"{name}:{message.lineno}: {reason}" for reason in _faults(message))


def _key(message: Message) -> tuple[object, str | None]:
    return message.id, message.context


def _faults(message: Message) -> Iterator[str]:
    sources = (message.id,) if isinstance(message.id, str) else message.id
    strings = (message.string,) if isinstance(message.string, str) else message.string
    wanted = {found for source in sources for found in PLACEHOLDER.findall(source)}
    if message.fuzzy:
        yield "is marked fuzzy; translate it or remove the mark"
    for string in strings or ():
        if not string:
            continue
        found = set(PLACEHOLDER.findall(string))
        if not found <= wanted or (len(sources) == 1 and found != wanted):
            yield f"placeholders differ: {sorted(wanted)} in German, {sorted(found)} here"
        if set(TAG.findall(string)) - {tag for source in sources for tag in TAG.findall(source)}:
            yield "has HTML that the German does not have"


def compile_catalogs(report: Callable[[str], None]) -> bool:
    """Compile every readable catalog and say whether all went well. A broken one is reported; its compiled one stays.

    What each catalog covers is kept beside them, because the list of languages depends on it.
    """
    coverage: dict[str, dict[str, object]] = {}
    went_well = True
    for language, domain in _begun():
        path = path_of(language, domain)
        if not path.exists():
            continue
        try:
            catalog = _read(path)
        except (PoFileError, UnicodeDecodeError, ValueError) as error:
            report(f"{path.relative_to(TRANSLATIONS.parent)}: {error}. The earlier compiled catalog stays.")
            went_well = False
            continue
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
        done = sum(1 for message in catalog if message.id and _is_translated(message))
        coverage.setdefault(language.code, {})[domain] = [done, len(catalog), _reviewer(catalog)]
    (TRANSLATIONS / "coverage.json").write_text(json.dumps(coverage, indent=1, ensure_ascii=False), encoding="utf-8")
    return went_well


def _is_translated(message: Message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string
    return all(strings or ()) and bool(strings)


def read_coverage(folder: Path | None = None) -> dict[str, dict[str, Coverage]]:
    """What the compiled catalogs cover, by language code and domain; empty when nothing was compiled."""
    path = (folder or TRANSLATIONS) / "coverage.json"
    if not path.exists():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {code: {domain: Coverage(*values) for domain, values in domains.items()} for code, domains in data.items()}
