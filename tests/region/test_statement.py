"""The accessibility statement is refused where it contradicts itself or says something without a source."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from webapp.region import Region
from webapp.region.check_statement import check_statement
from webapp.region.models import Operator
from webapp.region.statement import Barrier, Law, Ombudsman, Statement
from webapp.region.texts import all_texts

Problems = Callable[..., list[str]]


@pytest.fixture
def statement(region: Region) -> Statement:
    assert region.settings.accessibility, "the region has no statement"
    return region.settings.accessibility


@pytest.fixture
def problems(region: Region, statement: Statement) -> Problems:
    """What the check complains about when fields of the statement, or settings beside it, are others."""

    def found(settings: dict[str, Any] | None = None, **fields: Any) -> list[str]:
        changed = {**(settings or {}), "accessibility": statement.model_copy(update=fields)}
        other = region.model_copy(update={"settings": region.settings.model_copy(update=changed)})
        complaints: list[str] = []
        check_statement(other, lambda place, reason: complaints.append(f"{'.'.join(map(str, place))}: {reason}"))
        return complaints

    return found


def test_the_statement_of_the_region_is_sound(problems: Problems) -> None:
    assert problems() == []


def test_a_region_may_have_none(region: Region) -> None:
    settings = region.settings.model_copy(update={"accessibility": None})
    check_statement(region.model_copy(update={"settings": settings}), lambda *_: pytest.fail("complained"))


@pytest.mark.parametrize("kind", ["unmet", "burden"])
def test_fully_allows_nothing_missing(problems: Problems, kind: str) -> None:
    barrier = Barrier(text="Ein Film.", reason="Er ist alt.", kind=kind)  # type: ignore[arg-type]
    assert "status: fully does not fit" in problems(status="fully", untested=(), exceptions=(barrier,))[0]
    assert "status: fully does not fit" in problems(status="fully", untested=("Der Film.",), exceptions=())[0]


def test_fully_allows_what_is_not_covered(problems: Problems) -> None:
    barrier = Barrier(text="Andere Seiten.", reason="Sie gehören anderen.", kind="not-covered")
    assert problems(status="fully", untested=(), exceptions=(barrier,)) == []
    assert "status: partly needs" in problems(untested=(), exceptions=(barrier,))[0]


def test_the_dates_are_in_order_and_not_older_than_a_year(problems: Problems, region: Region) -> None:
    as_of = region.settings.as_of
    assert "reviewed: is before created" in problems(created=date(2027, 1, 1))[0]
    old = {"created": date(2020, 1, 1), "reviewed": as_of.replace(year=as_of.year - 1, day=1)}
    assert "reviewed: is more than a year before as_of" in problems(**old)[0]
    assert problems(**{**old, "laws": (), "ombudsman": None}) == []


def test_laws_and_the_ombudsman_need_a_source(problems: Problems, statement: Statement) -> None:
    assert problems(laws=(Law(name="Gesetz"),)) == ["accessibility.laws.0: needs a source"]
    assert statement.ombudsman
    without = statement.ombudsman.model_copy(update={"source": None})
    assert problems(ombudsman=without) == ["accessibility.ombudsman: needs a source"]


def test_the_ombudsman_can_be_reached_and_is_named_where_a_law_binds(problems: Problems) -> None:
    nobody = Ombudsman(name="Stelle", source="https://example.org")
    assert "needs a mail, phone, address or website" in problems(ombudsman=nobody)[0]
    assert "ombudsman: is missing" in problems(ombudsman=None)[0]
    abroad = nobody.model_copy(update={"website": "https://example.org/"})
    assert "website: example.org is not among the allowed hosts" in problems(ombudsman=abroad)[0]


def test_a_contact_needs_somebody_who_answers(problems: Problems) -> None:
    contact = "a@probe.example"
    assert "contact: needs an operator" in problems(contact=contact)[0]
    operator = Operator(name="Stadt Probe", address="Probeweg 1", mail=contact)
    assert problems({"operator": operator}, contact=contact) == []


def test_every_german_sentence_of_the_statement_can_be_translated(region: Region, statement: Statement) -> None:
    found = {text.german for text in all_texts(region) if text.place.startswith("region: accessibility")}
    wanted = {*statement.method, *statement.untested}
    for barrier in statement.exceptions:
        wanted |= {barrier.text, barrier.reason, barrier.instead}
    assert statement.ombudsman
    assert found == {text for text in {*wanted, statement.ombudsman.how} if text}
