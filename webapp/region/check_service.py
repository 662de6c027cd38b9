"""Checks a service: its door, its outcomes, its items, and that it is short enough to be translated and read."""

import re

from webapp.region.check_guide import check_guide
from webapp.region.models import Item, Region, Responsible, Service, SharedNeed
from webapp.region.read import Place
from webapp.region.rules import RESERVED, Complain, check_source, check_when
from webapp.region.texts import own_texts

# Numbers that mean something else when somebody reads them out on the phone.
SPECIAL_NUMBERS = frozenset({110, 112, 115, 116})
MOST_STRINGS = 20
MOST_WORDS = 200
FEWEST_SEARCH_WORDS = 10
PLACEHOLDER = re.compile(r"{[^}]*}?|}")


def check_service(region: Region, service: Service, complain: Complain) -> None:
    """Complain about everything in a service's file that does not fit the rest of the region or is too long."""
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
        check_source(service.call_first.source, ("call_first",), complain)
        check_when(service, service.call_first.when, ("call_first", "when"), complain)
    if service.also:
        _check_responsible(region, service, service.also, ("also",), complain)
    if service.responsible.elsewhere:
        complain(("responsible",), "elsewhere is for outcomes only")
    _check_others(region, service, service.see, ("see",), complain)
    check_guide(service, complain)
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
            if other := getattr(outcome, field):
                _check_others(region, service, (other,), (*place, field), complain)
        _check_others(region, service, outcome.see, (*place, "see"), complain)


def _check_others(region: Region, service: Service, others: tuple[str, ...], place: Place, complain: Complain) -> None:
    for other in others:
        if other not in region.services or other == service.id:
            complain(place, f"{other} is no other service")


def _check_items(region: Region, service: Service, complain: Complain) -> None:
    for field in ("needs", "cost", "deadline", "duration", "steps"):
        seen: set[str] = set()
        for index, item in enumerate(getattr(service, field)):
            place: Place = (field, index)
            if isinstance(item, SharedNeed):
                if item.use not in region.items:
                    complain(place, f"{item.use} is no shared item of items.yaml")
                check_when(service, item.when, (*place, "when"), complain)
                continue
            if item.id in seen:
                complain((*place, "id"), f"{item.id} is given twice")
            seen.add(item.id)
            if field in ("cost", "deadline", "duration") and not item.source and "{amount}" not in item.text:
                complain(place, "needs a source")
            _check_placeholders(item, place, complain)
            check_when(service, item.when, (*place, "when"), complain)
            if item.service:
                _check_others(region, service, (item.service,), (*place, "service"), complain)


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


def _check_budget(service: Service, complain: Complain) -> None:
    different = {text.german for text in own_texts(service)}
    words = sum(len(german.split()) for german in different)
    if len(different) > MOST_STRINGS:
        complain((), f"has {len(different)} strings; at most {MOST_STRINGS} (every one is translated nine times)")
    if words > MOST_WORDS:
        complain((), f"has {words} words; at most {MOST_WORDS} (short is kind)")
