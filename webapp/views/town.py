"""The pages of a town: what do you need, what works online, topics, and everything from A to Z."""

from flask import Blueprint, Response, abort, g

from webapp.i18n.texts import say
from webapp.region.models import Service
from webapp.rendering import addresses
from webapp.rendering.frame import Back, Choice, page
from webapp.rendering.site import current_site
from webapp.wizard.overview import ServiceInTown

pages = Blueprint("town", __name__)


@pages.get("/<lang>/<town>/")
def menu() -> Response:
    """What do you need: the topics."""
    topics = current_site().region.topics.values()
    choices = [
        (say(t.title), say(t.hint) if t.hint else None, addresses.topic(g.language, g.town, t.id), "own")
        for t in topics
    ]
    return page(
        "pages/town/menu.html", step="menu", topic_choices=choices, back=Back("towns", addresses.language(g.language))
    )


@pages.get("/<lang>/<town>/thema/<topic>")
def topic(topic: str) -> Response:
    """The services of a topic."""
    region = current_site().region
    if topic not in region.topics:
        abort(404)
    choices = [_choice(service) for service in region.services_of(topic)]
    return page(
        "pages/town/topic.html", step="menu", topic=region.topics[topic], service_choices=choices, back=_to_menu()
    )


@pages.get("/<lang>/<town>/a-z")
def a_to_z() -> Response:
    """All services by their titles, under their first letters."""
    letters: dict[str, list[Choice]] = {}
    for service in sorted(
        current_site().region.services.values(), key=lambda service: str(say(service.title).text).lower()
    ):
        title = say(service.title)
        number = f"{service.number}"
        letters.setdefault(title.text[0].upper(), []).append(
            (title, number, addresses.step(g.language, g.town, service), "own")
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
        groups[name].append(_choice(entry.service))
    return page("pages/town/online.html", step="menu", groups=groups.items(), back=_to_menu())


def _group(entry: ServiceInTown) -> str:
    if entry.rung == "appointment":
        return "appointment"
    return "visit" if entry.outcome.presence == "required" else "other"


def _choice(service: Service) -> Choice:
    return say(service.title), say(service.summary), addresses.step(g.language, g.town, service), "own"


def _to_menu() -> Back:
    return Back("menu", addresses.town(g.language, g.town))
