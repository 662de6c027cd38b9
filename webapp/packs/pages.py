"""Every page that a pack holds, made from the site's own templates by walking every finite path of a town."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask, g

from webapp.i18n.languages import Language
from webapp.region.models import Region, Town
from webapp.rendering import addresses, guide_pages
from webapp.rendering.frame import Back, page
from webapp.rendering.menus import topic_rows
from webapp.rendering.parts import PagesInParts
from webapp.rendering.search_view import stored_search
from webapp.rendering.site import current_site
from webapp.wizard import OutcomeStep, Step, all_paths

MENU, QUESTION = "menu", "question"
# The parts of an end, each a page of its own. The outcome's own page is named by an empty part.
PARTS = ("", addresses.SHEET, addresses.BILINGUAL, addresses.HELPER)
# Only search engines read these; without a network there are none.
FOR_MACHINES = (
    re.compile(r'<script type="application/ld\+json">.*?</script>\n?'),
    re.compile(r'<meta name="description" content="[^"]*">\n'),
)


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page of a pack: its kind (menu, question, or a part of an end), its address, and its HTML."""

    kind: str
    path: str
    html: str

    @property
    def step(self) -> str:
        """The address of the step that the page belongs to: that of an end without the part."""
        return self.path.removesuffix(f"/{self.kind}") if self.kind else self.path


@contextmanager
def visiting(app: Flask, path: str) -> Iterator[None]:
    """Be at an address as a request would be, also in the middle of another request, which notices nothing of it."""
    with app.app_context(), app.test_request_context(path):
        app.preprocess_request()
        yield


def pages_of(app: Flask, language: Language, town: Town) -> Iterator[PackedPage]:
    """All pages of a town in a language. Ends come once for each of their parts."""
    with visiting(app, addresses.town(language, town)):
        g.render = PagesInParts(app).render
        region = current_site().region
        for service in region.services.values():
            for step in all_paths(region, service, town):
                yield from _step_pages(step, language)
    for path in menu_paths(region, language, town):
        with visiting(app, path):
            html = app.make_response(app.dispatch_request()).get_data(as_text=True)
            yield PackedPage(MENU, path, for_people(html))
    yield search_page(app, language, town)


def search_page(app: Flask, language: Language, town: Town) -> PackedPage:
    """The search page that a script fills without a network."""
    path = addresses.search(language, town)
    with visiting(app, path):
        back = Back("menu", addresses.town(language, town))
        stored = page(
            "pages/search/stored.html", step="search", back=back, topic_choices=topic_rows(), **stored_search()
        )
        return PackedPage(MENU, path, for_people(stored.get_data(as_text=True)))


def menu_paths(region: Region, language: Language, town: Town) -> list[str]:
    """The addresses of the pages that belong to no guide: those of the town, and those of the language."""
    pages = [
        "",
        "online",
        "a-z",
        *(f"thema/{topic}" for topic in region.topics),
        *(f"leben/{event}" for event in region.life_events),
    ]
    below_language = ("", *(name for name in addresses.BELOW_LANGUAGE if name not in ("plz", addresses.SAVED)))
    return [
        addresses.start(),
        *(addresses.town(language, town, page) for page in pages),
        *(addresses.language(language, page) for page in below_language),
    ]


def for_people(html: str) -> str:
    """A page without what only machines on the network read."""
    head, body = html.split("</head>", 1)
    for part in FOR_MACHINES:
        head = part.sub("", head)
    return f"{head}</head>{body}"


def _step_pages(step: Step, language: Language) -> Iterator[PackedPage]:
    is_end = isinstance(step, OutcomeStep)
    g.made_for_step = {}
    for part in PARTS if is_end else ("",):
        g.pop("shows_german", None)
        path = addresses.step(language, step.town, step.service, step.answers, part)
        html = guide_pages.show(step, part, path, is_right=True).get_data(as_text=True)
        yield PackedPage(part if is_end else QUESTION, path, for_people(html))
