"""A text is either translated or German and marked; amounts, dates and hours are said in the language of the page."""

import datetime
import re
from dataclasses import replace
from decimal import Decimal

import polib
import pytest
from flask import Flask, g
from selectolax.lexbor import LexborHTMLParser

from tests.house import HouseClient
from webapp import create_app
from webapp.i18n.catalogs import Coverage
from webapp.i18n.formats import said_amount, said_date, said_item, said_seen, said_week
from webapp.i18n.languages import LANGUAGES
from webapp.i18n.texts import CONTENT, TRANSLATIONS, say, ui_gettext
from webapp.region import Region
from webapp.region.basics import Seen
from webapp.region.models import Item
from webapp.rendering.filters import icon
from webapp.rendering.site import Site


@pytest.fixture(params=list(LANGUAGES))
def language(request: pytest.FixtureRequest, app: Flask):
    with app.test_request_context():
        g.language = LANGUAGES[request.param]
        yield g.language


def speak(code: str) -> None:
    g.language = LANGUAGES[code]


def read_catalog(language, domain: str) -> list[str]:
    """All translations of a catalog."""
    entries = polib.pofile(str(TRANSLATIONS / language.locale / "LC_MESSAGES" / f"{domain}.po"))
    return [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())]


def test_a_missing_text_is_german_and_marked(app: Flask) -> None:
    with app.test_request_context():
        speak("ar")
        said = say("Das steht in keinem Katalog.")
        assert said.lang == "de"
        assert said.__html__() == '<bdi lang="de" dir="ltr">Das steht in keinem Katalog.</bdi>'
        assert 'lang="de"' in ui_gettext("Das steht in keinem Katalog.")


def test_german_and_einfache_sprache_need_no_mark(app: Flask) -> None:
    with app.test_request_context():
        for code in ("de", "leicht"):
            speak(code)
            assert say("Das steht in keinem Katalog.").lang is None


@pytest.mark.usefixtures("language")
def test_texts_are_escaped_in_any_language() -> None:
    assert "<b>" not in say("<b>fett</b>").__html__()


def test_every_language_can_say_amounts_dates_and_hours(language) -> None:
    assert "46" in said_amount(Decimal("46.00")) or language.code == "ar"
    assert "00" not in said_amount(Decimal("46.00"))
    assert said_date(datetime.date(2033, 1, 19))
    assert said_seen(Seen(year=2025)) == "2025"
    assert said_seen(Seen(year=2025, month=5)) != said_seen(Seen(year=2025, month=5, day=1))
    assert said_week({"mon": ("08:00-12:00",)})


def test_german_forms(app: Flask) -> None:
    with app.test_request_context():
        speak("de")
        assert said_amount(Decimal("46.00")).replace("\xa0", " ") == "46 €"
        assert said_amount(Decimal("27.60")).replace("\xa0", " ") == "27,60 €"
        assert said_seen(Seen(year=2025, month=5)) == "Mai 2025"
        week = {"mon": ("08:00-12:00",), "tue": ("08:00-12:00",), "thu": ("08:00-12:00", "14:00-18:30")}
        assert said_week(week) == [
            ("Montag – Dienstag", [("8", "12")]),
            ("Donnerstag", [("8", "12"), ("14", "18.30")]),
        ]


def test_amounts_and_dates_fill_their_places(app: Flask) -> None:
    with app.test_request_context():
        speak("de")
        item = Item(id="x", text="{amount} bis zum {date}", amount="46.00", date="2033-01-19")
        assert said_item(item).striptags().replace("\xa0", " ") == "46 € bis zum 19. Januar 2033"


def test_an_english_page_has_hardly_any_marked_german(house: HouseClient) -> None:
    """What stays marked on a complete language are names and official terms, never a sentence."""
    page = house.fetch("/en/marl/personalausweis/fall=deutsch")
    marked = [node.text() for node in page.all('main bdi[lang="de"]:not([translate])')]
    assert all(len(text.split()) <= 4 for text in marked), marked


def test_a_language_that_is_not_ready_says_so_and_is_not_offered() -> None:
    app = create_app({"TESTING": True})
    site = app.extensions["amtslotse"]
    half = {domain: Coverage(1, 2, None) for domain in ("ui", "content")}
    app.extensions["amtslotse"] = replace(site, coverage={**site.coverage, "tr": half})
    page = HouseClient(app).fetch("/en/marl/")
    assert page.all('#sprachen a[hreflang="ro"]')
    assert not page.all('#sprachen a[hreflang="tr"]')
    assert HouseClient(app).fetch("/tr/marl/").all('footer a[hreflang="de"]')


def test_an_unreviewed_language_says_so(house: HouseClient) -> None:
    assert house.fetch("/en/marl/").all('footer a[hreflang="de"]')
    assert not house.fetch("/de/marl/").all('footer a[hreflang="de"]')


TESTED = "Diese Texte in Einfacher Sprache hat noch niemand aus einer Prüfgruppe gelesen."
ORDINARY = "Zur Seite in Alltagssprache"
CHECKED = "Diese Übersetzung hat noch niemand geprüft, der die Sprache von Kind auf spricht. Es gilt der deutsche Text."
TO_GERMAN = "Zur deutschen Seite"


def said_in(house: HouseClient, code: str, *german: str) -> list[str]:
    """Which of the texts the foot of a page says in this language."""
    footer = house.fetch(f"/{code}/marl/").one("footer").text()
    with house.app.test_request_context():
        speak(code)
        return [text for text in german if ui_gettext(text) in footer]


def test_einfache_sprache_is_no_translation(house: HouseClient) -> None:
    """Nobody's mother tongue is asked for there: a test group is, and the way leads to everyday German."""
    assert set(said_in(house, "leicht", TESTED, ORDINARY, CHECKED, TO_GERMAN)) == {TESTED, ORDINARY}
    assert set(said_in(house, "en", TESTED, ORDINARY, CHECKED, TO_GERMAN)) == {CHECKED, TO_GERMAN}


def test_einfache_sprache_has_everyday_german_beside_it(house: HouseClient) -> None:
    """On the forms stand the everyday words, so the sheet to take along can carry both."""
    end = "/leicht/marl/geburtsurkunde/geburtsort=datteln"
    assert house.fetch(end).all(f'main a[href="{end}/blatt/zweisprachig"]')
    sheet = house.fetch(f"{end}/blatt")
    assert sheet.all(f'main a[href="{end}/blatt/zweisprachig"]')
    sides = house.fetch(f"{end}/blatt/zweisprachig").all("section.sheet")
    assert [side.attributes["aria-label"] for side in sides] == [LANGUAGES["leicht"].name, LANGUAGES["de"].name]
    texts = [" ".join(side.text().split()) for side in sides]
    assert texts[0] != texts[1]
    assert not house.fetch(end.replace("leicht", "de")).all('main a[href$="/zweisprachig"]')


def test_einfache_sprache_is_named_in_links(house: HouseClient) -> None:
    page = house.fetch("/de/marl/")
    assert page.one('head link[hreflang="de-simple"]').attributes["href"].endswith("/leicht/marl/")
    assert page.one('#sprachen a[hreflang="de-simple"]').attributes["lang"] == "de"


@pytest.mark.usefixtures("language")
def test_a_date_can_end_a_sentence() -> None:
    """Ukrainian, Russian and Bulgarian add a short "year" with a dot, and the sentence has its own."""
    assert not said_date(datetime.date(2033, 1, 19)).endswith(".")


@pytest.mark.parametrize("domain", ["ui", "content"])
def test_names_stand_in_the_quotation_marks_of_the_translations(language, domain: str) -> None:
    """The templates and the catalogs of a language use the same ones."""
    if language.code == "de":
        return
    marks = set("„“”«»")
    used = {mark for text in read_catalog(language, domain) for mark in text if mark in marks}
    assert used <= set(language.quotes)


def test_signs_are_those_of_the_language(house: HouseClient) -> None:
    """A comma between two marked names, and the quotation marks around the name of a page."""
    arabic, german = (house.fetch(f"/{code}/marl/wohngeld/lage=miete") for code in ("ar", "de"))
    assert "، " in arabic.one(".help").text()
    assert "," not in arabic.one(".help").text()
    assert ", " in german.one(".help").text()
    for page, language in ((arabic, LANGUAGES["ar"]), (german, LANGUAGES["de"])):
        opening, closing = language.quotes
        assert f'{opening}<bdi lang="de"' in page.one(".exit").html
        assert f"</bdi>{closing}" in page.one(".exit").html


def test_the_german_name_of_an_office_is_told_once(app: Flask, region: Region) -> None:
    """Some translations keep it in brackets themselves; where they do not, the page adds it."""
    macro = app.jinja_env.get_template("components/office_name.html").module.office_name
    offices = {contact.office for authority in region.authorities.values() for contact in authority.contacts}
    for code in ("tr", "ar"):
        with app.test_request_context():
            speak(code)
            doubled = [office for office in offices if str(macro(office)).count(f">{office}<") > 1]
            missing = [office for office in offices if office not in LexborHTMLParser(str(macro(office))).text()]
        assert not doubled
        assert not missing


def test_icons_of_direction_are_mirrored_by_a_class(app: Flask, site: Site) -> None:
    with app.test_request_context():
        assert 'class="icon turns"' in icon("external-link")
        assert 'class="icon"' in icon("phone")
    sheet = site.assets.files[site.assets.address("style.css")][0].decode()
    assert re.search(r"\[dir=\"?rtl\"?\] \.turns\b[^{}]*{transform:scaleX\(-1\)}", sheet)


def test_a_page_where_german_stands_in_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed German sentence is untranslated for a while: marked, and told at the foot of its page alone."""
    app = create_app({"TESTING": True})
    house, note = HouseClient(app), "Was noch fehlt, steht hier auf Deutsch."
    service = app.extensions["amtslotse"].region.services["hund-anmelden"]
    with app.test_request_context():
        speak("tr")
        turkish = ui_gettext(f"Diese Sprache ist noch nicht fertig. {note}")
        catalog = CONTENT.get_translations()._catalog
    monkeypatch.delitem(catalog, service.title)
    assert turkish in house.fetch("/tr/marl/hund-anmelden").text
    assert turkish not in house.fetch("/tr/marl/geburtsurkunde").text
