"""Imprint, privacy and the accessibility statement, with and without somebody who answers for the installation."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from babel.dates import format_date
from flask import Flask

from tests.house import HouseClient, Page
from tests.views.installed import ADDRESS, NOBODY, OPERATOR, RUN, Installation
from webapp.app import CONTENT
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region
from webapp.region.basics import Seen
from webapp.region.statement import Statement
from webapp.rendering.site import Site
from webapp.views import legal

MODEL = ["stand", "nicht", "erstellung", "rueckmeldung", "durchsetzung"]
EARLIER = ("\n  created: 2026-11-27", "\n  created: 2026-03-05")
Show = Callable[[Statement], Page]


@pytest.fixture
def statement(region: Region) -> Statement:
    assert region.settings.accessibility, "the region has no statement"
    return region.settings.accessibility


@pytest.fixture
def show(app: Flask, site: Site, monkeypatch: pytest.MonkeyPatch) -> Show:
    """Make the page of another statement, which the checks of the content need not allow, without keeping it."""

    def shown(statement: Statement) -> Page:
        settings = site.region.settings.model_copy(update={"accessibility": statement})
        other = replace(site, region=site.region.model_copy(update={"settings": settings}))
        monkeypatch.setitem(app.extensions, "amtslotse", other)
        with app.test_request_context("/de/barrierefreiheit") as context:
            return Page(context.request.path, app.full_dispatch_request())  # type: ignore[arg-type]

    return shown


def words(page: Page, selector: str = "main") -> str:
    return " ".join(" ".join(node.text() for node in page.all(selector)).split())


def mails(page: Page) -> list[str]:
    return [link.attributes["href"] or "" for link in page.all('main a[href^="mailto:"]')]


# --- The statement ---


def test_the_headings_follow_the_eu_model(house: HouseClient, run: HouseClient) -> None:
    """Implementing Decision (EU) 2018/1523, annex, in this order."""
    for client in (house, run):
        page = client.fetch("/de/barrierefreiheit")
        ids = [heading.attributes.get("id") for heading in page.all("main h2")]
        assert [name for name in ids if name in MODEL] == MODEL


def test_a_demonstration_binds_nobody_and_has_no_mail_of_its_own(house: HouseClient, statement: Statement) -> None:
    page = house.fetch("/de/barrierefreiheit")
    assert not page.all("[data-feedback]")
    assert statement.ombudsman
    assert mails(page) == [f"mailto:{statement.ombudsman.mail}"]
    assert "Vorführung" in words(page, "main .lead")


def test_an_operator_stands_behind_the_statement(run: HouseClient) -> None:
    text = words(run.fetch("/de/barrierefreiheit"))
    assert "Vorführung" not in text
    assert "Stadt Probe" in text
    assert ADDRESS in text
    assert "Probeweg 1" in text


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_mail_link_names_the_page_and_nothing_personal(run: HouseClient, language: str) -> None:
    page = run.fetch(f"/{language}/barrierefreiheit")
    parts = urlsplit(page.one("[data-feedback]").attributes["href"] or "")
    assert parts.path == "redaktion@probe.example"
    fields = parse_qs(parts.query, strict_parsing=True)
    assert set(fields) == {"subject", "body"}
    assert fields["subject"][0].endswith(f": {ADDRESS}/{language}/barrierefreiheit")
    assert not set("<>@") & set(fields["subject"][0] + fields["body"][0])
    assert parts.path in words(page), "the address must also be readable"


@pytest.mark.parametrize(
    ("changes", "mail"),
    [
        ((RUN, ("\n  contact: null", "\n  contact: barriere@probe.example")), "barriere@probe.example"),
        (((NOBODY, re.sub("editor_mail.*\n", "", OPERATOR)),), "rathaus@probe.example"),
    ],
)
def test_somebody_always_gets_the_mail(install: Installation, changes: tuple[tuple[str, str]], mail: str) -> None:
    href = install(*changes).fetch("/de/barrierefreiheit").one("[data-feedback]").attributes["href"] or ""
    assert href.startswith(f"mailto:{mail}?")


def test_the_answer_has_a_time_when_somebody_answers(
    house: HouseClient, run: HouseClient, statement: Statement
) -> None:
    assert f"{statement.answer_weeks} Wochen" in words(run.fetch("/de/barrierefreiheit"))
    assert f"{statement.answer_weeks} Wochen" not in words(house.fetch("/de/barrierefreiheit"))


def test_every_exception_stands_there_with_its_reason(house: HouseClient, statement: Statement) -> None:
    page = house.fetch("/de/barrierefreiheit")
    shown = page.all("main [data-exception]")
    assert len(shown) == len(statement.exceptions) > 0
    texts = {" ".join(entry.text().split()): entry for entry in shown}
    for barrier in statement.exceptions:
        found = [entry for text, entry in texts.items() if text.startswith(barrier.text)]
        assert len(found) == 1, barrier.text
        assert found[0].attributes["data-exception"] == barrier.kind
        reason = found[0].css_first("[data-reason]")
        assert reason, barrier.text
        assert barrier.reason in reason.text()
        assert (barrier.instead or "") in found[0].text()


def test_what_was_and_was_not_tested_is_said(house: HouseClient, statement: Statement) -> None:
    text = words(house.fetch("/de/barrierefreiheit"))
    assert statement.untested
    assert not [part for part in (*statement.method, *statement.untested) if part not in text]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_dates_are_shown(install: Installation, statement: Statement, language: str) -> None:
    page = install(EARLIER).fetch(f"/{language}/barrierefreiheit")
    locale = LANGUAGES[language].formats or language
    assert format_date(statement.reviewed, "long", locale=locale) in words(page, "[data-reviewed]")
    assert format_date(date(2026, 3, 5), "long", locale=locale) in words(page)


def test_the_laws_are_named_and_not_translated(house: HouseClient, statement: Statement) -> None:
    page = house.fetch("/en/barrierefreiheit")
    shown = [node.text() for node in page.all('main [data-status] li bdi[lang="de"][translate="no"]')]
    assert shown == [law.name for law in statement.laws]


def test_the_status_is_the_one_of_the_content(house: HouseClient, statement: Statement) -> None:
    assert house.fetch("/de/barrierefreiheit").one("[data-status]").attributes["data-status"] == statement.status


def test_the_two_states_read_differently(show: Show, statement: Statement) -> None:
    said = {
        words(show(statement.model_copy(update={"status": status})), "[data-status] > p:last-child")
        for status in ("fully", "partly")
    }
    assert len(said) == 2
    assert "" not in said


def test_no_exception_is_said_too(show: Show, statement: Statement) -> None:
    page = show(statement.model_copy(update={"exceptions": (), "untested": ()}))
    assert not page.all("[data-exception]")
    assert words(page, "section:has(#nicht) p")


def test_translations_nobody_reviewed_are_named(house: HouseClient, site: Site) -> None:
    page = house.fetch("/de/barrierefreiheit")
    offered = [one for one in site.languages if site.is_complete(one) and not one.is_german]
    waiting = [one.name for one in offered if not site.is_reviewed(one)]
    assert [node.text() for node in page.all("main [data-unreviewed] bdi")] == waiting


def test_a_reviewed_translation_is_no_longer_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Site, "is_complete", lambda *_: True)
    everything = legal._statement_view(site).unreviewed
    monkeypatch.setattr(Site, "is_reviewed", lambda _, language: language.code == "tr")
    rest = legal._statement_view(site).unreviewed
    assert [one.code for one in everything] == ["en", "tr", "ar", "uk", "ru", "pl", "ro", "bg"]
    assert [one.code for one in rest] == ["en", "ar", "uk", "ru", "pl", "ro", "bg"]


def test_the_ombudsman_stands_there_with_the_source(house: HouseClient, run: HouseClient, statement: Statement) -> None:
    assert statement.ombudsman
    assert statement.ombudsman.source
    for client in (house, run):
        page = client.fetch("/de/barrierefreiheit")
        text = words(page, "[data-ombudsman]")
        assert statement.ombudsman.name in text
        assert (urlsplit(statement.ombudsman.source).hostname or "").removeprefix("www.") in text
        links = [link.attributes["href"] for link in page.all("[data-ombudsman] a")]
        assert links == [statement.ombudsman.website, f"mailto:{statement.ombudsman.mail}"]


def test_an_ombudsman_without_source_is_not_shown(show: Show, statement: Statement) -> None:
    """The checks of the content refuse it; should it ever come through, the page leaves it out."""
    assert statement.ombudsman
    without = statement.ombudsman.model_copy(update={"source": None})
    assert show(statement).all("[data-ombudsman]")
    assert not show(statement.model_copy(update={"ombudsman": without})).all("[data-ombudsman]")


def test_an_old_address_of_the_ombudsman_says_so(show: Show, statement: Statement) -> None:
    assert statement.ombudsman
    for seen, old in ((Seen(year=2020), 1), (None, 1), (Seen(year=2026, month=1), 0)):
        ombudsman = statement.ombudsman.model_copy(update={"seen": seen})
        page = show(statement.model_copy(update={"ombudsman": ombudsman}))
        assert len(page.all("[data-ombudsman] [data-old]")) == old, seen


def test_without_a_block_there_is_no_statement(install: Installation) -> None:
    text = (CONTENT / "emscher-lippe/region.yaml").read_text(encoding="utf-8")
    block = re.search(r"^accessibility:\n.*?(?=^permalink:)", text, re.M | re.S)
    assert block
    page = install((block[0], ""), RUN).fetch("/de/barrierefreiheit")
    assert not page.all("[data-status], [data-exception], [data-ombudsman]")
    assert page.one("[data-feedback]")


# --- Privacy and imprint ---


def test_privacy_has_a_place_for_the_device(house: HouseClient) -> None:
    section = house.fetch("/de/datenschutz").one("section#geraet")
    assert section.css_first("h2")
    assert len(section.css("li")) >= 2


def test_privacy_names_what_the_script_remembers(house: HouseClient) -> None:
    """Each key of the device's storage has a line of its own; a new one needs a new line."""
    assets = Path(__file__).parents[2] / "webapp/assets"
    script = "".join((assets / name).read_text(encoding="utf-8") for name in ("amtslotse.js", "packs.js"))
    keys = set(re.findall(r'(?:stored|localStorage\.[a-z]+Item)\(\s*"([a-z-]+)"', script))
    named = {node.attributes["data-remembers"] for node in house.fetch("/de/datenschutz").all("[data-remembers]")}
    assert keys == named


def test_privacy_names_who_is_responsible(house: HouseClient, run: HouseClient) -> None:
    assert mails(house.fetch("/de/datenschutz")) == []
    page = run.fetch("/de/datenschutz")
    assert mails(page) == ["mailto:rathaus@probe.example"]
    assert "Stadt Probe" in words(page, "[data-responsible]")


def test_the_imprint_names_the_operator(house: HouseClient, run: HouseClient) -> None:
    assert "Vorführung" in words(house.fetch("/de/impressum"))
    page = run.fetch("/de/impressum")
    text = words(page)
    for part in ("Stadt Probe", "Erika Probe", "Probeweg 1, 45768 Marl", "02365 99-0"):
        assert part in text
    assert mails(page) == ["mailto:rathaus@probe.example"]
    assert "Vorführung" not in text
