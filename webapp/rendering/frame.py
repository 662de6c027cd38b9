"""What stands around every page: language, town, the way back, help by phone, and the same page in other languages."""

from dataclasses import dataclass
from typing import Any

from flask import Response, g, make_response, render_template, request

from webapp.i18n.languages import GERMAN, Language
from webapp.region.models import Town
from webapp.rendering import addresses
from webapp.rendering.headers import KEPT
from webapp.rendering.site import Site, current_site
from webapp.wizard.outcome import Office, offices_for


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a list. `kind`: own, numbered, town (a name), elsewhere or unsure (always the same words)."""

    text: Any
    hint: Any
    href: str
    kind: str = "own"
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """The link on top of a step. `to` is a menu that the layout knows, or `label` names the step."""

    to: str
    href: str
    label: Any = None


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language."""

    language: Language
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the layout needs besides the page's own values."""

    site: Site
    language: Language
    town: Town | None
    path: str
    languages: tuple[LanguageLink, ...]
    help_office: Office | None
    is_reviewed: bool
    is_complete: bool

    @property
    def canonical(self) -> str:
        """The absolute address of the page, from the region's own address and never from `Host`."""
        return self.site.public_url + self.path

    @property
    def home(self) -> str:
        """Where the name in the header leads: the choice of towns."""
        return addresses.language(self.language)

    @property
    def german(self) -> str:
        """The same page in German."""
        return addresses.in_language(self.path, GERMAN)

    def link(self, page: str) -> str:
        """A page directly below the language."""
        return addresses.language(self.language, page)

    def town_link(self, page: str = "") -> str:
        """A page of the current town; the choice of towns where there is none."""
        return addresses.town(self.language, self.town, page) if self.town else self.home


def current_frame(path: str | None = None, help_office: Office | None = None) -> Frame:
    """The frame of the page being made. `path` is its right address where that differs from the one asked for."""
    site = current_site()
    language: Language = g.get("language", GERMAN)
    town: Town | None = g.get("town")
    path = path or request.path
    # Only languages that are (nearly) complete are offered; the others answer, so that a shared link never breaks.
    offered = [other for other in site.languages if site.is_complete(other) or other is language]
    links = tuple(LanguageLink(other, addresses.in_language(path, other), other is language) for other in offered)
    if help_office is None and town is not None:
        authority = site.region.authorities[town.id]
        help_office = next((o for o in offices_for(authority, authority, "") if o.contact.phones), None) or next(
            (Office(authority, c) for c in authority.contacts if c.phones), None
        )
    return Frame(site, language, town, path, links, help_office, site.is_reviewed(language), site.is_complete(language))


def page(
    template: str,
    *,
    step: str,
    back: Back | None = None,
    path: str | None = None,
    help_office: Office | None = None,
    kept: bool = True,
    status: int = 200,
    **values: Any,
) -> Response:
    """A whole page. `step` is its machine-readable kind (`data-step`); `kept` pages may be stored by anyone."""
    frame = current_frame(path, help_office)
    # Who makes thousands of pages brings its own way of rendering them (parts.py).
    render = g.get("render", render_template)
    html = render(template, frame=frame, step=step, back=back, **values)
    response = make_response(without_blank_lines(html), status)
    if kept and status == 200:
        response.headers["Cache-Control"] = KEPT
    return response


def without_blank_lines(html: str) -> str:
    """A page without the blank lines that templates leave where a condition does not hold; they only take bytes."""
    while "\n\n" in html:
        html = html.replace("\n\n", "\n")
    return html
