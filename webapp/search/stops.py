"""Words that say nothing about what a person needs, by language. The lists, short on purpose, lie in `stop_words/`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from webapp.region.fold import folded_words

FOLDER = Path(__file__).with_name("stop_words")


@cache
def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language, folded; none where there is no list."""
    path = FOLDER / f"{language}.txt"
    return frozenset(folded_words(path.read_text(encoding="utf-8"))) if path.exists() else frozenset()


def is_stop_word(word: str, languages: Iterable[str]) -> bool:
    """True when a folded word is a stop word in one of the languages."""
    return any(word in stop_words(language) for language in languages)
