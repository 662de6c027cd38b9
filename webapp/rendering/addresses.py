"""Builds every address of the site, and brings an address that was asked for into its one right form."""

import re
from urllib.parse import quote

from webapp.i18n.languages import Language
from webapp.region.models import Service, Town
from webapp.wizard import Answers

# The pages directly below a language; everything else there is a town (design: URLs).
SAVED = "gespeichert"
BELOW_LANGUAGE = ("plz", "woanders", "weiss-nicht", "portale", "impressum", "datenschutz", "barrierefreiheit", SAVED)
SHEET, BILINGUAL, HELPER, PICTURE = "blatt", "blatt/zweisprachig", "begleiten", "qr.svg"


def start() -> str:
    """The list of languages."""
    return "/"


def language(lang: Language, page: str = "") -> str:
    """A page of a language: the choice of towns, or one of the fixed words below it."""
    return f"/{lang.code}/{page}"


def town(lang: Language, place: Town, page: str = "") -> str:
    """A page of a town: its menu, or something below it."""
    return f"/{lang.code}/{place.id}/{page}"


def topic(lang: Language, place: Town, name: str) -> str:
    """The services of a topic."""
    return town(lang, place, f"thema/{name}")


def life_event(lang: Language, place: Town, name: str) -> str:
    """A life event as a checklist."""
    return town(lang, place, f"leben/{name}")


def search(lang: Language, place: Town, typed: str = "") -> str:
    """The search page, with what was typed."""
    return town(lang, place, "suche") + (f"?q={quote(typed)}" if typed else "")


def suggestions(lang: Language, place: Town) -> str:
    """Where suggestions come from while somebody types."""
    return town(lang, place, "teil/suche")


def step(lang: Language, place: Town, service: Service, answers: Answers = (), page: str = "") -> str:
    """A step of a guide: the answers so far stand in the address; `page` is a sheet or the helper's view."""
    parts = [service.id, *(f"{question}={option}" for question, option in answers), *([page] if page else [])]
    return town(lang, place, "/".join(parts))


def in_language(path: str, lang: Language) -> str:
    """The same page in another language: only the first segment differs."""
    if path == "/":
        return language(lang)
    return re.sub(r"^/[^/]+", f"/{lang.code}", path)


def canonical(path: str) -> str:
    """The one right form of a path: no repeated slashes; a slash at the end of menus only, as design.md lists them.

    The answer begins with exactly one slash, so that it never leads to another host.
    """
    path = re.sub(r"/{2,}", "/", path)
    segments = [segment for segment in path.split("/") if segment]
    if not segments or segments[0] in ("static", "packs", "sw.js", "robots.txt", "favicon.ico"):
        return path
    is_menu = len(segments) == 1 or (len(segments) == 2 and segments[1] not in BELOW_LANGUAGE)
    return "/" + "/".join(segments) + ("/" if is_menu else "")
