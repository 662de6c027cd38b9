"""What packs cost: bytes, building, saving on a slow line, answering a page, and the scripts for all that."""

import gzip
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import brotli
from playwright.sync_api import Browser, Page, sync_playwright

from e2e.conftest import launch_arguments
from e2e.server import running_server
from webapp import create_app
from webapp.i18n.languages import LANGUAGES
from webapp.packs.serving import STORE

Row = Callable[..., None]
# Slow 4G as Lighthouse has it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms.
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
ASK = """async ({path, count}) => {
  const times = [];
  for (let round = 0; round < count; round++) {
    const started = performance.now();
    await (await fetch(path)).text();
    times.push(performance.now() - started);
  }
  return times;
}"""


def pack_figures(row: Row) -> None:
    """Build two towns' packs in all languages, then save one in a browser and go without a network."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"AMTSLOTSE_PACKS": Path(folder)})
        store, site = app.extensions[STORE], app.extensions["amtslotse"]
        for town in ("marl", "gelsenkirchen"):
            for code in site.region.settings.languages:
                started = time.perf_counter()
                kept = store.build(LANGUAGES[code], site.region.towns[town])
                took = time.perf_counter() - started
                bytes_of = {encoding: len(body) / 1000 for encoding, body in kept.bodies.items()}
                value = f"{bytes_of['br']:.1f} / {bytes_of['gzip']:.1f} kB"
                row(f"pack {town} {code}: brotli 9 / gzip, made in {took:.1f} s", value, "<= 250 / 400 kB")
        _scripts(row)
        with running_server(AMTSLOTSE_PACKS=folder) as (address, process), sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_arguments(playwright.chromium))
            _saving(row, browser, address, process.terminate)
            browser.close()


def _scripts(row: Row) -> None:
    assets = create_app().extensions["amtslotse"].assets
    for name in ("packs.js", "search.js", "read-aloud.js", "worker.js"):
        body = assets.files[assets.address(name)][0]
        sizes = f"{len(brotli.compress(body, quality=11))} / {len(gzip.compress(body, 9))} B"
        row(
            f"{name}, brotli / gzip", sizes, "on use, together <= 15 kB" if name != "worker.js" else "in the background"
        )


def _saving(row: Row, browser: Browser, address: str, stop: Callable[[], None]) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}/uk/marl/")
    _until(page, "Boolean(navigator.serviceWorker.controller)")
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_4G)
    started = time.perf_counter()
    page.locator("[data-pack-save]").click()
    page.wait_for_selector('[data-pack-state="saved"]', timeout=60_000)
    row("save Marl in Ukrainian on emulated slow 4G", f"{time.perf_counter() - started:.2f} s", "<= 3 s")
    tools.send(
        "Network.emulateNetworkConditions", {**SLOW_4G, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    )
    stop()
    time.sleep(1)
    path = "/uk/marl/hund-anmelden/hund=liste/blatt"
    first = page.evaluate(ASK, {"path": path, "count": 1})
    times = page.evaluate(ASK, {"path": path, "count": 50})
    row("first page from the pack, the server stopped", f"{first[0]:.0f} ms")
    row("a page from the pack, median of 50", f"{statistics.median(times):.1f} ms", "<= 50 ms")


def _until(page: Page, condition: str) -> None:
    while not page.evaluate(condition):
        page.wait_for_timeout(50)


if __name__ == "__main__":
    pack_figures(lambda name, value, asked="": print(f"{name:64} {value:>20}   {asked}", flush=True))
