"""The pages of a guide: question, outcome, step sheet, helper's view. Links are worked out here, templates show."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from flask import Response, g, render_template
from flask_babel import refresh
from markupsafe import Markup

from webapp.i18n.languages import GERMAN, Language
from webapp.i18n.texts import current_language, say
from webapp.region.models import Town
from webapp.rendering import addresses
from webapp.rendering.frame import Back, page
from webapp.rendering.frame import Choice as Row
from webapp.rendering.outcome_view import structured, view_of
from webapp.rendering.site import current_site
from webapp.wizard import Answers, Choice, OutcomeStep, QuestionStep, Step

PAGES = {
    "": ("pages/guide/outcome.html", "outcome"),
    addresses.SHEET: ("pages/guide/sheet.html", "sheet"),
    addresses.BILINGUAL: ("pages/guide/sheet.html", "sheet"),
    addresses.HELPER: ("pages/guide/helper.html", "helper"),
}


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it is listed on later steps, with the address where it can be changed."""

    question: Any
    text: Any
    kind: str
    change: str


def show(step: Step, part: str, path: str, is_right: bool) -> Response:
    """The page of a step. One that was not asked for in its right form says so calmly and is never kept."""
    if isinstance(step, QuestionStep):
        return _question(step, path, is_right)
    return _end(step, part, path, is_right)


def _question(step: QuestionStep, path: str, is_right: bool) -> Response:
    choices = [_choice(step, choice) for choice in step.choices]
    return page(
        "pages/guide/question.html",
        step="question",
        back=_back(step),
        path=path,
        kept=is_right,
        is_right=is_right,
        service=step.service,
        question=step,
        choices=choices,
        given=_given(step),
    )


def _end(step: OutcomeStep, part: str, path: str, is_right: bool) -> Response:
    template, kind = PAGES[part]
    view = _once("view", lambda: view_of(step))
    back = _back(step) if not part else Back("end", addresses.step(g.language, step.town, step.service, step.answers))
    values: dict[str, Any] = {
        "view": view,
        "outcome": step.outcome,
        "service": step.service,
        "given": _given(step),
        "is_right": is_right,
    }
    if kind == "sheet":
        values["sides"] = _sides(values, both=part == addresses.BILINGUAL)
    else:
        values["facts"] = partial(structured, step, path)
    if kind == "outcome":
        values["wish"] = _in_german_too("pages/guide/wish.html", values)
    office = next((office for office in step.outcome.offices if office.contact.phones), None)
    return page(template, step=kind, back=back, path=path, kept=is_right, help_office=office, **values)


def _sides(values: dict[str, Any], both: bool) -> list[tuple[Language, Markup]]:
    """The step sheet's body in the language of the page, and in German beside it when both are asked for.

    Einfache Sprache has the ordinary German beside it too: these are the words that stand on the forms.
    """
    own = current_language()
    languages = [own, GERMAN] if both and own is not GERMAN else [own]
    return [
        (language, _said("pages/guide/sheet_body.html", language, heading="h1" if language is own else "h2", **values))
        for language in languages
    ]


def _in_german_too(template: str, values: dict[str, Any]) -> list[tuple[Language, Markup]]:
    """What a person says or shows at an office: in German first, then in the language of the page (R41c)."""
    own = current_language()
    languages = [GERMAN] if own.is_german else [GERMAN, own]
    return [(language, _said(template, language, is_german=own.is_german, **values)) for language in languages]


def _said(template: str, language: Language, **values: Any) -> Markup:
    def say_it() -> tuple[Markup, bool]:
        with speaking(language):
            # A rendered template is escaped by Jinja.
            return Markup(render_template(template, **values)), bool(g.get("shows_german"))  # noqa: S704

    said, stands_in = _once((template, language.code, values.get("heading")), say_it)
    if stands_in:
        g.shows_german = True
    return said


def _once(key: Any, make: Callable[[], T]) -> T:
    """What several pages of one step have in common: made once by who makes them all (packs), else each time."""
    made: dict[Any, T] | None = g.get("made_for_step")
    if made is None:
        return make()
    if key not in made:
        made[key] = make()
    return made[key]


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Render in another language for a while."""
    before = current_language()
    g.language = language
    refresh()
    try:
        yield
    finally:
        g.language = before
        refresh()


def _back(step: Step) -> Back:
    """The step before, computed from the answers: the last question, or the topic of the service."""
    town, service = step.town, step.service
    if step.answers:
        name = step.answers[-1][0]
        return Back(
            "step", addresses.step(g.language, town, service, step.answers[:-1]), say(service.guide[name].question)
        )
    topic = current_site().region.topics[service.topics[0]]
    return Back("step", addresses.topic(g.language, town, topic.id), say(topic.title))


def _given(step: Step) -> list[GivenAnswer]:
    """The answers so far, each with the way to change it: the address of its question without what came after (R18)."""
    given = []
    for index, (name, option) in enumerate(step.answers):
        question = step.service.guide[name]
        rule = question.by_id.get(option)
        kind = (
            "unsure"
            if option == "weiss-nicht"
            else "elsewhere"
            if question.kind == "town" and option == "woanders"
            else "town"
            if question.kind == "town"
            else "own"
        )
        text = _town_name(option) if question.kind == "town" else say(rule.text) if rule and rule.text else None
        before: Answers = step.answers[:index]
        given.append(
            GivenAnswer(say(question.question), text, kind, addresses.step(g.language, step.town, step.service, before))
        )
    return given


def _choice(step: QuestionStep, choice: Choice) -> Row:
    address = addresses.step(g.language, step.town, step.service, (*step.answers, (step.id, choice.id)))
    text = _town_name(choice.id) if choice.kind == "town" else say(choice.text) if choice.text else None
    return Row(text, say(choice.hint) if choice.hint else None, address, choice.kind)


def _town_name(town: str) -> str | None:
    found: Town | None = current_site().region.towns.get(town)
    return found.name if found else None
