"""Recognises an emergency in what was typed. Nothing but the signs of the content triggers it (docs/search.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.region.fold import folded_words
from webapp.search.match import edit_distance
from webapp.search.lists import is_stop_word

LONG = 6  # letters from which one typo is forgiven


@dataclass(frozen=True, slots=True)
class Sign:
    """One phrase that means danger: for each place the words of which one must be there, and words that must not.

    A word may begin or end with "*" for any beginning or ending. `alone` signs count only when nothing else was
    typed, stop words aside.
    """

    places: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]
    alone: bool


def read_sign(text: str, unless: Iterable[str] = ()) -> Sign:
    """Read a sign as it stands in the content: "a|b" one of them, "abc*" and "*abc", "=" alone, "-abc" never.

    `unless` are the words that take away the meaning of every sign of the emergency.
    """
    alone = text.startswith("=")
    parts = text.removeprefix("=").split()
    never = [option for word in (*unless, *(part[1:] for part in parts if part[0] == "-")) for option in _options(word)]
    places = tuple(options for part in parts if part[0] != "-" and (options := _options(part)))
    return Sign(places, tuple(never), alone)


def _options(part: str) -> tuple[str, ...]:
    """The words of a place, folded, their stars kept; of what folds into several words ("on-call") the last counts."""
    folded = [(option[:1] == "*", folded_words(option), option[-1:] == "*") for option in part.split("|")]
    return tuple("*" * ends + words[-1] + "*" * begins for ends, words, begins in folded if words)


def shows(sign: Sign, typed: Sequence[str], languages: Iterable[str]) -> bool:
    """True when the typed words (folded, stop words included) show the sign."""
    left = list(typed)
    for place in sign.places:
        word = next((word for word in left if any(_is(word, option) for option in place)), None)
        if word is None:
            return False
        left.remove(word)
    if any(_is(word, option) for option in sign.never for word in typed):
        return False
    languages = tuple(languages)
    return not sign.alone or all(is_stop_word(word, languages) for word in left)


def _is(word: str, option: str) -> bool:
    """True when a word is what the option says; in long options one typo is forgiven, but not in the first letter."""
    if option[0] == "*":
        return word.endswith(option[1:])
    wanted = option.rstrip("*")
    beginnings = [word[: len(wanted) + more] for more in (-1, 0, 1)] if option[-1] == "*" else [word]
    if wanted in beginnings:
        return True
    may_have_typo = len(wanted) >= LONG and word[0] == wanted[0]
    return may_have_typo and any(edit_distance(beginning, wanted, 1) <= 1 for beginning in beginnings)
