"""Judges the search by a list of queries: `query`, accepted services, style and set, parted by tabs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from webapp.search import Finder, find

NOTHING = "-"
# How the emergencies of the lists are called in the content.
EMERGENCIES = {"112": "lebensgefahr", "110": "polizei", "116117": "arzt"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what it should lead to: services (any of them), `-` for nothing, or `!` and an emergency."""

    line: int
    typed: str
    accepted: tuple[str, ...]
    style: str
    is_holdout: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a query led to. `rank` is the place of the first accepted service, 0 if not among the first three."""

    query: Query
    services: tuple[str, ...]
    emergencies: tuple[str, ...]
    rank: int

    @property
    def wants_emergency(self) -> bool:
        """True when the query is one of somebody in danger."""
        return self.query.accepted[0].startswith("!")

    @property
    def is_good(self) -> bool:
        """True when it led where it should: the right service among the first three, nothing, or the right number."""
        wanted = {EMERGENCIES.get(name.lstrip("!"), name.lstrip("!")) for name in self.query.accepted}
        if self.wants_emergency:
            return bool(wanted & set(self.emergencies))
        if self.query.accepted == (NOTHING,):
            return not self.services
        return self.rank > 0


def read_queries(file: Path) -> tuple[Query, ...]:
    """Read a list. Raises ValueError with the line of anything that is not of the form."""
    queries = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        columns = line.split("\t")
        if len(columns) != 4 or columns[3] not in ("tune", "holdout"):
            raise ValueError(f"{file.name}:{number}: needs query, accepted, style and tune or holdout, parted by tabs")
        typed, accepted, style, kind = columns
        queries.append(Query(number, typed, tuple(accepted.split(",")), style, kind == "holdout"))
    return tuple(queries)


def judge(finder: Finder, language: str, town: str, queries: Iterable[Query]) -> tuple[Verdict, ...]:
    """Search for every query and judge what it leads to."""
    return tuple(_verdict(finder, language, town, query) for query in queries)


def _verdict(finder: Finder, language: str, town: str, query: Query) -> Verdict:
    answer = find(finder, language, town, query.typed)
    rank = next((place for place, name in enumerate(answer.services[:3], start=1) if name in query.accepted), 0)
    return Verdict(query, answer.services, tuple(name for name, _ in answer.emergencies), rank)


def share(verdicts: Sequence[Verdict], best: int = 3) -> float:
    """The share, 0 to 1, of good verdicts; for services those whose rank is at most `best`. 1 when there are none."""
    good = sum(1 for one in verdicts if one.is_good and one.rank <= best)
    return good / len(verdicts) if verdicts else 1.0


def kinds(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    """The verdicts by what their queries ask for: `services`, `nothing`, `emergencies`."""
    parts: dict[str, list[Verdict]] = {"services": [], "nothing": [], "emergencies": []}
    for one in verdicts:
        wants_nothing = one.query.accepted == (NOTHING,)
        parts["emergencies" if one.wants_emergency else "nothing" if wants_nothing else "services"].append(one)
    return parts


def false_alarms(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Those that raised an emergency although nobody was in danger."""
    return [one for one in verdicts if one.emergencies and not one.wants_emergency]


def report(verdicts: Sequence[Verdict], name_holdout: bool = False) -> Iterator[str]:
    """The figures of a list, the tuned part beside the hold-out, then its misses by style."""
    for name, is_holdout in (("tuned", False), ("hold-out", True)):
        part = [one for one in verdicts if one.query.is_holdout is is_holdout]
        of = kinds(part)
        yield (
            f"{name:9} {len(part):4} queries: top-1 {share(of['services'], 1):.1%}, top-3 {share(of['services']):.1%}, "
            f"nothing {share(of['nothing']):.1%}, emergencies {share(of['emergencies']):.1%}, "
            f"false alarms {len(false_alarms(part))}"
        )
    by_style: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        by_style[one.query.style].append(one)
    for style, ones in by_style.items():
        missed = [one for one in ones if not one.is_good or one in false_alarms(ones)]
        yield f"{style}: {len(ones) - len(missed)} of {len(ones)}, top-1 {share(ones, 1):.1%}"
        for one in missed:
            if name_holdout or not one.query.is_holdout:
                led_to = ", ".join((*(f"!{name}" for name in one.emergencies), *one.services[:3])) or "nothing"
                yield f"  {one.query.line}: {one.query.typed!r} wants {', '.join(one.query.accepted)}; led to {led_to}"
