"""Finds a town by what a person types: a postcode in any text, or a town's name in any spelling."""

import re
import unicodedata

from webapp.region.fold import folded_words
from webapp.region.models import Region, Town

MOST_TYPED = 200


def fold(text: str) -> str:
    """Small letters and digits only, with all spellings made alike: "Hüls " is "huls"."""
    return "".join(folded_words(text))


def cleaned(text: str) -> str:
    """What a person typed without control and direction marks, at most 200 characters, to be shown again."""
    visible = "".join(sign for sign in text[:MOST_TYPED] if unicodedata.category(sign)[0] != "C")
    return " ".join(visible.split())


def postcode_in(text: str) -> str | None:
    """The five digits in a text, with spaces, dots or hyphens between them forgiven; None when there are not five."""
    digits = re.findall(r"\d(?:[ .\-]?\d)*", cleaned(text))
    plain = ["".join(sign for sign in group if sign.isdecimal() and sign.isascii()) for group in digits]
    return next((group for group in plain if len(group) == 5), None)


def towns_for(region: Region, typed: str) -> tuple[Town, ...]:
    """The towns that a typed postcode or name can mean: none, one, or several to choose from."""
    code = postcode_in(typed)
    if code:
        return tuple(town for town in region.towns.values() if code in town.postcodes)
    wanted = fold(cleaned(typed))
    for word in ("stadt", "diestadt", "in"):
        wanted = wanted.removeprefix(word) if len(wanted) > len(word) + 3 else wanted
    exact = tuple(town for town in region.towns.values() if wanted in _names(town))
    if exact or len(wanted) < 3:
        return exact
    return tuple(t for t in region.towns.values() if any(name.startswith(wanted) for name in _names(t)))


def _names(town: Town) -> tuple[str, ...]:
    return tuple(fold(name) for name in (town.name, town.id, *town.other_names))
