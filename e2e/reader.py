"""A virtual screen reader in the page under test: what is heard from top to end, and what is announced on the way."""

import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import polib
from playwright.sync_api import Page

from e2e.server import ROOT
from webapp.i18n.languages import LANGUAGES

TRANSCRIPTS = ROOT / "test-results" / "reader"
# What the reader adds behind a name: the state of a thing.
STATES = re.compile(r"(, (level \d+|(not )?checked|current \w+|invalid|(not )?required|expanded|collapsed))+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, the language of the voice that speaks it, and the direction it runs in."""

    text: str
    voice: str
    direction: str


@dataclass(frozen=True, slots=True)
class Line:
    """What is heard in one go: `said` with the role in front; where a link leads; what stands in a field."""

    role: str
    said: str
    pieces: tuple[Piece, ...]
    href: str = ""
    typed: str = ""

    @property
    def name(self) -> str:
        """What is said without role and states; for a heading its own words, without its description."""
        if self.role in ("text", "heading"):
            return joined(self.pieces)
        if self.said == self.role or STATES.sub("", self.said) == self.role:
            return ""
        return STATES.sub("", self.said.removeprefix(f"{self.role}, "))


def joined(pieces: tuple[Piece, ...]) -> str:
    """The pieces as one text: a full stop or a bracket keeps close to its word."""
    text = " ".join(piece.text for piece in pieces)
    return re.sub(r"\s+([.,:;!?)“])", r"\1", re.sub(r"([(„])\s+", r"\1", text))


def bundled(folder: Path) -> str:
    """The reader as one script, built into the folder: the pages' policy forbids to load a foreign one."""
    node, esbuild = Path(sys.executable).parent / "node", ROOT / "node_modules/esbuild/bin/esbuild"
    out = folder / "reader.js"
    command = [node, esbuild, ROOT / "e2e/reader.mjs", "--bundle", "--format=iife", "--minify", "--log-level=error"]
    subprocess.run([*command, f"--outfile={out}"], check=True)
    return out.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Reader:
    """A person who hears the page."""

    page: Page
    script: str

    def hears(self, name: str) -> list[Line]:
        """All lines from the top of the page to its end. They are also written to test-results/reader, for people."""
        self._enter()
        lines = [_line(raw) for raw in self.page.evaluate("reader.walk()")]
        file = TRANSCRIPTS / f"{name}.txt"
        # Another worker may be clearing the folder, because its run begins.
        with suppress(FileNotFoundError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(transcript(lines), encoding="utf-8")
        return lines

    def hears_while(self, act: Callable[[], object]) -> list[str]:
        """The phrases that are announced by themselves while something happens that does not load a new page."""
        self._enter()
        self.page.evaluate("reader.listen()")
        act()
        phrases: list[str] = self.page.evaluate("reader.announced()")
        return phrases

    def _enter(self) -> None:
        if not self.page.evaluate("'reader' in window"):
            self.page.evaluate(self.script)


def _line(raw: dict) -> Line:
    pieces = tuple(Piece(**piece) for piece in raw["pieces"])
    return Line(raw["role"], raw.get("said") or joined(pieces), pieces, raw.get("href", ""), raw.get("typed", ""))


def transcript(lines: list[Line]) -> str:
    """The lines for people: the languages of the voices in front, lists moved in, lone full stops left out."""
    out, depth = [], 0
    for line in lines:
        depth -= line.role == "end of list"
        voices = "+".join(dict.fromkeys(piece.voice for piece in line.pieces))
        said = re.sub(r"^listitem, level \d+, position (\d+), set size (\d+)", r"\1 of \2", line.said)
        if re.search(r"[^.,:;“]", said):
            out.append(f"{voices:10}{'    ' * depth}{said}")
        depth += line.role == "list"
    return "\n".join(out) + "\n"


def words_of(language: str, domain: str = "ui") -> Callable[[str], str]:
    """Gives for a German text what a page in the language says: its translation, or German where there is none yet."""
    file = ROOT / "translations" / LANGUAGES[language].locale / "LC_MESSAGES" / f"{domain}.po"
    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(file))} if file.exists() else {}
    return lambda german: known.get(german) or german
