"""The Nu Html Checker (the W3C's) finds no error on any page kind, and every page of the product has a kind."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, template_rendered

from e2e.page_kinds import PAGE_KINDS
from e2e.server import ROOT
from webapp import create_app
from webapp.i18n.languages import LANGUAGES
from webapp.packs.pages import search_page

CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
PAGES = ROOT / "webapp/templates/pages"
# Safari forgets that a list is one when its marks are taken away; the role tells it again. It does no harm elsewhere.
WANTED = {f"The “list” role is unnecessary for element “{name}”." for name in ("ul", "ol")}


@pytest.fixture
def app() -> Flask:
    """A fresh one each time: a page that is kept as ready bytes is not rendered again."""
    return create_app()


@pytest.fixture(scope="module")
def java() -> str:
    """Where Java is. Without it the test is skipped at home and fails in CI, where nobody reads what was skipped."""
    if found := shutil.which("java"):
        return found
    reason = "the HTML check needs Java: install a JRE (Debian: default-jre-headless)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    # Whoever works at home without a JRE shall still be able to run everything else; `make test` sets one up as root.
    pytest.skip(reason)  # In CI it failed above, so nothing is skipped where nobody looks.


def complaints(java: str, files: list[Path]) -> Iterator[str]:
    """What the checker says about files, errors and warnings alike. One run for all: starting it takes longest."""
    command = [java, "-jar", str(CHECKER), "--stdout", "--format", "json", *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    for message in json.loads(run.stdout)["messages"]:
        if message["message"] not in WANTED:
            place = f"{Path(message.get('url', '')).stem}:{message.get('lastLine')}"
            kind = message.get("subType", message["type"])
            yield f"{place}: {kind}: {message['message']} {message.get('extract', '')!r}"


def test_no_error_and_no_warning_on_any_page_kind(app: Flask, java: str, tmp_path: Path) -> None:
    client, files = app.test_client(), []
    for kind, address in PAGE_KINDS.items():
        for language in ("de", "ar", "en"):
            files.append(tmp_path / f"{kind}--{language}.html")
            files[-1].write_bytes(client.get(address.format(language)).data)
    # The search page of a pack is only ever seen without a network.
    for language in ("de", "ar"):
        files.append(tmp_path / f"stored-search--{language}.html")
        town = app.extensions["amtslotse"].region.towns["marl"]
        files[-1].write_text(search_page(app, LANGUAGES[language], town).html, encoding="utf-8")
    assert not list(complaints(java, files))


def test_errors_are_found(java: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=de><title>t</title><p hx-get='/'>Text", encoding="utf-8")
    assert "hx-get" in " ".join(complaints(java, [page]))


def test_every_page_has_a_kind(app: Flask) -> None:
    """A new page must join the list, else no check that walks the page kinds looks at it."""
    rendered = set()

    def note(_app: Flask, template: object, **_context: object) -> None:
        rendered.add(template.name)

    with template_rendered.connected_to(note, app):
        for address in PAGE_KINDS.values():
            app.test_client().get(address.format("de"))
        search_page(app, LANGUAGES["de"], app.extensions["amtslotse"].region.towns["marl"])
    pages = {path for path in PAGES.rglob("*.html") if "{% extends" in path.read_text(encoding="utf-8")}
    assert {f"pages/{path.relative_to(PAGES).as_posix()}" for path in pages} <= rendered
