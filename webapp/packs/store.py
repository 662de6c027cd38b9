"""Keeps finished packs as files, ready to be sent, and makes those that are missing.

The files are named by the version of everything that pages are made of, so that a new version never meets an old pack.
"""

import gzip
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import brotli
from flask import Flask

from webapp.i18n.languages import Language
from webapp.packs.bundle import Pack, make_pack
from webapp.region.models import Town
from webapp.rendering.assets import Assets
from webapp.rendering.site import Site

# What the pages of a pack need besides the bundle; their names say their content.
FILES = ("style.css", "icons.svg", "icon.svg", "amtslotse.js", "packs.js", "search.js", "read-aloud.js", "htmx.js")
QUALITY, BEST = 9, 11
CODE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class KeptPack:
    """A pack as it lies in the folder: its manifest, and its bundle in both encodings."""

    manifest: dict[str, object]
    bodies: dict[str, bytes]

    @property
    def address(self) -> str:
        """Where the bundle is served."""
        return str(self.manifest["bundle"])


class PackStore:
    """The packs of a site in a folder, shared by all processes that serve it."""

    def __init__(self, app: Flask, site: Site, folder: Path) -> None:
        self._app = app
        self._site = site
        self._folder = folder
        self._lock = Lock()
        self.version = _version(site)

    def pack(self, language: Language, town: Town) -> KeptPack:
        """The pack of a town in a language; made now where it is missing, which takes seconds."""
        with self._lock:
            return self._kept(language, town) or self.build(language, town)

    def build(self, language: Language, town: Town, quality: int = QUALITY) -> KeptPack:
        """Make a pack and keep it. `quality` is brotli's, 9 or 11."""
        pack = make_pack(self._app, language, town)
        bodies = {
            "br": brotli.compress(pack.bundle, quality=quality),
            "gzip": gzip.compress(pack.bundle, compresslevel=9, mtime=0),
        }
        kept = KeptPack(_manifest(pack, self._site.assets, len(bodies["br"])), bodies)
        self._keep(self._stem(language, town), kept)
        return kept

    def tidy(self) -> int:
        """Delete the packs of other versions. The answer is how many files went."""
        old = [path for path in self._folder.glob("*") if not path.name.startswith(f"{self.version}-")]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _stem(self, language: Language, town: Town) -> str:
        return f"{self.version}-{language.code}-{town.id}"

    def _kept(self, language: Language, town: Town) -> KeptPack | None:
        stem = self._folder / self._stem(language, town)
        try:
            manifest = json.loads(stem.with_suffix(".json").read_text(encoding="utf-8"))
            bodies = {"br": stem.with_suffix(".br").read_bytes(), "gzip": stem.with_suffix(".gz").read_bytes()}
        except FileNotFoundError:
            return None
        return KeptPack(manifest, bodies)

    def _keep(self, stem: str, kept: KeptPack) -> None:
        """Write the files under other names first, the manifest last, so that nobody meets half a pack."""
        self._folder.mkdir(parents=True, exist_ok=True)
        parts = {".br": kept.bodies["br"], ".gz": kept.bodies["gzip"], ".json": json.dumps(kept.manifest).encode()}
        for suffix, body in parts.items():
            waiting = self._folder / f"{stem}{suffix}.{os.getpid()}"
            waiting.write_bytes(body)
            waiting.replace(self._folder / f"{stem}{suffix}")


def _manifest(pack: Pack, assets: Assets, download: int) -> dict[str, object]:
    """What a browser is told before it loads a pack. `bytes` are the bundle's, `download` those on the network."""
    language, town = pack.language, pack.town
    return {
        "town": town.id,
        "name": town.name,
        "language": language.code,
        "language_name": language.name,
        "lang": language.lang,
        "hash": pack.digest,
        "bundle": f"/packs/{language.code}/{town.id}/{pack.digest[:20]}.jsonl",
        "entries": len(pack.lines),
        "files": [assets.address(name) for name in FILES],
        "pages": pack.pages,
        "bytes": len(pack.bundle),
        "download": download,
        "as_of": pack.as_of,
    }


def _version(site: Site) -> str:
    """Names everything that pages are made of: content, templates, texts, the address people see, and the code."""
    digest = hashlib.sha256(f"{site.version} {site.public_url}".encode())
    for path in sorted(CODE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
