"""Rows of the menus: topics, services and life events as choices, in the language and the town of the page."""

from collections.abc import Iterable

from flask import g

from webapp.i18n.texts import say
from webapp.region.entrances import LifeEvent
from webapp.region.models import Service
from webapp.rendering import addresses
from webapp.rendering.frame import Choice
from webapp.rendering.site import current_site


def topic_rows() -> list[Choice]:
    """All topics."""
    return [
        Choice(say(t.title), say(t.hint) if t.hint else None, addresses.topic(g.language, g.town, t.id), icon=t.icon)
        for t in current_site().region.topics.values()
    ]


def service_row(service: Service) -> Choice:
    """A service with its one-line summary, leading to its first step."""
    return Choice(say(service.title), say(service.summary), addresses.step(g.language, g.town, service))


def event_rows(events: Iterable[LifeEvent]) -> list[Choice]:
    """Life events, each leading to its list."""
    return [
        Choice(say(event.title), say(event.hint), addresses.life_event(g.language, g.town, event.id), icon=event.icon)
        for event in events
    ]
