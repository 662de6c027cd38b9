"""The built files of the front end: their hashed addresses and their bytes, ready to be sent, and the icons."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

STATIC = Path(__file__).parents[1] / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses by plain name ("style.css"), bytes and media type of each file by its address, names of icons."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    icons: frozenset[str] = frozenset()

    def address(self, name: str) -> str:
        """The address of a built file. Raises KeyError when the front end was not built."""
        return self.addresses[name]


def load_assets(folder: Path = STATIC) -> Assets:
    """Read what `npm run build` made. Raises FileNotFoundError with what to do when nothing was built."""
    manifest = folder / "manifest.json"
    if not manifest.exists():
        raise FileNotFoundError("The front-end files are missing. Run: make webapp/static/manifest.json")
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    addresses = {name: f"/static/{hashed}" for name, hashed in names.items()}
    files = {
        f"/static/{hashed}": ((folder / hashed).read_bytes(), TYPES[Path(hashed).suffix]) for hashed in names.values()
    }
    icons = re.findall(r'<symbol id="([a-z0-9-]+)"', (folder / names["icons.svg"]).read_text(encoding="utf-8"))
    return Assets(MappingProxyType(addresses), MappingProxyType(files), frozenset(icons))
