"""Walks every path of a guide: for tests, editors and saved packs. Guides are finite, so this always ends."""

from collections.abc import Iterator

from webapp.region.models import Region, Service, Town
from webapp.wizard.steps import OutcomeStep, Step, step_after


def all_paths(region: Region, service: Service, town: Town) -> Iterator[Step]:
    """Every step a person can reach in a guide, questions before what follows from them."""
    waiting: list[tuple[tuple[str, str], ...]] = [()]
    while waiting:
        answers = waiting.pop(0)
        step = step_after(region, service, town, answers)
        yield step
        if not isinstance(step, OutcomeStep):
            waiting += [(*answers, (step.id, choice.id)) for choice in step.choices]
