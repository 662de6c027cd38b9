"""The layer below Flask: one right address for each page, and pages kept as ready bytes (design: Serving).

It refuses to know what a page says: it sees paths, headers and bytes only.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any
from urllib.parse import quote

import brotli

from webapp.rendering.addresses import canonical
from webapp.rendering.headers import FOR_EVER, KEPT, SECURITY
from webapp.rendering.site import Site

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
StartResponse = Callable[..., Any]
MOST_BYTES = 64 * 1024 * 1024
# Measured: with a window of 64 kB, which holds a page, quality 9 takes as long as 5 and saves three hundredths.
QUALITY, WINDOW = 9, 16
TEXTUAL = ("text/", "image/svg", "application/json", "application/manifest")


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer as ready bytes in each encoding, with the headers that go with each and the tags that mean it."""

    status: str
    bodies: dict[str, bytes]
    headers: dict[str, Headers]
    tags: frozenset[str]

    @property
    def size(self) -> int:
        """How much memory its bodies take, in bytes."""
        return sum(len(body) for body in self.bodies.values())


def make_ready(status: str, headers: Headers, body: bytes, quality: int = QUALITY) -> Ready:
    """Compress an answer and work out its headers once. Bodies that are no text stay as they are."""
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    plain = [(name, value) for name, value in headers if name.lower() not in ("content-length", "etag", "vary")]
    vary = ", ".join([*(value for name, value in headers if name.lower() == "vary"), "Accept-Encoding"])
    bodies = {"": body}
    if body and kind.startswith(TEXTUAL):
        # Identity is unpacked from gzip when somebody asks for it, which almost nobody does.
        bodies = {
            "br": brotli.compress(body, quality=quality, lgwin=WINDOW if quality == QUALITY else 22),
            "gzip": gzip.compress(body, compresslevel=5 if quality == QUALITY else 9, mtime=0),
        }
    digest = hashlib.sha256(body).hexdigest()[:20]
    tags, ready_headers = set(), {}
    for encoding, data in bodies.items():
        tag = f'"{digest}{"-" + encoding if encoding else ""}"'
        tags.add(tag)
        extra = [("ETag", tag), ("Vary", vary), ("Content-Length", str(len(data)))]
        ready_headers[encoding] = plain + extra + ([("Content-Encoding", encoding)] if encoding else [])
    if "gzip" in bodies:
        ready_headers[""] = [
            *plain,
            ("ETag", f'"{digest}"'),
            ("Vary", vary),
            ("Content-Length", str(len(body))),
        ]
        tags.add(f'"{digest}"')
    return Ready(status, bodies, ready_headers, frozenset(tags))


class Store:
    """Ready pages in memory, the least recently used thrown out first; behind it a level that workers may share."""

    def __init__(self, version: str, shared: Any = None, most_bytes: int = MOST_BYTES) -> None:
        self._pages: OrderedDict[str, Ready] = OrderedDict()
        self._lock = Lock()
        self._bytes = 0
        self._most = most_bytes
        self._shared = shared
        self._version = version

    def get(self, path: str) -> Ready | None:
        """The ready page of a path, or None."""
        page: Ready | None = self._pages.get(path)
        if page is None:
            if self._shared is None:
                return None
            page = self._shared.get(f"{self._version}:{path}")
            if page is not None:
                self._remember(path, page)
            return page
        with suppress(KeyError):  # Another thread may just have thrown it out; the page itself is still good.
            self._pages.move_to_end(path)
        return page

    def keep(self, path: str, page: Ready) -> None:
        """Keep a page, here and in the shared level."""
        self._remember(path, page)
        if self._shared is not None:
            self._shared.set(f"{self._version}:{path}", page, timeout=0)

    def _remember(self, path: str, page: Ready) -> None:
        with self._lock:
            earlier = self._pages.pop(path, None)
            self._bytes += page.size - (earlier.size if earlier else 0)
            self._pages[path] = page
            while self._bytes > self._most and len(self._pages) > 1:
                _, thrown_out = self._pages.popitem(last=False)
                self._bytes -= thrown_out.size


@lru_cache(maxsize=256)
def chosen_encoding(accepted: str) -> str:
    """The encoding to send for an Accept-Encoding header: br, gzip, or "" for none."""
    offered = set()
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        if parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            offered.add(name.strip())
    return "br" if "br" in offered else "gzip" if "gzip" in offered else ""


class Serving:
    """The WSGI application that the server calls; it asks Flask only for what is not ready."""

    def __init__(self, app: Callable[..., Iterable[bytes]], site: Site, shared: Any = None) -> None:
        self._app = app
        self.store = Store(site.version, shared)
        self._static = {path: self._static_file(body, kind) for path, (body, kind) in site.assets.files.items()}

    @staticmethod
    def _static_file(body: bytes, kind: str) -> Ready:
        headers = [("Content-Type", kind), ("Cache-Control", FOR_EVER), *SECURITY.items()]
        return make_ready("200 OK", headers, body, quality=11)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request: from memory, by leading to the right address, or by asking Flask."""
        path = environ["PATH_INFO"]
        readable = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if readable and not environ.get("QUERY_STRING"):
            page = self._static.get(path) or self.store.get(path)
            if page is not None:
                return _send(page, environ, start_response)
        if readable and (right := canonical(path)) != path:
            return _redirect(right, environ, start_response)
        return self._ask(path, environ, start_response)

    def _ask(self, path: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        answer: list[Any] = []

        def note(status: str, headers: Headers, _exc_info: Any = None) -> Callable[[bytes], None]:
            answer[:] = [status, headers]
            return lambda _data: None

        is_head = environ["REQUEST_METHOD"] == "HEAD"
        body = self._app({**environ, "REQUEST_METHOD": "GET"} if is_head else environ, note)
        try:
            data = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
        status, headers = answer
        page = make_ready(status, headers, data)
        if status.startswith("200") and not environ.get("QUERY_STRING") and ("Cache-Control", KEPT) in headers:
            self.store.keep(path, page)
        return _send(page, environ, start_response)


def _redirect(path: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    # PATH_INFO holds bytes read as Latin-1 (PEP 3333); they are quoted again, and no host is named.
    query = environ.get("QUERY_STRING")
    location = quote(path.encode("latin-1"), safe="/=-_.~") + (f"?{query}" if query else "")
    start_response(
        "308 Permanent Redirect",
        [("Location", location), ("Content-Length", "0"), ("Cache-Control", "no-store"), *SECURITY.items()],
    )
    return [b""]


def _send(page: Ready, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    encoding = chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if encoding not in page.headers:
        encoding = ""
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if (
        asked
        and page.status.startswith("200")
        and any(tag.strip().removeprefix("W/") in page.tags for tag in asked.split(","))
    ):
        kept = [
            (name, value)
            for name, value in page.headers[encoding]
            if name not in ("Content-Length", "Content-Encoding", "Content-Type")
        ]
        start_response("304 Not Modified", kept)
        return [b""]
    start_response(page.status, page.headers[encoding])
    if environ["REQUEST_METHOD"] == "HEAD":
        return [b""]
    body = page.bodies.get(encoding)
    return [gzip.decompress(page.bodies["gzip"]) if body is None else body]
