"""Makes whole pages out of the region, the wizard and the texts, and keeps them as ready bytes."""

import logging
import traceback
from typing import Any

from flask import Flask, request
from flask_caching import Cache

from webapp.rendering import filters
from webapp.rendering.headers import add_headers
from webapp.rendering.serving import Serving
from webapp.rendering.site import Site


def init_app(app: Flask, site: Site) -> None:
    """Give the app its site, its template filters, its headers, and the layer of ready pages below it."""
    app.extensions["amtslotse"] = site
    filters.init_app(app)
    app.after_request(add_headers)
    shared = None
    if app.config["CACHE_TYPE"] not in ("SimpleCache", "NullCache"):
        # Memory is already the first level; a second level makes sense only where workers share it (file, Redis).
        shared = Cache(app)
    app.wsgi_app = Serving(app.wsgi_app, site, shared)  # type: ignore[method-assign]


def log_error(logger: logging.Logger, exc_info: Any) -> None:
    """Log where an error happened: the route and the lines of code, without its message, which may hold typed text."""
    kind, _, trace = exc_info
    route = request.url_rule.rule if request.url_rule else "no route"
    logger.error("%s in %s\n%s", kind.__name__, route, "".join(traceback.format_tb(trace)))
