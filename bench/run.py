"""Prints what the pages cost: rendering, search, cached pages beside nginx, start-up, memory, bytes, Lighthouse.

Every figure is from this one run; compare ratios, because machines differ and are noisy. nginx and wrk come from the
system (Debian: nginx-light, wrk); without them their rows are left out and say so.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from werkzeug.test import Client, create_environ
from werkzeug.wrappers import Response

from bench.lighthouse import performance
from bench.packs import pack_figures
from bench.search import indexes, many_services, search_times
from e2e.server import free_port, running_server, wait_for
from webapp import create_app
from webapp.i18n.languages import LANGUAGES
from webapp.rendering import addresses
from webapp.wizard import OutcomeStep, all_paths

PAGE = "/de/marl/geburtsurkunde/geburtsort=datteln"
WRK = ["wrk", "-t2", "-c32", "-d5s", "--latency", "-H", "Accept-Encoding: br"]
ROUNDS = 3
# nginx as Debian sets it up, without an access log, because ours writes none either.
CONFIG = """worker_processes 2; daemon off; pid {folder}/pid; error_log stderr error;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_timeout 65;
  server {{
    listen 127.0.0.1:{port}; root {folder};
    location / {{ try_files /page =404; default_type "text/html; charset=utf-8"; {headers} }}
  }}
}}
"""


def row(name: str, value: str, asked: str = "") -> None:
    print(f"{name:52} {value:>22}   {asked}", flush=True)


def render_times() -> None:
    """Uncached pages, whole way through Flask, without the layer of ready bytes."""
    app = create_app()
    flask_app = app.wsgi_app._app
    region = app.extensions["amtslotse"].region
    german, town = LANGUAGES["de"], region.towns["marl"]
    steps = [step for service in region.services.values() for step in all_paths(region, service, town)]
    for name, wanted in (("question", False), ("outcome", True)):
        times = []
        for step in [step for step in steps if isinstance(step, OutcomeStep) is wanted] * 2:
            path = addresses.step(german, town, step.service, step.answers)
            environ = create_environ(path)
            started = time.perf_counter()
            b"".join(flask_app(environ, lambda *_: None))
            times.append((time.perf_counter() - started) * 1000)
        half = times[len(times) // 2 :]
        row(f"uncached {name} page, median of {len(half)}", f"{statistics.median(half):.2f} ms", "<= 5 ms")


def start_up_and_memory() -> None:
    """Until the first answer, and what one worker then holds after 500 pages."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        with running_server():
            times.append(time.perf_counter() - started)
    row("start-up to the first answer, median of 3", f"{statistics.median(times):.2f} s", "<= 2 s")
    with running_server() as (address, process):
        urls = walk_some(500)
        client_script = (
            "import sys, urllib.request\n"
            "for path in sys.stdin.read().split(): urllib.request.urlopen(sys.argv[1] + path).read()"
        )
        subprocess.run([sys.executable, "-c", client_script, address], input="\n".join(urls).encode(), check=True)
        workers = children(process.pid) or [process.pid]
        row("memory of one worker after 500 pages", f"{max(map(resident, workers)):.0f} MB", "<= 150 MB")


def walk_some(count: int) -> list[str]:
    region = create_app().extensions["amtslotse"].region
    paths = [
        addresses.step(LANGUAGES["de"], town, service, step.answers)
        for town in region.towns.values()
        for service in region.services.values()
        for step in all_paths(region, service, town)
    ]
    return paths[:: max(1, len(paths) // count)]


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


def resident(pid: int) -> float:
    text = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


def beside_nginx() -> None:
    """The same bytes with the same headers from nginx and from us, in turn, medians."""
    nginx, wrk = shutil.which("nginx") or "/usr/sbin/nginx", shutil.which("wrk")
    if not Path(nginx).exists() or not wrk:
        row("cached pages beside nginx", "left out", "needs nginx and wrk")
        return
    with running_server(workers=2) as (ours, _process), tempfile.TemporaryDirectory() as folder:
        answer = Client(create_app().wsgi_app, Response).get(PAGE, headers={"Accept-Encoding": "br"})
        with nginx_serving(nginx, Path(folder), answer) as theirs:
            rates: dict[str, list[float]] = {ours: [], theirs: []}
            for _ in range(ROUNDS):
                for address in (ours, theirs):
                    rates[address].append(rate(address))
    own, other = statistics.median(rates[ours]), statistics.median(rates[theirs])
    noise = max((max(r) - min(r)) / statistics.median(r) for r in rates.values())
    row("cached page, requests/s (2 workers)", f"{own:.0f}")
    row("nginx, the same bytes and headers (2 workers)", f"{other:.0f}")
    row(f"ratio (noise {noise:.0%})", f"{own / other:.2f}", ">= 0.6, aim 0.75")


def rate(address: str) -> float:
    printed = subprocess.run([*WRK, address + PAGE], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in printed or "Socket errors" in printed:
        print(printed)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1])


class nginx_serving:  # noqa: N801 -- a context manager that reads like a verb.
    def __init__(self, nginx: str, folder: Path, answer: Response) -> None:
        self.nginx, self.folder, self.answer = nginx, folder, answer

    def __enter__(self) -> str:
        port = free_port()
        (self.folder / "page").write_bytes(self.answer.data)
        skipped = ("content-length", "content-type", "etag")
        headers = "\n".join(
            f'add_header {name} "{value}";' for name, value in self.answer.headers if name.lower() not in skipped
        )
        (self.folder / "nginx.conf").write_text(CONFIG.format(folder=self.folder, port=port, headers=headers))
        self.folder.chmod(0o755)
        self.process = subprocess.Popen(
            [self.nginx, "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)], stderr=subprocess.DEVNULL
        )
        wait_for(f"http://127.0.0.1:{port}/", self.process)
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)


def sizes() -> None:
    """Bytes over the wire with brotli, as the server sends them."""
    app = create_app()
    client = Client(app.wsgi_app, Response)
    assets = app.extensions["amtslotse"].assets

    def size(path: str) -> int:
        return len(client.get(path, headers={"Accept-Encoding": "br"}).data)

    row("style.css", f"{size(assets.address('style.css'))} B", "<= 11000 B")
    row(
        "htmx + our script", f"{size(assets.address('htmx.js')) + size(assets.address('amtslotse.js'))} B", "<= 20000 B"
    )
    for name, path in (
        ("languages", "/"),
        ("towns", "/de/"),
        ("needs", "/de/marl/"),
        ("online", "/de/marl/online"),
        ("portals", "/de/portale"),
        ("A-Z", "/de/marl/a-z"),
        ("longest topic", "/de/marl/thema/geld"),
        ("life event", "/de/marl/leben/alter"),
        ("search, seven hits", "/de/marl/suche?q=Kind"),
        ("question", "/de/marl/geburtsurkunde"),
        ("outcome", PAGE),
        ("outcome, Arabic", PAGE.replace("/de/", "/ar/")),
        ("step sheet", PAGE + "/blatt"),
        ("step sheet, two languages", PAGE.replace("/de/", "/en/") + "/blatt/zweisprachig"),
        ("helper's view", PAGE + "/begleiten"),
    ):
        row(f"page: {name}", f"{size(path)} B", "<= 7000 B (steps)")


if __name__ == "__main__":
    print(f"{'what':52} {'measured':>22}   asked")
    render_times()
    start_up_and_memory()
    sizes()
    search_times(row)
    indexes(row)
    many_services(row)
    performance(row)
    pack_figures(row)
    beside_nginx()
