"""Takes pictures of every page kind into the folder screenshots: narrow, wide, Arabic, large type, dark, paper."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import sync_playwright

from e2e.conftest import launch_arguments
from e2e.page_kinds import PAGE_KINDS
from e2e.server import ROOT, running_server

OUT = ROOT / "screenshots"
VARIANTS = {
    "de-360": ("de", {"viewport": {"width": 360, "height": 740}}, "1"),
    "de-1280": ("de", {"viewport": {"width": 1280, "height": 900}}, "1"),
    "en-360": ("en", {"viewport": {"width": 360, "height": 740}}, "1"),
    "ar-360": ("ar", {"viewport": {"width": 360, "height": 740}}, "1"),
    "de-360-large": ("de", {"viewport": {"width": 360, "height": 740}}, "3"),
    "de-360-dark": ("de", {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}, "1"),
}


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    only = sys.argv[1:]
    with sync_playwright() as playwright, running_server() as (address, _process):
        browser = playwright.chromium.launch(**launch_arguments(playwright.chromium))
        for variant, (language, options, size) in VARIANTS.items():
            if only and variant not in only:
                continue
            context = browser.new_context(base_url=address, **options)
            page = context.new_page()
            for name, path in PAGE_KINDS.items():
                page.goto(path.format(language))
                page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
                page.screenshot(path=OUT / f"{name}--{variant}.png", full_page=True)
                if name.startswith("sheet") and variant.endswith("-360"):
                    page.pdf(path=OUT / f"{name}--{language}.pdf", prefer_css_page_size=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
