"""Says all that a typed text leads to in a town: emergencies, a number, services, events, a town, a language."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from webapp.region.fold import folded_words
from webapp.region.models import Region
from webapp.search.emergency import Signs, read_signs, shown
from webapp.search.index import Entry, Index, build_index
from webapp.search.lists import is_stop_word
from webapp.search.rank import MOST_TYPED, Found, search

GERMAN = "de"
EVENT = "leben/"  # what an event's id begins with in the index, as in its address
MOST_HITS = 7
SHORTEST_PLACE = 5  # letters; shorter parts of towns are too often something else
# Other languages are tried where the page's own and German answer less than this, and used where they answer more.
ENOUGH = 75
CLEARLY_BETTER = 20
BESIDE_EMERGENCY = 60  # the cover, out of 100, of hits that are shown beside an emergency
# "23", "Nummer 23", "Nr. 23", "#23", in any script's digits; a word before it may be in any language.
NUMBER = re.compile(r"(?:nummer|nr|no|number|numara|номер|numer|numar|رقم)? ?([0-9](?: ?[0-9]){0,2})")
Translate = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Finder:
    """What searching needs, built once: an index and the signs of emergencies for each language, numbers, places."""

    indexes: Mapping[str, Index]
    signs: Mapping[str, Signs]
    numbers: Mapping[int, str]
    places: Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a typed text leads to.

    `emergencies` pairs ids with the languages whose signs were typed. `language` is the code of the language in which
    it was found, where that is neither the page's nor German. `town` is another town that was named, and `rest` what
    was typed besides it.
    """

    emergencies: tuple[tuple[str, tuple[str, ...]], ...]
    found: Found
    services: tuple[str, ...]
    events: tuple[str, ...]
    number: int | None = None
    language: str | None = None
    town: str | None = None
    rest: str = ""


def build_finder(region: Region, languages: Iterable[str], translate: Translate) -> Finder:
    """Build the finder of a region. `translate(language, german)` gives a text in a language, or else ""."""
    indexes = {code: build_index(code, _entries(region, code, translate)) for code in languages}
    return Finder(
        indexes=indexes,
        signs={code: _signs(region, code) for code in indexes},
        numbers={service.number: service.id for service in region.services.values()},
        places=_places(region, indexes.values()),
    )


def _signs(region: Region, code: str) -> Signs:
    found = region.signs.get(code)
    of_emergencies = found.emergencies if found else {}
    return read_signs({name: (one.signs, one.unless) for name, one in of_emergencies.items()})


def _entries(region: Region, code: str, translate: Translate) -> Iterable[Entry]:
    for service in region.services.values():
        official = (service.official,) if code == GERMAN and service.official else ()
        words = (*official, *service.words.get(code, ()))
        yield Entry(service.id, translate(code, service.title), words, translate(code, service.summary))
    for event in region.life_events.values():
        yield Entry(EVENT + event.id, translate(code, event.title), event.words.get(code, ()))


def _places(region: Region, indexes: Iterable[Index]) -> Mapping[tuple[str, ...], str]:
    """The names that mean one town only: its name, its postcodes, and its other names unless a service has the word.

    "Eigen" and "Boy" are parts of Bottrop, but who types them means something else.
    """
    indexes = tuple(indexes)
    named: dict[tuple[str, ...], set[str]] = {}
    for town in region.towns.values():
        for name in (town.name, town.id, *town.postcodes, *town.other_names):
            words = folded_words(name)
            is_other = name in town.other_names
            if not is_other or (len(name) >= SHORTEST_PLACE and not _is_word(indexes, words)):
                named.setdefault(words, set()).add(town.id)
    return {words: min(towns) for words, towns in named.items() if len(towns) == 1}


def _is_word(indexes: Iterable[Index], words: tuple[str, ...]) -> bool:
    return len(words) == 1 and any(words[0] in index.postings for index in indexes)


def find(finder: Finder, language: str, town: str, typed: str) -> Answer:
    """What a text that was typed on a page in a language and a town leads to."""
    # Einfache Sprache and languages without an index are searched as German.
    language = language if language in finder.indexes else GERMAN
    typed = typed[:MOST_TYPED]
    words = folded_words(typed)
    emergencies = _emergencies(finder, words, language)
    if (number := _number(finder, words)) is not None:
        service = finder.numbers.get(number)
        return Answer(emergencies, Found(words, ()), (service,) if service else (), (), number=number)
    other, rest = _without_place(finder, typed)
    spoken, found = _best_language(finder, language, rest)
    found = _beside(found, emergencies)
    return Answer(
        emergencies=emergencies,
        found=found,
        services=tuple(hit.entry for hit in found.hits if not hit.entry.startswith(EVENT))[:MOST_HITS],
        events=tuple(hit.entry.removeprefix(EVENT) for hit in found.hits if hit.entry.startswith(EVENT))[:1],
        language=None if spoken in (language, GERMAN) else spoken,
        town=None if other == town else other,
        rest=rest,
    )


def _number(finder: Finder, words: tuple[str, ...]) -> int | None:
    """The number of a service that was typed, also one that no service has; numbers that are words ("115") are none."""
    found = NUMBER.fullmatch(" ".join(words))
    if found is None:
        return None
    number = int(found[1].replace(" ", ""))
    is_word = any(words[-1] in index.postings for index in finder.indexes.values())
    return number if number in finder.numbers or not is_word else None


def _emergencies(finder: Finder, words: tuple[str, ...], language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The emergencies that the words show, with the languages of their signs.

    Neighbours share words ("пожар" is Russian and Bulgarian), so there can be several; the page's own is enough alone.
    """
    found: dict[str, list[str]] = {}
    for code in dict.fromkeys((language, GERMAN, *finder.signs)):
        for emergency in dict.fromkeys(shown(finder.signs[code], words, (language, GERMAN, code))):
            codes = found.setdefault(emergency, [])
            if language not in codes:
                codes.append(code)
    return tuple((emergency, tuple(codes)) for emergency, codes in found.items())


def _says_something(found: Found, languages: tuple[str, str]) -> bool:
    """True when another language was found by more than little words of the own ones ("wer ist")."""
    return any(not is_stop_word(word, languages) for word in found.hits[0].words)


def _beside(found: Found, emergencies: tuple[tuple[str, tuple[str, ...]], ...]) -> Found:
    """The hits to show: beside an emergency only those that answer nearly everything that was typed."""
    if not emergencies:
        return found
    return Found(found.words, tuple(hit for hit in found.hits if hit.cover >= BESIDE_EMERGENCY))


def _without_place(finder: Finder, typed: str) -> tuple[str | None, str]:
    """A town that was named, and the text without its name."""
    pieces = typed.split()
    for length in (3, 2, 1):
        for start in range(len(pieces) - length + 1):
            town = finder.places.get(folded_words(" ".join(pieces[start : start + length])))
            if town:
                return town, " ".join(pieces[:start] + pieces[start + length :])
    return None, typed


def _best_language(finder: Finder, language: str, typed: str) -> tuple[str, Found]:
    """Search in the page's language and German first; another language counts where it answers clearly better."""
    own = [finder.indexes[code] for code in dict.fromkeys((language, GERMAN)) if code in finder.indexes]
    best_language, best = language, search(own, typed)
    if not best.words:
        return best_language, best
    for code, index in finder.indexes.items():
        if best.cover < ENOUGH and code not in (language, GERMAN):
            found = search([index], typed, forgiving=False)
            is_better = found.cover > best.cover + (CLEARLY_BETTER if best_language == language else 0)
            if is_better and _says_something(found, (language, GERMAN)):
                best_language, best = code, found
    return best_language, best
