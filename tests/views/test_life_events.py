"""Life events: every one in every town, its tasks as boxes with names, links and deadlines."""

import pytest

from tests.house import HouseClient
from webapp.region import Region
from webapp.rendering.filters import dialled


def test_there_are_the_ten(region: Region) -> None:
    assert len(region.life_events) == 10


@pytest.mark.parametrize("code", ["de", "en", "ar"])
def test_every_task_is_a_box_and_leads_on(house: HouseClient, region: Region, code: str) -> None:
    for event in region.life_events.values():
        page = house.fetch(f"/{code}/marl/leben/{event.id}")
        assert page.step == "checklist"
        assert [box.attributes["id"] for box in page.all("main input[type=checkbox]")] == [
            f"{event.id}-{task.id}" for task in event.tasks
        ]
        links = [link.attributes["href"] for link in page.all('.tasks a[href^="/"]')]
        assert links == [f"/{code}/marl/{task.service}" for task in event.tasks if task.service]
        numbers = [link.attributes["href"] for link in page.all('.tasks a[href^="tel:"]')]
        assert numbers == [dialled(task.phone) for task in event.tasks if task.phone]
        assert page.all(".qr")


def test_the_menu_names_them_all(house: HouseClient, region: Region) -> None:
    choices = house.fetch("/de/marl/").choices()
    assert all(f"/de/marl/leben/{event}" in choices for event in region.life_events)


def test_long_topics_are_divided_under_headings(house: HouseClient, region: Region) -> None:
    for topic in region.topics.values():
        page = house.fetch(f"/de/marl/thema/{topic.id}")
        services = region.services_of(topic.id)
        events = [f"/de/marl/leben/{event}" for event in topic.events]
        assert page.choices()[: len(events)] == events
        assert sorted(page.choices()[len(events) : -1]) == sorted(f"/de/marl/{service.id}" for service in services)
        longest = max(len(node.css("a")) for node in page.all("main ul.choices"))
        assert longest <= 9
