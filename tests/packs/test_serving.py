"""How packs and the worker are served: what may be kept, what is always asked for, and how an operator stops it all."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import create_app
from webapp.packs.bundle import Pack
from webapp.packs.serving import FILES, STORE
from webapp.packs.store import PackStore
from webapp.rendering.headers import SECURITY

LINES = (b'{"search":{}}\n', b'{"pages":{}}\n')
MANIFEST = "/packs/de/marl/manifest.json"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Packs with next to nothing in them; the list says which were made."""
    made: list[str] = []

    def pack(_app: Flask, language: Any, town: Any) -> Pack:
        made.append(f"{language.code} {town.id}")
        return Pack(language, town, 2, LINES, "2026-11-24")

    monkeypatch.setattr("webapp.packs.store.make_pack", pack)
    return made


@pytest.fixture
def packed(tmp_path: Path, quick: list[str]) -> FlaskClient:  # noqa: ARG001
    app = create_app({"TESTING": True, "AMTSLOTSE_PACKS": tmp_path / "packs"})
    return app.test_client()


def test_a_manifest_names_its_bundle_and_is_always_asked_for(packed: FlaskClient) -> None:
    answer = packed.get(MANIFEST)
    manifest = answer.get_json()
    digest = hashlib.sha256(b"".join(hashlib.sha256(line).digest() for line in LINES)).hexdigest()
    assert manifest["hash"] == digest
    assert manifest["bundle"] == f"/packs/de/marl/{digest[:20]}.jsonl"
    assert (manifest["entries"], manifest["pages"]) == (2, 2)
    assert (manifest["bytes"], manifest["as_of"]) == (len(b"".join(LINES)), "2026-11-24")
    assert all(packed.get(path).status_code == 200 for path in manifest["files"])
    assert answer.headers["Cache-Control"] == "no-cache"
    again = packed.get(MANIFEST, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", lambda body: body)]
)
def test_a_bundle_is_kept_for_ever_in_each_encoding(packed: FlaskClient, encoding: str, unpack: Any) -> None:
    manifest = packed.get(MANIFEST).get_json()
    answer = packed.get(manifest["bundle"], headers={"Accept-Encoding": encoding})
    assert answer.headers.get("Content-Encoding", "") == encoding
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"] == SECURITY["Content-Security-Policy"]
    assert unpack(answer.data) == b"".join(LINES)
    if encoding == "br":
        assert len(answer.data) == manifest["download"]
    assert packed.head(manifest["bundle"]).data == b""


def test_a_bundle_of_another_version_is_not_there(packed: FlaskClient) -> None:
    assert packed.get("/packs/de/marl/00000000000000000000.jsonl").status_code == 404
    assert packed.get("/packs/xx/marl/00000000000000000000.jsonl").status_code == 404
    assert packed.get("/packs/de/atlantis/manifest.json").status_code == 404


def test_a_pack_is_made_once_and_kept_for_the_next_start(tmp_path: Path, quick: list[str]) -> None:
    for _ in range(2):
        app = create_app({"TESTING": True, "AMTSLOTSE_PACKS": tmp_path})
        for _ in range(2):
            assert app.test_client().get(MANIFEST).status_code == 200
    assert quick == ["de marl"]


@pytest.mark.usefixtures("quick")
def test_packs_of_other_versions_go_when_new_ones_are_built(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "AMTSLOTSE_PACKS": tmp_path})
    app.test_client().get(MANIFEST)
    (tmp_path / "0123456789abcdef-de-marl.br").write_bytes(b"old")
    store: PackStore = app.extensions[STORE]
    assert store.tidy() == 1
    assert len(list(tmp_path.iterdir())) == 3


def test_another_address_or_another_text_makes_another_version(tmp_path: Path) -> None:
    def version(**settings: Any) -> str:
        app = create_app({"TESTING": True, "AMTSLOTSE_PACKS": tmp_path, **settings})
        store: PackStore = app.extensions[STORE]
        return store.version

    assert version() == version()
    assert version() != version(PUBLIC_URL="https://anders.example")


def test_the_worker_knows_the_site_and_is_always_asked_for(packed: FlaskClient) -> None:
    answer = packed.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    first, rest = answer.get_data(as_text=True).split("\n", 1)
    settings = json.loads(first.removeprefix("const SETTINGS=").rstrip(";"))
    assert settings["headers"] == SECURITY
    assert len(settings["towns"]) == 12
    assert len(settings["files"]) == len(FILES)
    assert all(packed.get(path).status_code == 200 for path in settings["files"])
    assert "addEventListener" in rest


def test_an_operator_can_stop_everything_that_runs_on_devices(tmp_path: Path, quick: list[str]) -> None:
    client = create_app({"TESTING": True, "AMTSLOTSE_OFFLINE": "off", "AMTSLOTSE_PACKS": tmp_path}).test_client()
    worker = client.get("/sw.js")
    assert "unregister" in worker.get_data(as_text=True)
    assert "fetch" not in worker.get_data(as_text=True)
    assert worker.headers["Cache-Control"] == "no-cache"
    page = client.get("/de/marl/").get_data(as_text=True)
    assert 'data-worker="off"' in page
    assert "data-pack-save" not in page
    assert "/gespeichert" not in page
    assert client.get(MANIFEST).status_code == 404
    assert not quick
