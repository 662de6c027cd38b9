"""Requests in, pages out. Each module is one part of the addresses; what a page says is made elsewhere."""

from typing import Any

from flask import Flask, abort, g
from htmx_flask import Htmx

from webapp.i18n.languages import LANGUAGES
from webapp.rendering.site import current_site
from webapp.views import errors, guide, legal, search, start, town


def init_app(app: Flask) -> None:
    """Add all pages to the app."""
    Htmx(app)
    app.url_value_preprocessor(_read_address)
    for module in (start, legal, town, search, guide):
        app.register_blueprint(module.pages)
    errors.init_app(app)


def _read_address(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take language and town out of the address; an unknown one is a page that does not exist."""
    if values is None:
        return
    if "lang" in values:
        g.language = LANGUAGES.get(values.pop("lang"))
        if g.language not in current_site().languages:
            g.pop("language")
            abort(404)
    if "town" in values:
        g.town = current_site().region.towns.get(values.pop("town"))
        if g.town is None:
            g.pop("town")
            abort(404)
