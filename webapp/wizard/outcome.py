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
    exits: tuple[Exit, ...]
    offices: tuple[Office, ...]
    text: str | None = None
    needs_a_call: bool = False
    has_web_way: bool = True
    call_first: CallFirst | None = None
    first: Service | None = None
    instead: Service | None = None
    see_first: tuple[Service, ...] = ()
    see: tuple[Service, ...] = ()
    also: Authority | None = None
    needs: tuple[Item, ...] = ()
    cost: tuple[Item, ...] = ()
    cost_is_open: bool = False
    deadline: tuple[Item, ...] = ()
    duration: tuple[Item, ...] = ()
    steps: tuple[Item, ...] = ()
    note: Note | None = None
    unavailable: Unavailable | None = None

    @property
    def exit(self) -> Exit | None:
        """The one way to another site that the page leads to."""
        return self.exits[0] if self.exits else None


NORMAL = OutcomeRule()


def outcome_of(region: Region, service: Service, home: Town, answers: Mapping[str, str], name: str | None) -> Outcome:
    """The outcome of a service for a person of the home town after the answers; `name` is None for the normal end."""
    rule = service.outcomes[name] if name else NORMAL
    if rule.instead:
        return _instead(region, region.services[rule.instead], rule, home, answers)
    door = door_for(region, rule.responsible or service.responsible, home, answers)
    also = _also(region, service, rule, door, home, answers)
    presence = rule.presence or service.presence
    way_out = rule.exit or service.exit
    exits = _exits(region, service, way_out, door, also, answers, presence)
    unavailable = door.authority.unavailable.get(service.id) if door.authority else None
    override = door.authority.overrides.get(service.id) if door.authority else None

    def items(field: str) -> tuple[Item, ...]:
        return _items(region, getattr(service, field), getattr(override, field, ()), answers)

    return Outcome(
        door=door,
        rung=unavailable.rung if unavailable else _rung(exits),
        presence=presence,
        text=rule.text,
        needs_a_call=way_out is not None,
        has_web_way=way_out != "none",
        call_first=_call_first(service, answers),
        first=region.services[rule.first] if rule.first else None,
        see_first=tuple(region.services[name] for name in rule.see),
        see=tuple(region.services[name] for name in service.see if name not in rule.see),
        exits=exits,
        also=also,
        offices=_offices(region, "" if way_out == "switchboard" else service.id, door, also, home),
        cost_is_open=_cost_is_open(service, override, answers),
        note=override.note if override else None,
        unavailable=unavailable,
        needs=items("needs"),
        cost=items("cost"),
        deadline=items("deadline"),
        duration=items("duration"),
        steps=items("steps"),
    )


def _instead(region: Region, other: Service, rule: OutcomeRule, home: Town, answers: Mapping[str, str]) -> Outcome:
    """The end that hands over to another service: its door and its offices, and nothing to bring for this one."""
    door = door_for(region, rule.responsible or other.responsible, home, answers)
    exits = exits_for(region, other, (door.authority,) if door.authority else (), door.place, {}, other.presence)
    offices = offices_for(door.authority, region.authorities[home.id], other.id)
    return Outcome(
        door=door,
        rung=_rung(exits),
        presence=rule.presence or other.presence,
        text=rule.text,
        instead=other,
        exits=exits,
        offices=offices,
    )


def _also(
    region: Region, service: Service, rule: OutcomeRule, door: Door, home: Town, answers: Mapping[str, str]
) -> Authority | None:
    """The second authority that takes it too, unless the outcome has a door of its own or it is the same one."""
    if service.also is None or rule.responsible:
        return None
    authority = door_for(region, service.also, home, answers).authority
    return None if authority is door.authority else authority


def _exits(
    region: Region,
    service: Service,
    way_out: str | None,
    door: Door,
    also: Authority | None,
    answers: Mapping[str, str],
    presence: str,
) -> tuple[Exit, ...]:
    if way_out == "none":
        return ()
    if way_out == "switchboard":
        return general_exits(region, service, door.authority)
    bodies = tuple(body for body in (door.authority, also) if body)
    exits = exits_for(region, service, bodies, door.place, answers, presence)
    return tuple(way for way in exits if way.rung != "online") if way_out == "contact" else exits


def _rung(exits: tuple[Exit, ...]) -> str:
    return exits[0].rung if exits else "contact"


def _offices(region: Region, asked: str, door: Door, also: Authority | None, home: Town) -> tuple[Office, ...]:
    offices = offices_for(door.authority, region.authorities[home.id], asked)
    more = also.contacts if also else ()
    return offices + tuple(Office(also, contact) for contact in more if also and asked in contact.for_services)


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
    # An authority tells a price by its amount, or by a sentence that needs none.
    overrides = override.cost if override else ()
    told = {item.id for item in overrides if item.amount is not None or (item.text and "{amount}" not in item.text)}
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
