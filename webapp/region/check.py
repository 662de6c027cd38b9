"""The rules that span a region's files. Each rule complains at a place; none stops another."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from webapp.region.models import Authority, Item, Offer, Question, Region, Responsible, Seen, Service, SharedNeed, When
from webapp.region.problems import Problem
from webapp.region.read import Document, Place
from webapp.region.texts import Text, own_texts

# The fixed words of the addresses (docs: URLs): no town, service, question or topic may be called so.
RESERVED = frozenset(
    [
        "woanders",
        "weiss-nicht",
        "portale",
        "impressum",
        "datenschutz",
        "barrierefreiheit",
        "plz",
        "online",
        "thema",
        "leben",
        "suche",
        "teil",
        "a-z",
        "blatt",
        "zweisprachig",
        "begleiten",
        "app",
        "packs",
        "static",
        "sw",
        "teilen",
    ]
)
# Numbers that mean something else when somebody reads them out on the phone.
SPECIAL_NUMBERS = frozenset({110, 112, 115, 116})
MOST_STRINGS = 20
MOST_WORDS = 200
MOST_OPTIONS = 6
FEWEST_SEARCH_WORDS = 10
PLACEHOLDER = re.compile(r"{[^}]*}?|}")

Complain = Callable[[Place, str], None]


def check_region(region: Region, documents: Mapping[str, Document]) -> list[Problem]:
    """All problems that show only when the files are seen together. Shapes were checked on reading."""
    problems: list[Problem] = []

    def complain_in(name: str) -> Complain:
        document = documents.get(name) or Document(name)

        def complain(place: Place, reason: str) -> None:
            problems.append(Problem(name, document.line(place), ".".join(map(str, place)), reason))

        return complain

    _check_settings(region, complain_in("region.yaml"))
    _check_tables(region, complain_in("tables.yaml"))
    _check_topics(region, complain_in("topics.yaml"))
    for town in region.towns.values():
        _check_town(region, town.id, complain_in(f"towns/{town.id}.yaml"))
    for authority in region.authorities.values():
        _check_authority(region, authority, complain_in(f"authorities/{authority.id}.yaml"))
    taken: dict[int | str, str] = {}
    for service in region.services.values():
        complain = complain_in(f"services/{service.id}.yaml")
        for name, value in (("number", service.number), ("title", service.title)):
            if (other := taken.setdefault(value, service.id)) != service.id:
                complain((name,), f"{value} is taken by {other}")
        _check_service(region, service, complain)
    return problems


def _check_settings(region: Region, complain: Complain) -> None:
    if "de" not in region.settings.languages:
        complain(("languages",), "must contain de, the language of the content")
    if "{leika}" not in region.settings.permalink.url:
        complain(("permalink", "url"), "must contain {leika}")
    for index, host in enumerate(region.settings.hosts):
        if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host):
            complain(("hosts", index), f"{host} is no host name (small letters, no https://, no path)")


def _check_tables(region: Region, complain: Complain) -> None:
    for name, rows in region.tables.items():
        for town in region.towns:
            if town not in rows:
                complain((name,), f"says nothing for {town}")
        for town, authority in rows.items():
            if town not in region.towns:
                complain((name, town), "is no town")
            if authority not in region.authorities:
                complain((name, town), f"{authority} is no authority")


def _check_topics(region: Region, complain: Complain) -> None:
    for index, topic in enumerate(region.topics):
        if topic in RESERVED:
            complain((index, "id"), f"{topic} is a fixed word of the addresses")
        if not region.services_of(topic):
            complain((index, "id"), f"{topic} has no service")


def _check_town(region: Region, town_id: str, complain: Complain) -> None:
    town = region.towns[town_id]
    if town.id in RESERVED:
        complain(("id",), f"{town.id} is a fixed word of the addresses")
    if town.id not in region.authorities:
        complain(("id",), f"has no authority: authorities/{town.id}.yaml is missing")
    if town.district and (town.district not in region.authorities):
        complain(("district",), f"{town.district} is no authority")
    if (town.ars[:5], town.ars[-3:]) != (town.ags[:5], town.ags[-3:]):
        complain(("ars",), f"does not fit the AGS {town.ags}")
    for index, postcode in enumerate(town.postcodes):
        if postcode in town.postcodes[:index]:
            complain(("postcodes", index), f"{postcode} is given twice")


def _check_authority(region: Region, authority: Authority, complain: Complain) -> None:
    _check_host(region, authority.website, ("website",), complain)
    if authority.portal:
        _check_host(region, authority.portal.url, ("portal", "url"), complain)
        _check_account(region, authority.portal.account, ("portal", "account"), complain)
    for index, contact in enumerate(authority.contacts):
        place: Place = ("contacts", index)
        for service in contact.for_services:
            if service not in region.services:
                complain((*place, "for"), f"{service} is no service")
        if not (contact.phones or contact.mail or contact.address):
            complain(place, "has no phone, mail or address")
        if contact.hours and too_old(contact.hours.seen, region.settings.as_of):
            complain((*place, "hours"), "are older than two years (or undated); leave them out")
        _check_source(contact.source, (*place, "source"), complain)
    for service_id, offers in authority.offers.items():
        _check_offers(region, authority, service_id, offers, complain)
    for name in ("overrides", "unavailable"):
        for service_id in getattr(authority, name):
            if service_id not in region.services:
                complain((name, service_id), "is no service")
    for service_id, override in authority.overrides.items():
        if service_id in region.services:
            _check_override(region.services[service_id], service_id, override, complain)
    for service_id, unavailable in authority.unavailable.items():
        _check_source(unavailable.source, ("unavailable", service_id), complain)


def _check_offers(
    region: Region, authority: Authority, service_id: str, offers: tuple[Offer, ...], complain: Complain
) -> None:
    service = region.services.get(service_id)
    if service is None:
        complain(("offers", service_id), "is no service")
        return
    for index, offer in enumerate(offers):
        place: Place = ("offers", service_id, index)
        _check_host(region, offer.url, (*place, "url"), complain)
        _check_account(region, offer.account or "none", (*place, "account"), complain)
        _check_source(offer.source, (*place, "source"), complain)
        _check_when(service, offer.when, (*place, "when"), complain)
        if offer.account and offer.login not in ("account", "eid"):
            complain((*place, "account"), "goes only with login: account or eid")
        for town in offer.for_towns:
            if town not in region.towns:
                complain((*place, "for"), f"{town} is no town")
        if offer.url.rstrip("/") in {authority.website.rstrip("/")}:
            complain((*place, "url"), "is the bare home page; leave the offer out")


def _check_override(service: Service, service_id: str, override: object, complain: Complain) -> None:
    for field in ("needs", "cost", "deadline", "duration", "steps"):
        known = {item.id for item in getattr(service, field) if isinstance(item, Item)}
        for index, item in enumerate(getattr(override, field)):
            place: Place = ("overrides", service_id, field, index)
            if item.id not in known and item.text is None:
                complain(place, f"needs a text, because the service has no {field} item {item.id}")
            if field != "steps" and not item.source:
                complain(place, "needs a source")
            _check_when(service, item.when, (*place, "when"), complain)


def _check_source(source: str | None, place: Place, complain: Complain) -> None:
    if not source:
        complain(place, "needs a source")


def _check_host(region: Region, address: str, place: Place, complain: Complain) -> None:
    host = (urlsplit(address).hostname or "").lower()
    if not any(host == allowed or host.endswith(f".{allowed}") for allowed in region.settings.hosts):
        complain(place, f"{host} is not among the allowed hosts of region.yaml")


def _check_account(region: Region, account: str, place: Place, complain: Complain) -> None:
    if account not in region.accounts and account not in ("none", "unknown"):
        complain(place, f"{account} is no account of accounts.yaml")


def _check_service(region: Region, service: Service, complain: Complain) -> None:
    if service.id in RESERVED:
        complain(("id",), f"{service.id} is a fixed word of the addresses")
    if service.number in SPECIAL_NUMBERS:
        complain(("number",), f"{service.number} means something else on the phone")
    for index, topic in enumerate(service.topics):
        if topic not in region.topics:
            complain(("topics", index), f"{topic} is no topic")
    for language in ("de", "en"):
        if len(service.words.get(language, ())) < FEWEST_SEARCH_WORDS:
            complain(("words", language), f"needs at least {FEWEST_SEARCH_WORDS} words or phrases")
    _check_responsible(region, service, service.responsible, ("responsible",), complain)
    if service.call_first:
        _check_source(service.call_first.source, ("call_first",), complain)
        _check_when(service, service.call_first.when, ("call_first", "when"), complain)
    if service.also:
        _check_responsible(region, service, service.also, ("also",), complain)
    if service.responsible.elsewhere:
        complain(("responsible",), "elsewhere is for outcomes only")
    _check_guide(service, complain)
    _check_outcomes(region, service, complain)
    _check_items(region, service, complain)
    _check_budget(service, complain)


def _check_responsible(region: Region, service: Service, rule: Responsible, place: Place, complain: Complain) -> None:
    if rule.authority and rule.authority not in region.authorities:
        complain(place, f"{rule.authority} is no authority")
    if rule.table and rule.table not in region.tables:
        complain(place, f"{rule.table} is no table")
    question = rule.place
    if question and question != "home":
        if question not in service.guide:
            complain(place, f"{question} is no question")
        elif service.guide[question].kind != "town":
            complain(place, f"{question} does not ask for a town")


def _check_guide(service: Service, complain: Complain) -> None:
    order = list(service.guide)
    reached = set(order[:1])
    for name, question in service.guide.items():
        place: Place = ("guide", name)
        if name in RESERVED or name == "home":
            complain(place, f"{name} is a fixed word")
        _check_options(question, place, complain)
        for index, option in enumerate(question.options):
            _check_target(service, order, name, (*place, "options", index), option.next, option.outcome, complain)
        reached.update(next_questions(service, name))
    for name in order:
        if name not in reached:
            complain(("guide", name), "is a question that no answer leads to")


def _check_options(question: Question, place: Place, complain: Complain) -> None:
    ids = [option.id for option in question.options]
    for index, option in enumerate(question.options):
        spot = (*place, "options", index)
        if option.id in ids[:index]:
            complain(spot, f"{option.id} is given twice")
        if question.kind == "town":
            if option.id not in ("woanders", "weiss-nicht"):
                complain(spot, "a town question lists only woanders and weiss-nicht; the towns are there by themselves")
        elif option.id != "weiss-nicht" and (option.text is None or option.id in RESERVED):
            complain(spot, "needs a text" if option.text is None else f"{option.id} is a fixed word")
    chosen = [name for name in ids if name != "weiss-nicht"]
    if question.kind == "choice" and len(chosen) < 2:
        complain(place, "needs at least two options")
    if question.kind == "choice" and len(chosen) > MOST_OPTIONS:
        complain(place, f"has {len(chosen)} options; at most {MOST_OPTIONS} and 'weiss-nicht'")
    if question.kind == "town" and "woanders" not in ids:
        complain(place, "must say where woanders leads")


def _check_target(
    service: Service,
    order: list[str],
    name: str,
    place: Place,
    following: str | None,
    end: str | None,
    complain: Complain,
) -> None:
    if following and end:
        complain(place, "leads to a question and to an outcome; choose one")
    if following and following not in order:
        complain(place, f"{following} is no question")
    elif following and order.index(following) <= order.index(name):
        complain(place, f"leads back to {following}: questions only lead forward (a cycle never ends)")
    if end and end not in service.outcomes:
        complain(place, f"{end} is no outcome")


def next_questions(service: Service, name: str) -> Iterator[str]:
    """The questions that can follow a question directly."""
    order = list(service.guide)
    position = order.index(name)
    after = order[position + 1] if position + 1 < len(order) else None
    question = service.guide[name]
    goes_on_by_itself = question.kind == "town" or "weiss-nicht" not in question.by_id
    for option in question.options:
        if option.next:
            yield option.next
        elif not option.outcome:
            goes_on_by_itself = True
    if goes_on_by_itself and after:
        yield after


def _check_outcomes(region: Region, service: Service, complain: Complain) -> None:
    named = {option.outcome for question in service.guide.values() for option in question.options}
    for name, outcome in service.outcomes.items():
        place: Place = ("outcomes", name)
        if name not in named:
            complain(place, "is an outcome that no answer leads to")
        if not outcome.model_fields_set:
            complain(place, "says nothing")
        if outcome.responsible:
            _check_responsible(region, service, outcome.responsible, (*place, "responsible"), complain)
        for field in ("first", "instead"):
            other = getattr(outcome, field)
            if other and (other not in region.services or other == service.id):
                complain((*place, field), f"{other} is no other service")


def _check_items(region: Region, service: Service, complain: Complain) -> None:
    for field in ("needs", "cost", "deadline", "duration", "steps"):
        seen: set[str] = set()
        for index, item in enumerate(getattr(service, field)):
            place: Place = (field, index)
            if isinstance(item, SharedNeed):
                if item.use not in region.items:
                    complain(place, f"{item.use} is no shared item of items.yaml")
                _check_when(service, item.when, (*place, "when"), complain)
                continue
            if item.id in seen:
                complain((*place, "id"), f"{item.id} is given twice")
            seen.add(item.id)
            if field in ("cost", "deadline", "duration") and not item.source and "{amount}" not in item.text:
                complain(place, "needs a source")
            _check_placeholders(item, place, complain)
            _check_when(service, item.when, (*place, "when"), complain)


def _check_placeholders(item: Item, place: Place, complain: Complain) -> None:
    for found in PLACEHOLDER.findall(item.text):
        if found not in ("{amount}", "{date}"):
            complain((*place, "text"), f"{found} is no placeholder; there are {{amount}} and {{date}}")
    if "{date}" in item.text and item.date is None:
        complain(place, "needs a date")
    if item.amount is not None and "{amount}" not in item.text:
        complain(place, "has an amount that its text does not show")
    if item.amount is not None and not item.source:
        complain(place, "needs a source for the amount")


def _check_when(service: Service, when: When, place: Place, complain: Complain) -> None:
    for name, options in when.items():
        question = service.guide.get(name)
        if question is None:
            complain((*place, name), f"{name} is no question of {service.id}")
        elif question.kind == "choice":
            for option in options:
                if option != "weiss-nicht" and option not in question.by_id:
                    complain((*place, name), f"{option} is no option of {name}")


def _check_budget(service: Service, complain: Complain) -> None:
    texts: Iterable[Text] = own_texts(service)
    different = {text.german for text in texts}
    words = sum(len(german.split()) for german in different)
    if len(different) > MOST_STRINGS:
        complain((), f"has {len(different)} strings; at most {MOST_STRINGS} (every one is translated nine times)")
    if words > MOST_WORDS:
        complain((), f"has {words} words; at most {MOST_WORDS} (short is kind)")


def too_old(seen: Seen | None, as_of: date) -> bool:
    """True when a source is undated or more than two years older than the region's content (issue: R28)."""
    if seen is None:
        return True
    return seen.at_latest() < as_of.replace(year=as_of.year - 2)
