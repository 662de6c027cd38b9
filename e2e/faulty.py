"""Stands between a browser and the real server, and fails in the ways networks and servers fail."""

import http.client
import json
import threading
import time
from collections import Counter
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PORTAL = b"<!doctype html><title>WLAN</title><h1>Bitte melden Sie sich an</h1>"
LEFT_OUT = ("connection", "transfer-encoding", "content-length", "content-encoding", "server", "date")


class Line:
    """An address that leads to the real server while all is well.

    `mode`: pass, fault (503), hang, or portal (a stranger's page with status 200). `bundle`, `manifest`
    and `page` change what they name; `pace` is how many bytes of a bundle come in a second, None for all at once.
    """

    def __init__(self, server: str) -> None:
        self.server = server.removeprefix("http://")
        self.mode = "pass"
        self.bundle: Any = None
        self.manifest: Any = None
        self.page: Any = None
        self.pace: int | None = None
        self.asked: Counter[str] = Counter()
        self._httpd: ThreadingHTTPServer | None = None
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Open the address, the same as before if there was one."""
        self._httpd = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self._httpd.daemon_threads = True
        self.port = self._httpd.server_address[1]
        threading.Thread(target=self._httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Close the address: whoever knocks is refused."""
        if self._httpd:
            self._httpd.shutdown()
            self._httpd.server_close()
            self._httpd = None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        line = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with suppress(ConnectionError):
                    line.answer(self)

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        return Handler

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked[request.path.split("?")[0]] += 1
        if self.mode == "fault":
            return self._send(request, 503, {"Content-Type": "text/html"}, b"<h1>503</h1>")
        if self.mode == "portal":
            return self._send(request, 200, {"Content-Type": "text/html"}, PORTAL)
        while self.mode == "hang" and self._httpd:
            time.sleep(0.05)
        status, headers, body = self._fetch(request)
        if request.path.endswith("/manifest.json") and self.manifest and status == 200:
            body = json.dumps(self.manifest(json.loads(body))).encode()
        if request.path.endswith(".jsonl"):
            body = self.bundle(body) if self.bundle else body
        if headers.get("content-type", "").startswith("text/html"):
            body = self.page(body) if self.page else body
        return self._send(request, status, headers, body)

    def _fetch(self, request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(self.server, timeout=120)
        headers = {name: value for name, value in request.headers.items() if name.lower() != "accept-encoding"}
        connection.request("GET", request.path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        kept = {name.lower(): value for name, value in answer.getheaders() if name.lower() not in LEFT_OUT}
        return answer.status, kept, body

    def _send(self, request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        if status not in (204, 304):
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if self.pace is None or not request.path.endswith(".jsonl"):
            request.wfile.write(body)
            return
        for start in range(0, len(body), self.pace // 10):
            request.wfile.write(body[start : start + self.pace // 10])
            time.sleep(0.1)
