"""Two journeys without a network in a real Firefox (docs/packs.md); the server is really stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.faulty import Line
from e2e.firefox.marionette import Firefox
from e2e.kept import KEPT, PACKS, POINTERS, SEEN
from webapp.app import CONTENT
from webapp.i18n.languages import GERMAN, LANGUAGES
from webapp.region import load_region
from webapp.rendering import addresses

pytestmark = pytest.mark.browser

ARABIC = LANGUAGES["ar"]
REGION = load_region(CONTENT / "emscher-lippe")
MARL = REGION.towns["marl"]
CARD = REGION.services["behindertenparkausweis"]
QUESTION = addresses.step(ARABIC, MARL, CARD)
OUTCOME = addresses.step(ARABIC, MARL, CARD, (("merkzeichen", "ag-bl"),))

STEP = "document.getElementById('main').dataset.step"


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    with Firefox(tmp_path / "profile") as firefox:
        yield firefox


def visit(firefox: Firefox, address: str) -> None:
    """Open a page, and wait until the worker looks after it."""
    firefox.open(address)
    firefox.until("Boolean(navigator.serviceWorker.controller)")
    # The page that was there before the worker is asked for once more; then it is kept as well.
    firefox.until(f"({SEEN}).then(paths => paths.includes(location.pathname))")


def save(firefox: Firefox) -> None:
    firefox.click("[data-pack-save]")
    # The first time the server makes the pack.
    firefox.until("Boolean(document.querySelector('[data-pack-state=saved]'))", seconds=90)
    assert (firefox.ask(PACKS), firefox.ask(POINTERS)) == (1, 1)


def assert_from_the_pack(firefox: Firefox, step: str) -> None:
    """The page is of the pack, in Arabic from right to left, and says that there is no network."""
    assert firefox.ask(KEPT) == REGION.settings.as_of.isoformat()
    assert firefox.ask(STEP) == step
    assert firefox.ask("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    # Its look is there: the style was answered, too.
    assert firefox.ask("getComputedStyle(document.querySelector('header')).backgroundColor") != "rgba(0, 0, 0, 0)"
    firefox.until("!document.getElementById('kept-text').hidden")


def tap(firefox: Firefox, path: str) -> None:
    """Tap the link to a path on the page. A tap right after a step is taken for the same one (R8), so it waits."""
    firefox.ask("new Promise(resolve => setTimeout(resolve, 600))")
    firefox.click(f'main a[href="{path}"]')
    firefox.until(f"location.pathname === '{path}'")
    firefox.until("document.activeElement === document.querySelector('h1')")


def test_the_parking_card_in_arabic_from_the_cellar(firefox: Firefox, line: Line) -> None:
    """Marl is saved, the server stops: from the list by the question to the outcome, the sheet, and by the search."""
    visit(firefox, line.address + addresses.town(ARABIC, MARL))
    save(firefox)
    line.stop()

    firefox.open(line.address + addresses.town(ARABIC, MARL, "a-z"))
    assert_from_the_pack(firefox, "menu")
    firefox.ask("window.stays = true")
    tap(firefox, QUESTION)
    assert_from_the_pack(firefox, "question")
    tap(firefox, OUTCOME)
    assert_from_the_pack(firefox, "outcome")
    assert firefox.ask("window.stays")
    assert firefox.ask("document.querySelectorAll('main a[href^=\"tel:\"]').length")

    firefox.open(f"{line.address}{OUTCOME}/blatt/zweisprachig")
    assert_from_the_pack(firefox, "sheet")
    assert firefox.ask("[...document.querySelectorAll('.sheet')].map(sheet => sheet.lang)") == ["ar", "de"]
    assert firefox.ask("document.querySelector('img.qr').naturalWidth")

    firefox.open(line.address + addresses.search(ARABIC, MARL, "Parkausweis"))
    firefox.until("document.querySelector('[data-case=wait]').hidden")
    assert_from_the_pack(firefox, "search")
    assert QUESTION in firefox.ask("[...document.querySelectorAll('main .hits a')].map(link => link.pathname)")


def test_without_saving_and_after_deleting(firefox: Firefox, line: Line) -> None:
    """Pages that were seen come back. What was saved is gone when the person deletes it, one town or everything."""
    visit(firefox, line.address + addresses.town(GERMAN, MARL))
    seen = addresses.step(GERMAN, MARL, REGION.services["hund-anmelden"])
    visit(firefox, line.address + seen)
    heading = firefox.ask("document.querySelector('h1').textContent")
    line.stop()
    firefox.open(line.address + seen)
    assert firefox.ask("document.querySelector('h1').textContent") == heading
    assert firefox.ask(KEPT) not in ("", "none")
    firefox.open(line.address + addresses.topic(GERMAN, MARL, "papiere"))
    assert firefox.ask(KEPT) == "none"
    firefox.until("!document.querySelector('[data-not-saved]').hidden")
    assert not firefox.ask("document.querySelector('[data-none-saved]').hidden")

    line.start()
    firefox.open(line.address + addresses.town(GERMAN, MARL))
    assert firefox.ask(KEPT) == ""
    save(firefox)
    firefox.open(f"{line.address}/de/gespeichert")
    firefox.until("document.querySelectorAll('[data-saved-towns] li').length === 1")
    firefox.click("[data-saved-towns] button")
    firefox.accept()
    firefox.until("document.querySelectorAll('[data-saved-towns] li').length === 0")
    assert (firefox.ask(PACKS), firefox.ask(POINTERS)) == (0, 0)

    firefox.open(line.address + addresses.town(GERMAN, MARL))
    save(firefox)
    firefox.open(f"{line.address}/de/datenschutz")
    firefox.click('#geraet [data-action="wipe"]')
    firefox.accept()
    firefox.until("location.pathname === '/'")
    assert (firefox.ask(PACKS), firefox.ask(POINTERS)) == (0, 0)
    # The worker goes on, and has met nothing but the start page since.
    assert set(firefox.ask(SEEN)) <= {"/"}
    assert firefox.ask("localStorage.length") == 0
