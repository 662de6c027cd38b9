"""Checks the ways to the services: topics and their headings, life events, and the emergencies of the search."""

from collections import Counter

from webapp.region.entrances import LanguageSigns, LifeEvent, Topic
from webapp.region.fold import folded_words
from webapp.region.models import Region
from webapp.region.rules import RESERVED, Complain, check_source

MOST_TOPICS = 12
MOST_WITHOUT_HEADINGS = 9
FEWEST_EVENT_WORDS = 5
SHORTEST_SIGN = 5


def check_topics(region: Region, complain: Complain) -> None:
    """Topics are few, none is empty, and a long one is divided under headings that name each of its services once."""
    if len(region.topics) > MOST_TOPICS:
        complain((), f"has {len(region.topics)} topics; at most {MOST_TOPICS}")
    for index, topic in enumerate(region.topics.values()):
        if topic.id in RESERVED:
            complain((index, "id"), f"{topic.id} is a fixed word of the addresses")
        for event in topic.events:
            if event not in region.life_events:
                complain((index, "events"), f"{event} is no life event")
        services = [service.id for service in region.services_of(topic.id)]
        if not services:
            complain((index, "id"), f"{topic.id} has no service")
        if topic.groups:
            _check_groups(topic, services, index, complain)
        elif len(services) > MOST_WITHOUT_HEADINGS:
            complain((index,), f"{topic.id} has {len(services)} services; divide them under headings (groups)")


def _check_groups(topic: Topic, services: list[str], index: int, complain: Complain) -> None:
    listed = Counter(service for group in topic.groups for service in group.services)
    for service in services:
        if listed[service] != 1:
            complain((index, "groups"), f"{service} stands there {listed[service]} times instead of once")
    for service in listed:
        if service not in services:
            complain((index, "groups"), f"{service} is no service of the topic {topic.id}")


def check_life_events(region: Region, complain: Complain) -> None:
    """Every task of a life event leads to a service or says what to do, and deadlines have a source."""
    for index, event in enumerate(region.life_events.values()):
        if event.id in RESERVED:
            complain((index, "id"), f"{event.id} is a fixed word of the addresses")
        for language in ("de", "en"):
            if len(event.words.get(language, ())) < FEWEST_EVENT_WORDS:
                complain((index, "words", language), f"needs at least {FEWEST_EVENT_WORDS} words or phrases")
        _check_tasks(region, event, index, complain)


def _check_tasks(region: Region, event: LifeEvent, index: int, complain: Complain) -> None:
    ids = [task.id for task in event.tasks]
    for stage_index, stage in enumerate(event.stages):
        for task_index, task in enumerate(stage.tasks):
            place = (index, "stages", stage_index, "tasks", task_index)
            if ids.count(task.id) > 1:
                complain((*place, "id"), f"{task.id} is given twice")
            if task.service is None and task.text is None:
                complain(place, "needs a service or a text")
            if task.service is not None and task.service not in region.services:
                complain((*place, "service"), f"{task.service} is no service")
            if task.deadline:
                check_source(task.deadline.source, (*place, "deadline"), complain)


def check_emergencies(region: Region, complain: Complain) -> None:
    """Every emergency has numbers of region.yaml and its sentence in every language, and every language has signs."""
    known = {number.number for number in region.settings.emergency}
    for index, emergency in enumerate(region.emergencies.values()):
        for number in emergency.numbers:
            if number not in known:
                complain((index, "numbers"), f"{number} is no number of region.yaml: emergency")
        for language in region.settings.languages:
            if language not in emergency.say:
                complain((index, "say"), f"says nothing in {language}")
    for language in region.settings.languages if region.emergencies else ():
        # Einfache Sprache is German; it has no signs of its own.
        if language != "leicht" and language not in region.signs:
            complain((), f"has no signs in {language}: signs/{language}.yaml is missing")


def check_signs(region: Region, signs: LanguageSigns, complain: Complain) -> None:
    """The signs of a language are there for every emergency, and none is so short that it means something else."""
    if signs.id not in region.settings.languages:
        complain(("id",), f"{signs.id} is no language of region.yaml")
    for emergency in region.emergencies:
        if emergency not in signs.emergencies:
            complain(("emergencies",), f"says nothing for {emergency}")
    for name, emergency_signs in signs.emergencies.items():
        if name not in region.emergencies:
            complain(("emergencies", name), "is no emergency of emergencies.yaml")
        for position, sign in enumerate(emergency_signs.signs):
            if _is_too_short(sign):
                complain(("emergencies", name, "signs", position), f"{sign} is too short to mean danger by itself")


def _is_too_short(sign: str) -> bool:
    """A short Latin word alone means something else in another language: "hoț" is a thief, "hot" is not."""
    options = [word for option in sign.split("|") for word in folded_words(option)]
    return " " not in sign and sign[0] != "=" and any(len(word) < SHORTEST_SIGN for word in options if word.isascii())
