"""Imprint, privacy and accessibility, from the region's operator data."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g

from webapp.i18n.languages import Language
from webapp.region.models import Operator, Settings
from webapp.region.rules import too_old
from webapp.region.statement import Statement
from webapp.rendering import addresses
from webapp.rendering.frame import Back, page
from webapp.rendering.site import Site, current_site

pages = Blueprint("legal", __name__)


@dataclass(frozen=True, slots=True)
class StatementView:
    """What the accessibility statement shows. Without an operator it binds nobody, and there is no mail."""

    statement: Statement | None
    operator: Operator | None
    mail: str | None
    unreviewed: tuple[Language, ...]
    is_ombudsman_old: bool


@pages.get("/<lang>/impressum")
def imprint() -> Response:
    """Who runs this installation."""
    return _legal("imprint")


@pages.get("/<lang>/datenschutz")
def privacy() -> Response:
    """What is stored: nothing; and what stays on the device."""
    return _legal("privacy")


@pages.get("/<lang>/barrierefreiheit")
def accessibility() -> Response:
    """How accessible these pages are, and whom to tell when something does not work."""
    return _legal("accessibility", view=_statement_view(current_site()))


def _statement_view(site: Site) -> StatementView:
    settings = site.region.settings
    statement = settings.accessibility
    ombudsman = statement.ombudsman if statement else None
    # Languages that are not offered yet cannot be wrong; German and Einfache Sprache need no native speaker.
    unreviewed = tuple(
        language
        for language in site.languages
        if not language.is_german and site.is_complete(language) and not site.is_reviewed(language)
    )
    is_old = ombudsman is not None and too_old(ombudsman.seen, settings.as_of)
    return StatementView(statement, settings.operator, _feedback_mail(settings), unreviewed, is_old)


def _feedback_mail(settings: Settings) -> str | None:
    """Where barriers are reported: the statement's own contact, else the editors, else the operator."""
    if settings.operator is None:
        return None
    own = settings.accessibility.contact if settings.accessibility else None
    return own or settings.editor_mail or settings.operator.mail


def _legal(name: str, **values: Any) -> Response:
    return page(f"pages/legal/{name}.html", step="text", back=Back("towns", addresses.language(g.language)), **values)
