"""Builds the end of a guide: who is responsible, how far it goes online, what to bring, and whom to call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.region.models import (
    Authority,
    CallFirst,
    Contact,
    Item,
    ItemOverride,
    Note,
    OutcomeRule,
    Override,
    Region,
    Service,
    SharedNeed,
    Town,
    Unavailable,
)
from webapp.wizard.ladder import Exit, applies, exits_for, general_exits
from webapp.wizard.responsible import Door, door_for


@dataclass(frozen=True, slots=True)
class Office:
    """A contact together with the authority it belongs to."""

    authority: Authority
    contact: Contact


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything the last page of a guide says, evaluated for one town and one set of answers."""

    door: Door
    rung: str
    presence: str
    text: str | None
    call_first: CallFirst | None
    first: Service | None
    instead: Service | None
    exits: tuple[Exit, ...]
    also: Authority | None
    offices: tuple[Office, ...]
    needs: tuple[Item, ...]
    cost: tuple[Item, ...]
    deadline: tuple[Item, ...]
    duration: tuple[Item, ...]
    steps: tuple[Item, ...]
    cost_is_open: bool
    note: Note | None
    unavailable: Unavailable | None

    @property
    def exit(self) -> Exit | None:
        """The one way to another site that the page leads to."""
        return self.exits[0] if self.exits else None


NORMAL = OutcomeRule()


def outcome_of(region: Region, service: Service, home: Town, answers: Mapping[str, str], name: str | None) -> Outcome:
    """The outcome of a service for a person of the home town after the answers; `name` is None for the normal end."""
    rule = service.outcomes[name] if name else NORMAL
    instead = region.services[rule.instead] if rule.instead else None
    responsible = rule.responsible or (instead or service).responsible
    door = door_for(region, responsible, home, answers)
    presence = rule.presence or (instead or service).presence
    wanted = instead or service
    also = door_for(region, wanted.also, home, answers).authority if wanted.also and not rule.responsible else None
    also = None if also is door.authority else also
    if rule.exit == "switchboard":
        exits = general_exits(region, wanted, door.authority)
    else:
        bodies = tuple(body for body in (door.authority, also) if body)
        exits = exits_for(region, wanted, bodies, door.place, {} if instead else answers, presence)
    if rule.exit == "contact":
        exits = tuple(way for way in exits if way.rung != "online")
    asked = "" if rule.exit == "switchboard" else wanted.id
    offices = offices_for(door.authority, region.authorities[home.id], asked)
    if also:
        offices += tuple(Office(also, contact) for contact in also.contacts if asked in contact.for_services)
    unavailable = door.authority.unavailable.get(service.id) if door.authority and not instead else None
    override = door.authority.overrides.get(service.id) if door.authority and not instead else None
    return Outcome(
        door=door,
        rung=unavailable.rung if unavailable else (exits[0].rung if exits else "contact"),
        presence=presence,
        text=rule.text,
        call_first=_call_first(service, answers) if not instead else None,
        first=region.services[rule.first] if rule.first else None,
        instead=instead,
        exits=exits,
        also=also,
        offices=offices,
        cost_is_open=not instead and _cost_is_open(service, override, answers),
        note=override.note if override else None,
        unavailable=unavailable,
        **{
            field: () if instead else _items(region, getattr(service, field), getattr(override, field, ()), answers)
            for field in ("needs", "cost", "deadline", "duration", "steps")
        },
    )


def offices_for(authority: Authority | None, home: Authority, service: str) -> tuple[Office, ...]:
    """The offices to turn to for a service: those named for it, then the switchboard, then the home town's.

    More are added only until one of them can be called or written to, so that every end has a phone or a mail (R25).
    """
    offices: list[Office] = []
    for body in (authority, home):
        if body is None:
            continue
        named = [Office(body, contact) for contact in body.contacts if service in contact.for_services]
        general = [Office(body, contact) for contact in body.contacts if not contact.for_services]
        for group in (named, general):
            offices += group
            if any(office.contact.phones or office.contact.mail for office in offices):
                return tuple(offices)
    return tuple(offices)


def _call_first(service: Service, answers: Mapping[str, str]) -> CallFirst | None:
    call = service.call_first
    return call if call and applies(call.when, answers) else None


def _cost_is_open(service: Service, override: Override | None, answers: Mapping[str, str]) -> bool:
    """True when an amount counts here that nobody has told us, so that the page says to ask for it."""
    told = {item.id for item in (override.cost if override else ()) if item.amount is not None}
    return any(
        "{amount}" in item.text and item.amount is None and item.id not in told and applies(item.when, answers)
        for item in service.cost
    )


def _own(region: Region, item: SharedNeed | Item) -> Item:
    return region.items[item.use].model_copy(update={"when": item.when}) if isinstance(item, SharedNeed) else item


def _items(
    region: Region, items: Iterable[SharedNeed | Item], overrides: Iterable[ItemOverride], answers: Mapping[str, str]
) -> tuple[Item, ...]:
    """The items that count after the answers, as the authority words them. Unknown amounts are left out."""
    resolved = {item.id: item for item in (_own(region, item) for item in items)}
    for override in overrides:
        changed = {field: getattr(override, field) for field in override.model_fields_set}
        resolved[override.id] = (
            resolved[override.id].model_copy(update=changed)
            if override.id in resolved
            else Item.model_validate(changed)
        )
    return tuple(
        item
        for item in resolved.values()
        if applies(item.when, answers) and not ("{amount}" in item.text and item.amount is None)
    )
