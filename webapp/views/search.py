"""The search: a whole page of results, and the suggestions while somebody types. Neither is ever kept."""

from typing import cast

from flask import Blueprint, Response, g, make_response, redirect, render_template
from htmx_flask import request

from webapp.rendering import addresses
from webapp.rendering.frame import Back, page
from webapp.rendering.menus import topic_rows
from webapp.rendering.search_view import search_view

pages = Blueprint("search", __name__)


@pages.get("/<lang>/<town>/suche")
def results() -> Response:
    """What was found for the words in `q`, as a whole page."""
    view = search_view(_typed())
    return page(
        "pages/search/results.html",
        step="search",
        back=Back("menu", addresses.town(g.language, g.town)),
        path=addresses.search(g.language, g.town, view.typed),
        kept=False,
        view=view,
        topic_choices=topic_rows(),
    )


@pages.get("/<lang>/<town>/teil/suche")
def suggestions() -> Response:
    """The first hits as a fragment for htmx; opened in any other way it leads to the whole page."""
    if not request.htmx:
        response = cast(Response, redirect(addresses.search(g.language, g.town, _typed()), 303))
    else:
        response = make_response(render_template("pages/search/suggestions.html", view=search_view(_typed())))
    response.headers["Vary"] = "HX-Request"
    return response


def _typed() -> str:
    return str(request.args.get("q", ""))
