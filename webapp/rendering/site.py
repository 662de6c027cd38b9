"""What one installation shows, put together once at start and never changed after."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app

from webapp.i18n.catalogs import Coverage, read_coverage
from webapp.i18n.languages import GERMAN, LANGUAGES, Language
from webapp.i18n.texts import read_texts
from webapp.region import ContentError, Region
from webapp.region.entrances import LifeEvent, Topic
from webapp.region.problems import Problem
from webapp.rendering.assets import Assets, load_assets
from webapp.search import Finder, build_finder
from webapp.wizard.overview import ServiceInTown, town_overview

COMPLETE = 0.98
TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class Site:
    """The region with all that pages need besides it."""

    region: Region
    languages: tuple[Language, ...]
    coverage: Mapping[str, Mapping[str, Coverage]]
    assets: Assets
    public_url: str
    version: str
    finder: Finder
    works_offline: bool
    _overviews: dict[str, tuple[ServiceInTown, ...]] = field(default_factory=dict)
    _complete: dict[str, bool] = field(default_factory=dict)

    def overview(self, town: str) -> tuple[ServiceInTown, ...]:
        """What can be done how in a town; walked once, then kept."""
        if town not in self._overviews:
            self._overviews[town] = town_overview(self.region, self.region.towns[town])
        return self._overviews[town]

    def is_complete(self, language: Language) -> bool:
        """True when at least 98 % of a language's texts are there, so that it may be offered."""
        if language.code not in self._complete:
            domains = self.coverage.get(language.code, {})
            is_there = len(domains) == 2 and all(done.share >= COMPLETE for done in domains.values())
            self._complete[language.code] = language is GERMAN or is_there
        return self._complete[language.code]

    def is_reviewed(self, language: Language) -> bool:
        """True when native speakers have checked all catalogs of a language."""
        domains = self.coverage.get(language.code, {})
        return language is GERMAN or (bool(domains) and all(done.reviewer for done in domains.values()))


def build_site(region: Region, public_url: str | None, catalogs: Path, works_offline: bool = True) -> Site:
    """Put the site together. `public_url` replaces the region's own address in QR codes and canonical links.

    `catalogs` is the folder of the compiled catalogs. Unless it `works_offline`, nothing is saved on devices, and what
    was running there stops.
    """
    assets = load_assets()
    _check_icons(region, assets)
    digest = hashlib.sha256(region.version.encode())
    for path in (*sorted(TEMPLATES.rglob("*.html")), *sorted(catalogs.rglob("*.mo"))):
        digest.update(path.read_bytes())
    for address in sorted(assets.files):
        digest.update(address.encode())
    coverage = read_coverage(catalogs)
    digest.update(repr((coverage, works_offline)).encode())
    url = (public_url or region.settings.url).rstrip("/")
    known = tuple(LANGUAGES[code] for code in region.settings.languages if code in LANGUAGES)
    return Site(
        region, known, coverage, assets, url, digest.hexdigest()[:16], _finder(region, known, catalogs), works_offline
    )


def _check_icons(region: Region, assets: Assets) -> None:
    """Refuse a region that names an icon nobody drew. Only here is it known which icons there are."""
    named: list[tuple[str, Topic | LifeEvent]] = [("topics.yaml", topic) for topic in region.topics.values()]
    named += [("life-events.yaml", event) for event in region.life_events.values()]
    problems = [
        Problem(file, 0, f"{entry.id}.icon", f"{entry.icon} is not in webapp/assets/icons.txt")
        for file, entry in named
        if entry.icon and entry.icon not in assets.icons
    ]
    if problems:
        raise ContentError(problems)


def _finder(region: Region, languages: tuple[Language, ...], catalogs: Path) -> Finder:
    # Einfache Sprache is German and is searched as German.
    texts = {language.code: read_texts(language, catalogs) for language in languages if language.code == language.lang}
    return build_finder(region, texts, lambda code, german: texts[code](german))


def current_site() -> Site:
    """The site of the running app."""
    site: Site = current_app.extensions["amtslotse"]
    return site
