"""What a page does with the device: larger type, dark or light, ticks, reading aloud, and forgetting it all."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

pytestmark = pytest.mark.browser

END = "/de/marl/fuehrungszeugnis/pin=ja"
# A stand-in for the voices of a device: a headless browser has none. It notes what is said and goes on at once.
VOICES = """window.said = [];
const voice = (lang, localService) => ({lang, localService, name: lang});
const voices = [voice('de-DE', LOCAL), voice('fr-FR', true)];
class Utterance { constructor(text) { this.text = text; } }
Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: Utterance});
Object.defineProperty(window, 'speechSynthesis', {value: {
  getVoices: () => voices, cancel: () => { window.cancelled = true; },
  speak: (u) => {
    window.said.push([u.text, u.voice && u.voice.lang]);
    if (!window.holding) setTimeout(() => u.onend(), 5);
  },
}});"""


def speaking_page(page: Page, local: bool = True) -> Page:
    page.add_init_script(VOICES.replace("LOCAL", "true" if local else "false"))
    return page


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; the page's own policy forbids Playwright's way to do so."""
    for _ in range(100):
        # A page that is just being left for another one cannot answer; the next one will.
        with suppress(Error):
            if page.evaluate(condition):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {condition}")


def reader(page: Page):
    return page.locator('[data-action="read"]')


def test_the_page_is_read_sentence_by_sentence_from_its_question(watched: Page) -> None:
    speaking_page(watched).goto("/de/marl/geburtsurkunde")
    expect(reader(watched)).to_be_visible()
    reader(watched).click()
    until(watched, "said.length > 3 && document.querySelector('[data-while=reading]').hidden")
    said = [text for text, _ in watched.evaluate("said")]
    assert "Wo war die Geburt?" in said
    assert "Marl" in said
    assert all(voice == "de-DE" for _, voice in watched.evaluate("said"))
    # Neither what is hidden nor the buttons and the foot are read.
    assert not any("Vorlesen" in text or "Sprache /" in text for text in said)
    assert sum("Oft die Stadt des Krankenhauses." in text for text in said) == 1


def test_the_sentence_being_read_is_marked_and_any_key_stops(watched: Page) -> None:
    speaking_page(watched).goto(END)
    watched.evaluate("window.holding = true")
    reader(watched).click()
    until(watched, "said.length === 1")
    assert watched.evaluate("CSS.highlights.has('gelesen') || document.querySelectorAll('.is-read').length === 1")
    watched.keyboard.press("Tab")
    assert watched.evaluate("window.cancelled && !CSS.highlights.has('gelesen')")
    expect(watched.locator('[data-while="silent"]')).to_be_visible()


def test_reading_stops_when_the_page_changes(watched: Page) -> None:
    speaking_page(watched).goto("/de/marl/geburtsurkunde")
    watched.evaluate("window.holding = true")
    reader(watched).click()
    until(watched, "said.length === 1")
    watched.get_by_role("main").get_by_role("link", name="Datteln", exact=True).click()
    expect(watched.get_by_role("heading", level=1)).to_contain_text("Stadt Datteln")
    assert watched.evaluate("window.cancelled")
    expect(reader(watched)).to_be_visible()


def test_without_a_voice_of_the_device_there_is_no_button(watched: Page) -> None:
    speaking_page(watched, local=False).goto(END)
    expect(reader(watched)).to_be_hidden()
    speaking_page(watched).goto(END.replace("/de/", "/ar/"))
    expect(reader(watched)).to_be_hidden()


def test_dark_and_light_are_chosen_and_kept(watched: Page) -> None:
    def paper() -> str:
        return watched.evaluate("getComputedStyle(document.body).backgroundColor")

    watched.goto("/de/marl/")
    light = paper()
    watched.get_by_role("button", name="Dunkle Ansicht").click()
    dark = paper()
    assert dark != light
    watched.goto("/de/herten/")
    assert paper() == dark
    watched.emulate_media(color_scheme="dark")
    watched.get_by_role("button", name="Helle Ansicht").click()
    assert paper() == light


def test_without_a_choice_the_view_follows_the_system(watched: Page) -> None:
    watched.goto("/de/marl/")
    expect(watched.get_by_role("button", name="Dunkle Ansicht")).to_be_visible()
    light = watched.evaluate("getComputedStyle(document.body).backgroundColor")
    watched.emulate_media(color_scheme="dark")
    expect(watched.get_by_role("button", name="Helle Ansicht")).to_be_visible()
    assert watched.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_without_the_network_reading_aloud_says_so(page: Page) -> None:
    speaking_page(page).goto(END)
    page.context.set_offline(True)
    reader(page).click()
    expect(page.get_by_role("status")).not_to_be_empty()


def test_where_the_clipboard_refuses_the_address_is_copied_all_the_same(watched: Page) -> None:
    watched.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject()}})"
    )
    watched.goto(END)
    watched.get_by_role("button", name="Adresse kopieren").click()
    expect(watched.get_by_role("status")).not_to_be_empty()


def leave_traces(page: Page) -> None:
    page.goto(END)
    page.get_by_role("button", name="Schrift größer").click()
    page.get_by_role("button", name="Dunkle Ansicht").click()
    page.get_by_role("checkbox").first.check()
    assert len(page.evaluate("Object.keys(localStorage)")) == 3


def test_the_next_person_finds_nothing_of_the_one_before(watched: Page) -> None:
    """R40: asked once, then for good, and Back does not bring it again."""
    leave_traces(watched)
    asked: list[str] = []
    watched.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    watched.get_by_role("button", name="Nächste Person").click()
    watched.wait_for_url(re.compile("/$"))
    assert len(asked) == 1
    assert watched.evaluate("Object.keys(localStorage)") == []
    watched.goto(END)
    expect(watched.get_by_role("checkbox").first).not_to_be_checked()
    assert watched.evaluate("document.documentElement.dataset.size") == "1"


def test_whoever_says_no_keeps_everything(watched: Page) -> None:
    leave_traces(watched)
    watched.once("dialog", lambda dialog: dialog.dismiss())
    watched.get_by_role("button", name="Nächste Person").click()
    assert len(watched.evaluate("Object.keys(localStorage)")) == 3
    expect(watched).to_have_url(re.compile(END))


def test_the_address_is_copied_and_the_page_says_so(watched: Page) -> None:
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched.goto(END)
    watched.get_by_role("button", name="Adresse kopieren").click()
    expect(watched.get_by_role("status")).not_to_be_empty()
    assert watched.evaluate("navigator.clipboard.readText()").endswith(END)


def test_old_browsers_get_the_whole_page_without_an_error(watched: Page) -> None:
    """A browser without voices, clipboard, highlights and storage still gets everything else."""
    watched.add_init_script(
        """const lacking = [[window, 'speechSynthesis'], [navigator, 'clipboard'], [window, 'localStorage']];
        const get = (name) => () => { if (name === 'localStorage') throw new Error('forbidden'); };
        for (const [object, name] of lacking) Object.defineProperty(object, name, {get: get(name)});"""
    )
    watched.goto(END)
    watched.get_by_role("button", name="Schrift größer").click()
    assert watched.evaluate("document.documentElement.dataset.size") == "2"
    # The setting lasts from step to step, too, where nothing may be stored.
    watched.get_by_role("link", name="Zurück").click()
    expect(watched.get_by_role("heading", level=1)).to_contain_text("PIN")
    assert watched.evaluate("document.documentElement.dataset.size") == "2"


def test_everything_on_this_device_is_deleted_on_the_privacy_page(watched: Page) -> None:
    leave_traces(watched)
    watched.evaluate("localStorage.setItem('anything', '1')")
    watched.goto("/de/datenschutz")
    watched.once("dialog", lambda dialog: dialog.accept())
    watched.get_by_role("button", name="Alles auf diesem Gerät löschen").click()
    watched.wait_for_url(re.compile("/$"))
    assert watched.evaluate("Object.keys(localStorage)") == []
