"""The shapes of the ways to services: topics, life events as checklists, and the emergencies that the search knows."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from webapp.region.basics import Model, Phone, Slug, Sourced, Text


class TopicGroup(Model):
    """A heading on a topic's page, and the services under it in this order."""

    title: Text
    services: tuple[Slug, ...] = Field(min_length=1)


class Topic(Model):
    """An everyday heading that groups services; a long topic is divided under headings of its own."""

    id: Slug
    title: Text
    hint: Text | None = None
    icon: Slug | None = None
    events: tuple[Slug, ...] = ()  # life events whose lists stand on top of the topic's page
    groups: tuple[TopicGroup, ...] = ()


class Deadline(Sourced):
    """Until when something has to be done."""

    text: Text


class Task(Model):
    """One thing to do in a life event: a service, or something that no office does."""

    id: Slug
    service: Slug | None = None
    text: Text | None = None
    phone: Phone | None = None
    deadline: Deadline | None = None


class Stage(Model):
    """A part of a life event, such as "In der ersten Woche"."""

    title: Text
    tasks: tuple[Task, ...] = Field(min_length=1)


class LifeEvent(Model):
    """Something that happens in a life, and what has to be done then, in order."""

    id: Slug
    title: Text
    hint: Text
    icon: Slug | None = None
    words: Mapping[str, tuple[Text, ...]]
    stages: tuple[Stage, ...] = Field(min_length=1)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks in order."""
        return tuple(task for stage in self.stages for task in stage.tasks)


class EmergencyNumber(Sourced):
    """A number for emergencies, as dialled in Germany."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 ]{1,20}$")]
    text: Text
    hours: Text | None = None


SignText = Annotated[str, StringConstraints(min_length=1, max_length=1200, pattern=r"^[^\n]+$")]


class Emergency(Model):
    """A danger that people type into the search: the numbers that help, and the sentence above them by language code.

    The sentences wait for no catalog: a life may depend on them (docs/decisions/0007).
    """

    id: Slug
    numbers: tuple[str, ...] = Field(min_length=1)
    say: Mapping[str, Text]


class EmergencySigns(Model):
    """How an emergency is recognised in one language, and words of calm matters that take its meaning away."""

    signs: tuple[SignText, ...] = Field(min_length=1)
    unless: tuple[Text, ...] = ()


class LanguageSigns(Model):
    """The signs of all emergencies in one language; `id` is its code (docs/content.md explains the signs)."""

    id: Slug
    emergencies: Mapping[Slug, EmergencySigns]
