"""Recognises an emergency in what was typed. Nothing but the signs of the content triggers it (docs/search.md)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from webapp.region.fold import folded_words
from webapp.search.lists import is_stop_word

LONG = 6  # letters from which one typo is forgiven


@dataclass(frozen=True, slots=True)
class Sign:
    """One phrase that means danger: the ids of its places, and of the words that must not have been typed.

    `alone` signs count only when nothing else was typed, stop words aside.
    """

    emergency: str
    places: tuple[int, ...]
    never: tuple[int, ...]
    alone: bool


@dataclass(slots=True)
class _Options:
    """The words of all places, by how they are compared, with the ids of the places that they stand in."""

    words: dict[str, set[int]] = field(default_factory=dict)
    beginnings: dict[str, set[int]] = field(default_factory=dict)
    endings: dict[str, set[int]] = field(default_factory=dict)
    # Words (False) and beginnings (True) that are long enough for a typo, by their first letter.
    forgiven: dict[str, dict[tuple[str, bool], set[int]]] = field(default_factory=dict)

    def add(self, option: str, place: int, forgiving: bool) -> None:
        """Note an option as it stands in the content: "abc", "abc*" or "*abc"."""
        # Of what folds into several words ("on-call") the last one counts.
        word = (folded_words(option) or ("",))[-1]
        if not word:
            return
        begins = option[-1] == "*"
        table = self.endings if option[0] == "*" else self.beginnings if begins else self.words
        table.setdefault(word, set()).add(place)
        if forgiving and option[0] != "*" and len(word) >= LONG:
            self.forgiven.setdefault(word[0], {}).setdefault((word, begins), set()).add(place)

    def places_of(self, word: str) -> set[int]:
        """The places that a typed word fits; one typo is forgiven in long options, but not in their first letter."""
        found = set(self.words.get(word, ()))
        for cut in range(1, len(word) + 1):
            found |= self.beginnings.get(word[:cut], set())
            found |= self.endings.get(word[-cut:], set())
        for (wanted, begins), places in self.forgiven.get(word[0], {}).items():
            if is_one_typo(word, wanted) or (begins and any(_begins_nearly(word, wanted))):
                found |= places
        return found


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs of one language, ready to be looked for."""

    by_first_place: Mapping[int, Sign]
    options: _Options


def read_signs(of_emergencies: Mapping[str, tuple[Iterable[str], Iterable[str]]]) -> Signs:
    """Read the signs of a language: for each emergency its signs and the calm words that take their meaning away.

    In a sign "a|b" means one of them, "abc*" and "*abc" any beginning or ending, "=" nothing else, "-abc" never.
    """
    options, by_first_place, next_place = _Options(), {}, 0

    def place(words: Iterable[str], forgiving: bool) -> int:
        nonlocal next_place
        next_place += 1
        for option in words:
            options.add(option, next_place, forgiving)
        return next_place

    for emergency, (texts, unless) in of_emergencies.items():
        # No typo is forgiven in calm words: one that is only nearly there must not silence an alarm.
        calm = place(unless, forgiving=False)
        for text in texts:
            parts = text.removeprefix("=").split()
            places = tuple(place(part.split("|"), forgiving=True) for part in parts if part[0] != "-")
            never = tuple(place(part[1:].split("|"), forgiving=False) for part in parts if part[0] == "-")
            by_first_place[places[0]] = Sign(emergency, places, (calm, *never), text.startswith("="))
    return Signs(by_first_place, options)


def shown(signs: Signs, typed: Sequence[str], languages: Iterable[str]) -> Iterator[str]:
    """The emergencies whose signs the typed words show (folded, stop words included); `languages` name stop words."""
    fits = [signs.options.places_of(word) for word in typed]
    all_places: set[int] = set().union(*fits)
    for sign in (signs.by_first_place[place] for place in sorted(all_places & signs.by_first_place.keys())):
        if all_places.issuperset(sign.places) and all_places.isdisjoint(sign.never):
            left = _without_places(sign.places, typed, fits)
            if left is not None and (not sign.alone or all(is_stop_word(word, languages) for word in left)):
                yield sign.emergency


def _without_places(places: Sequence[int], typed: Sequence[str], fits: Sequence[set[int]]) -> list[str] | None:
    """The typed words that are left when each place has taken one of its own; None when there are too few."""
    left = list(range(len(typed)))
    for place in places:
        position = next((position for position in left if place in fits[position]), None)
        if position is None:
            return None
        left.remove(position)
    return [typed[position] for position in left]


def _begins_nearly(word: str, wanted: str) -> Iterator[bool]:
    for length in (len(wanted) - 1, len(wanted), len(wanted) + 1):
        if length <= len(word):
            yield is_one_typo(word[:length], wanted)


def is_one_typo(one: str, other: str) -> bool:
    """True when two words differ by at most one letter changed, added, left out or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, wanted = one[start:], other[start:]
    return (
        rest[1:] == wanted[1:]
        or rest == wanted[1:]
        or rest[1:] == wanted
        or (rest[2:] == wanted[2:] and rest[:2] == wanted[1::-1])
    )
