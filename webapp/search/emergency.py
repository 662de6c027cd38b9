"""Recognises an emergency in what was typed. Nothing but the signs of the content triggers it (docs/search.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.region.fold import folded_words
from webapp.search.lists import is_stop_word
from webapp.search.match import edit_distance

LONG = 6  # letters from which one typo is forgiven


@dataclass(frozen=True, slots=True)
class Place:
    """The words of which one must have been typed: whole words, beginnings and endings.

    `forgiven` are the whole words (False) and beginnings (True) that are long enough for a typo, by first letter.
    """

    words: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    forgiven: Mapping[str, tuple[tuple[str, bool], ...]]

    def fits(self, word: str) -> bool:
        """True when a folded word is one of the place's words; one typo is forgiven, but not in the first letter."""
        if word in self.words or word.startswith(self.beginnings) or word.endswith(self.endings):
            return True
        return any(_is_nearly(word, *option) for option in self.forgiven.get(word[0], ()))


@dataclass(frozen=True, slots=True)
class Sign:
    """One phrase that means danger: its places, the words that must not be there, and whether it counts only alone."""

    places: tuple[Place, ...]
    never: Place
    alone: bool
    is_latin: bool

    def speaks_like(self, typed: Sequence[str]) -> bool:
        """True when some typed word is in the sign's script; folded Latin words are plain ASCII."""
        return any(word.isascii() is self.is_latin for word in typed)


def read_sign(text: str, unless: Iterable[str] = ()) -> Sign:
    """Read a sign as it stands in the content: "a|b" one of them, "abc*" and "*abc", "=" alone, "-abc" never.

    `unless` are the words that take away the meaning of every sign of the emergency.
    """
    parts = text.removeprefix("=").split()
    never = [*unless, *(part[1:] for part in parts if part[0] == "-")]
    places = tuple(_place(part.split("|")) for part in parts if part[0] != "-")
    # No typo is forgiven here: a word that is only nearly one of a calm matter must not silence an alarm.
    calm = _place((option for word in never for option in word.split("|")), forgiving=False)
    return Sign(places, calm, text.startswith("="), "".join(folded_words(text)).isascii())


def _place(options: Iterable[str], forgiving: bool = True) -> Place:
    words: list[str] = []
    beginnings: list[str] = []
    endings: list[str] = []
    forgiven: dict[str, list[tuple[str, bool]]] = {}
    for option in options:
        # Of what folds into several words ("on-call") the last one counts.
        folded = (folded_words(option) or ("",))[-1]
        if not folded:
            continue
        (endings if option[0] == "*" else beginnings if option[-1] == "*" else words).append(folded)
        if forgiving and option[0] != "*" and len(folded) >= LONG:
            forgiven.setdefault(folded[0], []).append((folded, option[-1] == "*"))
    return Place(
        frozenset(words), tuple(beginnings), tuple(endings), {first: tuple(found) for first, found in forgiven.items()}
    )


def _is_nearly(word: str, wanted: str, is_beginning: bool) -> bool:
    lengths = range(len(wanted) - 1, len(wanted) + 2) if is_beginning else (len(word),)
    return any(
        abs(len(wanted) - length) <= 1 <= len(word) - length + 1 and edit_distance(word[:length], wanted, 1) <= 1
        for length in lengths
    )


def shows(sign: Sign, typed: Sequence[str], languages: Iterable[str]) -> bool:
    """True when the typed words (folded, stop words included) show the sign."""
    left = list(typed)
    for place in sign.places:
        word = next((word for word in left if place.fits(word)), None)
        if word is None:
            return False
        left.remove(word)
    if any(sign.never.fits(word) for word in typed):
        return False
    languages = tuple(languages)
    return not sign.alone or all(is_stop_word(word, languages) for word in left)
