"""The ways that matter to people, by name: who stands in front of which door."""

import pytest

from webapp.region import Region
from webapp.wizard import OutcomeStep, all_paths, step_after

KREIS = "kreis-recklinghausen"


def end(region: Region, town: str, service: str, *answers: tuple[str, str]) -> OutcomeStep:
    step = step_after(region, region.services[service], region.towns[town], answers)
    assert isinstance(step, OutcomeStep), f"asks {step.id}"
    return step


def authorities(region: Region, town: str, service: str) -> set[str]:
    steps = all_paths(region, region.services[service], region.towns[town])
    ends = [step.outcome for step in steps if isinstance(step, OutcomeStep) and not step.outcome.instead]
    return {end.door.authority.id if end.door.authority else "elsewhere" for end in ends}


def test_born_in_datteln_living_in_waltrop_goes_to_datteln(region: Region) -> None:
    step = end(region, "waltrop", "geburtsurkunde", ("geburtsort", "datteln"))
    assert step.outcome.door.authority is region.authorities["datteln"]
    assert step.outcome.door.reason == "other-town"


@pytest.mark.parametrize("service", ["auto-anmelden", "auto-abmelden"])
def test_cars_go_to_the_kreis_but_not_in_district_free_towns(region: Region, service: str) -> None:
    assert authorities(region, "waltrop", service) == {KREIS}
    assert authorities(region, "bottrop", service) == {"bottrop"}
    assert authorities(region, "gelsenkirchen", service) == {"gelsenkirchen"}


def test_leaving_the_church_goes_to_the_court_of_the_home(region: Region) -> None:
    assert authorities(region, "haltern-am-see", "kirchenaustritt") == {"amtsgericht-marl"}
    assert authorities(region, "herten", "kirchenaustritt") == {"amtsgericht-recklinghausen"}


def test_a_disability_in_bottrop_is_decided_in_gelsenkirchen(region: Region) -> None:
    assert authorities(region, "bottrop", "schwerbehindertenausweis") == {"gelsenkirchen"}
    assert authorities(region, "datteln", "schwerbehindertenausweis") == {KREIS}


def test_bulky_waste_is_collected_where_the_things_stand(region: Region) -> None:
    for step in all_paths(region, region.services["sperrmuell"], region.towns["marl"]):
        if isinstance(step, OutcomeStep) and step.answers[0] == ("ort", "herten"):
            assert step.outcome.door.authority is region.authorities["zbh-herten"]


def test_born_before_1953_has_until_2033(region: Region) -> None:
    service = region.services["fuehrerschein-umtauschen"]
    first = service.guide[service.first_question or ""]
    steps = [s for s in all_paths(region, service, region.towns["marl"]) if isinstance(s, OutcomeStep)]
    early = [s for s in steps if s.answers[0][1] == first.options[0].id]
    assert "1953" in first.question
    assert all({str(item.date) for item in s.outcome.deadline} == {"2033-01-19"} for s in early)


def test_a_lost_card_is_reported_first(region: Region) -> None:
    steps = [
        s
        for s in all_paths(region, region.services["personalausweis"], region.towns["marl"])
        if isinstance(s, OutcomeStep)
    ]
    assert any(s.outcome.first is region.services["personalausweis-verloren"] for s in steps)


def test_every_town_and_service_ends_well(region: Region) -> None:
    """No dead end: each end has a phone or a mail, and a way that is no bare home page."""
    for service in region.services.values():
        for town in region.towns.values():
            for step in all_paths(region, service, town):
                if isinstance(step, OutcomeStep):
                    offices = step.outcome.offices
                    assert any(o.contact.phones or o.contact.mail for o in offices), (service.id, town.id, step.answers)
                    urls = [way.url for way in step.outcome.exits]
                    assert not {a.website.rstrip("/") for a in region.authorities.values()} & {
                        u.rstrip("/") for u in urls
                    }


def test_at_most_six_steps_and_few_choices(region: Region) -> None:
    """R10, R12; and for nine of ten services at most four choices from the town (topic and service are two)."""
    deepest = {
        service.id: max(len(step.answers) for step in all_paths(region, service, region.towns["marl"]))
        for service in region.services.values()
    }
    assert max(deepest.values()) + 3 <= 6
    assert sum(depth + 2 <= 4 for depth in deepest.values()) >= 0.9 * len(deepest)
