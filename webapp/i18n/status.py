"""How far each language is: what is translated, who reviewed it, what grew longest. Records a review."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog

from webapp.i18n import catalogs
from webapp.i18n.faults import is_translated, sources_of, strings_of
from webapp.i18n.languages import LANGUAGES, Language
from webapp.i18n.po import BadCatalogError, reviewer_of, write_reviewer

# A shorter German text may double without harm.
LONG_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Status:
    """How far a catalog is. `growth` names the text that grew most, as place and letters: ("ui.po:12", 20, 38)."""

    code: str
    domain: str
    translated: int
    total: int
    reviewer: str | None
    growth: tuple[str, int, int] | None

    def __str__(self) -> str:
        """One line of the report. What was translated before its German changed is untranslated again."""
        grown = ""
        if self.growth:
            place, german, here = self.growth
            grown = f"longest {place} {german} → {here} letters"
        missing = self.total - self.translated
        reviewed = f"reviewed by {self.reviewer}" if self.reviewer else "unreviewed"
        return (
            f"{self.code:7} {self.domain:8} {self.translated:5} of {self.total:5} translated, "
            f"{missing:4} new or stale, {reviewed}, {grown}"
        ).rstrip(", ")


def statuses() -> Iterator[Status | str]:
    """A line for each catalog; a text where it cannot be read."""
    for language, domain in catalogs.begun():
        name = catalogs.name_of(catalogs.path_of(language, domain))
        try:
            yield _status(language, domain, catalogs.read_named(language, domain))
        except FileNotFoundError:
            yield f"{name}: is missing; run: make translations"
        except BadCatalogError as error:
            yield from (f"{name}:{line}: {text}" for line, text in error.problems)


def _status(language: Language, domain: str, catalog: Catalog) -> Status:
    messages = [message for message in catalog if message.id]
    lengths = [
        (f"{domain}.po:{message.lineno}", len(sources_of(message)[-1]), max(map(len, strings_of(message))))
        for message in messages
        if is_translated(message) and len(sources_of(message)[-1]) >= LONG_ENOUGH
    ]
    growth = max(lengths, key=lambda found: found[2] / found[1], default=None)
    done = sum(1 for message in messages if is_translated(message))
    return Status(language.code, domain, done, len(messages), reviewer_of(catalog), growth)


def record_review(code: str, name: str) -> list[str]:
    """Write who reviewed a language, named by its code or locale, into both catalogs. Returns the files.

    Raises ValueError for an unknown language or an impossible name, BadCatalogError for a bad catalog.
    """
    language = next((known for known in LANGUAGES.values() if code in (known.code, known.locale)), None)
    if language is None or language.code == "de":
        raise ValueError(f"{code!r} is no language with catalogs; known are {', '.join(list(LANGUAGES)[1:])}")
    if re.search(r'["\\\n\r]', name):
        raise ValueError("The name must stand in one line, without quotation marks and backslashes")
    for domain in catalogs.DOMAINS:
        catalogs.read_named(language, domain)
    for domain in catalogs.DOMAINS:
        write_reviewer(catalogs.path_of(language, domain), name.strip())
    return [catalogs.name_of(catalogs.path_of(language, domain)) for domain in catalogs.DOMAINS]
