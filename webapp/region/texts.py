"""All German texts of the content that people read, with their places: for the word budget and for the catalogs."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.region.entrances import LifeEvent
from webapp.region.models import Authority, Item, ItemOverride, Region, Service
from webapp.region.statement import Statement


@dataclass(frozen=True, slots=True)
class Text:
    """A German sentence and where it stands, as `services/x: guide.y.question`."""

    german: str
    place: str


def own_texts(service: Service) -> Iterator[Text]:
    """The texts that a service brings itself; shared items and search words do not count."""
    at = f"services/{service.id}"
    yield Text(service.title, f"{at}: title")
    yield Text(service.summary, f"{at}: summary")
    if service.why:
        yield Text(service.why, f"{at}: why")
    if service.call_first:
        yield Text(service.call_first.text, f"{at}: call_first")
    for name, question in service.guide.items():
        for field in ("question", "hint", "why"):
            if german := getattr(question, field):
                yield Text(german, f"{at}: guide.{name}.{field}")
        for option in question.options:
            for field in ("text", "hint"):
                if german := getattr(option, field):
                    yield Text(german, f"{at}: guide.{name}.{option.id}.{field}")
    for name, outcome in service.outcomes.items():
        if outcome.text:
            yield Text(outcome.text, f"{at}: outcomes.{name}")
    for field in ("needs", "cost", "deadline", "duration", "steps"):
        for item in getattr(service, field):
            if isinstance(item, Item):
                yield from _of_item(item, f"{at}: {field}.{item.id}")
    if service.after:
        yield Text(service.after, f"{at}: after")
    if service.others_may_act:
        yield Text(service.others_may_act.text, f"{at}: others_may_act")


def _of_item(item: Item | ItemOverride, place: str) -> Iterator[Text]:
    for field in ("text", "missing"):
        if german := getattr(item, field):
            yield Text(german, f"{place}.{field}")


def _of_authority(authority: Authority) -> Iterator[Text]:
    at = f"authorities/{authority.id}"
    for contact in authority.contacts:
        if contact.office != authority.name:
            yield Text(contact.office, f"{at}: office")
        if contact.place:
            yield Text(contact.place, f"{at}: contacts.{contact.office}.place")
        if contact.hours and contact.hours.note:
            yield Text(contact.hours.note, f"{at}: contacts.{contact.office}.hours")
    for service, offers in authority.offers.items():
        for offer in offers:
            if offer.note:
                yield Text(offer.note, f"{at}: offers.{service}")
    for service, override in authority.overrides.items():
        if override.note:
            yield Text(override.note.text, f"{at}: overrides.{service}.note")
        for field in ("needs", "cost", "deadline", "duration", "steps"):
            for item in getattr(override, field):
                yield from _of_item(item, f"{at}: overrides.{service}.{field}.{item.id}")
    for service, unavailable in authority.unavailable.items():
        yield Text(unavailable.text, f"{at}: unavailable.{service}")


def _of_life_event(event: LifeEvent) -> Iterator[Text]:
    at = f"life-events: {event.id}"
    yield Text(event.title, f"{at}.title")
    yield Text(event.hint, f"{at}.hint")
    for stage in event.stages:
        yield Text(stage.title, f"{at}.stages")
    for task in event.tasks:
        if task.text:
            yield Text(task.text, f"{at}.{task.id}.text")
        if task.deadline:
            yield Text(task.deadline.text, f"{at}.{task.id}.deadline")


def _of_statement(statement: Statement) -> Iterator[Text]:
    # Names of laws and of the ombudsman are official and stay German.
    at = "region: accessibility"
    for field in ("method", "untested"):
        yield from (Text(german, f"{at}.{field}") for german in getattr(statement, field))
    for barrier in statement.exceptions:
        for field in ("text", "reason", "instead"):
            if german := getattr(barrier, field):
                yield Text(german, f"{at}.exceptions.{field}")
    if statement.ombudsman and statement.ombudsman.how:
        yield Text(statement.ombudsman.how, f"{at}.ombudsman.how")


def all_texts(region: Region) -> Iterator[Text]:
    """Every text of the region that can be translated, in the order of the files. A text may come more than once."""
    for topic in region.topics.values():
        yield Text(topic.title, f"topics: {topic.id}.title")
        if topic.hint:
            yield Text(topic.hint, f"topics: {topic.id}.hint")
        for group in topic.groups:
            yield Text(group.title, f"topics: {topic.id}.groups")
    for event in region.life_events.values():
        yield from _of_life_event(event)
    for item in region.items.values():
        yield from _of_item(item, f"items: {item.id}")
    for account in region.accounts.values():
        for field in ("name", "text", "missing"):
            yield Text(getattr(account, field), f"accounts: {account.id}.{field}")
    for number in region.settings.emergency:
        yield Text(number.text, f"region: emergency.{number.number}")
        if number.hours:
            yield Text(number.hours, f"region: emergency.{number.number}.hours")
    if region.settings.accessibility:
        yield from _of_statement(region.settings.accessibility)
    for service in sorted(region.services.values(), key=lambda service: service.id):
        yield from own_texts(service)
    for authority in sorted(region.authorities.values(), key=lambda authority: authority.id):
        yield from _of_authority(authority)
