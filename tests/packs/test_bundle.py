"""A pack holds every page of a town, as the site shows it, within its budget."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from typing import Any

import brotli
import pytest
from flask import Flask

from tests.conftest import ALL
from tests.house import HouseClient
from tests.packs.conftest import TOWN, Unweave
from webapp.i18n.languages import LANGUAGES
from webapp.packs.bundle import Pack
from webapp.packs.pages import MENU, PARTS, QUESTION, PackedPage, for_people, menu_paths, pages_of
from webapp.rendering import addresses
from webapp.rendering.site import Site
from webapp.wizard import OutcomeStep, all_paths

# One process makes the two packs for all of these tests.
pytestmark = pytest.mark.xdist_group("packs")
MOST_BROTLI, MOST_GZIP = 250_000, 400_000
EVERY = 1 if ALL else 23  # Which pages are also asked for one by one.


@pytest.fixture(scope="session")
def pages(app: Flask, pack: Pack) -> list[PackedPage]:
    return list(pages_of(app, pack.language, pack.town))


def entries(pack: Pack) -> dict[str, Any]:
    return {name: value for line in pack.lines for name, value in json.loads(line).items()}


def test_every_step_and_every_part_of_every_end_is_there(site: Site, pack: Pack, pages: list[PackedPage]) -> None:
    town, language = pack.town, pack.language
    wanted = {addresses.search(language, town), *menu_paths(site.region, language, town)}
    for service in site.region.services.values():
        for step in all_paths(site.region, service, town):
            parts = PARTS if isinstance(step, OutcomeStep) else ("",)
            wanted |= {addresses.step(language, town, service, step.answers, part) for part in parts}
    assert {page.path for page in pages} == wanted
    assert len(pages) == len(wanted) == pack.pages
    assert len(wanted) > 5000


def test_the_pages_are_those_of_the_site(house: HouseClient, pages: list[PackedPage]) -> None:
    """But for what only search engines read, and for the search, which a script fills."""
    asked = [page for page in pages[::EVERY] if not page.path.endswith("/suche")]
    assert len(asked) > 200
    assert {page.kind for page in asked} == {MENU, QUESTION, *PARTS}
    for page in asked:
        assert for_people(house.client.get(page.path).get_data(as_text=True)) == page.html, page.path


def test_the_browser_reads_every_page_as_it_went_in(pack: Pack, pages: list[PackedPage], unweave: Unweave) -> None:
    told = unweave([{"open": entries(pack)["pages"]}, *({"hash": page.path} for page in pages)])
    other = [
        page.path
        for page, digest in zip(pages, told, strict=True)
        if digest != hashlib.sha256(page.html.encode()).hexdigest()
    ]
    assert not other


def test_an_address_that_leads_nowhere_leads_to_the_nearest_page(pack: Pack, unweave: Unweave) -> None:
    """Design: segments are cut from the right until a page is found, but never above the town."""
    begin = f"/{pack.language.code}/{TOWN}"
    asked = [
        f"{begin}/hund-anmelden/hund=drache",
        f"{begin}/hund-anmelden",
        f"{begin}/hund-anmelden/blatt",
        f"{begin}/einhorn",
        f"/{pack.language.code}/herten/hund-anmelden",
    ]
    wrong, right, too_early, unknown, elsewhere = unweave(
        [{"open": entries(pack)["pages"]}, *({"path": path} for path in asked)]
    )
    assert wrong == right == too_early
    assert 'data-step="question"' in right
    assert unknown is None
    assert elsewhere is None


def test_a_pack_is_within_its_budget(pack: Pack) -> None:
    assert len(brotli.compress(pack.bundle, quality=9)) <= MOST_BROTLI
    assert len(gzip.compress(pack.bundle, compresslevel=9, mtime=0)) <= MOST_GZIP


def test_nothing_in_a_pack_leads_to_another_version(site: Site, pack: Pack) -> None:
    """Addresses of files name their content, so an old pack can never meet new ones."""
    text = pack.bundle.decode()
    known = set(site.assets.files)
    found = {piece.split('"')[0].split("#")[0].rstrip("\\") for piece in text.split("/static/")[1:]}
    assert found
    assert {f"/static/{name}" for name in found} <= known


def test_a_pack_is_the_same_in_every_process() -> None:
    """Sets and hashes have another order in another process, and a pack that changes would be loaded anew."""
    script = (
        "from webapp import create_app; from webapp.i18n.languages import LANGUAGES;"
        "from webapp.packs.bundle import woven; from webapp.packs.pages import pages_of; from itertools import islice;"
        "import hashlib, json; app = create_app({'TESTING': True}); region = app.extensions['amtslotse'].region;"
        "pages = list(islice(pages_of(app, LANGUAGES['ar'], region.towns['marl']), 900));"
        "words = {page.step.split('/')[3]: ('§1', '§2', '§3') for page in pages};"
        "print(hashlib.sha256(json.dumps(woven(pages, words, '/ar/marl/')).encode()).hexdigest())"
    )
    hashes = [
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert hashes[0] == hashes[1]
    assert len(hashes[0].strip()) == 64


def test_making_a_pack_in_the_middle_of_a_request_leaves_the_request_alone(app: Flask, site: Site) -> None:
    from flask import g

    with app.test_request_context("/tr/herten/"):
        app.preprocess_request()
        first = next(iter(pages_of(app, LANGUAGES["ar"], site.region.towns[TOWN])))
        assert first.path.startswith("/ar/marl/")
        assert (g.language.code, g.town.id) == ("tr", "herten")
        assert "render" not in g
