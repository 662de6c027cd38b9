"""The shapes of a region's content, frozen. `docs/content.md` explains each field to editors."""

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag

from webapp.region.basics import (
    Amount,
    Https,
    LeikaKey,
    Mail,
    Model,
    Phone,
    Postcode,
    Slug,
    Sourced,
    Span,
    Text,
    When,
)
from webapp.region.entrances import Emergency, EmergencyNumber, LanguageSigns, LifeEvent, Topic
from webapp.region.statement import Statement


class Town(Model):
    """Where a person lives, or where something happened or lies."""

    id: Slug
    name: Text
    other_names: tuple[Text, ...] = ()
    ags: Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
    ars: Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
    postcodes: tuple[Postcode, ...] = Field(min_length=1)
    district: Slug | None = None


class Portal(Sourced):
    """The online portal of an authority, or its list of services from A to Z."""

    name: Text
    url: Https
    kind: Literal["portal", "list"]
    account: Slug = "unknown"


class Hours(Sourced):
    """Opening hours of a week: for each day the spans, as "08:00-12:00"."""

    week: Mapping[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], tuple[Span, ...]]
    note: Text | None = None


class Contact(Sourced):
    """An office of an authority and the ways to it. Without `for_services` it is the switchboard."""

    office: Text
    for_services: tuple[Slug, ...] = Field(default=(), alias="for")
    phones: tuple[Phone, ...] = ()
    mail: Mail | None = None
    address: Text | None = None
    place: Text | None = None
    hours: Hours | None = None


class Offer(Sourced):
    """One way in which an authority provides a service on its pages."""

    does: Literal["apply", "book", "status", "info"]
    url: Https
    title: Text
    login: Literal["none", "account", "eid", "unknown"] = "unknown"
    account: Slug | None = None
    for_towns: tuple[Slug, ...] = Field(default=(), alias="for")
    when: When = {}
    note: Text | None = None

    @property
    def host(self) -> str:
        """The host of the other site, as shown to people before they leave."""
        return urlsplit(self.url).hostname or ""


class Item(Sourced):
    """One thing to know or to have at hand, and after which answers it counts."""

    id: Slug
    text: Text
    missing: Text | None = None
    service: Slug | None = None  # by which a person gets what is missing
    when: When = {}
    amount: Amount = None
    date: datetime.date | None = None


class SharedNeed(Model):
    """A need that stands in items.yaml, and after which answers it counts. In YAML its bare id is enough."""

    use: Slug
    when: When = {}

    @classmethod
    def parse(cls, value: Any) -> Any:
        """Accept the bare id for a need that always counts."""
        return {"use": value} if isinstance(value, str) else value


def _kind_of_need(value: Any) -> str:
    is_own = isinstance(value, Item) or (isinstance(value, dict) and "use" not in value)
    return "own" if is_own else "shared"


Shared = Annotated[SharedNeed, BeforeValidator(SharedNeed.parse)]
Need = Annotated[Annotated[Shared, Tag("shared")] | Annotated[Item, Tag("own")], Discriminator(_kind_of_need)]


class ItemOverride(Sourced):
    """What an authority says differently about an item; fields that are not given stay as they are."""

    id: Slug
    text: Text | None = None
    missing: Text | None = None
    when: When = {}
    amount: Amount = None
    date: datetime.date | None = None


class Note(Sourced):
    """One sentence about how an authority does a service."""

    text: Text


class Override(Model):
    """Where an authority differs from a service's own text."""

    note: Note | None = None
    needs: tuple[ItemOverride, ...] = ()
    cost: tuple[ItemOverride, ...] = ()
    deadline: tuple[ItemOverride, ...] = ()
    duration: tuple[ItemOverride, ...] = ()
    steps: tuple[ItemOverride, ...] = ()


class Unavailable(Sourced):
    """An honest end: the authority does not do this, or not now; the text says what to do instead."""

    rung: Literal["none", "closed"]
    text: Text


class Authority(Model):
    """The body that does the work."""

    id: Slug
    name: Text
    to: Text | None = None  # the name after "Weiter", in German: "zur Stadt Marl"
    kind: Literal["town", "district", "court", "company", "state", "federal"]
    website: Https
    portal: Portal | None = None
    takes_115: Sourced | None = None
    contacts: tuple[Contact, ...] = ()
    offers: Mapping[Slug, tuple[Offer, ...]] = {}
    overrides: Mapping[Slug, Override] = {}
    unavailable: Mapping[Slug, Unavailable] = {}


class Responsible(Model):
    """Which authority does it: the town or the district of a place, a row of a table, one body, or one elsewhere."""

    town_of: str | None = None
    district_of: str | None = None
    table: Slug | None = None
    of: str = "home"
    authority: Slug | None = None
    elsewhere: bool = False

    @classmethod
    def parse(cls, value: Any) -> Any:
        """Accept the word `elsewhere` beside the maps, and ask for exactly one rule."""
        if value == "elsewhere":
            return {"elsewhere": True}
        if isinstance(value, dict) and len({"town_of", "district_of", "table", "authority"} & set(value)) != 1:
            raise ValueError("must name exactly one of town_of, district_of, table, authority (or be `elsewhere`)")
        return value

    @property
    def place(self) -> str | None:
        """Where to look for the town that decides: `home`, the id of a question, or None when no town decides."""
        if self.authority or self.elsewhere:
            return None
        return self.town_of or self.district_of or self.of


ResponsibleRule = Annotated[Responsible, BeforeValidator(Responsible.parse)]
Presence = Literal["required", "not", "unknown"]


# How an end differs from the normal way out: without the online application (`contact`), through the switchboard
# because no offer and no named contact fits (`switchboard`), or by no other site at all (`none`).
ExitRule = Literal["contact", "switchboard", "none"]


class Option(Model):
    """A choice of a question and where it leads: a question, an outcome, or simply on."""

    id: Slug
    text: Text | None = None
    hint: Text | None = None
    next: Slug | None = None
    outcome: Slug | None = None


class Question(Model):
    """One question of a guide. Of `kind` town, its options are the towns of the region."""

    question: Text
    hint: Text | None = None
    why: Text | None = None
    kind: Literal["choice", "town"] = "choice"
    options: tuple[Option, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Option]:
        """The options by their ids."""
        return {option.id: option for option in self.options}


class OutcomeRule(Model):
    """An end of a guide that differs from the normal one."""

    text: Text | None = None
    responsible: ResponsibleRule | None = None
    presence: Presence | None = None
    first: Slug | None = None
    instead: Slug | None = None
    see: tuple[Slug, ...] = ()
    exit: ExitRule | None = None


class CallFirst(Sourced):
    """A call that comes before everything else, such as blocking a lost card."""

    text: Text
    phone: Phone
    when: When = {}


class OthersMayAct(Sourced):
    """Whether somebody else may do it for the person, and how."""

    text: Text


class Service(Model):
    """A thing a person wants done, with its guide."""

    id: Slug
    number: int = Field(ge=1, le=999)
    leika: tuple[LeikaKey, ...] = ()
    title: Text
    official: Text | None = None
    summary: Text
    topics: tuple[Slug, ...] = Field(min_length=1)
    words: Mapping[str, tuple[Text, ...]]
    presence: Presence
    responsible: ResponsibleRule
    also: ResponsibleRule | None = None
    why: Text | None = None
    call_first: CallFirst | None = None
    lookalikes: bool = False
    see: tuple[Slug, ...] = ()
    exit: ExitRule | None = None
    guide: Mapping[Slug, Question] = {}
    outcomes: Mapping[Slug, OutcomeRule] = {}
    needs: tuple[Need, ...] = ()
    cost: tuple[Item, ...] = ()
    deadline: tuple[Item, ...] = ()
    duration: tuple[Item, ...] = ()
    steps: tuple[Item, ...] = Field(min_length=1)
    after: Text | None = None
    others_may_act: OthersMayAct | None = None
    sources: tuple[Text, ...] = Field(min_length=1)

    @cached_property
    def first_question(self) -> str | None:
        """The id of the question where the guide begins, or None when there is nothing to ask."""
        return next(iter(self.guide), None)


class Account(Sourced):
    """An account of another site that people need before they start there."""

    id: Slug
    name: Text
    text: Text
    missing: Text


class Permalink(Sourced):
    """A state or federal portal that has an address for every LeiKa key."""

    name: Text
    url: Https


class Operator(Model):
    """Who runs an installation. `represented_by` is the person who acts for a body, as an imprint has to name."""

    name: Text
    represented_by: Text | None = None
    address: Text
    mail: Mail
    phone: Phone | None = None


class Settings(Model):
    """region.yaml: what holds for the whole region."""

    id: Slug
    name: Text
    url: Https
    as_of: datetime.date
    languages: tuple[str, ...] = Field(min_length=1)
    operator: Operator | None = None
    editor_mail: Mail | None = None
    accessibility: Statement | None = None
    permalink: Permalink
    emergency: tuple[EmergencyNumber, ...] = ()
    hosts: tuple[str, ...] = Field(min_length=1)


class Region(Model):
    """Everything one installation serves. Mappings keep the order of the files, towns the order of their names."""

    settings: Settings
    towns: Mapping[str, Town]
    authorities: Mapping[str, Authority]
    services: Mapping[str, Service]
    topics: Mapping[str, Topic]
    life_events: Mapping[str, LifeEvent]
    emergencies: Mapping[str, Emergency]
    signs: Mapping[str, LanguageSigns]
    items: Mapping[str, Item]
    accounts: Mapping[str, Account]
    tables: Mapping[str, Mapping[str, str]]
    version: str

    def services_of(self, topic: str) -> tuple[Service, ...]:
        """The services of a topic: those that name it first come first, then by title."""
        found = [service for service in self.services.values() if topic in service.topics]
        return tuple(sorted(found, key=lambda service: (service.topics.index(topic) > 0, service.title)))
