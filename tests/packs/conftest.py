"""Two packs, made once: German, and Arabic, which runs from right to left. Node reads them as a browser does."""

import json
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from webapp.i18n.languages import LANGUAGES
from webapp.packs.bundle import Pack, make_pack
from webapp.rendering.site import Site

NODE = Path(__file__).parents[2] / ".venv" / "bin" / "node"
UNWEAVE = Path(__file__).with_name("unweave.mjs")
CODES = ("de", "ar")
TOWN = "marl"

Unweave = Callable[[Iterable[dict[str, Any]]], list[Any]]


@pytest.fixture(scope="session", params=CODES)
def pack(request: pytest.FixtureRequest, app: Flask, site: Site) -> Pack:
    return make_pack(app, LANGUAGES[request.param], site.region.towns[TOWN])


@pytest.fixture(scope="session")
def unweave() -> Unweave:
    def run(lines: Iterable[dict[str, Any]]) -> list[Any]:
        text = "\n".join(json.dumps(line) for line in lines)
        done = subprocess.run([NODE, UNWEAVE], input=text, capture_output=True, text=True, check=True)  # noqa: S603
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run
