"""What an outcome says: whom to call first, what to have at hand, what to say, and a way for each person."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.house import HouseClient, Page
from tests.views.installed import ADDRESS
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region
from webapp.region.models import Item
from webapp.rendering import addresses
from webapp.rendering.site import Site
from webapp.wizard import OutcomeStep, all_paths

ONLINE_ID = "/marl/fuehrungszeugnis/pin=ja"
VISIT = "/marl/personalausweis-verloren/was=verloren"


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


def boxes(page: Page, name: str) -> list[str]:
    """The ids of the things to tick in a list."""
    return [box.attributes["id"] or "" for box in page.all(f'main input[data-tick="{name}"]')]


def test_the_online_id_is_named_in_its_parts_each_with_a_way_out(house: HouseClient) -> None:
    """R32: most who gave up lacked the PIN."""
    page = house.fetch(f"/de{ONLINE_ID}")
    parts = boxes(page, "internet-fuehrungszeugnis")
    for part in ("karte", "pin", "handy"):
        assert f"internet-fuehrungszeugnis-online-ausweis-{part}" in parts
    assert len(page.all("main .tasks details")) >= len(parts)
    pin = page.one("#internet-fuehrungszeugnis-online-ausweis-pin-fehlt")
    assert [link.attributes["href"] for link in pin.css("a")] == ["/de/marl/online-ausweis"]


def test_what_only_the_internet_asks_for_is_not_asked_of_others(house: HouseClient) -> None:
    assert boxes(house.fetch(f"/de{VISIT}"), "internet-personalausweis-verloren") == []


def test_every_need_can_be_ticked(house: HouseClient, region: Region) -> None:
    for service in region.services.values():
        for step in all_paths(region, service, region.towns["marl"]):
            if not isinstance(step, OutcomeStep) or step.outcome.instead or step.outcome.unavailable:
                continue
            page = house.fetch(addresses.step(LANGUAGES["de"], step.town, service, step.answers))
            name = f"anliegen-{service.id}"
            assert boxes(page, name) == [f"{name}-{item.id}" for item in step.outcome.needs]
            break


@pytest.mark.parametrize("code", ["de", "en", "ar"])
def test_what_to_say_and_what_to_show_stand_there_in_german_first(
    house: HouseClient, region: Region, code: str
) -> None:
    """R41c: the office reads German, the person knows what it says."""
    service = region.services["fuehrungszeugnis"]
    page = house.fetch(f"/{code}{ONLINE_ID}")
    sides = page.one(f"#sagen-{service.id}").css(".says")
    own = LANGUAGES[code]
    assert [side.attributes["lang"] for side in sides] == (["de"] if own.is_german else ["de", own.lang])
    assert [side.attributes["dir"] for side in sides] == (["ltr"] if own.is_german else ["ltr", own.direction])
    assert sides[0].css_first(".big").text() == service.title
    assert code == "de" or sides[0].text() != sides[1].text()


def test_a_foreigner_says_so_and_a_german_need_not(house: HouseClient) -> None:
    words = "Ich spreche wenig Deutsch"
    assert words in house.fetch(f"/en{ONLINE_ID}").one("#sagen-fuehrungszeugnis .says[lang=de]").text()
    assert words not in house.fetch(f"/de{ONLINE_ID}").one("#sagen-fuehrungszeugnis").text()


def test_each_person_finds_a_way(house: HouseClient) -> None:
    """R41b: without online ID, without German nationality, deaf, blind, cannot leave home."""
    online, visit = house.fetch(f"/de{ONLINE_ID}"), house.fetch(f"/de{VISIT}")
    assert len(online.all(".ways > li")) == 4
    assert [link.attributes["href"] for link in online.all('.ways a[href^="/"]')] == ["/de/marl/eid-karte"]
    assert online.all('.ways a[href^="mailto:"]')
    # Who must come in person needs no word on the internet.
    assert len(visit.all(".ways > li")) == 3 + any(item.id == "ausweis" for item in needs_of(house, VISIT))


def needs_of(house: HouseClient, path: str) -> tuple[Item, ...]:
    site: Site = house.app.extensions["amtslotse"]
    town, service, *answers = path.strip("/").split("/")
    for step in all_paths(site.region, site.region.services[service], site.region.towns[town]):
        if isinstance(step, OutcomeStep) and [f"{q}={o}" for q, o in step.answers] == answers:
            return step.outcome.needs
    raise AssertionError(path)


def test_the_page_can_be_passed_on_without_any_script(house: HouseClient, site: Site) -> None:
    page = house.fetch(f"/de{ONLINE_ID}")
    link = page.one('a[href^="mailto:?subject="]').attributes["href"] or ""
    assert quote(site.public_url) in link
    assert page.all(".qr")


def test_the_first_screen_leads_to_what_people_come_for(house: HouseClient) -> None:
    page = house.fetch(f"/de{ONLINE_ID}")
    jumps = [link.attributes["href"] for link in page.all("main nav.no-print a")]
    assert jumps == ["#ausgang-fuehrungszeugnis", "#anrufen-fuehrungszeugnis", f"/de{ONLINE_ID}/blatt"]


def test_nothing_to_report_to_without_an_editor(house: HouseClient, site: Site) -> None:
    assert site.region.settings.editor_mail is None
    assert "?subject=%C3%84nderung" not in house.fetch(f"/de{ONLINE_ID}").text


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_change_is_reported_by_a_mail_that_names_the_page_and_nobody(run: HouseClient, code: str) -> None:
    page = run.fetch(f"/{code}{ONLINE_ID}")
    link = page.one('a[href^="mailto:redaktion@probe.example?"]').attributes["href"] or ""
    fields = parse_qs(urlsplit(link).query)
    assert fields["body"] == [f"{ADDRESS}/{code}{ONLINE_ID}"]
    assert "Marl" in fields["subject"][0]


def test_the_qr_code_is_a_picture_of_its_own(house: HouseClient) -> None:
    page = house.fetch(f"/de{ONLINE_ID}")
    source = page.one("main img.qr").attributes["src"] or ""
    answer = house.client.get(source)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.data.startswith(b"<svg")
    assert b"<script" not in answer.data
    assert "public" in answer.headers["Cache-Control"]
    # Answers that lead nowhere still have their picture, but nobody keeps it under the wrong address.
    wrong = house.client.get(source.replace("/qr.svg", "/x=y/qr.svg"))
    assert (wrong.data, wrong.headers["Cache-Control"]) == (answer.data, "no-store")
    # Before the end there is nothing to take along: the question itself answers.
    assert house.fetch("/de/marl/fuehrungszeugnis/qr.svg").step == "question"


def test_no_letter_goes_to_a_body_that_only_helps_out(house: HouseClient, site: Site) -> None:
    """The court of Bottrop is known by its site only; the town hall's address above is not the court's."""
    service = site.region.services["erbe-ausschlagen"]
    steps = [
        step for step in all_paths(site.region, service, site.region.towns["bottrop"]) if isinstance(step, OutcomeStep)
    ]
    step = next(step for step in steps if step.outcome.door.authority not in (None, *own_bodies(step)))
    page = house.fetch(addresses.step(LANGUAGES["de"], step.town, service, step.answers))
    assert "Schreiben Sie einen Brief an die Adresse oben." not in page.one(".ways").text()


def own_bodies(step: OutcomeStep) -> list[object]:
    return [office.authority for office in step.outcome.offices]
