"""Imprint, privacy and accessibility, from the region's operator data."""

from flask import Blueprint, Response, g

from webapp.rendering import addresses
from webapp.rendering.frame import Back, page

pages = Blueprint("legal", __name__)


@pages.get("/<lang>/impressum")
def imprint() -> Response:
    """Who runs this installation."""
    return _legal("imprint")


@pages.get("/<lang>/datenschutz")
def privacy() -> Response:
    """What is stored: nothing."""
    return _legal("privacy")


@pages.get("/<lang>/barrierefreiheit")
def accessibility() -> Response:
    """How accessible these pages are, and whom to tell when something does not work."""
    return _legal("accessibility")


def _legal(name: str) -> Response:
    return page(f"pages/legal/{name}.html", step="text", back=Back("towns", addresses.language(g.language)))
