"""Walks every path of a guide: for tests, editors and saved packs. Guides are finite, so this always ends."""

from collections.abc import Iterator

from webapp.region.models import Region, Service, Town
from webapp.wizard.steps import Answers, OutcomeStep, Step, step_after


def all_paths(region: Region, service: Service, town: Town, answers: Answers = ()) -> Iterator[Step]:
    """Every step a person can reach in a guide from some answers on, each question right before what follows."""
    step = step_after(region, service, town, answers)
    yield step
    if not isinstance(step, OutcomeStep):
        for choice in step.choices:
            yield from all_paths(region, service, town, (*answers, (step.id, choice.id)))
