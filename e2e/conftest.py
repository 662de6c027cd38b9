"""A real server and a real browser at 360 × 740. Without any browser test run, the run fails."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page

from e2e.faulty import Line
from e2e.server import running_server

# The real screen reader and Firefox need packages of Debian: `make orca`, `make firefox`, not part of `make test`.
collect_ignore = [folder for folder in ("orca", "firefox") if not os.environ.get(folder.upper())]

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-quic",
    "--no-first-run",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
]


def launch_arguments(browser_type: BrowserType) -> dict[str, Any]:
    """How to start the browser: Playwright's own where it was installed, else the system's Chromium."""
    arguments: dict[str, Any] = {"args": list(QUIET)}
    if not Path(browser_type.executable_path).exists():
        system = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if not system:
            pytest.fail("no browser: run `playwright install chromium`")
        arguments["executable_path"] = system
    if os.geteuid() == 0:
        arguments["args"].append("--no-sandbox")
    return arguments


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], browser_type: BrowserType) -> dict[str, Any]:
    return {**browser_type_launch_args, **launch_arguments(browser_type)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    # A worker would answer in place of the routes of a test; what it does is tested by itself (test_offline.py).
    own = {"viewport": {"width": 360, "height": 740}, "locale": "de-DE", "service_workers": "block"}
    return {**browser_context_args, **own}


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    with running_server() as (address, _process):
        yield address


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of the module's own, which nothing else waits for."""
    with running_server() as (address, _):
        yield address


@pytest.fixture
def line(server: str) -> Iterator[Line]:
    """The way to that server, which can fail."""
    opened = Line(server)
    yield opened
    opened.stop()


@pytest.fixture(params=["htmx", "no JavaScript", "htmx file missing"])
def anyhow(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any], base_url: str
) -> Iterator[Page]:
    """A page in each of the three ways in which the journeys must work."""
    context: BrowserContext = browser.new_context(
        **{**browser_context_args, "base_url": base_url, "java_script_enabled": request.param != "no JavaScript"}
    )
    if request.param == "htmx file missing":
        context.route("**/htmx-*.js", lambda route: route.abort())
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page whose script errors and policy violations fail the test."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert not complaints
