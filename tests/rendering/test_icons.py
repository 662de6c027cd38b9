"""Icons: every name that a template, a topic or a life event uses is drawn."""

import re
import shutil
from pathlib import Path

import pytest

from webapp import create_app
from webapp.app import CONTENT
from webapp.region import ContentError, Region
from webapp.rendering.site import TEMPLATES, Site


def test_every_icon_that_is_named_is_drawn(region: Region, site: Site) -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.html")))
    named = set(re.findall(r'icon\("([a-z0-9-]+)"', written)) | set(re.findall(r'else "([a-z0-9-]+)"\)', written))
    named |= {entry.icon for entry in (*region.topics.values(), *region.life_events.values()) if entry.icon}
    assert len(named) > 30
    assert named <= site.assets.icons


def test_icons_are_drawings_and_nothing_else(site: Site) -> None:
    sprite = site.assets.files[site.assets.address("icons.svg")][0].decode()
    drawing = r"(?:<(?:path|circle|rect|line|polyline|polygon|ellipse) [^<>]*/>)+"
    symbol = rf'<symbol id="[a-z0-9-]+" viewBox="0 0 24 24">{drawing}</symbol>'
    assert re.fullmatch(rf'<svg xmlns="http://www.w3.org/2000/svg">(?:{symbol})+</svg>', sprite)


def test_a_region_that_names_an_unknown_icon_does_not_start(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CONTENT / "emscher-lippe", tmp_path / "region"))
    topics = folder / "topics.yaml"
    topics.write_text(topics.read_text(encoding="utf-8").replace("icon: dog", "icon: dragon"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"topics.yaml: tiere.icon: dragon is not in"):
        create_app({"TESTING": True, "AMTSLOTSE_REGION": str(folder)})
