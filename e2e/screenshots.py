"""Takes pictures of every page kind in many variants into the folder screenshots, with one contact sheet per variant.

`python e2e/screenshots.py --variant 'de-360*' --kind 'outcome*'` takes only these; `*` stands for anything.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from e2e.conftest import launch_arguments
from e2e.page_kinds import PAGE_KINDS
from e2e.server import ROOT, running_server
from webapp.app import create_app
from webapp.i18n.languages import LANGUAGES

OUT = ROOT / "screenshots"
HEIGHTS = {320: 640, 360: 740, 768: 1024, 1280: 900}
PAPER = 703  # pixels: what an A4 page leaves between its margins
TYPE_DOUBLED = "--blink-settings=defaultFontSize=32"  # The browser of somebody who has doubled its type.
LONGEST = "longest"  # Of every page kind the language in which it has the most text.
TILES = {320: 240, 360: 240, PAPER: 380, 768: 380, 1280: 560}  # Width of the page -> of its picture on the sheet.
TILE_HEIGHT, LABEL, GAP, SHEET_WIDTH = 900, 34, 12, 2030


@dataclass(frozen=True, slots=True)
class Variant:
    """How pages are looked at: language, width in pixels, text size, doubled type, colours, screen or paper."""

    language: str
    width: int
    size: str = "1"
    type_doubled: bool = False
    scheme: str = "light"
    forced_colors: bool = False
    printed: bool = False


VARIANTS = {
    **{f"{language}-{width}": Variant(language, width) for language in ("de", "ar", LONGEST) for width in HEIGHTS},
    "de-360-larger": Variant("de", 360, size="2"),
    "de-360-large": Variant("de", 360, size="3"),
    "ar-360-large": Variant("ar", 360, size="3"),
    "longest-320-large": Variant(LONGEST, 320, size="3"),
    "de-320-doubled": Variant("de", 320, type_doubled=True),
    "ar-320-doubled": Variant("ar", 320, type_doubled=True),
    "de-360-dark": Variant("de", 360, scheme="dark"),
    "ar-360-dark": Variant("ar", 360, scheme="dark"),
    "de-1280-dark": Variant("de", 1280, scheme="dark"),
    "de-360-forced": Variant("de", 360, forced_colors=True),
    "de-360-forced-dark": Variant("de", 360, scheme="dark", forced_colors=True),
    "de-print": Variant("de", PAPER, printed=True),
    "ar-print": Variant("ar", PAPER, printed=True),
    "longest-print": Variant(LONGEST, PAPER, printed=True),
}


app = cache(create_app)


def main() -> None:
    asked = arguments()
    variants = {name: variant for name, variant in VARIANTS.items() if is_asked(name, asked.variant)}
    kinds = {name: path for name, path in PAGE_KINDS.items() if is_asked(name, asked.kind)}
    if not variants or not kinds:
        sys.exit(f"Nothing fits. Variants: {', '.join(VARIANTS)}. Kinds: {', '.join(PAGE_KINDS)}.")
    with sync_playwright() as playwright, running_server() as (address, _process):
        start = launch_arguments(playwright.chromium)
        browsers = {
            False: playwright.chromium.launch(**start),
            True: playwright.chromium.launch(**{**start, "args": [*start["args"], TYPE_DOUBLED]}),
        }
        for name, variant in variants.items():
            contact_sheet(name, variant, pictures(browsers[variant.type_doubled], address, name, variant, kinds))
        for browser in browsers.values():
            browser.close()
    write_index()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--variant", action="append", help=", ".join(VARIANTS))
    parser.add_argument("--kind", action="append", help=", ".join(PAGE_KINDS))
    return parser.parse_args()


def is_asked(name: str, patterns: list[str] | None) -> bool:
    return not patterns or any(fnmatch(name, pattern) for pattern in patterns)


def pictures(
    browser: Browser, address: str, name: str, variant: Variant, kinds: dict[str, str]
) -> list[tuple[str, Image.Image]]:
    """The label and the picture of each page kind; each is saved as well, and the step sheets as a PDF."""
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with browser.new_context(
        base_url=address,
        viewport={"width": variant.width, "height": HEIGHTS.get(variant.width, 994)},
        color_scheme=variant.scheme,
        forced_colors="active" if variant.forced_colors else "none",
    ) as context:
        page = context.new_page()
        page.emulate_media(media="print" if variant.printed else "screen")
        for kind, path in kinds.items():
            language = longest_language(path) if variant.language == LONGEST else variant.language
            page.goto(path.format(language))
            page.evaluate("size => document.documentElement.setAttribute('data-size', size)", variant.size)
            taken.append((f"{kind} · {language}", picture(page, folder / f"{kind}.png")))
            if variant.printed and kind.startswith("sheet"):
                page.pdf(path=folder / f"{kind}.pdf", prefer_css_page_size=True)
    return taken


def picture(page: Page, file: Path) -> Image.Image:
    """The whole page, saved as a file."""
    data = page.screenshot(path=file, full_page=True)
    return Image.open(BytesIO(data)).convert("RGB")


def longest_language(path: str) -> str:
    """The language in which the page has the most letters that can be seen."""
    client = app().test_client()
    texts = {
        code: re.sub(r"<[^>]*>|\s+", " ", client.get(path.format(code)).text.partition("<main")[2])
        for code in LANGUAGES
    }
    return max(texts, key=lambda code: len(texts[code]))


def contact_sheet(name: str, variant: Variant, taken: list[tuple[str, Image.Image]]) -> None:
    """All pages of a variant side by side, each with its name below, as one picture."""
    width = TILES[variant.width]
    tiles = [(label, tile(page, width)) for label, page in taken]
    columns = max(1, min(len(tiles), (SHEET_WIDTH - GAP) // (width + GAP)))
    rows = [tiles[start : start + columns] for start in range(0, len(tiles), columns)]
    heights = [max(page.height for _, page in row) + LABEL + GAP for row in rows]
    sheet = Image.new("RGB", (columns * (width + GAP) + GAP, sum(heights) + GAP), "#b8b8b8")
    draw = ImageDraw.Draw(sheet)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for column, (label, page) in enumerate(row):
            left = GAP + column * (width + GAP)
            sheet.paste(page, (left, top))
            draw.text((left, top + page.height + 4), label, fill="#000000", font=ImageFont.load_default(18))
        top += height
    sheet.save(OUT / f"{name}.png")


def tile(page: Image.Image, width: int) -> Image.Image:
    """The page at this width, its upper part only."""
    part = page.crop((0, 0, page.width, min(page.height, TILE_HEIGHT * page.width // width)))
    return part.resize((width, part.height * width // page.width), Image.Resampling.LANCZOS)


def write_index() -> None:
    """A page that shows all contact sheets that are there, with links to the single pictures."""
    parts = ["<!doctype html><html lang=en><meta charset=utf-8><title>Screenshots</title><h1>Screenshots</h1>"]
    for sheet in sorted(OUT.glob("*.png")):
        files = sorted(path for path in (OUT / sheet.stem).glob("*") if path.suffix in (".png", ".pdf"))
        links = " · ".join(f'<a href="{escape(sheet.stem)}/{file.name}">{file.stem}</a>' for file in files)
        parts.append(f'<h2>{sheet.stem}</h2><p>{links}</p><p><img src="{sheet.name}" alt="" loading=lazy></p>')
    (OUT / "index.html").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
