"""Drives a real Firefox over Marionette, the door that Firefox itself offers: JSON over TCP, nothing to install."""

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Self

USER_JS = Path(__file__).with_name("user.js")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # The name of a reference to an element (W3C WebDriver).


class Firefox:
    """A Firefox without a window, with a fresh profile in a folder of its own. It ends with the `with` block.

    What fails raises RuntimeError with the words of Firefox itself, also when a page cannot be reached.
    """

    def __init__(self, profile: Path) -> None:
        profile.mkdir()
        shutil.copy(USER_JS, profile)
        self._count = 0
        self._log = (profile / "firefox.log").open("wb")
        command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        # Without this Firefox takes its lists ("remote settings") from Mozilla, whatever user.js says.
        environment = {**os.environ, "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"}
        self._process = subprocess.Popen(command, env=environment, stdout=self._log, stderr=self._log)
        try:
            # Firefox takes a free port and writes it down once it listens.
            port = self._written(profile / "MarionetteActivePort")
            self._socket = socket.create_connection(("127.0.0.1", int(port)), timeout=120)
            self._answers = self._socket.makefile("rb")
            self._read()
            # Questions of pages ("Wirklich löschen?") wait for `accept`.
            self.command("WebDriver:NewSession", unhandledPromptBehavior="ignore")
        except BaseException:
            self._process.kill()
            self._process.wait()
            self._log.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        try:
            self.command("Marionette:Quit", flags=["eForceQuit"])
            self._process.wait(timeout=20)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        finally:
            self._answers.close()
            self._socket.close()
            self._log.close()

    def _written(self, path: Path, seconds: float = 60) -> str:
        until = time.monotonic() + seconds
        while not (path.exists() and path.read_text()):
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Firefox did not start: {Path(self._log.name).read_text()[-2000:]}")
            time.sleep(0.1)
        return path.read_text()

    def _read(self) -> Any:
        """One message: its length in bytes, a colon, JSON."""
        digits = b""
        while not digits.endswith(b":"):
            byte = self._answers.read(1)
            if not byte:
                raise ConnectionError("Firefox closed the line")
            digits += byte
        return json.loads(self._answers.read(int(digits[:-1])))

    def command(self, name: str, **parameters: Any) -> Any:
        """What Firefox answers to a command of Marionette. Raises RuntimeError when it refuses or fails."""
        self._count += 1
        message = json.dumps([0, self._count, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, number, error, result = self._read()
        if error or number != self._count:
            raise RuntimeError(f"{name}: {error}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def open(self, address: str) -> None:
        """Go to an address, as typed into the bar; back when the page is loaded."""
        self.command("WebDriver:Navigate", url=address)

    def ask(self, expression: str) -> Any:
        """What an expression is worth on the page; a promise is waited for."""
        return self.command("WebDriver:ExecuteScript", script=f"return {expression}", args=[])

    def until(self, expression: str, seconds: float = 20) -> None:
        """Wait until an expression is true on the page."""
        end = time.monotonic() + seconds
        while not self.ask(expression):
            if time.monotonic() > end:
                raise AssertionError(f"never: {expression}")
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """A real click on the first element of a CSS selector, which must be visible."""
        element = self.command("WebDriver:FindElement", using="css selector", value=selector)
        self.command("WebDriver:ElementClick", id=element[ELEMENT])

    def accept(self) -> None:
        """Say yes to the question that the page asks."""
        self.command("WebDriver:AcceptAlert")
