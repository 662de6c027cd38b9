"""Finds the translation of a text, or its German marked as German: the only two ways a text reaches a page."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from babel.support import Translations
from flask import Flask, current_app, g, has_request_context
from flask_babel import Babel, Domain
from markupsafe import Markup

from webapp.i18n.languages import GERMAN, Language
from webapp.i18n.terms import german_words, mark_terms
from webapp.region import Region

TRANSLATIONS = Path(__file__).parents[2] / "translations"
CATALOGS = "amtslotse-catalogs"  # Where an app keeps the catalogs that it has read.


class _Missing(NullTranslations):
    """Stands behind each catalog and tells that a text is not in it, which gettext itself does not."""

    def gettext(self, message: str) -> str:
        raise LookupError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 -- gettext's own signature.
        raise LookupError(msgid1)


class MarkedDomain(Domain):  # type: ignore[misc]
    """A catalog domain whose missing texts are noticed instead of quietly staying German."""

    def get_translations(self) -> Any:
        """The catalog of the page's language, with the notice of missing texts behind it."""
        translations = super().get_translations()
        if translations._fallback is None:
            translations.add_fallback(_Missing())
        return translations

    def get_translations_cache(self, ctx: Any) -> Any:  # noqa: ARG002 -- Flask-Babel's own signature.
        """The catalogs already read, by locale and domain: those of this app, which may have a folder of its own."""
        return current_app.extensions[CATALOGS]


UI = MarkedDomain(domain="ui")
CONTENT = MarkedDomain(domain="content")


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it will be shown. `lang` is "de" where German stands in for a missing translation, else None.

    `text` is plain, for titles and data; as HTML the German terms that a translation keeps in brackets are marked.
    """

    text: str
    lang: str | None = None
    translated_to: Language | None = None

    def __html__(self) -> str:
        escaped = str(Markup.escape(self.text))
        if self.lang:
            return f'<bdi lang="de" dir="ltr">{escaped}</bdi>'
        return _with_terms(escaped, self.translated_to) if self.translated_to else escaped


def current_language() -> Language:
    """The language of the page that is being made; German outside a request."""
    return g.get("language", GERMAN) if has_request_context() else GERMAN


def _with_terms(html: str, language: Language) -> str:
    return mark_terms(html, language, current_app.extensions["german_words"])


def _stands_in(language: Language) -> bool:
    """Notice that German stands in for a missing text; True where it needs no mark, because the page is German."""
    g.shows_german = True
    return language.is_german


def shows_german() -> bool:
    """True when German stood in for a text of the page so far, so that its foot can say so."""
    return bool(g.get("shows_german"))


def say(german: str) -> Said:
    """A text of the content in the language of the page, or its German, marked (R49)."""
    language = current_language()
    if language is GERMAN:
        return Said(german)
    try:
        return Said(CONTENT.get_translations().gettext(german), translated_to=language)
    except LookupError:
        return Said(german, None if _stands_in(language) else "de")


def read_texts(language: Language, folder: Path) -> Callable[[str], str]:
    """How to look up a language's texts of the content outside a request: the translation, or "" without one."""
    if language is GERMAN:
        return lambda german: german
    catalog = Translations.load(folder, [language.locale], "content")
    catalog.add_fallback(_Missing())

    def text(german: str) -> str:
        try:
            return str(catalog.gettext(german))
        except LookupError:
            return ""

    return text


def ui_gettext(message: str) -> str:
    """A text of the interface as HTML; German in a marked element where the catalog has no translation."""
    language = current_language()
    if language is GERMAN:
        return message
    try:
        return _with_terms(str(UI.get_translations().gettext(message)), language)
    except LookupError:
        return message if _stands_in(language) else f'<bdi lang="de" dir="ltr">{message}</bdi>'


def plain_ui_text(message: str) -> str:
    """A text of the interface without markup, for data such as a web app manifest; no mark says that it is German."""
    return Markup(ui_gettext(message)).striptags()  # noqa: S704 -- of our own catalogs, and nothing of it stays markup.


def ui_ngettext(singular: str, plural: str, n: int) -> str:
    """The same for texts that depend on a number."""
    language = current_language()
    german = singular if n == 1 else plural
    if language is GERMAN:
        return german
    try:
        return _with_terms(str(UI.get_translations().ngettext(singular, plural, n)), language)
    except LookupError:
        return german if _stands_in(language) else f'<bdi lang="de" dir="ltr">{german}</bdi>'


def init_app(app: Flask, region: Region, folder: Path = TRANSLATIONS) -> None:
    """Bind Babel to the language in the address and give templates their texts, from the catalogs of a folder."""
    app.extensions["german_words"] = german_words(region, str(folder.absolute()))
    # Flask-Babel looks inside the package unless the folder is absolute.
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder.absolute())
    app.extensions[CATALOGS] = {}
    Babel(app, locale_selector=lambda: current_language().locale, default_domain="ui", configure_jinja=False)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    # The same setting as in the extraction, or messages with line breaks would not be found.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals["shows_german"] = shows_german
    app.jinja_env.install_gettext_callables(ui_gettext, ui_ngettext, newstyle=True)  # type: ignore[attr-defined]
