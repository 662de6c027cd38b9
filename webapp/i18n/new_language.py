"""Begins a language: its empty catalogs and its glossary with the German terms."""

import re
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog

from webapp.i18n import catalogs
from webapp.i18n.glossary import HEADER, order, read_glossary
from webapp.i18n.languages import LANGUAGES, Language
from webapp.i18n.po import write_catalog
from webapp.region import Region


def add_language(code: str, region: Region) -> list[str]:
    """Make catalogs and glossary of a language and return the next steps as lines.

    Raises ValueError when the code is no language that CLDR knows or its catalogs are there already.
    """
    language = LANGUAGES.get(code) or _proposed(code)
    made = [catalogs.path_of(language, domain) for domain in catalogs.DOMAINS]
    if any(path.exists() for path in made):
        raise ValueError(f"The catalogs of {code} are there already; to bring them up to date: make translations")
    for domain, path in zip(catalogs.DOMAINS, made, strict=True):
        write_catalog(path, catalogs.merged_catalog(catalogs.template_of(domain, region), Catalog(), language))
    glossary = catalogs.glossary_path(language)
    if not glossary.exists():
        glossary.parent.mkdir(exist_ok=True)
        lines = [HEADER, *(f"{term}\t\t" for term in _german_terms())]
        glossary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    files = [catalogs.name_of(path) for path in (*made, glossary)]
    return [*(f"Made {file}" for file in files), *_next_steps(language)]


def _proposed(code: str) -> Language:
    """What CLDR knows of a language that is not in the list yet."""
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise ValueError(f"{code!r} is no language code; it has two or three small letters, like fa")
    try:
        locale = Locale.parse(code)
    except UnknownLocaleError as error:
        raise ValueError(f"CLDR knows no language {code!r}") from error
    name = locale.get_display_name() or code
    return Language(code, code, name[:1].upper() + name[1:], direction=locale.text_direction)


def _german_terms() -> list[str]:
    """The terms that at least half of the glossaries have."""
    glossaries = [
        glossary for known in LANGUAGES.values() if (glossary := read_glossary(catalogs.glossary_path(known)))
    ]
    counted: dict[str, int] = {}
    for glossary in glossaries:
        for entry in glossary:
            counted[entry.german] = counted.get(entry.german, 0) + 1
    return sorted((term for term, count in counted.items() if 2 * count >= len(glossaries)), key=order)


def _next_steps(language: Language) -> Iterator[str]:
    yield "Next:"
    if language.code not in LANGUAGES:
        direction = "" if language.direction == "ltr" else f', direction="{language.direction}"'
        yield "1. Put this line at the end of the list in webapp/i18n/languages.py, with the name its speakers use:"
        yield f'    Language("{language.code}", "{language.locale}", "{language.name}"{direction}),'
    yield f'2. Add "{language.code}" to `languages` in the region.yaml, its sentences to emergencies.yaml, and make'
    yield f"   signs/{language.code}.yaml (docs/content.md). Nothing starts before: an emergency must be"
    yield "   recognised in every language."
    yield "   `flask region check` names what is missing."
    yield "3. Fill the glossary, then translate both catalogs (docs/translating.md)."
    yield "4. flask translate check, then flask translate compile."
    yield "The language is offered when 98 % of both catalogs are translated; its addresses answer before that."
