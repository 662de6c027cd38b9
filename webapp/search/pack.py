"""Packs a finder for the search in browsers without a network: the texts that webapp/assets/search.js reads.

Nothing is packed that a browser can count itself: terms, weights and pieces come from the phrases (docs/search.md).
"""

from collections.abc import Iterable, Mapping, Sequence

from webapp.search.emergency import Sign, Signs
from webapp.search.finder import GERMAN, NUMBER, Finder
from webapp.search.index import SUMMARY, TITLE, Index, rarity
from webapp.search.lists import other_worlds, stop_words


def packed(finder: Finder, language: str, town: str) -> dict[str, object]:
    """All that a browser needs to answer like `find` for a language and a town, ready to be written as JSON.

    In it are the page's language and German; of the other languages only the numbers that are words there.
    """
    codes = tuple(dict.fromkeys(code for code in (language, GERMAN) if code in finder.indexes))
    indexes = [finder.indexes[code] for code in codes]
    entries = tuple(dict.fromkeys(entry for index in indexes for entry in index.phrases))
    number_of = {service: number for number, service in finder.numbers.items()}
    return {
        "town": town,
        "entries": list(entries),
        "numbers": [number_of.get(entry, 0) for entry in entries],
        "number_words": _joined(_number_words(finder.indexes.values())),
        "indexes": [_index(index, entries) for index in indexes],
        "stop_words": _joined(word for code in codes for word in stop_words(code)),
        "other_worlds": _joined(word for code in codes for word in other_worlds(code)),
        "places": {" ".join(words): place for words, place in sorted(finder.places.items())},
        "signs": {code: _signs(finder.signs[code]) for code in codes if code in finder.signs},
    }


def _joined(words: Iterable[str]) -> str:
    return " ".join(sorted(set(words)))


def _number_words(indexes: Iterable[Index]) -> set[str]:
    """The terms of all languages that look like the number of a service, such as "115"."""
    return {term for index in indexes for term in index.postings if NUMBER.fullmatch(term)}


def _index(index: Index, entries: Sequence[str]) -> dict[str, object]:
    """For each entry one text: a line for its title, one for its summary, and one for each of its words.

    `rarity` gives that of the terms in one entry, in two and so on, so that no logarithm is taken in two places.
    """
    most = max(map(len, index.postings.values()), default=0)
    return {
        "entries": [_lines(index, entry) for entry in entries],
        "rarity": [rarity(count, len(index.phrases)) for count in range(1, most + 1)],
    }


def _lines(index: Index, entry: str) -> str:
    """The phrases of an entry, words sorted so that they compress well."""
    title, summary, words = "", "", set()
    for phrase in index.phrases.get(entry, ()):
        text = " ".join(phrase.terms)
        if phrase.weight == TITLE:
            title = text
        elif phrase.weight == SUMMARY:
            summary = text
        else:
            words.add(text)
    return "\n".join((title, summary, *sorted(words)))


def _signs(signs: Signs) -> list[dict[str, object]]:
    """The emergencies of a language with their calm words and signs, written as in the content but folded."""
    options = _options_by_place(signs)
    found: dict[str, list[str]] = {}
    calm: dict[str, str] = {}
    for sign in signs.by_first_place.values():
        # A place whose options fold to nothing is never typed, and so its sign is never shown.
        if not options.keys() >= set(sign.places):
            continue
        found.setdefault(sign.emergency, []).append(_sign(sign, options))
        calm[sign.emergency] = options.get(sign.never[0], "")
    return [{"id": emergency, "unless": calm[emergency], "signs": texts} for emergency, texts in found.items()]


def _sign(sign: Sign, options: Mapping[int, str]) -> str:
    """A sign as its text: "=" for nothing else, places parted by spaces, "-" before words that must not be there."""
    places = [options[place] for place in sign.places]
    never = [f"-{options[place]}" for place in sign.never[1:] if place in options]
    return ("=" if sign.alone else "") + " ".join((*places, *never))


def _options_by_place(signs: Signs) -> dict[int, str]:
    """The words of each place, parted by "|": "abc", "abc*" or "*abc"."""
    found: dict[int, list[str]] = {}
    tables = (("{}", signs.options.words), ("{}*", signs.options.beginnings), ("*{}", signs.options.endings))
    for form, table in tables:
        for word, places in table.items():
            for place in places:
                found.setdefault(place, []).append(form.format(word))
    return {place: "|".join(sorted(words)) for place, words in found.items()}
