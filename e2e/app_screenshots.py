"""Takes the two pictures that a browser shows before it installs the app, and puts them into webapp/assets.

`make app-screenshots` when the look of a town's menu has changed; the pictures are committed.
"""

import sys
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from e2e.conftest import launch_arguments
from e2e.server import ROOT, running_server

PAGE = "/de/marl/"
# File -> width and height in CSS pixels, and how many pixels of the picture each of them takes.
PICTURES = {"screenshot-narrow.webp": (360, 740, 2), "screenshot-wide.webp": (1280, 800, 1)}


def main() -> None:
    with sync_playwright() as playwright, running_server() as (address, _process):
        browser = playwright.chromium.launch(**launch_arguments(playwright.chromium))
        for name, (width, height, scale) in PICTURES.items():
            taken(browser, address, width, height, scale).save(ROOT / "webapp/assets" / name, quality=80, method=6)
        browser.close()


def taken(browser: Browser, address: str, width: int, height: int, scale: int) -> Image.Image:
    """The first screen of the menu, in light colours."""
    with browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme="light",
        locale="de-DE",
    ) as context:
        page = context.new_page()
        page.goto(PAGE, wait_until="networkidle")
        return Image.open(BytesIO(page.screenshot())).convert("RGB")


if __name__ == "__main__":
    main()
