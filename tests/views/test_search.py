"""The search pages: hits, suggestions, emergencies, other towns and languages, numbers, and whatever people type."""

import logging
from urllib.parse import quote

import pytest

from tests.house import HouseClient, Page
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region


def search(house: HouseClient, typed: str, start: str = "/de/marl/") -> Page:
    return house.fetch(f"{start}suche?q={quote(typed)}")


def hits(page: Page) -> list[str]:
    return [link.attributes["href"] or "" for link in page.all("main .hits a")]


def test_hits_lead_to_the_first_steps_and_say_what_they_are(house: HouseClient, region: Region) -> None:
    page = search(house, "Hund")
    assert page.step == "search"
    assert "/de/marl/hund-anmelden" in hits(page)[:2]
    assert region.services["hund-anmelden"].summary in page.main.text()
    assert page.response.headers["Cache-Control"] == "no-store"


def test_a_hit_names_the_persons_words_only_where_its_title_does_not(house: HouseClient) -> None:
    assert "„Sofa“" in search(house, "Sofa").main.css_first(".hits").text()
    assert "„Hund“" not in search(house, "Hund").main.css_first(".hits a").text()


def test_what_was_typed_stays_in_the_field_and_in_the_language_links(house: HouseClient) -> None:
    page = search(house, "Hund & Katze")
    assert page.one("#suchfeld").attributes["value"] == "Hund & Katze"
    english = page.one('#sprachen a[hreflang="en"]').attributes["href"]
    assert english == "/en/marl/suche?q=Hund%20%26%20Katze"


def test_the_suggestions_are_a_fragment_for_htmx_and_the_whole_page_for_everybody_else(house: HouseClient) -> None:
    answer = house.client.get("/de/marl/teil/suche?q=Hund", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "HX-Request, Accept-Encoding"
    text = answer.get_data(as_text=True)
    assert "<html" not in text
    assert 'href="/de/marl/hund-anmelden"' in text
    direct = house.client.get("/de/marl/teil/suche?q=Hund%20weg")
    assert (direct.status_code, direct.headers["Location"]) == (303, "/de/marl/suche?q=Hund%20weg")


@pytest.mark.parametrize("typed", ["12", "Nummer 12", "nr. 12", "#12", "No 12", "номер 12", "رقم ١٢"])
def test_a_number_leads_to_its_service(house: HouseClient, typed: str) -> None:
    assert hits(search(house, typed)) == ["/de/marl/geburtsurkunde"]


@pytest.mark.parametrize(
    "typed", ["Sperrmüll Herten", "herten sperrmuell", "Sperrmüll in Westerholt", "sperrmüll 45699"]
)
def test_another_town_is_noticed_and_offered(house: HouseClient, typed: str) -> None:
    page = search(house, typed)
    assert hits(page)[0] == "/de/marl/sperrmuell"
    assert any((link.attributes["href"] or "").startswith("/de/herten/suche?q=") for link in page.all("main .note a"))


def test_the_own_town_is_no_other_town(house: HouseClient) -> None:
    page = search(house, "Sperrmüll Marl")
    assert hits(page)[0] == "/de/marl/sperrmuell"
    assert not page.all("main .note")


def test_words_of_another_language_are_found_and_it_says_so(house: HouseClient) -> None:
    page = search(house, "köpek kaydı")
    assert hits(page)[0] == "/de/marl/hund-anmelden"
    assert page.all('main .note a[hreflang="tr"]')
    assert "/tr/marl/hund-anmelden" in hits(search(house, "Hund", "/tr/marl/"))[:3]


GERMAN_DANGERS = {
    "er atmet nicht": "112",
    "es brennt in der Küche": "112",
    "ich will nicht mehr leben": "08001110111",
    "mein Mann schlägt mich": "116016",
    "Kind hat Putzmittel getrunken": "022819240",
    "da ist ein Einbrecher": "110",
    "Arzt am Sonntag": "116117",
}
OTHER_DANGERS = {"не дышит": "112", "he is not breathing": "112"}


@pytest.mark.parametrize(("typed", "number"), [*GERMAN_DANGERS.items(), *OTHER_DANGERS.items()])
@pytest.mark.parametrize("code", ["de", "ar", "leicht"])
def test_an_emergency_has_its_number_on_top(house: HouseClient, typed: str, number: str, code: str) -> None:
    page = search(house, typed, f"/{code}/marl/")
    assert page.all(f'main [data-emergency] a[href="tel:{number}"]')
    before_the_box = page.text.split("data-emergency", 1)[0]
    assert 'class="choices' not in before_the_box
    languages = [sentence.attributes["lang"] for sentence in page.all("[data-emergency] strong")]
    assert languages[0] == LANGUAGES[code].lang
    assert len(set(languages)) == (1 if typed in GERMAN_DANGERS and code != "ar" else 2)


@pytest.mark.parametrize(
    "typed", ["Sterbeurkunde", "Oma ist gestorben", "Pass verloren", "Hund beißt Nachbarn", "Umzug", ""]
)
def test_nothing_else_raises_an_alarm(house: HouseClient, typed: str) -> None:
    assert not search(house, typed).all("[data-emergency]")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        " ",
        "x" * 10_000,
        "?!…",
        "😀🐕",
        "\x00\x01\x7f",
        '"hund" -katze *',
        "' OR 1=1; DROP TABLE services --",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "Hund собака كلب",
        "\u202ehund\u202c",
        "\u200f\u200e",
        "%00%ff",
        "a" * 199 + "ß",
        "ﷺ" * 50,
    ],
)
@pytest.mark.parametrize("code", ["de", "ar"])
def test_whatever_is_typed_gets_a_calm_page(
    house: HouseClient, typed: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = house.fetch(f"/{code}/marl/suche", query_string={"q": typed})
    assert page.step == "search"
    assert "<script>alert" not in page.text
    assert not page.all("[data-emergency]")
    assert len(page.text) < 40_000
    answer = house.client.get(f"/{code}/marl/teil/suche", query_string={"q": typed}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert not caplog.records


@pytest.mark.parametrize("typed", ["pizza bestellen", "Netflix", "asdfghjkl"])
def test_nothing_found_says_so_with_ways_on_and_no_hit(house: HouseClient, region: Region, typed: str) -> None:
    page = search(house, typed)
    assert not hits(page)
    choices = page.choices()
    assert [f"/de/marl/thema/{topic}" in choices for topic in region.topics] == [True] * len(region.topics)
    assert "/de/marl/a-z" in choices
    assert page.all('main a[href^="tel:"]')


@pytest.mark.parametrize("path", ["/de/marl/", "/de/marl/thema/papiere", "/ar/herten/"])
def test_the_box_stands_on_the_menus(house: HouseClient, path: str) -> None:
    page = house.fetch(path)
    town = "/".join(path.split("/")[:3])
    assert page.one("form[role=search]").attributes["action"] == f"{town}/suche"
    assert page.one("input[data-suggest]").attributes["data-hx-get"] == f"{town}/teil/suche"


def test_a_life_event_is_offered_beside_the_hits(house: HouseClient) -> None:
    page = search(house, "wir bekommen ein baby")
    assert hits(page)
    assert "/de/marl/leben/geburt" in page.choices()
