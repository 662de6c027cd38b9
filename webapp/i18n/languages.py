"""The languages that have an address prefix."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code in the address, its Babel locale, its own name, how HTML names it, and its signs.

    `quotes` are the opening and the closing quotation mark, as the language's texts use them.
    """

    code: str
    locale: str
    name: str
    direction: str = "ltr"
    html: str = ""
    hreflang: str = ""
    formats: str = ""
    quotes: tuple[str, str] = ("„", "“")
    comma: str = ","

    @property
    def is_german(self) -> bool:
        """True for German and Einfache Sprache: German text needs no mark there."""
        return self.lang == "de"

    @property
    def lang(self) -> str:
        """The value of the `lang` attribute."""
        return self.html or self.code

    @property
    def link_lang(self) -> str:
        """The value of `hreflang`."""
        return self.hreflang or self.code


_ALL = (
    Language("de", "de", "Deutsch"),
    # The locale has a modifier, because Babel silently turns `de-simple` into `de` (design: Languages).
    Language("leicht", "de@leicht", "Einfache Sprache", html="de", hreflang="de-simple"),
    # British forms: "24 November 2026" and "14:00".
    Language("en", "en", "English", formats="en_GB", quotes=("“", "”")),
    Language("tr", "tr", "Türkçe", quotes=("“", "”")),
    Language("ar", "ar", "العربية", direction="rtl", quotes=("«", "»"), comma="،"),
    Language("uk", "uk", "Українська", quotes=("«", "»")),
    Language("ru", "ru", "Русский", quotes=("«", "»")),
    Language("pl", "pl", "Polski", quotes=("„", "”")),
    Language("ro", "ro", "Română", quotes=("„", "”")),
    Language("bg", "bg", "Български"),
)
LANGUAGES: Mapping[str, Language] = {language.code: language for language in _ALL}
GERMAN = LANGUAGES["de"]
