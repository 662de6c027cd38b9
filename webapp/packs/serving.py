"""Sends packs, and the worker that answers from them on devices. Bundles are sent as they lie in the folder."""

import gzip
import json

from flask import Blueprint, Flask, Response, abort, current_app, g, make_response, request

from webapp.i18n.languages import Language
from webapp.packs.store import KeptPack, PackStore
from webapp.region.models import Town
from webapp.rendering.headers import FOR_EVER, SECURITY
from webapp.rendering.serving import chosen_encoding
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


@pages.get("/packs/<lang>/<town>/<digest>.jsonl")
def bundle(digest: str) -> Response:  # noqa: ARG001 -- the whole address is compared.
    """A bundle as it lies in the folder, compressed already. Its name says its content, so it may be kept for ever."""
    kept = _kept(g.language, g.town)
    if request.path != kept.address:
        abort(404)
    encoding = chosen_encoding(request.headers.get("Accept-Encoding", ""))
    response = make_response(kept.bodies[encoding] if encoding else gzip.decompress(kept.bodies["gzip"]))
    response.headers.update(
        {"Content-Type": "application/x-ndjson", "Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    )
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


@pages.get("/sw.js")
def worker() -> Response:
    """The worker, with what it must know of this site in its first line."""
    site = current_site()
    body, kind = site.assets.files[site.assets.address("worker.js")]
    text = f"const SETTINGS={_settings(site)};\n{body.decode()}" if site.works_offline else FAREWELL
    response = _always_asked(make_response(text))
    response.headers["Content-Type"] = kind
    return response


def init_app(app: Flask, store: PackStore) -> None:
    """Add the addresses of packs and of the worker."""
    app.extensions[STORE] = store
    app.register_blueprint(pages)


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
