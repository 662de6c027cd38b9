"""Replays the answers of a guide from its first question and says which step comes next."""

from dataclasses import dataclass

from webapp.region.models import Question, Region, Service, Town
from webapp.wizard.outcome import Outcome, outcome_of

# The answers so far, in the order of the guide: (question, option).
Answers = tuple[tuple[str, str], ...]

ELSEWHERE = "woanders"
UNSURE = "weiss-nicht"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as it stands on the page. `kind` is `town`, `elsewhere`, `unsure` or `own`; only `own` has a text."""

    id: str
    kind: str
    text: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionStep:
    """A question to be shown: the answers that led to it, its choices, and its place among the steps."""

    service: Service
    town: Town
    answers: Answers
    id: str
    question: Question
    choices: tuple[Choice, ...]
    number: int
    at_most: int


@dataclass(frozen=True, slots=True)
class OutcomeStep:
    """The end of a guide: the answers that led to it and what follows from them."""

    service: Service
    town: Town
    answers: Answers
    outcome: Outcome
    number: int
    at_most: int


Step = QuestionStep | OutcomeStep


def read_answers(segments: list[str]) -> Answers:
    """The answers as they stand in an address, `question=option` each. What has no `=` becomes an empty option."""
    return tuple((question, option) for question, _, option in (segment.partition("=") for segment in segments))


def step_after(region: Region, service: Service, town: Town, given: Answers) -> Step:
    """The step that the given answers lead to.

    They are replayed from the first question; an answer that is unknown, out of date or not on the path is
    left out, so the step's own `answers` may be fewer than the given ones (design: nearest valid step).
    """
    wanted = dict(reversed(given))
    answers: Answers = ()
    node = service.first_question
    end: str | None = None
    while node is not None:
        option = wanted.get(node)
        if option is None or not is_choice(region, service.guide[node], option):
            return _question_step(region, service, town, answers, node)
        answers = (*answers, (node, option))
        node, end = target(service, node, option)
    outcome = outcome_of(region, service, town, dict(answers), end)
    return OutcomeStep(service, town, answers, outcome, len(answers) + 1, len(answers) + 1)


def _question_step(region: Region, service: Service, town: Town, answers: Answers, node: str) -> QuestionStep:
    question = service.guide[node]
    number = len(answers) + 1
    choices = choices_of(region, question, town)
    return QuestionStep(service, town, answers, node, question, choices, number, number + longest_way(service)[node])


def choices_of(region: Region, question: Question, town: Town) -> tuple[Choice, ...]:
    """The choices in the order of the page: of a town question first the person's own town, then the others."""
    if question.kind == "town":
        others = [other.id for other in region.towns.values() if other.id != town.id]
        towns = tuple(Choice(name, "town") for name in (town.id, *others))
        return (*towns, Choice(ELSEWHERE, "elsewhere"), Choice(UNSURE, "unsure"))
    own = tuple(Choice(o.id, "own", o.text, o.hint) for o in question.options if o.id != UNSURE)
    return (*own, Choice(UNSURE, "unsure"))


def is_choice(region: Region, question: Question, option: str) -> bool:
    """True when the option can be chosen in the question."""
    if option == UNSURE:
        return True
    if question.kind == "town":
        return option == ELSEWHERE or option in region.towns
    return option in question.by_id


def target(service: Service, node: str, option: str) -> tuple[str | None, str | None]:
    """Where an answer leads: (next question, None), or (None, outcome id), or (None, None) for the normal outcome."""
    rule = service.guide[node].by_id.get(option)
    if rule and rule.outcome:
        return None, rule.outcome
    if rule and rule.next:
        return rule.next, None
    order = list(service.guide)
    position = order.index(node) + 1
    return (order[position] if position < len(order) else None), None


def longest_way(service: Service) -> dict[str, int]:
    """For each question the most steps that can still follow it, the outcome included (R13: the total never grows)."""
    ways: dict[str, int] = {}
    for node in reversed(list(service.guide)):
        question = service.guide[node]
        # A town that no rule names goes on to the next question, like any option without a target.
        options = [option.id for option in question.options] + [UNSURE] + ["town"] * (question.kind == "town")
        followers = [target(service, node, option)[0] for option in options]
        ways[node] = 1 + max((ways[follower] for follower in followers if follower), default=0)
    return ways
