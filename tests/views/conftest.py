"""Installations with other settings than the demonstration has."""

import shutil
from pathlib import Path

import pytest

from tests.house import HouseClient
from tests.views.installed import ADDRESS, RUN, Installation
from webapp import create_app
from webapp.app import CONTENT


@pytest.fixture(scope="session")
def install(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Make the real region with other settings, each set once: texts of region.yaml and what replaces them."""
    made: dict[tuple[tuple[str, str], ...], HouseClient] = {}

    def installed(*changes: tuple[str, str]) -> HouseClient:
        if changes not in made:
            folder = Path(shutil.copytree(CONTENT / "emscher-lippe", tmp_path_factory.mktemp("legal") / "region"))
            settings = folder / "region.yaml"
            text = settings.read_text(encoding="utf-8")
            for old, new in changes:
                assert text.count(old) == 1, old
                text = text.replace(old, new)
            settings.write_text(text, encoding="utf-8")
            values = {"TESTING": True, "AMTSLOTSE_REGION": str(folder), "PUBLIC_URL": ADDRESS}
            made[changes] = HouseClient(create_app(values))
        return made[changes]

    return installed


@pytest.fixture
def run(install: Installation) -> HouseClient:
    """The region, run by a town."""
    return install(RUN)
