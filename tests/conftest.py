"""The app, its region, and the house client, which checks every page it fetches."""

import os

import pytest
from flask import Flask

from tests.house import HouseClient
from webapp import create_app
from webapp.region import Region
from webapp.rendering.site import Site

ALL = bool(os.environ.get("ALL"))


@pytest.fixture(scope="session")
def app() -> Flask:
    return create_app({"TESTING": True})


@pytest.fixture(scope="session")
def site(app: Flask) -> Site:
    found: Site = app.extensions["amtslotse"]
    return found


@pytest.fixture(scope="session")
def region(site: Site) -> Region:
    return site.region


@pytest.fixture
def house(app: Flask) -> HouseClient:
    return HouseClient(app)
