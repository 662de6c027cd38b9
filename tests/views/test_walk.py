"""Every page of every path: German in all towns, every other language in one (all of them with ALL=1).

Where a guide asks for a town, the end is another authority's and looks alike for each: only three towns walk all of
them; the others, and sheets and helper's views, take the own town, one other, elsewhere and unsure. Outside German
the sheet in two languages stands for the one in one.
"""

import pytest

from tests.conftest import ALL
from tests.house import HouseClient
from webapp.app import CONTENT
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region, load_region
from webapp.region.models import Service
from webapp.rendering import addresses
from webapp.wizard import OutcomeStep, Step, all_paths
from webapp.wizard.steps import ELSEWHERE, UNSURE

REGION = load_region(CONTENT / "emscher-lippe")
TOWNS = list(REGION.towns)
OTHERS = [code for code in LANGUAGES if code != "de"]
WHOLE = ("bottrop", "datteln", "marl")
WALKS = [
    (code, town)
    for code in LANGUAGES
    for town in TOWNS
    if ALL or code == "de" or town == TOWNS[OTHERS.index(code) % len(TOWNS)]
]


@pytest.mark.parametrize(("code", "town_id"), WALKS)
def test_every_path_ends_at_the_authority_that_the_wizard_names(
    house: HouseClient, region: Region, code: str, town_id: str
) -> None:
    language, town = LANGUAGES[code], region.towns[town_id]
    for service in region.services.values():
        for step in all_paths(region, service, town):
            is_typical = _is_typical(service, step, town_id)
            if not (is_typical or (code == "de" and town_id in WHOLE) or ALL):
                continue
            page = house.fetch(addresses.step(language, town, service, step.answers))
            if not isinstance(step, OutcomeStep):
                assert page.step == "question"
                expected = [
                    addresses.step(language, town, service, (*step.answers, (step.id, c.id))) for c in step.choices
                ]
                assert page.choices() == expected
                continue
            marks = page.main.attributes
            authority = step.outcome.door.authority
            assert marks["data-step"] == "outcome"
            assert marks["data-authority"] == (authority.id if authority else "elsewhere")
            assert marks["data-rung"] == step.outcome.rung
            sheet = addresses.SHEET if code == "de" else addresses.BILINGUAL
            for part in (sheet, addresses.HELPER) if is_typical or ALL else ():
                house.fetch(addresses.step(language, town, service, step.answers, part))


def _is_typical(service: Service, step: Step, town_id: str) -> bool:
    """True when each town chosen on the way is the own one or the one after it in the list, or none of the region."""
    typical = (town_id, TOWNS[(TOWNS.index(town_id) + 1) % len(TOWNS)], ELSEWHERE, UNSURE)
    return all(option in typical for name, option in step.answers if service.guide[name].kind == "town")


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_all_menus(house: HouseClient, region: Region, code: str) -> None:
    for page in ("", "woanders", "weiss-nicht", "portale", "impressum", "datenschutz", "barrierefreiheit"):
        house.fetch(f"/{code}/{page}")
    for town in region.towns if code == "de" or ALL else TOWNS[:2]:
        events = (f"leben/{event}" for event in region.life_events)
        for page in ("", "online", "a-z", *(f"thema/{topic}" for topic in region.topics), *events):
            house.fetch(f"/{code}/{town}/{page}")


def test_the_start_page_offers_languages_in_their_own_names(house: HouseClient) -> None:
    page = house.fetch("/")
    links = page.all("main ul.choices a")
    assert links[0].attributes["href"] == "/de/"
    assert [link.attributes["lang"] for link in links[:3]] == ["de", "de", "en"]
