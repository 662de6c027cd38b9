"""The accessibility statement of an installation, by the model of the EU (Implementing Decision (EU) 2018/1523)."""

import datetime
from typing import Literal

from pydantic import Field

from webapp.region.basics import Https, Mail, Model, Phone, Sourced, Text


class Law(Sourced):
    """A law that asks for accessible pages, by its official German name, which is never translated."""

    name: Text


class Barrier(Model):
    """Something that is not accessible, why, and what helps instead.

    `kind` is one of the three groups of the EU model: it does not meet the requirements, meeting them would be a
    disproportionate burden, or it is not covered by them.
    """

    text: Text
    reason: Text
    instead: Text | None = None
    kind: Literal["unmet", "burden", "not-covered"] = "unmet"


class Ombudsman(Sourced):
    """The body to turn to when the operator does not help, by its official name."""

    name: Text
    how: Text | None = None
    mail: Mail | None = None
    phone: Phone | None = None
    address: Text | None = None
    website: Https | None = None


class Statement(Model):
    """How accessible the pages are, how that was found out, and what is missing."""

    status: Literal["fully", "partly"]
    created: datetime.date
    reviewed: datetime.date
    laws: tuple[Law, ...] = ()
    method: tuple[Text, ...] = Field(min_length=1)
    untested: tuple[Text, ...] = ()
    exceptions: tuple[Barrier, ...] = ()
    contact: Mail | None = None
    answer_weeks: int | None = Field(default=None, ge=2, le=26)
    ombudsman: Ombudsman | None = None

    def exceptions_of(self, kind: str) -> tuple[Barrier, ...]:
        """The exceptions of one group of the EU model."""
        return tuple(barrier for barrier in self.exceptions if barrier.kind == kind)
