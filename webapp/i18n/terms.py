"""Marks the German terms that a translation keeps in brackets, so that they are spoken as German: "tax (Hundesteuer)".

They stand on the doors, forms and buttons a person will meet. A term is found by its script in Arabic or Cyrillic text,
and by the words of the German texts in text of Latin letters. Outside of brackets Latin words in another script are
German here; among Latin letters only names of several words are looked for: "Bundesamt für Justiz".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.support import Translations

from webapp.i18n.languages import LANGUAGES, Language
from webapp.region import Region
from webapp.region.texts import all_texts

OTHER_SCRIPTS = frozenset({"ar", "uk", "ru", "bg"})
# Names of products are the same in every language, and some words are.
SHARED = frozenset({"Android", "Checker", "Html", "Nu", "Orca", "Windows", "axe-core", "iPhone", "digital", "online"})

_LETTERS = r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
_WORD = re.compile(rf"{_LETTERS}+(?:-{_LETTERS}+)*")
_KEPT = r"<bdi\b.*?</bdi>|<[^>]*>|&\#?\w+;|%\(\w+\)[sd]|{\w+}"  # German that is marked already, tags, placeholders.
_BRACKET = rf"{_KEPT}|\((?P<inside>(?:%\(\w+\)[sd]|\([^()]*\)|[^()])*)\)"
_NAME = rf"[A-ZÄÖÜ]{_LETTERS}+(?:-{_LETTERS}+)*"
_IN_LATIN = re.compile(rf"{_BRACKET}|(?P<name>{_NAME}(?: (?:der|des|für|und) {_NAME})+)", re.DOTALL)
_IN_OTHERS = re.compile(rf"{_BRACKET}|(?P<name>{_WORD.pattern}(?: {_WORD.pattern})*)", re.DOTALL)
_PART = re.compile(rf"{_KEPT}|(?P<word>{_WORD.pattern}-?)|(?P<number>§ ?\d+|\d+)", re.DOTALL)
_BETWEEN = re.compile(r" | [–&] |/")  # What joins the words of one term.
_BESIDE = re.compile(r",? | [–&] |/")  # In another script terms beside each other are one run from left to right.


@dataclass(frozen=True, slots=True, eq=False)
class GermanWords:
    """The words of the German texts: `names` have a capital letter wherever they stand, `stems` are written small."""

    names: frozenset[str]
    stems: frozenset[str]


@dataclass(slots=True)
class _Run:
    """Words beside each other that are all German, and where they stand in the bracket."""

    start: int
    end: int
    words: list[str]


def german_words(region: Region, folder: str) -> GermanWords:
    """The words of the content and of its names, and those in Latin letters that Cyrillic catalogs in `folder` keep."""
    services = region.services.values()
    texts = [
        *(text.german for text in all_texts(region)),
        *(service.official or "" for service in services),
        *(authority.name for authority in region.authorities.values()),
        *_kept_in_cyrillic(folder),
    ]
    words = {word for text in texts for word in _WORD.findall(text)}
    found = {part for word in words for part in (word, *word.split("-")) if len(part) > 1} - SHARED
    # People search in small letters, so a search word is a name only where no text has it in small letters.
    searched = {part for service in services for text in service.words.get("de", ()) for part in _WORD.findall(text)}
    names = {word for word in found if word[0].isupper()} | {word.capitalize() for word in searched}
    return GermanWords(frozenset(word for word in names if word.lower() not in found), frozenset(map(_stem, found)))


def _kept_in_cyrillic(folder: str) -> Iterator[str]:
    for domain in ("ui", "content"):
        catalog = getattr(Translations.load(folder, [LANGUAGES["ru"].locale], domain), "_catalog", {})
        yield from (re.sub(_KEPT, " ", text) for source, text in catalog.items() if source)


def _stem(word: str) -> str:
    """The word in small letters, and a longer one without the ending that adjectives change: "Leichter" is "leicht"."""
    return re.sub(r"(?<=\w{4})e[mnrs]?$", "", word.lower())


def mark_terms(html: str, language: Language, german: GermanWords) -> str:
    """The HTML of a translation with the German terms in its brackets marked. What is marked already stays as it is."""
    if language.is_german:
        return html
    by_script = language.code in OTHER_SCRIPTS

    def found(match: re.Match[str]) -> str:
        if match["inside"] is not None:
            return f"({_marked_inside(match['inside'], by_script, german)})"
        is_name = _is_spoken if by_script else _is_name
        return _mark(match["name"]) if match["name"] and is_name(match["name"], german) else match[0]

    return (_IN_OTHERS if by_script else _IN_LATIN).sub(found, html)


def _mark(words: str) -> str:
    return f'<bdi lang="de" dir="ltr">{words}</bdi>'


def _is_spoken(text: str, german: GermanWords) -> bool:  # noqa: ARG001 -- asked in the same way as the next one.
    """True for Latin words among another script that are no abbreviation and no product: those are German here."""
    return any(len(word) > 2 and not word.isupper() and word not in SHARED for word in _WORD.findall(text))


def _is_name(text: str, german: GermanWords) -> bool:
    words = [word for word in _WORD.findall(text) if word[0].isupper()]
    return bool(words) and all(word in german.names for word in words)


def _marked_inside(text: str, by_script: bool, german: GermanWords) -> str:
    marked, done = "", 0
    for run in _runs(text, None if by_script else german):
        is_one_word = (run.start, run.end) == (0, len(text)) and len(run.words) == 1
        if _is_term(run, german, is_sure=by_script or is_one_word):
            marked += text[done : run.start] + _mark(text[run.start : run.end])
            done = run.end
    return marked + text[done:]


def _runs(text: str, german: GermanWords | None) -> Iterator[_Run]:
    """The runs of German words; with `german` None every word of Latin letters is taken for German."""
    run: _Run | None = None
    joint = _BETWEEN if german else _BESIDE
    for part in _PART.finditer(text):
        word = part["word"]
        is_ours = _is_german(word, german) if word else bool(part["number"])
        if run and is_ours and joint.fullmatch(text[run.end : part.start()]):
            run.end = part.end()
            run.words += [word] if word else []
            continue
        if run:
            yield run
        run = _Run(part.start(), part.end(), [word] if word else []) if is_ours else None
    if run:
        yield run


def _is_german(word: str, german: GermanWords | None) -> bool:
    bare = word.rstrip("-")
    return german is None or bare.isupper() or bare in german.names or _stem(bare) in german.stems


def _is_term(run: _Run, german: GermanWords, *, is_sure: bool) -> bool:
    """False for abbreviations, numbers and products alone, and for words that could be the other language's own."""
    spoken = [word for word in run.words if not word.isupper() and word not in SHARED]
    has_name = any(part in german.names for word in spoken for part in (word, *word.split("-")))
    return has_name or (is_sure and bool(spoken))
