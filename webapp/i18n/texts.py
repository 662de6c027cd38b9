"""Finds the translation of a text, or its German marked as German: the only two ways a text reaches a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from babel.support import Translations
from flask import Flask, current_app, g, has_request_context
from flask.globals import app_ctx
from flask_babel import Babel, Domain, force_locale
from markupsafe import Markup

from webapp.i18n.languages import GERMAN, LANGUAGES, Language
from webapp.i18n.terms import german_words, mark_terms
from webapp.region import Region

TRANSLATIONS = Path(__file__).parents[2] / "translations"
CATALOGS = "amtslotse-catalogs"  # Where an app keeps the catalogs that it has read.
FINISHED = "amtslotse-texts"  # Where an app keeps the texts that its pages have shown, by language and domain.


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
    """A text as it will be shown. `lang` is "de" where German is marked in a page of another language, else None.

    `text` is plain, for titles and data; in `html` the German terms that a translation keeps in brackets are marked.
    """

    text: str
    html: Markup
    lang: str | None = None
    stands_in: bool = False  # True for German in place of a missing translation.

    def __html__(self) -> str:
        return self.html


class FinishedTexts(dict[str, Said]):
    """The texts of a domain in one language by their German. Each is made when a page first asks for it, then kept.

    There are finitely many: the texts of the content and of the templates, never what a person typed.
    """

    def __init__(self, language: Language, domain: MarkedDomain, as_html: Callable[[str], Markup]) -> None:
        super().__init__()
        self._language, self._domain, self._as_html = language, domain, as_html

    def __missing__(self, german: str) -> Said:
        said = self[german] = self._made(german)
        return said

    def _made(self, german: str) -> Said:
        html = self._as_html(german)
        if self._language is GERMAN:
            return Said(german, html)
        try:
            with force_locale(self._language.locale):
                text = str(self._domain.get_translations().gettext(german))
        except LookupError:
            if self._language.is_german:
                return Said(german, html, stands_in=True)
            return Said(german, _marked_german(html), "de", stands_in=True)
        return Said(text, Markup(_with_terms(self._as_html(text), self._language)))  # noqa: S704 -- HTML by `as_html`.


def finished_texts() -> Mapping[tuple[str, str], FinishedTexts]:
    """No texts yet, for every language and both domains; those of the interface are written as HTML."""
    return {
        (language.code, name): FinishedTexts(language, domain, as_html)
        for language in LANGUAGES.values()
        for name, domain, as_html in (("content", CONTENT, Markup.escape), ("ui", UI, Markup))
    }


def current_language() -> Language:
    """The language of the page that is being made; German outside a request."""
    return g.get("language", GERMAN) if has_request_context() else GERMAN


def _with_terms(html: str, language: Language) -> str:
    return mark_terms(html, language, current_app.extensions["german_words"])


def _marked_german(html: str) -> Markup:
    return Markup('<bdi lang="de" dir="ltr">{}</bdi>').format(Markup(html))  # noqa: S704 -- it is HTML.


def _in_page_language(domain: str, german: str) -> Said:
    """The text, and a notice for the foot of the page where German stands in for it."""
    # Asked over a hundred times per page. `current_app` and `g` would each look up the same context again, slowly.
    context = app_ctx._get_current_object()  # type: ignore[attr-defined]
    language: Language = context.g.get("language", GERMAN)
    said: Said = context.app.extensions[FINISHED][language.code, domain][german]
    if said.stands_in:
        context.g.shows_german = True
    return said


def shows_german() -> bool:
    """True when German stood in for a text of the page so far, so that its foot can say so."""
    return bool(g.get("shows_german"))


def say(german: str) -> Said:
    """A text of the content in the language of the page, or its German, marked (R49)."""
    return _in_page_language("content", german)


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


def ui_gettext(message: str, **values: object) -> Markup:
    """A text of the interface with its values filled in; German in a marked element where there is no translation."""
    html = _in_page_language("ui", message).html
    return html % values if "%" in html else html


def plain_ui_text(message: str) -> str:
    """A text of the interface without markup, for data such as a web app manifest; no mark says that it is German."""
    return Markup(ui_gettext(message)).striptags()  # noqa: S704 -- of our own catalogs, and nothing of it stays markup.


def ui_ngettext(singular: str, plural: str, n: int) -> str:
    """A text of the interface that depends on a number, as HTML whose values are still to be filled in."""
    language = current_language()
    german = singular if n == 1 else plural
    if language is GERMAN:
        return german
    try:
        return _with_terms(str(UI.get_translations().ngettext(singular, plural, n)), language)
    except LookupError:
        g.shows_german = True
        return german if language.is_german else _marked_german(german)


def init_app(app: Flask, region: Region, folder: Path = TRANSLATIONS) -> None:
    """Bind Babel to the language in the address and give templates their texts, from the catalogs of a folder."""
    app.extensions["german_words"] = german_words(region, str(folder.absolute()))
    # Flask-Babel looks inside the package unless the folder is absolute.
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder.absolute())
    app.extensions[CATALOGS] = {}
    app.extensions[FINISHED] = finished_texts()
    Babel(app, locale_selector=lambda: current_language().locale, default_domain="ui", configure_jinja=False)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    # The same setting as in the extraction, or messages with line breaks would not be found.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals["shows_german"] = shows_german
    app.jinja_env.install_gettext_callables(ui_gettext, ui_ngettext, newstyle=True)  # type: ignore[attr-defined]
    # Jinja's own wrapper would fill in even a text without places, which most texts are.
    app.jinja_env.globals["gettext"] = ui_gettext
