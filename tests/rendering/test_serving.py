"""The layer below Flask: encodings, tags, kept pages, and the bytes that each kind of page may cost."""

import gzip

import brotli
import pytest
from flask import Flask

from tests.conftest import ALL
from tests.house import HouseClient
from webapp import create_app
from webapp.i18n.languages import LANGUAGES
from webapp.rendering import addresses
from webapp.rendering.serving import Store, chosen_encoding, make_ready
from webapp.rendering.site import Site
from webapp.wizard import all_paths

PATH = "/de/marl/geburtsurkunde/geburtsort=datteln"
HTML = [("Content-Type", "text/html; charset=utf-8")]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("", ""),
        ("br;q=0, gzip", "gzip"),
        ("identity", ""),
        ("BR", "br"),
        ("gzip;q=0", ""),
    ],
)
def test_the_best_encoding_is_chosen(accepted: str, encoding: str) -> None:
    assert chosen_encoding(accepted) == encoding


def test_all_encodings_hold_the_same_page(house: HouseClient) -> None:
    plain = house.client.get(PATH)
    brotlied = house.client.get(PATH, headers={"Accept-Encoding": "br"})
    gzipped = house.client.get(PATH, headers={"Accept-Encoding": "gzip"})
    assert brotli.decompress(brotlied.data) == gzip.decompress(gzipped.data) == plain.data
    assert len({answer.headers["ETag"] for answer in (plain, brotlied, gzipped)}) == 3
    assert all(answer.headers["Vary"] == "Accept-Encoding" for answer in (plain, brotlied, gzipped))


def test_a_known_tag_is_not_sent_again(house: HouseClient) -> None:
    first = house.client.get(PATH, headers={"Accept-Encoding": "br"})
    again = house.client.get(PATH, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_head_has_the_headers_without_the_page(house: HouseClient) -> None:
    head, get = house.client.head(PATH), house.client.get(PATH)
    assert head.data == b""
    assert dict(head.headers) == dict(get.headers)


def test_the_second_request_does_not_reach_flask(
    app: Flask, house: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = house.client.get(PATH)
    monkeypatch.setattr(app.wsgi_app, "_app", None)
    assert house.client.get(PATH).data == first.data


def test_notices_and_queries_are_never_kept(app: Flask, house: HouseClient) -> None:
    house.client.get("/de/marl/?x=1")
    house.client.get("/de/marl/geburtsurkunde/geburtsort=mond")
    house.client.get("/de/nirgendwo/")
    assert not [path for path in app.wsgi_app.store._pages if "mond" in path or "?" in path or "nirgendwo" in path]


def test_the_least_recently_used_page_is_thrown_out() -> None:
    page = make_ready("200 OK", HTML, b"x" * 1000)
    store = Store("1", most_bytes=page.size * 2)
    store.keep("/a", page)
    store.keep("/b", page)
    store.get("/a")
    store.keep("/c", page)
    assert [path for path in ("/a", "/b", "/c") if store.get(path)] == ["/a", "/c"]


def test_workers_share_pages_through_a_second_level(tmp_path: object) -> None:
    settings = {"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": str(tmp_path)}
    one, other = create_app(settings), create_app(settings)
    first = HouseClient(one).client.get(PATH)
    other.wsgi_app._app = None  # type: ignore[attr-defined]
    assert HouseClient(other).client.get(PATH).data == first.data


def test_built_files_are_kept_for_ever(house: HouseClient, site: Site) -> None:
    answer = house.client.get(site.assets.address("style.css"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]


def size(house: HouseClient, path: str) -> int:
    """Bytes over the wire, with brotli, as the server sends them."""
    answer = house.client.get(path, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200, path
    assert answer.headers["Content-Encoding"] == "br", path
    return len(answer.data)


def test_the_budgets_of_a_first_visit_hold(house: HouseClient, site: Site) -> None:
    """Design: Budgets."""
    assert size(house, site.assets.address("style.css")) <= 11_000
    assert sum(size(house, site.assets.address(name)) for name in ("htmx.js", "amtslotse.js")) <= 20_000
    for path in ("/", "/de/", "/de/marl/", "/ar/marl/"):
        assert size(house, path) <= 7_000, path


@pytest.mark.parametrize("language", LANGUAGES if ALL else ("de", "ar"))
def test_the_budget_of_a_step_holds(house: HouseClient, site: Site, language: str) -> None:
    """Questions and outcomes of one town, every fourth one (with ALL every one), because neighbours are alike."""
    town = site.region.towns["marl"]
    steps = [step for service in site.region.services.values() for step in all_paths(site.region, service, town)]
    paths = [addresses.step(LANGUAGES[language], town, step.service, step.answers) for step in steps]
    sizes = {path: size(house, path) for path in paths[:: 1 if ALL else 4]}
    assert {path: found for path, found in sizes.items() if found > 7_000} == {}
