"""What all shapes of the content are made of: texts that are checked, dates as exact as known, and sources."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\n]+$")]
Postcode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
Phone = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 /-]{1,24}$")]
Mail = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$")]
Span = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-4]):[0-5][0-9]-([01][0-9]|2[0-4]):[0-5][0-9]$")]
LeikaKey = Annotated[str, StringConstraints(pattern=r"^99[0-9]{12}$")]


def _https(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("must begin with https://")
    if parts.username or parts.password or " " in address:
        raise ValueError("must be a plain web address")
    return address


def _amount(text: Any) -> Any:
    return None if text == "unknown" else text


Https = Annotated[str, AfterValidator(_https)]
Amount = Annotated[Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)] | None, BeforeValidator(_amount)]


class Model(BaseModel):
    """The common ground of all content: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Seen(Model):
    """The date of a source, as exact as it is known: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: Any) -> Any:
        """Turn "2025", "2025-03" or "2025-03-14" into a date. Raises ValueError for anything else."""
        if text is None or isinstance(text, Seen):
            return text
        parts = str(text).split("-")
        if len(parts) > 3 or [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
            raise ValueError("must be a date like 2025, 2025-03 or 2025-03-14")
        try:
            numbers = [int(part) for part in parts]
            datetime.date(*[*numbers, 1, 1][:3])
        except ValueError:
            raise ValueError("is no date of the calendar") from None
        return cls(**dict(zip(("year", "month", "day"), numbers, strict=False)))

    def at_latest(self) -> datetime.date:
        """The last day this can mean, so that a source is never called older than it is."""
        if self.day:
            return datetime.date(self.year, self.month or 12, self.day)
        last_month = self.month or 12
        return datetime.date(self.year + (last_month == 12), last_month % 12 + 1, 1)


When = Mapping[str, tuple[str, ...]]
SeenDate = Annotated[Seen | None, BeforeValidator(Seen.parse)]


class Sourced(Model):
    """Something that was read somewhere: where, when that source was written, and when a person last checked it."""

    source: Text | None = None
    seen: SeenDate = None
    checked: datetime.date | None = None
