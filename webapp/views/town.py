"""The pages of a town: what do you need, what works online, topics, everything from A to Z; and the town as an app."""

from flask import Blueprint, Response, abort, current_app, g, make_response

from webapp.i18n.texts import plain_ui_text, say
from webapp.rendering import addresses
from webapp.rendering.frame import Back, Choice, page
from webapp.rendering.headers import KEPT
from webapp.rendering.manifest import web_manifest
from webapp.rendering.menus import event_rows, service_row, topic_rows
from webapp.rendering.pictures import picture
from webapp.rendering.site import current_site
from webapp.wizard.overview import ServiceInTown

pages = Blueprint("town", __name__)


@pages.get("/<lang>/<town>/")
def menu() -> Response:
    """What do you need: the topics."""
    return page(
        "pages/town/menu.html",
        step="menu",
        topic_choices=topic_rows(),
        event_choices=event_rows(current_site().region.life_events.values()),
        back=Back("towns", addresses.language(g.language)),
    )


@pages.get("/<lang>/<town>/app.webmanifest")
def webmanifest() -> Response:
    """What a device needs to put the town on its home screen, in the language of the page."""
    content = web_manifest(g.language, g.town, current_site().assets, plain_ui_text)
    response = make_response(current_app.json.dumps(content))
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = KEPT
    return response


@pages.get("/<lang>/<town>/thema/<topic>")
def topic(topic: str) -> Response:
    """The services of a topic."""
    region = current_site().region
    if topic not in region.topics:
        abort(404)
    found = region.topics[topic]
    groups: list[tuple[str | None, list[Choice]]] = [
        (group.title, [service_row(region.services[name]) for name in group.services]) for group in found.groups
    ]
    groups = groups or [(None, [service_row(service) for service in region.services_of(topic)])]
    events = event_rows(region.life_events[name] for name in found.events)
    return page("pages/town/topic.html", step="menu", topic=found, groups=groups, event_choices=events, back=_to_menu())


@pages.get("/<lang>/<town>/leben/<event>")
def life_event(event: str) -> Response:
    """A life event as a checklist, in the order in which things are done."""
    found = current_site().region.life_events.get(event)
    if found is None:
        abort(404)
    picture_path = addresses.life_event(g.language, g.town, f"{event}/{addresses.PICTURE}")
    links = {
        task.id: addresses.step(g.language, g.town, current_site().region.services[task.service])
        for task in found.tasks
        if task.service
    }
    return page(
        "pages/town/life_event.html", step="checklist", event=found, links=links, picture=picture_path, back=_to_menu()
    )


@pages.get("/<lang>/<town>/leben/<event>/qr.svg")
def life_event_picture(event: str) -> Response:
    """The QR code of a life event's checklist."""
    if event not in current_site().region.life_events:
        abort(404)
    return picture(addresses.life_event(g.language, g.town, event))


@pages.get("/<lang>/<town>/a-z")
def a_to_z() -> Response:
    """All services by their titles, under their first letters."""
    letters: dict[str, list[Choice]] = {}
    for service in sorted(
        current_site().region.services.values(), key=lambda service: str(say(service.title).text).lower()
    ):
        title = say(service.title)
        number = f"{service.number}"
        letters.setdefault(_first_letter(title.text), []).append(
            Choice(title, number, addresses.step(g.language, g.town, service), "numbered")
        )
    return page("pages/town/a_z.html", step="menu", letters=letters.items(), back=_to_menu())


@pages.get("/<lang>/<town>/online")
def online() -> Response:
    """What can be done online here and how, and what still needs a visit."""
    groups: dict[str, list[Choice]] = {
        name: [] for name in ("none", "account", "eid", "unknown", "appointment", "visit", "other")
    }
    for entry in current_site().overview(g.town.id):
        way = entry.outcome.exit
        name = way.login if entry.rung == "online" and way else _group(entry)
        groups[name].append(service_row(entry.service))
    return page("pages/town/online.html", step="menu", groups=groups.items(), back=_to_menu())


def _group(entry: ServiceInTown) -> str:
    if entry.rung == "appointment":
        return "appointment"
    return "visit" if entry.outcome.presence == "required" else "other"


def _to_menu() -> Back:
    return Back("menu", addresses.town(g.language, g.town))


def _first_letter(title: str) -> str:
    """The sign under which a title stands: its first letter or digit, whatever quotation mark may come before it."""
    return next((sign for sign in title if sign.isalnum()), title[0]).upper()
