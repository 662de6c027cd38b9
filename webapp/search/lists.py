"""Word lists by language: stop words, which say nothing, and words of other worlds, which no town hall knows."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from webapp.region.fold import folded_words

FOLDER = Path(__file__).parent


def is_stop_word(word: str, languages: Iterable[str]) -> bool:
    """True when a folded word says nothing about what a person needs, in one of the languages."""
    return any(word in stop_words(language) for language in languages)


def is_of_another_world(word: str, languages: Iterable[str]) -> bool:
    """True when a folded word is of something that no town does, such as weather, recipes or series."""
    return any(word in other_worlds(language) for language in languages)


def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language, folded."""
    return _words("stop_words", language)


def other_worlds(language: str) -> frozenset[str]:
    """The words of other worlds in a language, folded."""
    return _words("other_worlds", language)


@cache
def _words(folder: str, language: str) -> frozenset[str]:
    """A list, folded; empty where there is none for the language."""
    path = FOLDER / folder / f"{language}.txt"
    return frozenset(folded_words(path.read_text(encoding="utf-8"))) if path.exists() else frozenset()
