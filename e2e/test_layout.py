"""Large enough to read and to hit, and nothing cut: on every page kind, narrow, zoomed, with large or spread text."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from e2e.measured import flaws_of_each_kind, has_none, measures_itself
from e2e.page_kinds import LOOKED_AT, PAGE_KINDS
from webapp.i18n.languages import LANGUAGES

pytestmark = pytest.mark.browser

TARGET, CHOICE, APART = 48, 64, 8  # pixels (R4)
HEADER = 120  # pixels at a width of 360 (design: Pages)
TEXT, LINE, LONGEST = 18, 1.5, 70  # pixels, times the size of the type, characters (R1)
PHONE = {"width": 360, "height": 740}
SMALL_PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
DESK_AT_400_PERCENT = {"width": 320, "height": 256}  # What 1280 × 1024 leaves (WCAG 1.4.10).
SIZES = ("1", "2", "3")

by_language = pytest.mark.parametrize("language", LOOKED_AT)


@pytest.fixture(scope="session")
def large_browser(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser of somebody who has set its type to twice the usual size."""
    arguments = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": arguments})
    yield browser
    browser.close()


@pytest.fixture
def measured(page: Page) -> Page:
    return measures_itself(page)


def at_each_size(measure: str) -> Callable[[Page], list[str]]:
    """The measure at each of the three text sizes, the size in front."""

    def flaws(page: Page) -> list[str]:
        found = []
        for size in SIZES:
            page.evaluate("size => measure.size(size)", size)
            found += [f"size {size}: {flaw}" for flaw in page.evaluate(measure)]
        return found

    return flaws


# --- To read ---


@by_language
def test_type_is_large_and_lines_are_wide_apart(measured: Page, language: str) -> None:
    """R1. The header, one line of tools, may be a little smaller."""
    measured.set_viewport_size(PHONE)
    has_none(flaws_of_each_kind(measured, language, f"measure.smallText({TEXT}, {LINE})"))


@by_language
def test_no_line_is_long(measured: Page, language: str) -> None:
    """R1."""
    measured.set_viewport_size(DESK)
    has_none(flaws_of_each_kind(measured, language, f"measure.longLines({LONGEST})"))


# --- To hit ---


@by_language
@pytest.mark.parametrize("size", [SMALL_PHONE, DESK], ids=["320", "1280"])
def test_targets_are_large(measured: Page, language: str, size: dict[str, int]) -> None:
    """R4: 48 pixels in both directions; the choices are 64 high."""
    measured.set_viewport_size(size)
    has_none(flaws_of_each_kind(measured, language, f"measure.smallTargets({TARGET}, {CHOICE})"))


@by_language
def test_choices_are_apart_and_as_wide_as_the_page(measured: Page, language: str) -> None:
    """R4."""
    measured.set_viewport_size(PHONE)
    flaws = f"[...measure.crowdedChoices({APART}), ...measure.narrowChoices()]"
    has_none(flaws_of_each_kind(measured, language, flaws))


@by_language
def test_the_header_is_low(measured: Page, language: str) -> None:
    measured.set_viewport_size(PHONE)
    has_none(flaws_of_each_kind(measured, language, f"measure.highHeader({HEADER})"))


# --- Nothing is cut ---


@by_language
def test_nothing_is_cut_on_a_small_phone_at_any_text_size(measured: Page, language: str) -> None:
    """R2."""
    measured.set_viewport_size(SMALL_PHONE)
    has_none(flaws_of_each_kind(measured, language, at_each_size("measure.cuts()")))


@by_language
def test_nothing_is_cut_at_four_times_the_size(measured: Page, language: str) -> None:
    """R2: and nothing that stays in place takes the little room away."""
    measured.set_viewport_size(DESK_AT_400_PERCENT)
    has_none(flaws_of_each_kind(measured, language, "[...measure.cuts(), ...measure.stays()]"))


@by_language
def test_nothing_is_cut_where_the_browsers_own_type_is_doubled(
    large_browser: Browser, base_url: str, language: str
) -> None:
    """R2."""
    with large_browser.new_context(base_url=base_url, viewport=SMALL_PHONE) as context:
        page = measures_itself(context.new_page())
        page.goto("/")
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 2 * TEXT
        has_none(flaws_of_each_kind(page, language, "[...measure.cuts(), ...measure.skipLinkShows()]"))


@by_language
@pytest.mark.parametrize("size", [SMALL_PHONE, DESK], ids=["320", "1280"])
def test_nothing_is_cut_where_people_spread_the_text(measured: Page, language: str, size: dict[str, int]) -> None:
    """R2, WCAG 1.4.12."""
    measured.set_viewport_size(size)
    has_none(flaws_of_each_kind(measured, language, "(measure.spreadText(), measure.cuts())"))


@by_language
def test_no_text_is_taken_apart(measured: Page, language: str) -> None:
    """A marked German term in the middle of a label must not become a column of its own."""
    measured.set_viewport_size(PHONE)
    has_none(flaws_of_each_kind(measured, language, "measure.splitTexts()"))


# --- The first page (R46) ---

OWN_NAMES = [language.name for language in LANGUAGES.values()]


def names(page: Page) -> list[str]:
    return [name.strip() for name in choices(page).all_inner_texts()]


@pytest.mark.parametrize("size", SIZES[:2])
def test_all_languages_are_on_the_first_screen(page: Page, size: str) -> None:
    """At the usual size of the type; where somebody has made it larger, at least Deutsch and the first ones are."""
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
    assert sorted(names(page)) == sorted(OWN_NAMES)
    seen = [box for box in (choice.bounding_box() for choice in choices(page).all()) if fits(box)]
    assert len(seen) == len(OWN_NAMES) if size == "1" else len(seen) >= 5


def fits(box: Any) -> bool:
    return box["y"] + box["height"] <= PHONE["height"] and box["x"] + box["width"] <= PHONE["width"]


def first_page(browser: Browser, base_url: str, languages: list[str], *, is_painted: bool = False) -> list[str]:
    """The names of the languages in their order, for a browser of somebody who reads these languages."""
    with browser.new_context(base_url=base_url, viewport=PHONE) as context:
        page = context.new_page()
        page.add_init_script(f"Object.defineProperty(navigator, 'languages', {{ value: {languages!r} }})")
        paints = "[{}]" if is_painted else "[]"
        page.add_init_script(f"performance.getEntriesByType = () => {paints}")
        page.goto("/")
        return names(page)


@pytest.mark.parametrize(
    ("languages", "on_top"),
    [
        (["tr-TR", "tr", "de-DE", "en-US"], ["Deutsch", "Türkçe", "English", "Einfache Sprache"]),
        (["uk"], ["Deutsch", "Українська", "Einfache Sprache", "English"]),
        (["de"], OWN_NAMES),
        (["fr", "xx-Zzzz"], OWN_NAMES),
        ([], OWN_NAMES),
    ],
)
def test_the_browsers_languages_come_after_german(
    browser: Browser, base_url: str, languages: list[str], on_top: list[str]
) -> None:
    found = first_page(browser, base_url, languages)
    assert found[: len(on_top)] == on_top
    assert sorted(found) == sorted(OWN_NAMES)


def test_nothing_moves_once_the_page_is_painted(browser: Browser, base_url: str) -> None:
    """A finger may be on its way."""
    assert first_page(browser, base_url, ["tr"], is_painted=True) == OWN_NAMES


# --- A double tap makes one step (R8) ---

MENUS = ("languages", "towns", "needs", "topic", "question-towns", "question")


def choices(page: Page) -> Any:
    return page.locator("main .choices a")


def stands_one_step_on(page: Page, address: str, before: int) -> None:
    """The address is that of the choice and stays it, and the way back is one step long."""
    page.wait_for_url(lambda url: url.endswith(address))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.wait_for_timeout(200)  # A second step would have been asked for by now.
    assert page.url.endswith(address), f"{address} led on to {page.url}"
    assert page.evaluate("history.length") == before + 1, address


@pytest.mark.parametrize("kind", MENUS)
def test_a_double_click_on_a_choice_makes_one_step(page: Page, kind: str) -> None:
    path = PAGE_KINDS[kind].format("de")
    page.goto(path)
    number = choices(page).count()
    assert number > 1
    for index in range(number):
        page.goto(path)
        choice = choices(page).nth(index)
        address = choice.get_attribute("href")
        before = page.evaluate("history.length")
        choice.dblclick()
        stands_one_step_on(page, address, before)


@pytest.mark.parametrize("kind", MENUS)
def test_a_slow_second_tap_on_a_choice_makes_no_second_step(page: Page, kind: str) -> None:
    """The next page is already there when an unsteady hand taps again, and something else stands under the finger."""
    page.goto(PAGE_KINDS[kind].format("de"))
    for index in range(min(3, choices(page).count())):
        page.goto(PAGE_KINDS[kind].format("de"))
        choice = choices(page).nth(index)
        choice.scroll_into_view_if_needed()
        box = choice.bounding_box()
        address = choice.get_attribute("href")
        before = page.evaluate("history.length")
        place = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.click(*place)
        page.wait_for_url(lambda url, address=address: url.endswith(address))
        page.mouse.down(click_count=2)  # So the browser counts a second click at the same place.
        page.mouse.up(click_count=2)
        stands_one_step_on(page, address, before)
