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


def test_bulky_waste_is_collected_by_the_towns_own_company(region: Region) -> None:
    assert authorities(region, "herten", "sperrmuell") == {"zbh-herten"}
    assert authorities(region, "dorsten", "sperrmuell") == {"dorsten"}


def test_a_number_for_something_else_is_never_the_one_to_call(region: Region) -> None:
    """Bottrop's waste company is known only by its number for illegal dumping: the town is called instead."""
    for town in ("bottrop", "datteln"):
        for step in all_paths(region, region.services["sperrmuell"], region.towns[town]):
            if isinstance(step, OutcomeStep):
                phones = [phone for office in step.outcome.offices for phone in office.contact.phones]
                assert phones
                assert not {"02041 7969-24", "02363 107-615"} & set(phones)


def test_a_lost_card_is_blocked_by_phone_first(region: Region) -> None:
    step = end(region, "marl", "personalausweis-verloren", ("was", "gestohlen"))
    assert step.outcome.call_first
    assert step.outcome.call_first.phone == "116 116"
    assert end(region, "marl", "personalausweis-verloren", ("was", "gefunden")).outcome.call_first is None


def test_a_licence_can_be_handed_in_at_the_own_town_hall(region: Region) -> None:
    step = end(region, "dorsten", "fuehrerschein-umtauschen", ("geboren", "ja"))
    assert step.outcome.door.authority is region.authorities[KREIS]
    assert step.outcome.also is region.authorities["dorsten"]
    assert step.outcome.rung == "appointment"


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


def test_the_price_is_asked_for_only_where_nobody_told_it(region: Region) -> None:
    told = end(region, "bottrop", "sperrmuell", ("sachen", "moebel")).outcome
    assert told.cost
    assert not told.cost_is_open
    assert end(region, "waltrop", "geburtsurkunde", ("geburtsort", "waltrop")).outcome.cost_is_open
