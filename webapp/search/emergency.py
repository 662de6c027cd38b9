"""Recognises an emergency in what was typed. Nothing but the signs of the content triggers it (docs/search.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.region.fold import folded_words
from webapp.search.match import edit_distance
from webapp.search.stops import is_stop_word

LONG = 6  # letters from which one typo is forgiven


@dataclass(frozen=True, slots=True)
class Sign:
    """One phrase that means danger: for each place the words of which one must be there, and words that must not.

    `alone` signs count only when nothing else was typed, stop words aside.
    """

    places: tuple[tuple[str, ...], ...]
    never: frozenset[str]
    alone: bool


def read_sign(text: str, unless: Iterable[str] = ()) -> Sign:
    """Read a sign as it stands in the content: "a|b" one of them, "abc*" a beginning, "=" alone, "-abc" never.

    `unless` are the words that take away the meaning of every sign of the emergency.
    """
    alone = text.startswith("=")
    parts = text.removeprefix("=").split()
    never = frozenset(
        word for text in (*unless, *(part for part in parts if part.startswith("-"))) for word in folded_words(text)
    )
    places = []
    for part in parts:
        if not part.startswith("-"):
            # A word of several folded words ("can't" is one, "on-call" two) asks for its last.
            options = [(folded_words(option), option.endswith("*")) for option in part.split("|")]
            places.append(tuple(words[-1] + "*" * begins for words, begins in options if words))
    return Sign(tuple(places), never, alone)


def shows(sign: Sign, typed: Sequence[str], languages: Iterable[str]) -> bool:
    """True when the typed words (folded, stop words included) show the sign."""
    if sign.never & set(typed):
        return False
    left = list(typed)
    for place in sign.places:
        word = next((word for word in left if any(_is(word, option) for option in place)), None)
        if word is None:
            return False
        left.remove(word)
    languages = tuple(languages)
    return not sign.alone or all(is_stop_word(word, languages) for word in left)


def _is(word: str, option: str) -> bool:
    if option.endswith("*"):
        return word.startswith(option[:-1])
    if word == option:
        return True
    return len(option) >= LONG and word[0] == option[0] and edit_distance(word, option, 1) <= 1
