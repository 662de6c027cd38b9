"""The glossaries: how an official German term is said in a language, and whether a translation keeps to it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HEADER = "german\ttranslation\tnote"
# Before a translation: a hint for everyday words that mean many things ("Land", "Stelle", "Weg"); it is not checked.
HINT = "~"
# How German bends a noun or an adjective at its end.
GERMAN_ENDINGS = "(?:e|en|es|s|n|er|ern|em)?"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# "Office" alone says nothing about which office; the words for these terms do not count inside longer ones.
GENERIC = ("Amt", "Behörde", "Stelle")
# Little words of an entry ("by", "для") say nothing about whether the term was kept.
SHORT = 3
# As many letters from the start of a word stay when languages bend its end.
STEM = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A German term and the ways to say it, the preferred one first, with a note. Only what is bound is checked."""

    german: str
    ways: tuple[str, ...]
    note: str
    is_bound: bool = True


class GlossaryError(ValueError):
    """A line of a glossary cannot be used. `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        """Keep the line with the reason."""
        super().__init__(reason)
        self.line = line


def read_glossary(path: Path) -> tuple[Entry, ...]:
    """The entries of a glossary, none if there is no file. Raises GlossaryError with the line that is wrong."""
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0] != HEADER:
        raise GlossaryError(1, f"must begin with the line {HEADER!r} (with tabs)")
    entries: list[Entry] = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != 3 or not cells[0].strip():
            raise GlossaryError(number, "needs three columns: German term, translation, note")
        said = cells[1].removeprefix(HINT)
        ways = tuple(way.strip() for way in said.split(" / ") if way.strip())
        entry = Entry(cells[0], ways, cells[2], is_bound=bool(ways) and said == cells[1])
        if entries and order(entry.german) <= order(entries[-1].german):
            raise GlossaryError(number, f"{entry.german!r} stands twice or not in order of the alphabet")
        entries.append(entry)
    return tuple(entries)


def order(term: str) -> tuple[str, str]:
    """By what the terms of a glossary are sorted: letters without their dots first."""
    return fold(term), term


def fold(text: str) -> str:
    """A text in small letters without accents and hyphens, so that "Bürger-Büro" is found as "burgerburo"."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return plain.casefold().replace("-", "").replace("ı", "i")


def breaches(glossary: tuple[Entry, ...], german: str, translation: str) -> Iterator[Entry]:
    """The entries whose term is in the German text while neither the term nor its translation is in the translation."""
    met = list(_met(glossary, german)) if translation else []
    if not met:
        return
    said, generic = fold(translation), _generic_stems(glossary)
    for entry in met:
        if not any(_is_said(way, said, generic) for way in (entry.german, *entry.ways)):
            yield entry


def _met(glossary: tuple[Entry, ...], german: str) -> Iterator[Entry]:
    """The entries of which the text has the term; a term inside a longer one ("Amt für Soziales") does not count."""
    rest = german
    for entry in _longest_first(glossary):
        # Looking for the bare letters first makes the whole check ten times as fast.
        if entry.german in rest and (found := _pattern(entry.german).search(rest)):
            rest = rest[: found.start()] + "·" + rest[found.end() :]
            if entry.is_bound:
                yield entry


@lru_cache(maxsize=32)
def _longest_first(glossary: tuple[Entry, ...]) -> list[Entry]:
    return sorted(glossary, key=lambda entry: -len(entry.german))


@lru_cache(maxsize=32)
def _generic_stems(glossary: tuple[Entry, ...]) -> frozenset[str]:
    offices = (entry for entry in glossary if entry.german in GENERIC)
    return frozenset(stem for entry in offices for way in entry.ways for stem in _stems(way))


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(term)}{GERMAN_ENDINGS}(?![\w-])")


def _is_said(way: str, said: str, generic: frozenset[str]) -> bool:
    """True when a text has the stems of at least half of the words that carry a way to say a term.

    Half, because a sentence rightly shortens: "dowód" for "dowód osobisty", "права" for "водительские права".
    """
    stems = [stem for stem in _stems(way) if stem not in generic] or _stems(way)
    found = sum(1 for stem in stems if re.search(stem, said))
    return 2 * found >= len(stems) > 0


@lru_cache(maxsize=4096)
def _stems(way: str) -> tuple[str, ...]:
    """How the words of a way to say a term begin, as patterns; the German in brackets is left out."""
    words = [fold(word) for word in WORD.findall(re.sub(r"\([^)]*\)", " ", way))]
    long = [word for word in words if len(word) > SHORT] or words
    return tuple(_stem(word) for word in long)


def _stem(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        # Arabic puts the article and little words in front of a noun, so it may begin anywhere; ة at its end changes.
        return re.escape(word.removeprefix("ال").removesuffix("ة")[: STEM - 1])
    return r"(?<!\w)" + re.escape(word[: max(SHORT, min(STEM, len(word) - 1))])


def read_forbidden(path: Path) -> tuple[str, ...]:
    """The words that a language avoids, one a line; `*` at an end stands for any letters. No file, no such words."""
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def forbidden_in(words: tuple[str, ...], said: str) -> Iterator[str]:
    """The forbidden words that a text has, in any case. Names in Latin letters in brackets count as well."""
    for word in words:
        if _forbidden_pattern(word).search(said):
            yield word


@lru_cache(maxsize=1024)
def _forbidden_pattern(word: str) -> re.Pattern[str]:
    start = "" if word.startswith("*") else r"(?<![\w’'])"
    end = "" if word.endswith("*") else r"(?!\w)"
    return re.compile(start + re.escape(word.strip("*")) + end, re.IGNORECASE)
