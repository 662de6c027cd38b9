"""Puts the application together: reads the region once, then binds languages, pages and commands to Flask."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from webapp import cli, packs, rendering, views
from webapp.i18n import texts
from webapp.region import load_region
from webapp.rendering.filters import Templates
from webapp.rendering.site import build_site

CONTENT = Path(__file__).parent / "content"
PACKS = Path(__file__).parents[1] / "var" / "packs"


class Application(Flask):
    """Flask, but its error log names the route and the kind of error, never what a person typed or asked for."""

    jinja_environment = Templates

    def log_exception(self, exc_info: Any) -> None:
        """Log where it happened and nothing of what was asked."""
        rendering.log_error(self.logger, exc_info)


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The application for one region. Raises ContentError when the region's content breaks rules.

    Settings, each also readable from the environment: AMTSLOTSE_REGION (a folder, or the name of one in
    webapp/content), AMTSLOTSE_TRANSLATIONS (the folder of the catalogs, where it is not the usual one), AMTSLOTSE_PACKS
    (the folder in which built packs are kept), AMTSLOTSE_OFFLINE ("off" stops what runs on people's devices),
    PUBLIC_URL (the address people see), CACHE_TYPE and other CACHE_… values of Flask-Caching.
    """
    app = Application(__name__, static_folder=None)
    app.config.from_mapping(
        AMTSLOTSE_REGION="emscher-lippe",
        AMTSLOTSE_TRANSLATIONS=texts.TRANSLATIONS,
        AMTSLOTSE_PACKS=PACKS,
        AMTSLOTSE_OFFLINE="on",
        PUBLIC_URL=None,
        CACHE_TYPE="SimpleCache",
    )
    app.config.update(
        {key: value for key, value in os.environ.items() if key in app.config or key.startswith("CACHE_")}
    )
    app.config.update(settings or {})
    # JSON-LD in Arabic or Cyrillic letters is a third as long as in escapes.
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    region = load_region(CONTENT / app.config["AMTSLOTSE_REGION"])
    catalogs = Path(app.config["AMTSLOTSE_TRANSLATIONS"])
    texts.init_app(app, region, catalogs)
    site = build_site(region, app.config["PUBLIC_URL"], catalogs, app.config["AMTSLOTSE_OFFLINE"] != "off")
    rendering.init_app(app, site)
    views.init_app(app)
    packs.init_app(app)
    cli.init_app(app)
    return app
