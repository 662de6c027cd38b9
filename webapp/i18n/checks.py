"""Checks the catalogs for translators: every problem at once, each with its file and line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

from webapp.i18n import catalogs
from webapp.i18n.faults import PLACEHOLDER, faults, sources_of, strings_of
from webapp.i18n.glossary import Entry, GlossaryError, breaches, forbidden_in, read_forbidden, read_glossary
from webapp.i18n.languages import GERMAN, LANGUAGES, Language
from webapp.i18n.po import BadCatalogError
from webapp.region import Region

# A button or a heading that grows by more than this may break a narrow screen; short words may double.
GROWTH, GROWTH_LETTERS = 1.6, 25
# A small word longer than this makes a text more than a name ("Haltern am See").
NAME_PARTICLE = 3
WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = {"Latin": re.compile(r"[A-Za-z\u00c0-\u024f]"), "Cyrillic": re.compile(r"[\u0400-\u04ff]")}
SCRIPTS["Arabic"] = re.compile(r"[\u0600-\u06ff]")
# Letters that Latin and Cyrillic share to the eye, standing alone as a word.
LOOK_ALIKE = re.compile(r"(?<![\w.'’-])[aceiopxyACEHIKMOPTXB](?![\w.'’-])")
# Arabic writes "and" and "with" onto the next word, also before a Latin name.
ARABIC_PREFIX = re.compile(r"(?<!\w)[وبلكف](?=[A-Za-zÄÖÜäöü])")
PRESENTATION_FORM = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
# The point of "e.V." or "ч." ends no sentence.
ABBREVIATION = re.compile(r"(?<!\w)(?:\w\.)*\w\.$")
ENDINGS = {"؟": "?", "…": "…", ".": ".", "?": "?", "!": "!", ":": ":"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line of a file. A warning is said, but fails nothing."""

    file: str
    line: int
    text: str
    is_warning: bool = False

    def __str__(self) -> str:
        """As editors and CI understand it: file:line: text."""
        return f"{self.file}:{self.line}: {'warning: ' if self.is_warning else ''}{self.text}"


def check_catalogs(region: Region) -> list[Problem]:
    """Everything that is wrong with catalogs and glossaries of the region's languages, in order of files and lines."""
    templates = {domain: catalogs.template_of(domain, region) for domain in catalogs.DOMAINS}
    wanted = {code for code in region.settings.languages if code in LANGUAGES} - {GERMAN.code}
    languages = [language for language in LANGUAGES.values() if language.code in wanted or language in _begun()]
    return [problem for language in languages for problem in _language_problems(language, templates)]


def _begun() -> set[Language]:
    return {language for language, _ in catalogs.begun()}


def _language_problems(language: Language, templates: dict[str, Catalog]) -> Iterator[Problem]:
    glossary: tuple[Entry, ...] = ()
    path = catalogs.glossary_path(language)
    try:
        glossary = read_glossary(path)
    except GlossaryError as error:
        yield Problem(catalogs.name_of(path), error.line, str(error))
    checks = _text_checks(language, glossary, read_forbidden(catalogs.glossary_path(language, "forbidden.txt")))
    for domain, template in templates.items():
        yield from sorted(_problems(language, domain, template, checks), key=lambda problem: problem.line)


# A check takes the German and its translation and yields what is wrong.
Check = Callable[[str, str], Iterator[str]]


def _text_checks(language: Language, glossary: tuple[Entry, ...], forbidden: tuple[str, ...]) -> dict[str, Check]:
    """The checks of a single text by the name with which a translator allows an exception: `# glossary: ok`."""

    def keeps_to_glossary(german: str, said: str) -> Iterator[str]:
        for entry in breaches(glossary, german, said):
            ways = " or ".join(map(repr, entry.ways))
            yield f"glossary: {entry.german!r} is {ways} here; say that or the German word"

    def has_no_forbidden_word(_: str, said: str) -> Iterator[str]:
        for word in forbidden_in(forbidden, said):
            yield f"forbidden word: {word!r}"

    checks: dict[str, Check] = {
        "glossary": keeps_to_glossary,
        "forbidden": has_no_forbidden_word,
        "punctuation": _ends_alike_or_asks if language.is_german else _ends_alike,
        "scripts": _mixes_no_scripts,
    }
    if not language.is_german:
        checks["identical"] = _is_translated
    return checks


def _problems(language: Language, domain: str, template: Catalog, checks: dict[str, Check]) -> Iterator[Problem]:
    name = catalogs.name_of(catalogs.path_of(language, domain))
    if not catalogs.path_of(language, domain).exists():
        begun = catalogs.path_of(language, domain).parent.is_dir()
        step = "make translations" if begun else f"flask translate add {language.code}"
        yield Problem(name, 1, f"is missing; run: {step}")
        return
    try:
        catalog = catalogs.read_named(language, domain)
    except BadCatalogError as error:
        yield from (Problem(name, line, text) for line, text in error.problems)
        return
    if {_key(m) for m in template if m.id} != {_key(m) for m in catalog if m.id}:
        yield Problem(name, 1, "does not fit the German texts; run: make translations")
    for message in catalog:
        if message.id:
            yield from _message_problems(name, message, checks, is_ui=domain == "ui")


def _key(message: Message) -> tuple[object, str | None]:
    return message.id, message.context


def _message_problems(name: str, message: Message, checks: dict[str, Check], *, is_ui: bool) -> Iterator[Problem]:
    line = message.lineno or 1
    if message.fuzzy:
        yield Problem(name, line, "is marked fuzzy; translate it or remove the mark")
    elif not any(strings_of(message)):
        yield Problem(name, line, "is not translated", is_warning=True)
    for text in faults(message):
        yield Problem(name, line, text)
    allowed = " ".join(message.user_comments)
    for german, said in _pairs(message):
        if not said.strip():
            yield Problem(name, line, "has only spaces")
            continue
        for kind, check in checks.items():
            if f"{kind}: ok" not in allowed:
                yield from (Problem(name, line, text) for text in check(german, said))
        if is_ui and "length: ok" not in allowed and _is_long(german, said):
            # Not an error: whether it fits is seen on the page, and some languages need the room.
            yield Problem(name, line, f"{len(said)} letters for {len(german)} in German; look at it on a phone", True)


def _pairs(message: Message) -> Iterator[tuple[str, str]]:
    """The German and the translation; of plural forms each with the German plural, which is the more general one."""
    german = sources_of(message)[-1]
    yield from ((german, said) for said in strings_of(message) if said)


def _is_long(german: str, said: str) -> bool:
    return len(said) > GROWTH * len(german) and len(said) > len(german) + GROWTH_LETTERS


def _ends_alike(german: str, said: str) -> Iterator[str]:
    """A sentence stays a sentence, a question a question, a label a label."""
    wanted, found = _ending(german), _ending(said)
    has_abbreviation = {wanted, found} == {"", "."} and ABBREVIATION.search(german if wanted else said)
    if wanted != found and not has_abbreviation:
        yield f"ends with {found or 'no mark'!r}, the German with {wanted or 'no mark'!r}"


def _ends_alike_or_asks(german: str, said: str) -> Iterator[str]:
    """In Einfache Sprache "Fragen Sie, ob …" rightly becomes "Fragen Sie: …?"."""
    if (_ending(german), _ending(said)) != (".", "?"):
        yield from _ends_alike(german, said)


def _ending(text: str) -> str:
    bare = text.rstrip(" \n\"”“»’'›")
    if bare.endswith(")"):
        # What stands in brackets at the end is the German word beside its translation.
        bare = bare[: bare.rfind("(")].rstrip(" \n\"”“»’'›") or bare
    return ENDINGS.get(bare[-1:], "")


def _mixes_no_scripts(german: str, said: str) -> Iterator[str]:
    """No word has letters of two scripts, which a screen reader cannot say and nobody sees."""
    bare = ARABIC_PREFIX.sub(" ", PLACEHOLDER.sub(" ", said))
    for word in WORD.findall(bare):
        found = [name for name, letters in SCRIPTS.items() if letters.search(word)]
        if len(found) > 1:
            yield f"{word!r} mixes {' and '.join(found)} letters"
    if SCRIPTS["Cyrillic"].search(bare):
        # Letters of the German itself are names: "Standesamt I", the mark "H".
        for letter in sorted(set(LOOK_ALIKE.findall(bare)) - set(LOOK_ALIKE.findall(german))):
            yield f"{letter!r} is a Latin letter alone among Cyrillic words"
    if PRESENTATION_FORM.search(bare):
        yield "has Arabic presentation forms; type ordinary letters"


def _is_translated(german: str, said: str) -> Iterator[str]:
    """A text that is the same in both languages is a name or short, or nobody has translated it."""
    words = WORD.findall(PLACEHOLDER.sub(" ", said))
    if said == german and any(word.islower() and len(word) > NAME_PARTICLE for word in words):
        yield "is the same as the German"
