"""What stands at the top of an outcome: the body's own number, or the call that matters more."""

from tests.house import HouseClient


def top_links(house: HouseClient, path: str) -> list[str]:
    """The phone links before the first section."""
    page = house.fetch(path)
    before_sections = page.text.split("<h2", 1)[0]
    return [part.split('"')[0] for part in before_sections.split('href="tel:')[1:]]


def test_the_own_number_stands_at_the_top(house: HouseClient) -> None:
    assert top_links(house, "/de/gelsenkirchen/fuehrerschein-umtauschen/geboren=ja") == ["02091699599"]


def test_a_number_that_only_helps_out_does_not(house: HouseClient) -> None:
    assert top_links(house, "/de/recklinghausen/kirchenaustritt") == []


def test_blocking_a_lost_card_comes_before_everything(house: HouseClient) -> None:
    assert top_links(house, "/de/dorsten/personalausweis-verloren/was=verloren") == ["116116"]
