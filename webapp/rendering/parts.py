"""Makes thousands of pages of one town: the frame around them once, then only what each page says of its own.

It gives the same text as rendering each page alone, which the tests compare byte by byte, but for the block `head`:
only search engines read that. Packs are made by it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask import Flask, g
from jinja2 import Template

from webapp.rendering.frame import Frame

LAYOUT = "layout.html"
# What differs from page to page stands in these blocks of the layout, and in its addresses. The signs that hold their
# places are of Unicode's private area, so no text has them.
PLACES = {"about": "\ue000", "step": "\ue001"}
PATH = "\ue002"


class PagesInParts:
    """Renders pages like `render_template`, for one language and town."""

    def __init__(self, app: Flask) -> None:
        self._env = app.jinja_env
        self._layout = self._env.get_template(LAYOUT)
        blocks = "".join(f"{{% block {name} %}}{sign}{{% endblock %}}" for name, sign in PLACES.items())
        self._hollow = self._env.from_string(f'{{% extends "{LAYOUT}" %}}{blocks}')
        self._imported: dict[str, Mapping[str, Any]] = {}
        self._frames: dict[bool, str] = {}

    def render(self, template: str, *, frame: Frame, **values: Any) -> str:
        """A whole page, as `render_template` would give it."""
        page = self._env.get_template(template)
        context = page.new_context({"frame": frame, **values, **self._macros(page)})
        for name, block in self._layout.blocks.items():
            context.blocks.setdefault(name, []).append(block)
        own = {name: "".join(context.blocks[name][0](context)) for name in PLACES}
        whole = self._frame_around(frame)
        for name, sign in PLACES.items():
            whole = whole.replace(sign, own[name])
        return whole

    def _frame_around(self, frame: Frame) -> str:
        """The frame with the page's addresses in it. Its foot says so where German stands in for a missing text."""
        stands_in = bool(g.get("shows_german"))
        if stands_in not in self._frames:
            links = tuple(replace(link, href=f"/{link.language.code}/{PATH}") for link in frame.languages)
            hollow = replace(frame, path=f"/{frame.language.code}/{PATH}", languages=links)
            self._frames[stands_in] = self._hollow.render(frame=hollow)
        return self._frames[stands_in].replace(PATH, frame.path.split("/", 2)[2])

    def _macros(self, page: Template) -> Mapping[str, Any]:
        """The macros that a page and the layout import. They stand before the first word of the layout."""
        name = str(page.name)
        if name not in self._imported:
            context = page.new_context()
            _run_until_doctype(page.root_render_func(context))
            self._imported[name] = {macro: context.vars[macro] for macro in context.vars}
        return self._imported[name]


def _run_until_doctype(pieces: Iterator[str]) -> None:
    """Run a template as far as its imports."""
    for piece in pieces:
        if "<!doctype" in piece:
            return
