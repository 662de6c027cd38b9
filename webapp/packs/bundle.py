"""Makes a pack out of its pages and its search: one bundle, and the manifest that names it (docs/packs.md).

A bundle is two lines of JSON, each an entry that a browser stores on its own: the search and the pages. Equal content
gives equal bytes. The style sheet and the scripts are not in it: the browser that saves a pack has them, and puts them
to it (docs/decisions/0011).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask

from webapp.i18n.languages import Language
from webapp.packs.hollow import hollow, without_blocks, words_of
from webapp.packs.pages import MENU, PARTS, QUESTION, PackedPage, pages_of, visiting
from webapp.packs.weave import Weave, shared
from webapp.region.models import Town
from webapp.rendering import addresses
from webapp.rendering.site import current_site
from webapp.search import packed


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished pack: what it is for, how many pages it has, and the lines of its bundle."""

    language: Language
    town: Town
    pages: int
    lines: tuple[bytes, ...]
    as_of: str

    @property
    def bundle(self) -> bytes:
        """The bundle as it is sent, before it is compressed."""
        return b"".join(self.lines)

    @property
    def digest(self) -> str:
        """Names the content: the SHA-256 of the lines' own SHA-256, so that each line can be checked as it comes."""
        return hashlib.sha256(b"".join(hashlib.sha256(line).digest() for line in self.lines)).hexdigest()


def make_pack(app: Flask, language: Language, town: Town) -> Pack:
    """Make the pack of a town in a language. Takes seconds; needs the app, not a running server."""
    pages = list(pages_of(app, language, town))
    with visiting(app, addresses.town(language, town)):
        site = current_site()
        words = {service.id: words_of(service) for service in site.region.services.values()}
    lines = (
        _line({"search": packed(site.finder, language.lang, town.id)}),
        _line({"pages": woven(pages, words, addresses.town(language, town))}),
    )
    return Pack(language, town, len(pages), lines, site.region.settings.as_of.isoformat())


def woven(pages: Sequence[PackedPage], words: Mapping[str, tuple[str, ...]], town: str) -> dict[str, Any]:
    """Pages as a weave: for each kind its node and the column of its rows, and the paths in the order of the rows.

    `words` are those of the services, by their ids; `town` is the address below which the steps stand.
    """
    texts: dict[str, list[str]] = {kind: [] for kind in (QUESTION, *PARTS, MENU)}
    blocks: dict[str, int] = {}
    answers: dict[str, dict[str, str]] = {service: {} for service in words}
    for page in pages:
        html = page.html
        if page.kind != MENU:
            service = page.step.split("/")[3]
            html = hollow(html, page.step, words[service], answers[service])
        texts[page.kind].append(without_blocks(html, blocks))
    weave = Weave()
    steps = _tree(pages)
    texts["blocks"] = list(blocks)
    texts["answers"] = [answers[service].get(answer, "") for service in steps for answer in _answers(steps[service])]
    made = {kind: weave.node(ofkind) for kind, ofkind in texts.items()}
    nodes, pieces = shared({kind: node for kind, (node, _) in made.items()})
    return {
        "town": town,
        "steps": steps,
        "menus": [page.path for page in pages if page.kind == MENU],
        "words": words,
        "nodes": nodes,
        "rows": {kind: column for kind, (_, column) in made.items()},
        "shared": pieces,
        "columns": weave.columns,
    }


def _tree(pages: Iterable[PackedPage]) -> dict[str, Any]:
    """The steps as a tree of the segments of their addresses: a question holds what follows from it, an end is 0.

    Going through it in order, questions and ends come in the order of their rows.
    """
    tree: dict[str, Any] = {}
    for page in pages:
        if page.kind in (QUESTION, ""):
            *way, last = page.path.split("/")[3:]
            place = tree
            for segment in way:
                place = place[segment]
            place[last] = {} if page.kind == QUESTION else 0
    return tree


def _answers(tree: Any) -> list[str]:
    """The answers of a service, each once, in the order of its tree."""
    found: dict[str, None] = {}
    for answer, rest in tree.items() if tree else ():
        found[answer] = None
        found.update(dict.fromkeys(_answers(rest)))
    return list(found)


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
