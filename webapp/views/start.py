"""The pages before a town is chosen: languages, towns, postcode, and the regional overview."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, g, redirect, request

from webapp.region.models import Town
from webapp.region.places import cleaned, postcode_in, towns_for
from webapp.rendering import addresses
from webapp.rendering.frame import Back, Choice, page
from webapp.rendering.search_view import Alarm, alarms_for, finds_something
from webapp.rendering.site import current_site
from webapp.wizard.overview import services_online_at

pages = Blueprint("start", __name__)

# For whom no town of the list is the right one.
WAYS_ON = (("woanders", "elsewhere"), ("weiss-nicht", "unsure"))


@pages.get("/")
def languages() -> Response:
    """All languages in their own names; the same bytes for everyone."""
    return page("pages/start/languages.html", step="menu")


@pages.get("/<lang>/")
def towns() -> Response:
    """Choose a town; a postcode as a shortcut."""
    return _towns(tuple(current_site().region.towns.values()))


@pages.get("/<lang>/plz")
def postcode() -> Response:
    """Lead a typed postcode or name to its town, to a choice of towns, or back to the form with its error."""
    typed = cleaned(request.args.get("q", "own"))
    found = towns_for(current_site().region, typed)
    if len(found) == 1:
        return redirect(addresses.town(g.language, found[0]), 303)  # type: ignore[return-value]
    error = "several" if found else _error(typed)
    alarms = alarms_for(typed)
    return _towns(found or tuple(current_site().region.towns.values()), typed=typed[:40], error=error, alarms=alarms)


def _error(typed: str) -> str:
    """What is the matter with a text that names no town."""
    if not typed:
        return "empty"
    code = postcode_in(typed)
    if code:
        return "outside" if code != "00000" else "unclear"
    return "words" if finds_something(typed) else "unclear"


def _towns(
    towns: tuple[Town, ...], typed: str = "", error: str | None = None, alarms: tuple[Alarm, ...] = ()
) -> Response:
    choices = [Choice(town.name, None, addresses.town(g.language, town), "town") for town in towns]
    choices += [Choice(None, None, addresses.language(g.language, way), kind) for way, kind in WAYS_ON]
    path = addresses.language(g.language)
    back = Back("languages", addresses.start())
    return page(
        "pages/start/towns.html",
        step="menu",
        back=back,
        path=path,
        kept=not error,
        typed=typed,
        error=error,
        alarms=alarms,
        town_choices=choices,
    )


@pages.get("/<lang>/woanders")
def elsewhere() -> Response:
    """Ways on for those who live outside the region."""
    host = urlsplit(current_site().region.settings.permalink.url).hostname
    return page("pages/start/elsewhere.html", step="menu", back=_to_towns(), host=host)


@pages.get("/<lang>/weiss-nicht")
def unsure() -> Response:
    """Ways to find out which town it is."""
    return page("pages/start/unsure.html", step="menu", back=_to_towns())


@pages.get("/<lang>/portale")
def portals() -> Response:
    """All portals of the region side by side."""
    site = current_site()
    districts = sorted({town.district for town in site.region.towns.values() if town.district})
    bodies = [site.region.authorities[name] for name in (*site.region.towns, *districts)]
    rows = [(body, services_online_at(site.region, body)) for body in bodies]
    return page("pages/start/portals.html", step="menu", back=_to_towns(), rows=rows)


@pages.get("/<lang>/gespeichert")
def saved() -> Response:
    """The towns saved on this device; also what a device shows where it has neither a network nor the page."""
    return page("pages/start/saved.html", step="menu", back=_to_towns())


def _to_towns() -> Back:
    return Back("towns", addresses.language(g.language))
