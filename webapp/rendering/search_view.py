"""What the search pages show: hits with the person's own words, emergencies, another town or language."""

from dataclasses import dataclass
from typing import Any

from flask import g

from webapp.i18n.languages import GERMAN, LANGUAGES, Language
from webapp.i18n.texts import Said, current_language, say
from webapp.region.entrances import EmergencyNumber, LifeEvent
from webapp.region.fold import folded_words
from webapp.region.models import Service, Town
from webapp.region.places import cleaned
from webapp.rendering import addresses
from webapp.rendering.site import current_site
from webapp.search import Answer, find

SHORTEST = 2  # letters; one letter alone says nothing


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A service that was found: what it is, where it begins, and the typed words that its title does not show."""

    title: Said
    summary: Said
    href: str
    words: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """An emergency: its sentence in the page's language and in those of the typed words, and the numbers that help."""

    id: str
    sentences: tuple[tuple[Language, str], ...]
    numbers: tuple[EmergencyNumber, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """Everything that the search pages show."""

    typed: str
    action: str
    suggest: str
    hits: tuple[SearchHit, ...]
    alarms: tuple[Alarm, ...]
    is_too_short: bool
    number: int | None
    event: LifeEvent | None
    event_comes_first: bool
    event_link: str
    other_town: Town | None
    other_town_link: str
    spoken: Language | None
    spoken_link: str


def search_view(typed: str) -> SearchView:
    """Search for what was typed, in the language and the town of the page."""
    site = current_site()
    typed = cleaned(typed)
    language, town = current_language(), g.town
    answer = find(site.finder, language.code, town.id, typed)
    event = site.region.life_events[answer.events[0]] if answer.events else None
    other = site.region.towns[answer.town] if answer.town else None
    spoken = LANGUAGES[answer.language] if answer.language and answer.services and not answer.emergencies else None
    return SearchView(
        typed=typed,
        action=addresses.search(language, town),
        suggest=addresses.suggestions(language, town),
        hits=tuple(_hit(site.region.services[name], answer, typed) for name in answer.services),
        alarms=_alarms(answer),
        is_too_short=len("".join(folded_words(typed))) < SHORTEST,
        number=answer.number,
        event=event,
        event_comes_first=bool(answer.found.hits) and answer.found.hits[0].entry.endswith(f"/{answer.events[0]}")
        if event
        else False,
        event_link=addresses.life_event(language, town, event.id) if event else "",
        other_town=other,
        other_town_link=_other_town_link(language, other, answer.rest) if other else "",
        spoken=spoken,
        spoken_link=addresses.search(spoken, town, typed) if spoken else "",
    )


def stored_search() -> dict[str, Any]:
    """Everything that a search in the page's language and town may show, for the stored page of a pack."""
    region, language = current_site().region, current_language()
    services = region.services.values()
    hits = [SearchHit(say(s.title), say(s.summary), addresses.step(language, g.town, s), (), s.id) for s in services]
    others = [town for town in region.towns.values() if town is not g.town]
    alarms = [_alarm(name, (language.lang, GERMAN.lang)) for name in region.emergencies]
    return {"hits": hits, "other_towns": others, "alarms": alarms, "events": region.life_events.values()}


def alarms_for(typed: str) -> tuple[Alarm, ...]:
    """The emergencies that a text shows which was typed where no town was chosen yet."""
    return _alarms(find(current_site().finder, current_language().code, "", cleaned(typed)))


def finds_something(typed: str) -> bool:
    """True when the search would find services for a text; to be told where it was typed in the wrong field."""
    return bool(find(current_site().finder, current_language().code, "", cleaned(typed)).services)


def _hit(service: Service, answer: Answer, typed: str) -> SearchHit:
    matched = next((hit.words for hit in answer.found.hits if hit.entry == service.id), ())
    shown = "".join(folded_words(f"{say(service.title).text} {say(service.summary).text}"))
    # One word that is there to be seen is reason enough; only a hit that looks unasked names what it answers.
    hidden = [] if any(word in shown for word in matched) else matched
    pieces = [
        piece.strip(".,;:!?\"'()„“")
        for piece in typed.split()
        if any(part in word for part in folded_words(piece) for word in hidden)
    ]
    return SearchHit(
        say(service.title), say(service.summary), addresses.step(current_language(), g.town, service), tuple(pieces)
    )


def _alarms(answer: Answer) -> tuple[Alarm, ...]:
    """The emergencies, but none whose numbers another one shows already."""
    alarms = [_alarm(name, codes) for name, codes in answer.emergencies]
    return tuple(
        one for one in alarms if not any(set(one.numbers) < set(other.numbers) for other in alarms if other is not one)
    )


def _alarm(name: str, codes: tuple[str, ...]) -> Alarm:
    settings, emergency = current_site().region.settings, current_site().region.emergencies[name]
    own = current_language()
    languages = [own, *(LANGUAGES[code] for code in codes if code != own.lang)]
    numbers = {number.number: number for number in settings.emergency}
    return Alarm(
        name,
        tuple((language, emergency.say[language.code]) for language in languages),
        tuple(numbers[number] for number in emergency.numbers),
    )


def _other_town_link(language: Language, town: Town, rest: str) -> str:
    return addresses.search(language, town, rest) if rest else addresses.town(language, town)
