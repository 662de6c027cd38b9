"""The town as an app: a hint only where it can be installed, and in the way in which it is done there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e.measured import MEASURES, has_none

pytestmark = pytest.mark.browser

MENU = "/de/marl/"
# What a browser sends that can install pages. A headless one does not; its `prompt` notes that it was called.
OFFER = """window.asked = 0;
window.offered = Object.assign(new Event('beforeinstallprompt', {cancelable: true}), {
  prompt: () => { window.asked += 1; return Promise.resolve({outcome: 'dismissed'}); },
});
window.dispatchEvent(window.offered);"""
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
    " Mobile/15E148 Safari/604.1"
)
IPAD = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
    " Safari/605.1.15"
)
IN_AN_APP = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
)
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0"
FIREFOX_AT_A_DESK = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
NOT_ADDED = "Object.defineProperty(navigator, 'standalone', {value: false});"
ADDED = NOT_ADDED.replace("false", "true")
AS_AN_APP = """const media = window.matchMedia.bind(window);
window.matchMedia = query => query.includes('display-mode: standalone') ? {matches: true} : media(query);"""
Look = Callable[..., Page]


@pytest.fixture
def look(browser: Browser, browser_context_args: dict[str, Any], base_url: str) -> Iterator[Look]:
    """Open a town's menu as another browser would: its name, what is touched, and a script before all others."""
    contexts: list[BrowserContext] = []

    def opened(script: str = "", path: str = MENU, **options: Any) -> Page:
        context = browser.new_context(**{**browser_context_args, "base_url": base_url, **options})
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def shown(page: Page) -> list[str | None]:
    """Which ways to install are shown."""
    expect(page.locator("#app")).to_have_count(1)
    ways = [part.get_attribute("data-install") for part in page.locator("[data-install]").all() if part.is_visible()]
    assert page.get_by_role("heading", name="Amtslotse als App").count() == len(ways)
    return ways


def step(page: Page, link: str, heading: str) -> None:
    """Follow a link of the page to the next heading, and on only when a second tap is no double one any more."""
    page.get_by_role("main").get_by_role("link", name=link).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_timeout(600)


def the_button(page: Page) -> Any:
    return page.get_by_role("button", name="Als App auf den Startbildschirm legen")


def test_where_the_browser_offers_it_a_button_asks_once(watched: Page) -> None:
    watched.goto(MENU)
    assert shown(watched) == []
    watched.evaluate(OFFER)
    assert watched.evaluate("offered.defaultPrevented"), "the browser would ask by itself as well"
    assert shown(watched) == ["prompt"]
    the_button(watched).click()
    assert watched.evaluate("asked") == 1
    assert shown(watched) == []
    expect(watched.get_by_role("heading", level=1)).to_be_focused()


def test_the_button_is_still_there_after_a_step_and_back(watched: Page) -> None:
    watched.goto(MENU)
    watched.evaluate(OFFER)
    step(watched, "Alles von A bis Z", "Alles von A bis Z")
    step(watched, "Zurück", "Was möchten Sie erledigen?")
    expect(the_button(watched)).to_be_visible()
    the_button(watched).click()
    assert watched.evaluate("asked") == 1


def test_once_installed_nothing_is_offered(watched: Page) -> None:
    watched.goto(MENU)
    watched.evaluate(OFFER)
    watched.evaluate("window.dispatchEvent(new Event('appinstalled'))")
    assert shown(watched) == []


@pytest.mark.parametrize("agent", [IPHONE, IPAD], ids=["iPhone", "iPad"])
def test_on_iphone_and_ipad_words_say_how(look: Look, agent: str) -> None:
    assert shown(look(NOT_ADDED, user_agent=agent, has_touch=True)) == ["share"]


def test_in_firefox_on_android_words_name_its_menu(look: Look) -> None:
    assert shown(look(user_agent=FIREFOX, has_touch=True)) == ["menu"]


@pytest.mark.parametrize(
    ("script", "options"),
    [
        ("", {}),
        (NOT_ADDED, {"user_agent": IPAD}),
        (NOT_ADDED, {"user_agent": IN_AN_APP, "has_touch": True}),
        (ADDED, {"user_agent": IPHONE, "has_touch": True}),
        (AS_AN_APP, {"user_agent": FIREFOX, "has_touch": True}),
        ("", {"user_agent": FIREFOX_AT_A_DESK}),
    ],
    ids=["no offer", "Mac", "in another app", "added on iPhone", "added in Firefox", "Firefox at a desk"],
)
def test_elsewhere_nothing_is_said(look: Look, script: str, options: dict[str, Any]) -> None:
    assert shown(look(script, **options)) == []


def test_the_app_itself_does_not_offer_itself(look: Look) -> None:
    page = look(AS_AN_APP)
    page.evaluate(OFFER)
    assert shown(page) == []


@pytest.mark.parametrize("path", [MENU, "/ar/marl/"])
@pytest.mark.parametrize("way", ["prompt", "share", "menu"])
def test_the_hint_has_room_on_a_small_phone_with_large_type(look: Look, way: str, path: str) -> None:
    """R2, R4. The checks of every page kind see none, because their browser offers nothing."""
    page = look(MEASURES.read_text(encoding="utf-8"), path, viewport={"width": 320, "height": 640})
    page.evaluate(
        """way => {
        for (const part of document.querySelectorAll('#app, [data-install=' + way + ']')) part.hidden = false;
        measure.size('3');
    }""",
        way,
    )
    expect(page.locator(f"[data-install={way}]")).to_be_visible()
    has_none(page.evaluate("[...measure.cuts(), ...measure.smallTargets(48, 64)]"))


def test_without_javascript_nothing_is_said(look: Look) -> None:
    assert shown(look(user_agent=FIREFOX, has_touch=True, java_script_enabled=False)) == []


def test_the_head_names_the_town_that_htmx_brought(watched: Page) -> None:
    """A page swapped in leaves the head as it was, and the head says what would be installed."""

    def manifests() -> list[str]:
        return watched.evaluate(
            "[...document.querySelectorAll('link[rel=manifest]')].map(link => link.getAttribute('href'))"
        )

    watched.goto("/de/")
    assert manifests() == []
    watched.evaluate("window.swapped = true")
    for town in ("Marl", "Herten"):
        step(watched, town, "Was möchten Sie erledigen?")
        assert manifests() == [f"/de/{town.lower()}/app.webmanifest"]
        assert watched.locator('head link[rel="apple-touch-icon"]').count() == 1
        step(watched, "Zurück", "Um welche Stadt geht es?")
    assert watched.evaluate("swapped")


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_browser_itself_finds_no_fault_in_the_manifest(page: Page, language: str) -> None:
    page.goto(f"/{language}/marl/")
    devtools = page.context.new_cdp_session(page)
    found = devtools.send("Page.getAppManifest")
    assert found["url"].endswith(f"/{language}/marl/app.webmanifest")
    assert found["errors"] == []
    assert len(found["manifest"]["icons"]) == 4
    # All that is in the way is the private window in which tests look at pages.
    in_the_way = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in in_the_way] == ["in-incognito"]


def test_the_bar_of_the_browser_continues_the_header(watched: Page) -> None:
    def colour() -> str:
        return watched.evaluate("document.querySelector('meta[name=theme-color]').content")

    watched.goto("/de/marl/geburtsurkunde")
    light = colour()
    assert light == "rgb(22, 51, 107)"
    watched.get_by_role("button", name="Dunkle Ansicht").click()
    assert colour() != light
    assert colour() == watched.evaluate("getComputedStyle(document.querySelector('.head-band')).backgroundColor")
