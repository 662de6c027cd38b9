"""Checks a guide: every option leads somewhere, questions only lead forward, and every question is reached."""

from collections.abc import Iterator

from webapp.region.models import Question, Service
from webapp.region.read import Place
from webapp.region.rules import RESERVED, Complain

MOST_OPTIONS = 6


def check_guide(service: Service, complain: Complain) -> None:
    """Complain about options without a way on, questions that lead back, and questions that nothing leads to."""
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
