"""A desk without a screen for the real Orca and Chromium: starts all programs, presses keys, and listens.

Everything stands in a temporary folder (home, settings, sockets): nothing of the user is read or changed, and an Orca
of the user may run beside it.
"""

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Playwright

from e2e.conftest import launch_arguments
from e2e.orca.hearing import Heard, heard, transcript
from e2e.orca.packages import BUS_LAUNCHERS, missing_packages

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's: Orca's modules are installed for this one only.
QUIET = 0.8  # Seconds without a word and without work for Orca that are taken for silence.
SHORT = 0.4  # The same on the way with Tab, where nothing is asserted but the place.
LET_GO = 0.15  # Seconds after a key in which Orca still cuts its speech because of this key.


@dataclass(slots=True)
class Rig:
    """The running desk. Keys go through the X server, so that Orca sees them as it sees those of a person."""

    page: Page
    speech: Path
    orca: subprocess.Popen[bytes]
    environment: dict[str, str]
    events: list[dict[str, Any]] = field(default_factory=list, repr=False)
    offset: int = 0

    def press(self, key: str, until: Callable[[], object] | None = None) -> list[Heard]:
        """Press a key, wait for what it leads to (`until`), then for silence. Out comes what was heard."""
        return self._act(key, lambda: self._keys("key", "--clearmodifiers", key), until)

    def type(self, words: str, until: Callable[[], object] | None = None) -> list[Heard]:
        """Type letters as a person does, wait for what they lead to, then for silence. Out comes what was heard."""
        return self._act(words, lambda: self._keys("type", "--delay", "120", words), until)

    def open(self, address: str) -> list[Heard]:
        """Type an address into the address bar and wait until the page has been read. Out comes what was heard."""
        self.silence()
        before = len(self.events)
        self._keys("key", "ctrl+l")
        self.silence()  # Until Orca knows that it has left the page, it takes letters for its own commands.
        self._keys("type", "--delay", "10", address)
        self.silence()
        del self.events[before:]  # The address bar is none of our matter.
        return self._act(f"(open {urlsplit(address).path})", lambda: self._keys("key", "Return"), None)

    def do(self, note: str, action: Callable[[], object]) -> list[Heard]:
        """Something without a key; `note` stands for it in the transcript. Out comes what was heard."""
        return self._act(f"({note})", action, None)

    def tab_to(self, goal: Locator, key: str = "Tab", most: int = 40) -> list[Heard]:
        """Press Tab (or "shift+Tab") until the goal has the focus. Out comes what was heard at this last stop."""
        for _ in range(most):
            said = self._act(key, lambda: self._keys("key", "--clearmodifiers", key), None, SHORT)
            if goal.evaluate("node => node === document.activeElement"):
                return said
        raise AssertionError(f"{goal} was not reached by {most} times {key}")

    @property
    def versions(self) -> str:
        """Which Orca and which Chromium were at work."""
        browser = re.search(r"Chrome/(\d+)", self.page.evaluate("navigator.userAgent"))
        return f"Orca {self.events[0]['ready']}, Chromium {browser[1] if browser else '?'}"

    def transcript(self) -> str:
        """All that was done and heard since the first key, a line each."""
        return transcript(heard(self.events))

    def silence(self, quiet: float = QUIET, most: float = 30) -> None:
        """Wait until Orca has had nothing to say or to do for `quiet` seconds. TimeoutError after `most` seconds."""
        begin = still_since = time.monotonic()
        worked = cpu_seconds(self.orca)
        while time.monotonic() - still_since < quiet:
            self.page.wait_for_timeout(100)
            if self._listen() or cpu_seconds(self.orca) - worked > 0.02:
                still_since, worked = time.monotonic(), cpu_seconds(self.orca)
            if time.monotonic() - begin > most:
                raise TimeoutError(f"Orca still speaks or works after {most} seconds")

    def _act(
        self, name: str, action: Callable[[], object], until: Callable[[], object] | None, quiet: float = QUIET
    ) -> list[Heard]:
        start = len(heard(self.events))
        self.events.append({"press": name, "until": float("inf")})
        pressed = self.events[-1]
        action()
        pressed["until"] = time.monotonic() + LET_GO
        if until:
            until()
            self._first_word(start)
        self.silence(quiet)
        return [line for line in heard(self.events)[start:] if isinstance(line, Heard)]

    def _first_word(self, start: int, most: float = 8) -> None:
        """Wait for a word after the key: a busy machine may tell Orca of a change seconds after it is shown."""
        until = time.monotonic() + most
        while time.monotonic() < until and not any(isinstance(line, Heard) for line in heard(self.events)[start:]):
            self.page.wait_for_timeout(100)
            self._listen()

    def _keys(self, *command: str) -> None:
        subprocess.run(["xdotool", *command], env=self.environment, check=True)

    def _listen(self) -> bool:
        """Take in what Orca has said since the last time; True when there was anything."""
        with self.speech.open("rb") as file:
            file.seek(self.offset)
            lines = [line for line in file if line.endswith(b"\n")]
        self.offset += sum(map(len, lines))
        self.events += [json.loads(line) for line in lines]
        return bool(lines)


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """How long the process has worked until now. Raises RuntimeError when it has ended."""
    if process.poll() is not None:
        raise RuntimeError(f"Orca ended with {process.returncode}")
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# --- starting and stopping ---


@contextmanager
def running_rig(playwright: Playwright, logs: Path) -> Iterator[Rig]:
    """The desk with all its programs and an empty page. Their output and Orca's own log go to `logs`."""
    if missing := missing_packages():
        raise RuntimeError(f"Orca cannot be run: install the packages {' '.join(missing)}.")
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="orca-")))
        desk = _Desk(stack, _environment(home), logs)
        desk.start_display()
        desk.start_bus()
        desk.start("openbox", "openbox")
        speech = logs / "speech.jsonl"
        speech.write_text("")
        orca = desk.start_orca(speech)
        page = desk.open_browser(playwright)
        rig = Rig(page, speech, orca, desk.environment)
        rig.silence()
        yield rig


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the user's session, and settings kept in memory only."""
    run = home / "run"
    run.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TZ", "TMPDIR")}
    return {
        **kept,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(run),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "LANG": "C.UTF-8",
        "GSETTINGS_BACKEND": "memory",
        "GTK_MODULES": "",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
    }


@dataclass(frozen=True, slots=True)
class _Desk:
    """Starts the programs one after the other; the stack stops them in the reverse order."""

    stack: ExitStack
    environment: dict[str, str]
    logs: Path

    def start(self, name: str, *command: str, **extra: Any) -> subprocess.Popen[bytes]:
        log = self.stack.enter_context((self.logs / f"{name}.log").open("wb"))
        process = subprocess.Popen(command, env=self.environment, stderr=log, **{"stdout": log, **extra})
        self.stack.callback(_stop, process)
        return process

    def start_display(self) -> None:
        """An X server on the first free display. It says the number once it can be used."""
        read, write = os.pipe()
        screen = ["-screen", "0", "1280x1000x24", "-nolisten", "tcp", "-noreset"]
        self.start("xvfb", "Xvfb", "-displayfd", str(write), *screen, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {(self.logs / 'xvfb.log').read_text()}")
        self.environment["DISPLAY"] = f":{number}"

    def start_bus(self) -> None:
        """A session bus of our own and the accessibility bus, told that a screen reader is there."""
        bus = self.start("bus", "dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE)
        assert bus.stdout
        self.stack.enter_context(bus.stdout)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        launcher = next(path for path in BUS_LAUNCHERS if Path(path).exists())
        self.start("at-spi", launcher, "--launch-immediately")
        for flag in ("IsEnabled", "ScreenReaderEnabled"):
            self._set_status(flag)

    def _set_status(self, flag: str, seconds: float = 10) -> None:
        where = ["--dest=org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set"]
        what = ["string:org.a11y.Status", f"string:{flag}", "variant:boolean:true"]
        command = ["dbus-send", "--session", "--print-reply", *where, *what]
        until = time.monotonic() + seconds
        while subprocess.run(command, env=self.environment, capture_output=True).returncode:
            if time.monotonic() > until:
                raise RuntimeError("the accessibility bus did not answer")
            time.sleep(0.1)

    def start_orca(self, speech: Path, seconds: float = 30) -> subprocess.Popen[bytes]:
        """Orca with an ear for a voice; it is there once it has said its first words."""
        # No braille and no picture of the focus: both only cost time here.
        quiet = ["--disable", "braille,braille-monitor,key-echo", "--debug-file", str(self.logs / "orca-debug.log")]
        orca = self.start("orca", SYSTEM_PYTHON, str(HERE / "recording_orca.py"), str(speech), *quiet)
        until = time.monotonic() + seconds
        while '"say"' not in speech.read_text():
            if orca.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Orca did not start: {(self.logs / 'orca.log').read_text()[-2000:]}")
            time.sleep(0.1)
        return orca

    def open_browser(self, playwright: Playwright) -> Page:
        """Chromium with a window and its accessibility tree. `--test-type` keeps it from speaking of its own flags."""
        arguments = launch_arguments(playwright.chromium)
        arguments["args"] += ["--force-renderer-accessibility", "--test-type", "--window-size=1200,960"]
        profile = Path(self.environment["HOME"]) / "chromium"
        (profile / "Default").mkdir(parents=True)
        # Offers of the browser itself would be spoken and take the focus.
        (profile / "Default" / "Preferences").write_text(json.dumps({"translate": {"enabled": False}}))
        browser = playwright.chromium.launch_persistent_context(
            profile, headless=False, env=self.environment, no_viewport=True, locale="de-DE", **arguments
        )
        self.stack.callback(browser.close)
        return browser.pages[0]


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
