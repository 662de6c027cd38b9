"""What makes a town an app on a home screen: the web app manifest, one for each town and language."""

from collections.abc import Callable
from typing import Any

from webapp.i18n.languages import Language
from webapp.region.models import Town
from webapp.rendering import addresses
from webapp.rendering.assets import Assets

# Texts that the templates have already, so that the catalogs know them.
DESCRIPTION = (
    "Schritt für Schritt zum richtigen Amt Ihrer Stadt: wer zuständig ist, was online geht und was Sie mitbringen."
)
MENU, SEARCH, ALL, ONLINE = (
    "Was möchten Sie erledigen?",
    "Suchen",
    "Alles von A bis Z",
    "Was geht hier von zu Hause?",
)
TEXTS = (DESCRIPTION, MENU, SEARCH, ALL, ONLINE)
# Of webapp/assets/style.css: the header, and the page below it while the first one is loaded.
BAND, PAPER = "#16336b", "#eff3fa"
# Built file, size in pixels, how it may be cut: "any" stays as it is, "maskable" may lose its corners.
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
    ("icon.svg", "any", "any"),
)
# Built file, size in pixels, kind of screen. How to take them anew: docs/operating.md.
SCREENSHOTS = (("screenshot-narrow.webp", "720x1480", "narrow"), ("screenshot-wide.webp", "1280x800", "wide"))


def web_manifest(language: Language, town: Town, assets: Assets, said: Callable[[str], str]) -> dict[str, Any]:
    """The manifest of a town in a language, as the W3C names its members (https://www.w3.org/TR/appmanifest/).

    `said` gives a German text of the interface in the language, without markup. Towns and languages differ in `id`, so
    that a device can hold several.
    """
    start = addresses.town(language, town)
    shortcuts = (
        (SEARCH, addresses.search(language, town)),
        (ALL, addresses.town(language, town, "a-z")),
        (ONLINE, addresses.town(language, town, "online")),
    )
    return {
        "name": f"Amtslotse {town.name}",
        "short_name": "Amtslotse",
        "description": said(DESCRIPTION),
        "lang": language.lang,
        "dir": language.direction,
        "id": start,
        "start_url": start,
        "scope": addresses.start(),
        "display": "standalone",
        "theme_color": BAND,
        "background_color": PAPER,
        "icons": [_picture(assets, name, sizes, purpose=purpose) for name, sizes, purpose in ICONS],
        "screenshots": [
            _picture(assets, name, sizes, form_factor=screen, label=said(MENU)) for name, sizes, screen in SCREENSHOTS
        ],
        "shortcuts": [{"name": said(name), "url": url} for name, url in shortcuts],
    }


def _picture(assets: Assets, name: str, sizes: str, **more: str) -> dict[str, str]:
    """How the manifest names a picture, by its built file."""
    address = assets.address(name)
    return {"src": address, "sizes": sizes, "type": assets.files[address][1], **more}
