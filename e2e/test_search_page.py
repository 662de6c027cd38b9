"""The search as people use it: typing, waiting, keyboard only, without JavaScript; and the ticks of a checklist."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def box(page: Page) -> object:
    return page.get_by_role("searchbox", name="Worum geht es?")


def test_words_lead_to_the_service(anyhow: Page) -> None:
    anyhow.goto("/de/marl/")
    box(anyhow).fill("Perso weg")
    anyhow.get_by_role("button", name="Suchen").click()
    expect(anyhow.locator("main")).to_have_attribute("data-step", "search")
    expect(anyhow.get_by_role("heading", level=1)).to_contain_text("Perso weg")
    anyhow.wait_for_timeout(550)
    anyhow.locator(".hits a").first.click()
    expect(anyhow.locator("main")).to_have_attribute("data-service", "personalausweis-verloren")


def test_suggestions_come_while_typing_and_the_focus_stays(watched: Page) -> None:
    watched.goto("/de/marl/")
    field = box(watched)
    field.click()
    watched.keyboard.type("Hund", delay=40)
    expect(watched.locator("#vorschlaege .hits a").first).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("Hund")
    expect(watched).to_have_url(re.compile("/de/marl/$"))


def test_how_many_there_are_is_said_once_after_a_pause(watched: Page) -> None:
    watched.goto("/de/marl/")
    watched.evaluate("""() => { window.said = [];
        new MutationObserver(() => window.said.push(document.getElementById('status').textContent))
            .observe(document.getElementById('status'), {childList: true, characterData: true, subtree: true}); }""")
    box(watched).click()
    watched.keyboard.type("Personalausweis", delay=120)
    expect(watched.locator("#status")).to_have_text(re.compile(r"^\d+ Treffer$"))
    watched.wait_for_timeout(500)
    assert len([text for text in watched.evaluate("window.said") if text]) == 1


def test_an_emergency_shows_its_number_while_typing(watched: Page) -> None:
    watched.goto("/de/marl/")
    box(watched).click()
    watched.keyboard.type("er atmet nicht", delay=30)
    expect(watched.locator('#vorschlaege [data-emergency] a[href="tel:112"]')).to_be_visible()


def test_the_language_switch_keeps_the_words(anyhow: Page) -> None:
    anyhow.goto("/de/marl/suche?q=Hund")
    anyhow.get_by_role("navigation", name=re.compile("Language")).get_by_role("link", name="English").click()
    expect(anyhow).to_have_url(re.compile(r"/en/marl/suche\?q=Hund$"))
    expect(anyhow.locator(".hits a").first).to_be_visible()


def test_ticks_are_remembered_on_the_device_and_can_be_removed(watched: Page) -> None:
    watched.goto("/de/marl/leben/geburt")
    watched.get_by_role("checkbox").first.check()
    ticked = watched.locator("main input:checked")
    expect(ticked).to_have_count(1)
    watched.reload()
    expect(ticked).to_have_count(1)
    watched.goto("/de/marl/leben/hund")
    expect(ticked).to_have_count(0)
    watched.goto("/de/marl/")
    watched.get_by_role("link", name=re.compile("Wir bekommen ein Kind")).click()
    expect(ticked).to_have_count(1)
    watched.wait_for_timeout(550)  # A click right after a step is taken for the second half of a double tap (R8).
    watched.get_by_role("button", name="Alle Haken entfernen").click()
    expect(ticked).to_have_count(0)
    watched.reload()
    expect(ticked).to_have_count(0)


def test_ticks_work_without_javascript(anyhow: Page) -> None:
    anyhow.goto("/de/marl/leben/hund")
    anyhow.locator("main input[type=checkbox]").first.check()
    expect(anyhow.locator("main input:checked")).to_have_count(1)
