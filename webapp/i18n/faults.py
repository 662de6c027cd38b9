"""Faults that make a translation unusable: a page would break or show something that the German does not have."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Message

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|{[a-z_]+}")
TAG = re.compile(r"<[^>]*>|&[a-z]+;|&#\w+;")


def sources_of(message: Message) -> tuple[str, ...]:
    """The German of an entry: one text, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings_of(message: Message) -> tuple[str, ...]:
    """The translation of an entry: one text, or as many as the language has plural forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def is_translated(message: Message) -> bool:
    """True when an entry has all its texts and no mark that says it is a guess."""
    strings = strings_of(message)
    return bool(strings) and all(strings) and not message.fuzzy


def faults(message: Message) -> Iterator[str]:
    """What makes the translation of an entry unusable."""
    sources, strings = sources_of(message), strings_of(message)
    if any(strings) and not all(strings):
        yield f"plural forms are missing: {sum(1 for string in strings if string)} of {len(strings)} are there"
    wanted = {found for source in sources for found in PLACEHOLDER.findall(source)}
    tags = {tag for source in sources for tag in TAG.findall(source)}
    for string in filter(None, strings):
        found = set(PLACEHOLDER.findall(string))
        if not found <= wanted or (len(sources) == 1 and found != wanted):
            yield f"placeholders differ: {sorted(wanted)} in German, {sorted(found)} here"
        elif wanted and _stray_percent(string) and not any(_stray_percent(source) for source in sources):
            yield "has a % that belongs to no placeholder"
        if set(TAG.findall(string)) - tags:
            yield "has HTML that the German does not have"


def _stray_percent(text: str) -> bool:
    return "%" in PLACEHOLDER.sub("", text).replace("%%", "")
