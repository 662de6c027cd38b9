"""What must hold for all that a screen reader says on a page. Each rule gives what it has to complain about."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from e2e.reader import Line, words_of

# Things that say nothing when only their role is spoken.
FIELDS = {"textbox", "searchbox", "checkbox", "radio", "combobox", "spinbutton", "option"}
PICTURES = {"image", "img", "figure", "graphics-document", "graphics-object", "graphics-symbol"}
NEED_A_NAME = FIELDS | PICTURES | {"link", "button", "details", "heading", "table", "navigation", "region"}
FRAMES = {"navigation", "region", "group", "search", "form"}
MEANINGLESS = {"hier", "mehr", "weiter", "link", "klicken", "here", "more", "continue", "click here", "هنا", "المزيد"}
DECORATION = re.compile("[←-⇿─-➿|•‣]")
ARABIC, LATIN = re.compile("[؀-ۿ]"), re.compile("[A-Za-zÄÖÜäöüß]{3,}")
# Web and mail addresses are the same in every language.
ADDRESS = re.compile(r"\S*[@/]\S*|\S+\.[a-z]{2,}\b")


def unlabelled(lines: list[Line]) -> Iterator[str]:
    """A thing of which only the role is said, or what is typed in it; a link that does not say where it leads."""
    for line in lines:
        nameless = not line.name or (line.typed and line.name.startswith(line.typed))
        if line.role in NEED_A_NAME and nameless:
            yield f"no name: {line.said}"
        if line.role in ("link", "button") and line.name.casefold().strip(" .:") in MEANINGLESS:
            yield f"unclear name: {line.said}"


def spoken_twice(lines: list[Line]) -> Iterator[str]:
    """The same words in two lines one after the other."""
    for one, next_one in pairwise(lines):
        # A landmark may take its name from the heading it begins with: then both say it.
        named_by_heading = one.role in FRAMES and next_one.role == "heading"
        if one.name and one.name.casefold() == next_one.name.casefold() and not named_by_heading:
            yield f"twice: {one.said} / {next_one.said}"


def decoration(lines: list[Line]) -> Iterator[str]:
    """Arrows, ticks, lines and dots, which a voice reads out by their names."""
    for line in lines:
        if DECORATION.search(line.said):
            yield f"decoration: {line.said}"
        if line.role == "text" and not re.search(r"[\w.,:;!?()„“]", line.said):
            yield f"only signs: {line.said}"


def landmarks(lines: list[Line]) -> Iterator[str]:
    """One banner, one main part, one foot; several things of the same kind are told apart by their names."""
    count = Counter(line.role for line in lines)
    for role in ("banner", "main", "contentinfo"):
        if count[role] != 1:
            yield f"{count[role]} × {role}"
    if count["navigation"] < 2:
        yield "the languages and the foot are not both a navigation"
    for said, times in Counter(line.said for line in lines if line.role in FRAMES).items():
        if times > 1:
            yield f"{times} × {said}"


def order(lines: list[Line], language: str, is_sheet: bool) -> Iterator[str]:
    """Skip link, header, an empty status, then at most the way back and a line of place before the only h1.

    On a step sheet the buttons that are not printed come first, too.
    """
    word = words_of(language)
    roles = [line.role for line in lines]
    if [line.said for line in lines[:3]] != ["document", f"link, {word('Zum Inhalt springen')}", "banner"]:
        yield f"the page does not begin with the skip link: {lines[1].said}"
    after = roles.index("end of banner")
    if roles[after + 1 : after + 3] != ["status", "main"]:
        yield f"something is said between header and main part: {roles[after + 1 : after + 3]}"
    first = [index for index, line in enumerate(lines) if line.said.endswith("level 1") and line.role == "heading"]
    if len(first) != 1 or roles.index("main") > first[0] or roles.index("end of main") < first[0]:
        yield f"{len(first)} × h1, or outside the main part"
        return
    between = roles[roles.index("main") + 1 : first[0]]
    if between not in ([], ["link"], ["text"], ["link", "text"]) and not is_sheet:
        yield f"before the h1: {between}"
    back = word("Zurück: %(step)s").split("%")[0]
    if "link" in between and not lines[roles.index("main") + 1].name.startswith(back):
        yield f"the first link is not the way back: {lines[roles.index('main') + 1].said}"


def lists(lines: list[Line]) -> Iterator[str]:
    """Each list says how many things it has, and has as many, counted from one."""
    for at, line in enumerate(lines):
        if line.role != "list":
            continue
        counts = [entry.said for entry in items_of(lines, at)]
        size = len(counts)
        if not size or counts != [f"listitem, level 1, position {n}, set size {size}" for n in range(1, size + 1)]:
            yield f"list of {size}: {counts[:3]}"


def items_of(lines: list[Line], at: int) -> list[Line]:
    """The items of the list that begins at a line; none of an empty list, which has no end either."""
    if lines[at + 1].role != "listitem":
        return []
    end = next(i for i in range(at, len(lines)) if lines[i].role == "end of list")
    return [line for line in lines[at:end] if line.role == "listitem"]


def link_names(lines: list[Line]) -> Iterator[str]:
    """Links of the same name lead to the same place: in the reader's list of links nothing else tells them apart."""
    places: dict[str, set[str]] = {}
    for line in lines:
        if line.role == "link":
            places.setdefault(line.name.casefold(), set()).add(line.href)
    for name, hrefs in places.items():
        if len(hrefs) > 1:
            yield f"{len(hrefs)} places for the link {name}"


def voices(lines: list[Line], language: str) -> Iterator[str]:
    """In Arabic no German word is spoken by the Arabic voice, and no Arabic one by another."""
    if language != "ar":
        return
    translated = words_of(language)("Zum Inhalt springen") != "Zum Inhalt springen"
    for piece in (piece for line in lines for piece in line.pieces):
        if piece.voice == "ar" and LATIN.search(ADDRESS.sub("", piece.text)):
            yield f"Arabic voice for: {piece.text}"
        # A German sentence that nobody has translated yet has its date in Arabic.
        if translated and piece.voice != "ar" and ARABIC.search(piece.text):
            yield f"voice {piece.voice} for: {piece.text}"


def phones(lines: list[Line]) -> Iterator[str]:
    """The digits that are spoken are those that are dialled, in the same order and from left to right."""
    for line in lines:
        if line.href.startswith("tel:"):
            dialled = re.sub(r"^\+49", "0", line.href.removeprefix("tel:"))
            spoken = re.sub(r"\D", "", line.name)
            if not dialled or not spoken.endswith(dialled):
                yield f"{line.said} dials {dialled}"
            if any(piece.direction != "ltr" for piece in line.pieces if re.search(r"\d", piece.text)):
                yield f"from right to left: {line.said}"


RULES: tuple[Callable[[list[Line]], Iterator[str]], ...] = (
    unlabelled,
    spoken_twice,
    decoration,
    landmarks,
    lists,
    link_names,
    phones,
)


def complaints(lines: list[Line], language: str, is_sheet: bool = False) -> list[str]:
    """What the rules have to say about a page in a language; `voices` is asked by itself."""
    found = [f"{rule.__name__}: {complaint}" for rule in RULES for complaint in rule(lines)]
    return found + [f"order: {complaint}" for complaint in order(lines, language, is_sheet)]
