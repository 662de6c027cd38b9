"""The guide without a network: a town is saved, then the server is really stopped."""

import hashlib
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e.faulty import PORTAL, Line
from e2e.kept import KEPT, PACKS, POINTERS, SEEN
from e2e.server import running_server
from e2e.test_device import until

pytestmark = pytest.mark.browser

# What a search shows: its heading, and where each hit leads and what it says.
HITS = """[...document.querySelectorAll("main h1, main .hits a, main .choices a[href*='/leben/']")]
  .map(node => [node.pathname || "", node.innerText.trim().replace(/\\s+/g, " ")])"""


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, Any], line: Line) -> Iterator[BrowserContext]:
    """A device with a memory of its own, on a line that can fail."""
    settings = {**browser_context_args, "base_url": line.address, "service_workers": "allow"}
    context = browser.new_context(**settings)
    yield context
    context.close()


def visited(phone: BrowserContext, path: str) -> Page:
    """A page that the worker looks after."""
    page = phone.new_page()
    page.goto(path)
    until(page, "Boolean(navigator.serviceWorker.controller)")
    # The page that was there before the worker is asked for once more; then it is kept as well.
    until(page, f"({SEEN}).then(paths => paths.includes(location.pathname))")
    return page


def save(page: Page) -> None:
    page.locator("[data-pack-save]").click()
    expect(page.locator('[data-pack-state="saved"]')).to_be_visible(timeout=60_000)


def saved(phone: BrowserContext, *languages: str) -> Page:
    page = None
    for language in languages:
        page = page or visited(phone, f"/{language}/marl/")
        page.goto(f"/{language}/marl/")
        save(page)
    assert page
    return page


def kept(page: Page, path: str) -> str:
    """Where a page comes from: "" from the network, "none" where it is missing, else the date of what was kept."""
    page.goto(path)
    return str(page.evaluate(KEPT))


# --- A saved town ---


@pytest.fixture(scope="module")
def every_page() -> dict[str, dict[str, str]]:
    """The SHA-256 of every page that a pack must give, as the site makes it, for two languages."""
    from webapp import create_app
    from webapp.i18n.languages import LANGUAGES
    from webapp.packs.pages import pages_of

    app = create_app()
    town = app.extensions["amtslotse"].region.towns["marl"]
    return {
        code: {
            page.path: hashlib.sha256(page.html.encode()).hexdigest() for page in pages_of(app, LANGUAGES[code], town)
        }
        for code in ("de", "ar")
    }


ASK_FOR_ALL = """async paths => {
  const hashes = {};
  const ask = async path => {
    const answer = await fetch(path);
    const html = (await answer.text()).replace(/ data-kept="[^"]*"|<meta name="description" content="[^"]*">\\n/g, "");
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(html));
    const isOurs = answer.status === 200 && /trusted-types/.test(answer.headers.get("Content-Security-Policy"));
    hashes[path] = isOurs && Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, "0")).join("");
  };
  for (let start = 0; start < paths.length; start += 20) await Promise.all(paths.slice(start, start + 20).map(ask));
  return hashes;
}"""


def test_every_path_of_a_saved_town_is_answered_as_by_the_server(
    phone: BrowserContext, line: Line, every_page: dict[str, dict[str, str]]
) -> None:
    page = saved(phone, "de", "ar")
    line.stop()
    page.goto("/de/marl/hund-anmelden")
    for expected in every_page.values():
        assert len(expected) > 5000
        given: dict[str, str] = page.evaluate(ASK_FOR_ALL, list(expected))
        # What was seen lately may come from the browser's own store, as the server sent it.
        assert [path for path in expected if given[path] != expected[path]] == []


def test_a_journey_in_arabic_from_the_cellar(phone: BrowserContext, line: Line) -> None:
    """The issue's own: save Marl, stop the server, find out what to bring for a disability parking card, print it."""
    page = saved(phone, "ar")
    # Another day: the browser has nothing of its own any more.
    phone.clear_cookies()
    line.stop()
    page.goto("/ar/marl/a-z")
    assert page.evaluate(KEPT)
    expect(page.locator("#kept-text")).to_be_visible()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="Parkausweis", exact=False).first.click()
    until(page, "location.pathname.split('/').length > 3 && !location.pathname.endsWith('a-z')")
    assert page.evaluate("window.stays")
    for _ in range(4):
        if page.evaluate("document.getElementById('main').dataset.step") == "outcome":
            break
        before = page.url
        # A second tap right after a step is taken for the same one (R8).
        page.wait_for_timeout(600)
        page.locator(".choices a").first.click()
        until(page, f"location.href !== {json.dumps(before)}")
    assert page.evaluate("document.getElementById('main').dataset.step") == "outcome"
    assert page.locator('main a[href^="tel:"]').count()
    end = page.url
    page.goto(f"{end}/blatt/zweisprachig")
    expect(page.locator(".sheet")).to_have_count(2)
    until(page, "document.querySelector('img.qr').naturalWidth > 0")
    assert page.pdf().startswith(b"%PDF")
    # The worker drew the code for the sheet; a phone reads it.
    page.goto(f"{end}/qr.svg")
    read = zxingcpp.read_barcodes(Image.open(BytesIO(page.screenshot())))
    assert [code.text for code in read] == [f"https://amtslotse.example{urlsplit(end).path}"]


def test_going_back_and_forth_and_reloading(phone: BrowserContext, line: Line) -> None:
    page = saved(phone, "de")
    line.stop()
    page.goto("/de/marl/thema/papiere")
    page.locator(".choices a").first.click()
    until(page, "!location.pathname.includes('thema')")
    service = page.url
    heading = page.locator("h1").inner_text()
    page.go_back()
    expect(page.locator("h1")).not_to_have_text(heading)
    page.go_forward()
    expect(page).to_have_url(service)
    expect(page.locator("h1")).to_have_text(heading)
    page.reload()
    expect(page.locator("h1")).to_have_text(heading)
    # A new tab, as from a link that somebody sent.
    other = phone.new_page()
    other.goto(service)
    expect(other.locator("h1")).to_have_text(heading)


def test_searching_without_a_network(phone: BrowserContext, line: Line) -> None:
    page = saved(phone, "de")
    with_network = {}
    for typed in ("hund", "ausweis verloren", "vergünstigung ehrenamt", "23", "hund in herten", "", "xyzzy"):
        page.goto(f"/de/marl/suche?q={typed}")
        with_network[typed] = page.evaluate(HITS)
    line.stop()
    for typed, hits in with_network.items():
        page.goto("/de/marl/suche")
        page.get_by_role("searchbox").fill(typed)
        page.get_by_role("searchbox").press("Enter")
        until(page, "location.search !== '' && document.querySelector('[data-case=wait]').hidden")
        assert page.evaluate(HITS) == hits, typed
        assert page.title().startswith(f"{hits[0][1]} – Amtslotse")
        assert page.get_by_role("searchbox").input_value() == typed
    assert len(with_network["hund"]) > 2
    assert len(with_network["xyzzy"]) == 1
    # Nothing was found for the last one, and 112 stands there all the same.
    expect(page.locator('main a[href="tel:112"]')).to_be_visible()


def test_danger_is_seen_without_a_network(phone: BrowserContext, line: Line) -> None:
    page = saved(phone, "ar")
    line.stop()
    page.goto("/ar/marl/suche?q=mein mann atmet nicht")
    box = page.locator("[data-emergency]:visible")
    expect(box).to_have_count(1)
    expect(box.locator('a[href="tel:112"]')).to_be_visible()
    assert box.locator('strong[lang="de"]').count() == 1


def test_what_needs_the_internet_says_so_and_can_wait(phone: BrowserContext, line: Line) -> None:
    page = saved(phone, "de")
    end = "/de/marl/fuehrungszeugnis/pin=ja"
    page.goto(end)
    expect(page.locator(".offline-only").first).to_be_hidden()
    line.stop()
    page.goto("/de/marl/fuehrungszeugnis/pin=nein")
    said = page.evaluate("document.getElementById('status').textContent")
    assert said == page.locator("#kept-text").inner_text()
    expect(page.locator(".offline-only").first).to_be_visible()
    page.locator("[data-later]").first.click()
    address = page.locator("[data-later]").first.get_attribute("data-later")
    # It is spoken once, not on every page.
    page.goto("/de/marl/hund-anmelden")
    until(page, "!document.getElementById('kept-text').hidden")
    assert page.evaluate("document.getElementById('status').textContent") == ""
    page.goto("/de/gespeichert")
    expect(page.locator(f'[data-later-list] a[href="{address}"]')).to_be_visible()
    page.locator("[data-later-list] button").click()
    expect(page.locator("[data-later-list]")).to_be_hidden()


def test_switching_the_language_and_the_town(phone: BrowserContext, line: Line) -> None:
    page = saved(phone, "de", "ar")
    line.stop()
    page.goto("/de/marl/hund-anmelden")
    page.locator('#sprachen a[hreflang="ar"]').click()
    expect(page).to_have_url(f"{line.address}/ar/marl/hund-anmelden")
    assert page.evaluate("document.documentElement.lang") == "ar"
    assert page.evaluate(KEPT) not in ("", "none")
    page.locator('#sprachen a[hreflang="tr"]').click()
    expect(page.locator(".note[data-not-saved]")).to_be_visible()
    expect(page.locator("[data-saved-towns] li")).to_have_count(2)
    page.locator("[data-saved-towns] a").first.click()
    until(page, "location.pathname.endsWith('/marl/')")
    page.goto("/de/herten/")
    expect(page.locator(".note[data-not-saved]")).to_be_visible()


# --- Without saving ---


def test_pages_that_were_seen_come_back_and_others_lead_to_the_list(phone: BrowserContext, line: Line) -> None:
    page = visited(phone, "/de/marl/")
    page.goto("/de/marl/hund-anmelden")
    page.goto("/de/marl/suche?q=geheim")
    until(page, f"({SEEN}).then(paths => paths.length === 2)")
    assert page.evaluate(POINTERS) == 0
    line.stop()
    page.goto("/de/marl/thema/papiere")
    expect(page.locator(".note[data-not-saved]")).to_be_visible()
    expect(page.locator("[data-none-saved]")).to_be_visible()
    # The one that was there before the worker, and the one after it; each a whole page with its own look.
    page.goto("/de/marl/hund-anmelden")
    expect(page.locator("h1")).not_to_be_empty()
    assert page.evaluate("getComputedStyle(document.querySelector('header')).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert page.evaluate(SEEN) == ["/de/marl/", "/de/marl/hund-anmelden"]


def test_thirty_pages_are_remembered_and_the_next_person_sees_none(phone: BrowserContext) -> None:
    page = saved(phone, "de")
    page.evaluate(
        """async () => {
          const links = [...document.querySelectorAll('main .choices a')].map(link => link.pathname);
          const pages = (await Promise.all(links.map(path => fetch(path).then(answer => answer.text())))).join('');
          const more = new Set([...pages.matchAll(/href="(.de.marl.[a-z-]+)"/g)].map(found => found[1]));
          for (const path of [...more].slice(0, 40)) await fetch(path);
        }"""
    )
    until(page, f"({SEEN}).then(paths => paths.length === 30)")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator('footer [data-action="next"]').click()
    page.wait_for_url("**/")
    assert set(page.evaluate(SEEN)) <= {"/"}
    assert page.evaluate(PACKS) == 1
    page.goto("/de/datenschutz")
    page.locator('#geraet [data-action="wipe"]').click()
    page.wait_for_url("**/")
    assert page.evaluate(PACKS) == 0
    assert page.evaluate(POINTERS) == 0


# --- When it goes wrong ---


def flipped(bundle: bytes) -> bytes:
    """A bundle with one letter changed in its middle."""
    middle = bundle.index(b"Hund", len(bundle) // 2)
    return bundle[:middle] + b"Bund" + bundle[middle + 4 :]


BROKEN: dict[str, tuple[Any, str]] = {
    "a letter changed": (flipped, "broken"),
    "a line is missing": (lambda bundle: bundle[: bundle.index(b"\n") + 1], "broken"),
    "the end is missing": (lambda bundle: bundle[:-5000], "broken"),
    "something else": (lambda _: PORTAL, "broken"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_pack_changes_nothing_and_says_what_to_do(phone: BrowserContext, line: Line, name: str) -> None:
    page = visited(phone, "/de/marl/")
    change, reason = BROKEN[name]
    line.bundle = change
    page.locator("[data-pack-save]").click()
    expect(page.locator(f'[data-why="{reason}"]')).to_be_visible(timeout=60_000)
    expect(page.locator("[data-why]:visible")).to_have_count(1)
    assert (page.evaluate(PACKS), page.evaluate(POINTERS)) == (0, 0)
    assert page.locator(f'[data-why="{reason}"]').inner_text() in page.evaluate(
        "document.getElementById('status').textContent"
    )
    line.bundle = None
    save(page)


def test_a_question_of_the_browser_does_not_hold_up_saving(phone: BrowserContext) -> None:
    """Firefox asks the person whether it may keep what was stored; until somebody answers, its promise stays open."""
    phone.add_init_script("StorageManager.prototype.persist = () => new Promise(() => {})")
    save(visited(phone, "/de/marl/"))


def newer(line: Line) -> None:
    """Serve another content under another hash, as after a correction in a town hall."""
    bundles = {}

    def change(bundle: bytes) -> bytes:
        return bundle.replace(b"Hund anmelden", b"Hund melden")

    def manifest(told: dict[str, Any]) -> dict[str, Any]:
        import urllib.request

        address = f"http://{line.server}{told['bundle']}"
        bundle = change(urllib.request.urlopen(address).read())
        lines = bundle.splitlines(True)
        digest = hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in lines)).hexdigest()
        bundles["new"] = digest
        return {**told, "hash": digest, "bytes": len(bundle), "as_of": "2026-12-24"}

    line.bundle, line.manifest = change, manifest


def test_a_saved_town_is_brought_up_to_date_while_a_page_is_open(phone: BrowserContext, line: Line) -> None:
    page = saved(phone, "de")
    other = phone.new_page()
    other.goto("/de/marl/hund-anmelden")
    # Asked at most daily: nothing happens today.
    line.asked.clear()
    page.goto("/de/marl/a-z")
    page.wait_for_timeout(500)
    assert not any(path.startswith("/packs/") for path in line.asked)
    newer(line)
    page.evaluate("localStorage.setItem('packs', '2026-01-01T00:00:00Z')")
    page.goto("/de/marl/")
    until(page, "caches.match('/packs/de/marl/saved').then(a => a.json()).then(pack => pack.as_of === '2026-12-24')")
    assert page.evaluate(PACKS) == 1
    assert page.evaluate("localStorage.getItem('packs') > '2026-01-02'")
    expect(page.locator('[data-pack-state="saved"] [data-fill="as_of"]')).to_have_text("24. Dezember 2026")
    line.stop()
    # The page that was open all the time goes on, with the new content.
    other.locator(".choices a").first.click()
    until(other, "location.pathname !== '/de/marl/hund-anmelden'")
    other.goto("/de/marl/hund-anmelden/hund=liste/blatt")
    assert "Hund melden" in other.content()


def test_pages_of_two_versions_never_mix(phone: BrowserContext, line: Line) -> None:
    """After a new start of the server its pages have other files; a step to one of them loads it as a whole."""
    page = visited(phone, "/de/marl/")
    page.goto("/de/marl/hund-anmelden")
    page.evaluate("window.stays = true")
    line.page = lambda body: body.replace(b"/static/style-", b"/static/other-")
    page.locator(".choices a").first.click()
    until(page, "location.pathname !== '/de/marl/hund-anmelden' && document.readyState === 'complete'")
    assert not page.evaluate("Boolean(window.stays)")
    assert page.evaluate("document.querySelector('link[rel=stylesheet]').href").count("/static/other-") == 1


def test_nothing_new_is_a_matter_of_a_few_bytes(phone: BrowserContext, line: Line) -> None:
    page = saved(phone, "de")
    line.asked.clear()
    page.evaluate("localStorage.setItem('packs', '2026-01-01T00:00:00Z')")
    page.goto("/de/marl/a-z")
    until(page, "localStorage.getItem('packs') > '2026-01-02'")
    page.wait_for_timeout(1000)
    assert line.asked["/packs/de/marl/manifest.json"] == 1
    assert not any(path.endswith(".jsonl") for path in line.asked)


def test_an_update_that_fails_leaves_the_town_as_it_was(phone: BrowserContext, line: Line) -> None:
    page = saved(phone, "de")
    newer(line)
    line.bundle = flipped
    page.evaluate("localStorage.setItem('packs', '2026-01-01T00:00:00Z')")
    page.goto("/de/marl/a-z")
    until(page, f"({PACKS}).then(count => count === 1)")
    page.wait_for_timeout(500)
    line.stop()
    assert kept(page, "/de/marl/hund-anmelden/hund=liste/blatt") == "2026-11-24"


def test_two_tabs_save_the_same_town_once(phone: BrowserContext, line: Line) -> None:
    first, second = visited(phone, "/de/marl/"), visited(phone, "/de/marl/")
    line.asked.clear()
    first.locator("[data-pack-save]").click()
    second.locator("[data-pack-save]").click()
    for page in (first, second):
        expect(page.locator('[data-pack-state="saved"]')).to_be_visible(timeout=60_000)
    assert sum(count for path, count in line.asked.items() if path.endswith(".jsonl")) == 1
    assert first.evaluate(PACKS) == 1


def test_a_tab_that_is_closed_half_way_leaves_nothing_behind(phone: BrowserContext, line: Line) -> None:
    page = visited(phone, "/de/marl/")
    line.pace = 200_000
    page.locator("[data-pack-save]").click()
    until(page, f"({PACKS}).then(count => count === 1) && document.querySelector('progress').value > 0.2")
    page.close()
    line.pace = None
    again = phone.new_page()
    again.goto("/de/marl/")
    expect(again.locator('[data-pack-state="none"]')).to_be_visible()
    assert again.evaluate(POINTERS) == 0
    save(again)
    assert again.evaluate(PACKS) == 1


def test_a_full_device_is_told_and_keeps_what_it_has(phone: BrowserContext, line: Line) -> None:
    page = saved(phone, "de")
    tools = phone.new_cdp_session(page)
    used = page.evaluate("navigator.storage.estimate().then(estimate => estimate.usage)")
    tools.send("Storage.overrideQuotaForOrigin", {"origin": line.address, "quotaSize": used + 100_000})
    page.goto("/ar/marl/")
    page.locator("[data-pack-save]").click()
    expect(page.locator('[data-why="full"]')).to_be_visible(timeout=60_000)
    assert page.evaluate(POINTERS) == 1
    line.stop()
    assert kept(page, "/de/marl/hund-anmelden/hund=liste/blatt") == "2026-11-24"


@pytest.mark.parametrize("mode", ["fault", "portal", "hang"])
def test_a_network_that_only_seems_to_be_there(phone: BrowserContext, line: Line, mode: str) -> None:
    page = saved(phone, "de")
    seen = page.evaluate(SEEN)
    line.mode = mode
    # From the pack, in a few seconds at most, and nothing of what came instead is kept.
    page.goto("/de/marl/hund-anmelden/hund=liste", timeout=8_000)
    assert page.evaluate(KEPT) == "2026-11-24"
    assert page.evaluate(SEEN) == seen
    page.locator(".back a").click()
    until(page, "location.pathname === '/de/marl/hund-anmelden'")
    line.mode = "pass"
    assert kept(page, "/de/marl/hund-anmelden/hund=gross") == ""


def test_a_stranger_is_shown_where_nothing_is_saved_but_never_kept(phone: BrowserContext, line: Line) -> None:
    """Who must log in to a network first has to see its page."""
    page = visited(phone, "/de/marl/")
    line.mode = "portal"
    page.goto("/de/marl/hund-anmelden")
    assert page.locator("h1").inner_text() == "Bitte melden Sie sich an"
    line.mode = "pass"
    page.goto("/de/marl/thema/papiere")
    assert "/de/marl/hund-anmelden" not in page.evaluate(SEEN)


def test_the_operator_can_stop_it_all(browser: Browser, browser_context_args: dict[str, Any], line: Line) -> None:
    context = browser.new_context(**{**browser_context_args, "base_url": line.address, "service_workers": "allow"})
    page = visited(context, "/de/marl/")
    with running_server(AMTSLOTSE_OFFLINE="off") as (address, _):
        line.server = address.removeprefix("http://")
        page.goto("/de/marl/hund-anmelden")
        until(page, "navigator.serviceWorker.getRegistrations().then(found => found.length === 0)")
        page.goto("/de/herten/")
        assert page.evaluate("navigator.serviceWorker.controller") is None
        expect(page.locator("[data-pack-save]")).to_have_count(0)
        assert page.evaluate("caches.keys()") == []
    context.close()


def test_a_town_is_saved_from_the_list_of_saved_towns_and_deleted_there(phone: BrowserContext) -> None:
    page = visited(phone, "/de/gespeichert")
    expect(page.locator("[data-none-saved]")).to_be_visible()
    page.locator("#mehr-staedte summary").click()
    place = page.locator("#speichern-marl")
    place.locator("[data-pack-save]").click()
    expect(place).to_have_attribute("data-pack-state", "saved", timeout=60_000)
    expect(page.locator("[data-saved-towns] li")).to_have_count(1)
    expect(page.locator("[data-none-saved]")).to_be_hidden()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-saved-towns] button").click()
    expect(page.locator("[data-saved-towns] li")).to_have_count(0)
    expect(place).to_have_attribute("data-pack-state", "none")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.evaluate(PACKS) == 0


def test_without_a_memory_the_page_says_so(page: Page) -> None:
    """A private window in some browsers, or a page without encryption."""
    page.add_init_script("delete window.caches; Object.defineProperty(window, 'caches', {value: undefined});")
    page.goto("/de/marl/")
    page.locator("[data-pack-save]").click()
    expect(page.locator('[data-why="private"]')).to_be_visible()
