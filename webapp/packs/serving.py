"""Sends packs, and the worker that answers from them on devices. Bundles are sent as they lie in the folder."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, make_response

from webapp.i18n.languages import Language
from webapp.packs.store import KeptPack, PackStore, bundle_answer
from webapp.region.models import Town
from webapp.rendering.headers import SECURITY
from webapp.rendering.serving import Ready, send
from webapp.rendering.site import Site, current_site

pages = Blueprint("packs", __name__)
STORE = "amtslotse-packs"
# What the worker keeps from the first visit on: enough for the page that lists the saved towns, and for pages seen.
FILES = ("style.css", "icons.svg", "icon.svg", "amtslotse.js", "packs.js", "htmx.js")
# An operator switches everything off that runs on devices: this worker takes the place of the other one and leaves.
# Saved towns stay where they are, so that nobody has lost anything when it is switched on again.
FAREWELL = """addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(Promise.all(
  ["files", "seen", "offline"].map((name) => caches.delete(name)).concat(registration.unregister()))));
"""


@pages.get("/packs/<lang>/<town>/manifest.json")
def manifest() -> Response:
    """What the pack of a town in a language is: its hash, its bundle, its size, and the date of its content."""
    return _always_asked(make_response(_kept(g.language, g.town).manifest))


@pages.get("/sw.js")
def worker() -> Response:
    """The worker, with what it must know of this site in its first line."""
    site = current_site()
    body, kind = site.assets.files[site.assets.address("worker.js")]
    text = f"const SETTINGS={_settings(site)};\n{body.decode()}" if site.works_offline else FAREWELL
    response = _always_asked(make_response(text))
    response.headers["Content-Type"] = kind
    return response


class PackServing:
    """The layer that sends bundles; everything else goes on to the application below."""

    def __init__(self, app: Callable[..., Iterable[bytes]], store: PackStore, site: Site) -> None:
        self._app = app
        self._answer = lru_cache(maxsize=16)(lambda path: self._bundle(path, store, site))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Send the bundle that is asked for by its name, or let the application answer."""
        path = environ["PATH_INFO"]
        if path.startswith("/packs/") and path.endswith(".jsonl") and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            answer = self._answer(path)
            if answer:
                return send(answer, environ, start_response)
        return self._app(environ, start_response)

    @staticmethod
    def _bundle(path: str, store: PackStore, site: Site) -> Ready | None:
        _, _, code, name, _ = (*path.split("/"), "", "", "")[:5]
        language = next((one for one in site.languages if one.code == code), None)
        town = site.region.towns.get(name)
        kept = store.pack(language, town) if language and town else None
        return bundle_answer(kept) if kept and kept.address == path else None


def init_app(app: Flask, store: PackStore, site: Site) -> None:
    """Add the addresses of packs and of the worker."""
    app.extensions[STORE] = store
    app.register_blueprint(pages)
    app.wsgi_app = PackServing(app.wsgi_app, store, site)  # type: ignore[method-assign]


def _kept(language: Language, town: Town) -> KeptPack:
    if not current_site().works_offline:
        abort(404)
    store: PackStore = current_app.extensions[STORE]
    return store.pack(language, town)


def _always_asked(response: Response) -> Response:
    """Browsers may keep it but must ask each time whether it is still right; mostly the answer is 304."""
    response.headers["Cache-Control"] = "no-cache"
    return response


def _settings(site: Site) -> str:
    known = {
        "files": [site.assets.address(name) for name in FILES],
        "headers": SECURITY,
        "towns": list(site.region.towns),
        "url": site.public_url,
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))
