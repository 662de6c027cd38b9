"""Pages for what went wrong: whole pages in the person's language, with ways on."""

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, InternalServerError

from webapp.i18n.languages import LANGUAGES
from webapp.rendering import addresses
from webapp.rendering.frame import page
from webapp.rendering.site import current_site


def init_app(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(HTTPException, show)


def show(error: HTTPException) -> Response:
    """A page for an error. Nothing that was asked for is repeated on it."""
    segments = request.path.split("/")
    if "language" not in g and len(segments) > 1 and (language := LANGUAGES.get(segments[1])):
        g.language = language
    if "town" not in g and len(segments) > 2 and (town := current_site().region.towns.get(segments[2])):
        g.town = town
    code = error.code or 500
    kind = "missing" if code == 404 else "failed" if isinstance(error, InternalServerError) else "refused"
    path = addresses.language(g.language) if "language" in g else addresses.start()
    response = page("pages/error.html", step="error", status=code, kept=False, kind=kind, path=path)
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response
