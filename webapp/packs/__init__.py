"""The same pages, saved: a bundle for a town and a language, and the worker that answers from it on a device."""

from pathlib import Path

from flask import Flask

from webapp.packs import serving
from webapp.packs.store import PackStore


def init_app(app: Flask) -> None:
    """Give the app its store of packs and their addresses. Built packs are kept in the folder AMTSLOTSE_PACKS."""
    site = app.extensions["amtslotse"]
    serving.init_app(app, PackStore(app, site, Path(app.config["AMTSLOTSE_PACKS"])))
