"""The keyboard alone is enough: every page, every journey; the focus can be seen and stands where people read on."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.measured import flaws_of_each_kind, has_none, measures_itself
from e2e.page_kinds import LOOKED_AT, PAGE_KINDS

pytestmark = pytest.mark.browser

RING = 3  # pixels (R5)
MOST_TABS = 150  # The longest page, with its list of everything, has about 110 stops.
PAUSE = 550  # milliseconds: a press right after a step is taken for the second half of a double tap (R8).


@pytest.fixture
def measured(page: Page) -> Page:
    return measures_itself(page)


# --- Every page kind ---


def walk_through(page: Page) -> list[str]:
    """Press Tab once for each target and once more to leave the page; then look at the rings in the dark too."""
    page.evaluate("measure.startAtTheTop()")
    for _ in range(page.evaluate("ring => measure.followTab(ring)", RING) + 1):
        page.keyboard.press("Tab")
    flaws = page.evaluate("measure.trailFlaws()")
    page.emulate_media(color_scheme="dark")
    flaws += [f"in the dark: {flaw}" for flaw in page.evaluate("ring => measure.ringFlaws(ring)", RING)]
    page.emulate_media(color_scheme="light")
    return flaws


@pytest.mark.parametrize("language", LOOKED_AT)
def test_tab_reaches_everything_once_and_leaves_and_the_focus_is_seen(measured: Page, language: str) -> None:
    has_none(flaws_of_each_kind(measured, language, walk_through))


@pytest.mark.parametrize("language", LOOKED_AT)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_order_of_the_document_is_the_order_on_the_screen(measured: Page, language: str, width: int) -> None:
    measured.set_viewport_size({"width": width, "height": 740})
    has_none(flaws_of_each_kind(measured, language, "measure.disorder()"))


def skips(page: Page) -> list[str]:
    """The skip link comes first, and the next stop after it is the first of the main part."""
    page.evaluate("measure.startAtTheTop()")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    return page.evaluate(
        """() => {
            const first = measure.targets(document.getElementById('main'))[0];
            return first === document.activeElement ? [] : [document.activeElement.outerHTML.slice(0, 80)];
        }"""
    )


@pytest.mark.parametrize("language", LOOKED_AT)
def test_the_skip_link_leads_to_the_main_part(measured: Page, language: str) -> None:
    has_none(flaws_of_each_kind(measured, language, skips))


# --- A step: the focus goes to the heading ---


def is_swapped(page: Page) -> bool:
    """True where htmx takes the steps; else the browser does, and starts at the top of the new page."""
    return page.evaluate("Boolean(window.htmx)")


def has_arrived(page: Page, path: str) -> None:
    """The step is there, its heading has the focus and nothing else has, and no id stands twice."""
    expect(page).to_have_url(re.compile(re.escape(path) + "$"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)
    if is_swapped(page):
        expect(heading).to_be_focused()
        assert page.evaluate("scrollY") == 0
    ids = page.locator("[id]").evaluate_all("nodes => nodes.map(node => node.id)")
    assert len(ids) == len(set(ids)), path


def link(page: Page, path: str) -> Locator:
    return page.get_by_role("main").locator(f'a[href="{path}"]').first


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return
    pytest.fail(f"{target} is not reached by Tab")


def press_enter(page: Page) -> None:
    page.wait_for_timeout(PAUSE)
    page.keyboard.press("Enter")


def go(page: Page, path: str) -> None:
    """Take the link with this address by keyboard."""
    tab_to(page, link(page, path))
    press_enter(page)
    has_arrived(page, path)


STEPS = 'main a[href^="/"]:not([data-hx-boost="false"])'


@pytest.mark.parametrize("language", LOOKED_AT)
@pytest.mark.parametrize("which", ["first", "last"])
def test_after_a_step_from_any_page_the_heading_has_the_focus(measured: Page, language: str, which: str) -> None:
    taken = 0
    for path in PAGE_KINDS.values():
        measured.goto(path.format(language))
        steps = measured.locator(STEPS).filter(visible=True)
        if steps.count():
            target = getattr(steps, which)
            address = target.get_attribute("href")
            target.focus()
            measured.keyboard.press("Enter")
            if address.startswith("/static/"):
                continue
            has_arrived(measured, address)
            taken += 1
    assert taken > len(PAGE_KINDS) / 2


# --- Journeys ---


def test_from_the_language_to_the_office(anyhow: Page) -> None:
    anyhow.goto("/")
    tab_to(anyhow, link(anyhow, "/de/"))
    anyhow.keyboard.press("Enter")
    expect(anyhow).to_have_url(re.compile("/de/$"))
    go(anyhow, "/de/waltrop/")
    go(anyhow, "/de/waltrop/thema/papiere")
    go(anyhow, "/de/waltrop/geburtsurkunde")
    go(anyhow, "/de/waltrop/geburtsurkunde/geburtsort=datteln")
    expect(anyhow.locator("main")).to_have_attribute("data-authority", "datteln")


def test_words_are_typed_and_a_suggestion_is_taken(watched: Page) -> None:
    watched.goto("/de/marl/")
    field = watched.get_by_role("searchbox")
    tab_to(watched, field)
    watched.keyboard.type("Sofa", delay=40)
    first = watched.locator("#vorschlaege a").first
    expect(first).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("Sofa")
    watched.keyboard.press("Tab")
    expect(watched.get_by_role("search").get_by_role("button")).to_be_focused()
    watched.keyboard.press("Tab")
    expect(first).to_be_focused()
    watched.keyboard.press("Enter")
    has_arrived(watched, "/de/marl/sperrmuell")


def test_words_are_sent_with_enter_and_again_on_the_page_of_hits(anyhow: Page) -> None:
    """The field for the second search has the id of the first one's: the focus must not stay in it."""
    anyhow.goto("/de/marl/")
    for words in ("Hund", "Sofa"):
        field = anyhow.get_by_role("searchbox")
        tab_to(anyhow, field)
        anyhow.keyboard.press("Control+A")
        anyhow.keyboard.type(words)
        press_enter(anyhow)
        has_arrived(anyhow, f"/de/marl/suche?q={words}")
    go(anyhow, "/de/marl/sperrmuell")


def test_a_postcode_is_typed_and_an_error_gets_the_focus(anyhow: Page) -> None:
    anyhow.goto("/de/")
    field = anyhow.locator('main form[action="/de/plz"] input')
    tab_to(anyhow, field)
    anyhow.keyboard.type("4576")
    anyhow.keyboard.press("Enter")
    expect(anyhow).to_have_url(re.compile(r"\?q=4576$"))
    expect(anyhow.locator("#fehler")).to_be_focused()
    tab_to(anyhow, field)
    anyhow.keyboard.press("Control+A")
    anyhow.keyboard.type("45731")
    anyhow.keyboard.press("Enter")
    expect(anyhow).to_have_url(re.compile("/de/waltrop/$"))


def test_the_ticks_of_a_life_event_are_set_and_removed(watched: Page) -> None:
    watched.goto("/de/marl/")
    go(watched, "/de/marl/leben/alter")
    boxes = watched.get_by_role("checkbox")
    watched.wait_for_timeout(PAUSE)
    for number in (0, 1):
        tab_to(watched, boxes.nth(number))
        watched.keyboard.press("Space")
        expect(boxes.nth(number)).to_be_checked()
    watched.keyboard.press("Space")
    expect(boxes.nth(1)).not_to_be_checked()
    untick = watched.locator('[data-action="untick"]')
    tab_to(watched, untick)
    press_enter(watched)
    expect(watched.locator("main input:checked")).to_have_count(0)
    expect(untick).to_be_focused()
    expect(watched.get_by_role("status")).not_to_be_empty()


def test_the_sheet_is_printed_and_the_helper_is_shown_what_to_do(watched: Page) -> None:
    watched.add_init_script("window.print = () => { window.printed = true; }")
    end = "/de/marl/geburtsurkunde/geburtsort=datteln"
    watched.goto(end)
    go(watched, end + "/blatt")
    tab_to(watched, watched.locator('main [data-action="print"]').first)
    press_enter(watched)
    assert watched.evaluate("window.printed")
    watched.go_back()
    expect(watched).to_have_url(re.compile(end + "$"))
    go(watched, end + "/begleiten")
    go(watched, end + "/blatt")


def test_what_is_folded_opens(watched: Page) -> None:
    watched.goto("/de/marl/geburtsurkunde/geburtsort=datteln")
    folded = watched.locator("main details")
    assert folded.count()
    for number in range(folded.count()):
        tab_to(watched, folded.nth(number).locator("summary"))
        watched.keyboard.press("Enter")
        expect(folded.nth(number)).to_have_attribute("open", "")


def test_the_language_is_switched(anyhow: Page) -> None:
    anyhow.goto("/de/waltrop/geburtsurkunde/geburtsort=datteln")
    tab_to(anyhow, anyhow.locator('header a[href="#sprachen"]'))
    anyhow.keyboard.press("Enter")
    # The jump leads to the list: English is its third language, after the current one and Einfache Sprache.
    english = anyhow.locator('#sprachen a[hreflang="en"]')
    for _ in range(2):
        anyhow.keyboard.press("Tab")
    expect(english).to_be_focused()
    expect(english).to_be_in_viewport()
    anyhow.keyboard.press("Enter")
    expect(anyhow).to_have_url(re.compile("/en/waltrop/geburtsurkunde/geburtsort=datteln$"))


def test_the_type_grows_and_the_focus_stays(watched: Page) -> None:
    watched.goto("/de/marl/")
    button = watched.locator('[data-action="size"]')
    tab_to(watched, button)
    for size, key in (("2", "Enter"), ("3", "Space"), ("1", "Enter")):
        watched.keyboard.press(key)
        expect(watched.locator("html")).to_have_attribute("data-size", size)
        expect(button).to_be_focused()
