"""The web app manifest of every town in every language, and the pictures it names."""

import itertools
import json
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from tests.house import HouseClient
from webapp.i18n import catalogs
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region
from webapp.rendering import manifest
from webapp.rendering.headers import KEPT, SECURITY
from webapp.rendering.site import Site

ASSETS = Path(manifest.__file__).parents[1] / "assets"
MOST_BYTES = 120_000  # Of the two screenshots together.
SAFE = 0.4  # The radius of what is shown of a maskable icon for certain, as a share of its width.

every_language = pytest.mark.parametrize("code", LANGUAGES)


def read(house: HouseClient, code: str, town: str = "marl") -> dict[str, Any]:
    answer = house.client.get(f"/{code}/{town}/app.webmanifest")
    assert answer.status_code == 200
    content: dict[str, Any] = json.loads(answer.data)
    return content


@every_language
def test_every_town_has_a_manifest_of_its_own(house: HouseClient, region: Region, code: str) -> None:
    language = LANGUAGES[code]
    for town in region.towns.values():
        content = read(house, code, town.id)
        assert content["name"] == f"Amtslotse {town.name}"
        assert content["id"] == content["start_url"] == f"/{code}/{town.id}/"
        assert (content["lang"], content["dir"]) == (language.lang, language.direction)
        assert (content["scope"], content["display"]) == ("/", "standalone")


@every_language
def test_what_it_leads_to_is_there(house: HouseClient, code: str) -> None:
    content = read(house, code)
    assert house.fetch(content["start_url"]).step == "menu"
    steps = [house.fetch(shortcut["url"]).step for shortcut in content["shortcuts"]]
    assert steps == ["search", "menu", "menu"]


@every_language
def test_its_texts_are_those_of_the_pages(house: HouseClient, code: str) -> None:
    content = read(house, code)
    menu = house.fetch(content["start_url"])
    assert content["description"] == menu.one('meta[name="description"]').attributes["content"]
    assert [shot["label"] for shot in content["screenshots"]] == [menu.heading] * 2
    said = menu.main.text()
    assert all(shortcut["name"] in said for shortcut in content["shortcuts"])


def test_no_markup_gets_into_it_where_a_text_is_missing(house: HouseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = '<bdi lang="de" dir="ltr">{}</bdi>'
    monkeypatch.setattr("webapp.i18n.texts.ui_gettext", lambda message: marked.format(message))
    with house.app.test_request_context("/en/marl/app.webmanifest"):
        content = json.loads(house.app.full_dispatch_request().get_data(as_text=True))
    assert content["description"] == manifest.DESCRIPTION


def test_its_texts_are_in_the_catalogs(region: Region) -> None:
    known = {message.id for message in catalogs.template_of("ui", region)}
    assert set(manifest.TEXTS) <= known


def test_it_is_sent_and_kept_as_what_it_is(house: HouseClient) -> None:
    path = "/ar/marl/app.webmanifest"
    answer = house.client.get(path, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == KEPT
    assert SECURITY.items() <= dict(answer.headers).items()
    assert house.app.wsgi_app.store.get(path)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/de/marl/app.webmanifest/", 308),
        ("/de/atlantis/app.webmanifest", 404),
        ("/xx/marl/app.webmanifest", 404),
        ("/de/marl/app.webmanifest/blatt", 404),
        ("/de/app.webmanifest", 308),
    ],
)
def test_there_is_none_elsewhere(house: HouseClient, path: str, status: int) -> None:
    assert house.client.get(path).status_code == status


@every_language
def test_the_menu_of_a_town_names_it_and_no_other_page_does(house: HouseClient, code: str) -> None:
    """Only there it costs bytes; people install from there."""
    menu = house.fetch(f"/{code}/marl/")
    head = menu.one('head link[rel="manifest"]').attributes["href"]
    assert head == menu.one("#app").attributes["data-manifest"] == f"/{code}/marl/app.webmanifest"
    touch = menu.one('head link[rel="apple-touch-icon"]').attributes["href"]
    assert touch == menu.one("#app").attributes["data-apple-touch-icon"]
    assert house.client.get(touch or "").headers["Content-Type"] == "image/png"
    for path in (f"/{code}/", f"/{code}/marl/a-z", f"/{code}/marl/geburtsurkunde"):
        assert not house.fetch(path).all('link[rel="manifest"], #app'), path


def test_the_hint_is_hidden_until_the_script_shows_it(house: HouseClient) -> None:
    page = house.fetch("/de/marl/")
    assert all("hidden" in part.attributes for part in page.all("#app, [data-install]"))
    assert {part.attributes["data-install"] for part in page.all("[data-install]")} == {"prompt", "share", "menu"}


# --- Its pictures ---


def pictures(house: HouseClient, kind: str) -> list[tuple[dict[str, str], bytes]]:
    """What the manifest says of each picture, and the bytes that are sent for it."""
    found = []
    for picture in read(house, "de")[kind]:
        answer = house.client.get(picture["src"])
        assert answer.status_code == 200, picture["src"]
        assert answer.headers["Content-Type"] == picture["type"]
        found.append((picture, answer.data))
    return found


@pytest.mark.parametrize(("kind", "number"), [("icons", 4), ("screenshots", 2)])
def test_pictures_are_as_large_as_it_says(house: HouseClient, kind: str, number: int) -> None:
    found = pictures(house, kind)
    assert len(found) == number
    for picture, data in found:
        if picture["type"] == "image/svg+xml":
            assert picture["sizes"] == "any"
            continue
        with Image.open(BytesIO(data)) as image:
            assert "{}x{}".format(*image.size) == picture["sizes"], picture["src"]
            assert Image.MIME[image.format or ""] == picture["type"]


def test_screenshots_are_such_as_browsers_take(house: HouseClient) -> None:
    """Chromium: 320 to 3,840 pixels, the longer side at most 2.3 times the other; a small and a large screen."""
    found = pictures(house, "screenshots")
    assert [picture["form_factor"] for picture, _ in found] == ["narrow", "wide"]
    for picture, _ in found:
        short, long = sorted(int(side) for side in picture["sizes"].split("x"))
        assert 320 <= short <= long <= min(3840, 2.3 * short)
    assert sum(len(data) for _, data in found) <= MOST_BYTES


def test_a_maskable_icon_may_be_cut_to_a_circle(house: HouseClient) -> None:
    """No transparent corner, and nothing of the drawing beyond the safe zone (https://w3c.github.io/manifest/#icon-masks)."""
    data = next(data for picture, data in pictures(house, "icons") if picture["purpose"] == "maskable")
    with Image.open(BytesIO(data)) as image:
        width, pixels = image.width, image.convert("RGBA").load()
    assert pixels
    middle = (width - 1) / 2
    beyond = {
        pixels[x, y]
        for x, y in itertools.product(range(width), repeat=2)
        if (x - middle) ** 2 + (y - middle) ** 2 > (SAFE * width) ** 2
    }
    assert len(beyond) == 1
    assert beyond.pop()[3] == 255


def test_pictures_are_made_alike_each_time(site: Site) -> None:
    """What is drawn now has the very bytes of the build, so that a hashed name never changes without need."""
    node = shutil.which("node", path=str(ASSETS.parents[1] / ".venv" / "bin")) or shutil.which("node")
    assert node, "Node is missing: make .venv/.run"
    script = f"""import {{ readFileSync }} from "node:fs";
    import {{ png }} from "{(ASSETS / "pictures.mjs").as_uri()}";
    process.stdout.write(png(readFileSync({json.dumps(str(ASSETS / "icon.svg"))}), 192));"""
    done = subprocess.run([node, "--input-type=module", "-e", script], capture_output=True)  # noqa: S603 -- our own.
    assert not done.returncode, done.stderr.decode()
    assert done.stdout == site.assets.files[site.assets.address("icon-192.png")][0]


def test_its_colours_are_those_of_the_pages(site: Site) -> None:
    css = site.assets.files[site.assets.address("style.css")][0].decode()
    assert re.search(r"--band:(#\w+)", css)[1] == manifest.BAND  # type: ignore[index]
    paper = re.search(r"--paper:var\((--[\w-]+)\)", css)[1]  # type: ignore[index]
    assert re.search(rf"{paper}:(#\w+)", css)[1] == manifest.PAPER  # type: ignore[index]


def test_our_drawings_hold_no_text_and_nothing_from_elsewhere() -> None:
    """The renderer has no font, and an icon may load nothing."""
    for name in ("icon.svg", "icon-maskable.svg"):
        tree = LexborHTMLParser((ASSETS / name).read_text(encoding="utf-8"))
        tags = {node.tag for node in tree.css("svg *")}
        assert tags <= {"rect", "path", "circle", "g"}, name
