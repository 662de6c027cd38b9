"""What people, robots and attackers send: the status and page that the design names, and nothing logged of it."""

import logging

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.house import HouseClient


@pytest.mark.parametrize(
    "path",
    [
        "/xx/",
        "/de/atlantis/",
        "/de/marl/raumfahrt",
        "/de/marl/thema/raumfahrt",
        "/de/marl/online/mehr",
        "/static/none.js",
        "/wp-login.php/",
    ],
)
def test_unknown_pages_are_whole_pages_with_ways_on(house: HouseClient, path: str) -> None:
    page = house.fetch(path, 404)
    assert page.step == "error"
    assert page.choices()
    assert page.response.headers["Cache-Control"] == "no-store"


def test_an_unknown_page_speaks_the_persons_language(house: HouseClient) -> None:
    assert house.fetch("/en/atlantis/", 404).heading != house.fetch("/de/atlantis/", 404).heading


@pytest.mark.parametrize(
    "answers",
    [
        "geburtsort=mond",
        "mond=ja",
        "geburtsort",
        "=",
        "geburtsort=",
        "x=y/geburtsort=datteln",
        "geburtsort=datteln/x=y",
        "blatt",
        "begleiten",
    ],
)
def test_wrong_answers_lead_to_the_nearest_step(house: HouseClient, answers: str) -> None:
    page = house.fetch(f"/de/marl/geburtsurkunde/{answers}")
    canonical = page.one('link[rel="canonical"]').attributes["href"] or ""
    wanted = "/de/marl/geburtsurkunde/geburtsort=datteln" if "datteln" in answers else "/de/marl/geburtsurkunde"
    assert canonical.endswith(wanted)
    assert page.all("main p.note")
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/de", "/de/"),
        ("/de/marl", "/de/marl/"),
        ("//de//marl//", "/de/marl/"),
        ("/de/plz/", "/de/plz"),
        ("//evil.example", "/evil.example/"),
        ("/de/marl/a-z/", "/de/marl/a-z"),
        ("/de/marl/geburtsurkunde/geburtsort=datteln/", "/de/marl/geburtsurkunde/geburtsort=datteln"),
        ("///evil.example//x", "/evil.example/x/"),
    ],
)
def test_other_forms_of_an_address_lead_to_the_right_one(house: HouseClient, path: str, right: str) -> None:
    response = house.client.get("/", environ_overrides={"PATH_INFO": path})
    assert (response.status_code, response.headers["Location"]) == (308, right)


@pytest.mark.parametrize(
    "typed",
    [
        "4576",
        "abcde",
        "00000",
        "x" * 10000,
        "\x00\x01",
        "\u202e45",
        "'; DROP TABLE",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "",
    ],
)
def test_a_bad_postcode_brings_the_form_back_with_its_error(house: HouseClient, typed: str) -> None:
    page = house.fetch("/de/plz", query_string={"q": typed})
    assert (page.one("title").text()).startswith("Fehler:")
    assert page.one("#fehler").text().strip()
    assert len(page.choices()) == 14
    assert "<script>alert" not in page.text
    assert page.response.headers["Cache-Control"] == "no-store"


def test_a_postcode_from_elsewhere_leads_on(house: HouseClient) -> None:
    page = house.fetch("/de/plz", query_string={"q": "10115"})
    assert page.one("#fehler a").attributes["href"] == "/de/woanders"
    assert page.one("#plz-feld").attributes["value"] == "10115"


def test_danger_and_services_typed_instead_of_a_town_are_understood(house: HouseClient) -> None:
    danger = house.fetch("/de/plz", query_string={"q": "meine Frau atmet nicht mehr"})
    assert danger.all('[data-emergency] a[href="tel:112"]')
    words = house.fetch("/de/plz", query_string={"q": "Personalausweis"})
    assert not words.all("[data-emergency]")
    assert words.one("#fehler").text() != house.fetch("/de/plz", query_string={"q": "abcde"}).one("#fehler").text()


def test_a_good_postcode_leads_to_its_town(house: HouseClient) -> None:
    response = house.client.get("/en/plz?q=45731")
    assert (response.status_code, response.headers["Location"]) == (303, "/en/waltrop/")


def test_unknown_query_keys_change_nothing_and_are_not_kept(house: HouseClient) -> None:
    assert house.fetch("/de/marl/?utm_source=x").text == house.fetch("/de/marl/").text


@pytest.mark.parametrize("path", ["/", "/de/", "/de/marl/", "/de/marl/geburtsurkunde", "/de/plz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(house: HouseClient, path: str, method: str) -> None:
    response = house.client.open(path, method=method, data="x" * 1000)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert b"<h1" in response.data


def test_forged_headers_change_nothing(house: HouseClient) -> None:
    headers = {
        "Host": "evil.example",
        "X-Forwarded-Host": "evil.example",
        "HX-Request": "true",
        "HX-Request-Type": "partial",
        "HX-Target": "main",
    }
    page = house.fetch("/de/marl/geburtsurkunde/geburtsort=datteln", headers=headers)
    assert "evil.example" not in page.text
    assert page.text == house.fetch("/de/marl/geburtsurkunde/geburtsort=datteln").text


@pytest.mark.parametrize(
    "path", ["/de/marl/%2e%2e/%2e%2e/etc/passwd", "/de/..%2f..%2fetc", "/static/../wsgi.py", "/de/marl/%00", "/%ff%fe/"]
)
def test_traversal_finds_nothing(house: HouseClient, path: str) -> None:
    response = house.client.get(path, follow_redirects=True)
    assert response.status_code in (200, 404)
    assert b"root:" not in response.data
    assert b"import sys" not in response.data


def test_nothing_that_was_typed_is_logged(
    house: HouseClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    house.fetch("/de/plz", query_string={"q": "geheim"})

    def broken(_region: object, typed: str) -> None:
        raise ValueError(typed)

    monkeypatch.setattr("webapp.views.start.towns_for", broken)
    monkeypatch.setitem(house.app.config, "TESTING", False)
    monkeypatch.setitem(house.app.config, "PROPAGATE_EXCEPTIONS", False)
    response = Client(house.app.wsgi_app, Response).get("/de/plz?q=geheim")
    assert response.status_code == 500
    assert b"<h1" in response.data
    assert "/<lang>/plz" in caplog.text
    assert "geheim" not in caplog.text
