"""Builds the index of one language once: phrases, their terms, how rare each term is, and ways to look terms up."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.region.fold import folded_words
from webapp.search.lists import is_stop_word

TITLE, WORDS, SUMMARY = 100, 90, 40
# How much of a phrase's weight each of its terms carries when the others are not there: 1, 2, 3, 4 and more terms.
SHARE = (100, 75, 60, 50)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its id and the texts that name it."""

    id: str
    title: str
    words: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text of an entry, as its terms without stop words. `weight` says how much its field counts."""

    entry: str
    terms: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one language. `terms` are sorted; `postings` give each term's entries with its weight there."""

    language: str
    phrases: Mapping[str, tuple[Phrase, ...]]
    terms: Sequence[str]
    reversed_terms: Sequence[str]
    postings: Mapping[str, Mapping[str, int]]
    rarity: Mapping[str, int]
    trigrams: Mapping[str, tuple[str, ...]]


def content_words(text: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The folded words of a text without the stop words of the languages."""
    languages = tuple(languages)
    return tuple(word for word in folded_words(text) if not is_stop_word(word, languages))


def trigrams_of(term: str) -> frozenset[str]:
    """The three-letter pieces of a term, its begin and end marked: "hund" is ^hu, hun, und, nd$."""
    marked = f"^{term}$"
    return frozenset(marked[start : start + 3] for start in range(len(marked) - 2))


def build_index(language: str, entries: Iterable[Entry]) -> Index:
    """Build the index of a language from everything that can be found in it."""
    entries = tuple(entries)
    phrases = {entry.id: tuple(_phrases(entry, language)) for entry in entries}
    postings: dict[str, dict[str, int]] = {}
    for entry_phrases in phrases.values():
        for phrase in entry_phrases:
            share = SHARE[min(len(phrase.terms), len(SHARE)) - 1]
            for term in phrase.terms:
                weights = postings.setdefault(term, {})
                weights[phrase.entry] = max(weights.get(phrase.entry, 0), phrase.weight * share // 100)
    pieces: dict[str, list[str]] = {}
    for term in sorted(postings):
        for piece in trigrams_of(term):
            pieces.setdefault(piece, []).append(term)
    return Index(
        language=language,
        phrases=phrases,
        terms=tuple(sorted(postings)),
        reversed_terms=tuple(sorted(term[::-1] for term in postings)),
        postings=postings,
        rarity={term: rarity(len(found), len(entries)) for term, found in postings.items()},
        trigrams={piece: tuple(found) for piece, found in pieces.items()},
    )


def rarity(entries_with_term: int, entries: int) -> int:
    """How much a term tells, as a whole number: a term of one entry in a hundred about 460, of a third about 140."""
    return round(100 * math.log(1 + entries / entries_with_term))


def _phrases(entry: Entry, language: str) -> Iterable[Phrase]:
    texts = [(entry.title, TITLE), *((words, WORDS) for words in entry.words), (entry.summary, SUMMARY)]
    for text, weight in texts:
        if terms := content_words(text, [language]):
            yield Phrase(entry.id, tuple(dict.fromkeys(terms)), weight)
