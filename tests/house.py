"""A test client that checks the rules of the house on every page it fetches. Opt out by naming the rule."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from flask import Flask
from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.exceptions import HTTPException
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from webapp.i18n.languages import LANGUAGES
from webapp.rendering.addresses import canonical
from webapp.rendering.headers import SECURITY

LEFTOVER = re.compile(r"{[a-z_]+}|%\([a-z_]+\)|>\s*None\s*<|=\"None\"|Undefined|Said\(")


class Page:
    """A fetched page: its answer and its parsed tree."""

    def __init__(self, path: str, response: TestResponse) -> None:
        self.path = path
        self.response = response
        self.text = response.get_data(as_text=True)
        self.tree = LexborHTMLParser(self.text)

    def one(self, selector: str) -> LexborNode:
        found = self.tree.css(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} × {selector}"
        return found[0]

    def all(self, selector: str) -> list[LexborNode]:
        return self.tree.css(selector)

    @property
    def main(self) -> LexborNode:
        return self.one("main#main")

    @property
    def heading(self) -> str:
        return " ".join(self.one("h1").text().split())

    @property
    def step(self) -> str:
        return self.main.attributes["data-step"] or ""

    def choices(self) -> list[str]:
        """The addresses of the choices, in order."""
        return [link.attributes["href"] or "" for link in self.all("main ul.choices a")]


class HouseClient:
    """Fetches pages below the whole WSGI stack and checks each of them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = Client(app.wsgi_app, Response)
        self.adapter = app.url_map.bind("localhost")
        self.hosts = app.extensions["amtslotse"].region.settings.hosts
        self.routable: set[str] = set()

    def fetch(self, path: str, status: int = 200, without: tuple[str, ...] = (), **options: object) -> Page:
        """The page of a path, with all rules checked but those named in `without`."""
        response = self.client.get(path, **options)
        assert response.status_code == status, f"{path}: {response.status_code} instead of {status}"
        page = Page(path, response)
        problems = [
            f"{path}: {rule.__name__.removeprefix('rule_')}: {problem}"
            for rule in self.rules()
            if rule.__name__.removeprefix("rule_") not in without
            for problem in rule(page)
        ]
        assert not problems, "\n".join(problems)
        return page

    def rules(self) -> list[Callable[[Page], Iterator[str]]]:
        return [getattr(self, name) for name in dir(self) if name.startswith("rule_")]

    def rule_headers(self, page: Page) -> Iterator[str]:
        for name, value in SECURITY.items():
            if page.response.headers.get(name) != value:
                yield f"{name} is {page.response.headers.get(name)}"
        if "Set-Cookie" in page.response.headers:
            yield "sets a cookie"
        if "Cache-Control" not in page.response.headers:
            yield "has no Cache-Control"

    def rule_language(self, page: Page) -> Iterator[str]:
        code = page.path.split("/")[1].split("?")[0]
        language = LANGUAGES.get(code, LANGUAGES["de"])
        html = page.one("html").attributes
        if (html.get("lang"), html.get("dir")) != (language.lang, language.direction):
            yield f"html has {html}"

    def rule_heading(self, page: Page) -> Iterator[str]:
        headings = page.all("h1")
        if len(headings) != 1 or not headings[0].text().strip():
            yield f"{len(headings)} h1"
        elif headings[0].attributes.get("tabindex") != "-1":
            yield "the h1 cannot be focused"
        levels = [int(node.tag[1]) for node in page.tree.root.css("h1, h2, h3, h4")] if page.tree.root else []
        for before, after in pairwise(levels):
            if after > before + 1:
                yield f"h{after} follows h{before}"

    def rule_title(self, page: Page) -> Iterator[str]:
        title = page.one("title").text()
        if len(title.strip()) < 10 or "<" in title or title.startswith(" –"):
            yield f"title is {title!r}"

    def rule_ids(self, page: Page) -> Iterator[str]:
        ids = [node.attributes["id"] for node in page.all("[id]")]
        yield from (f"id {name} is there {count} times" for name, count in Counter(ids).items() if count > 1)
        for attribute in ("aria-labelledby", "aria-describedby", "for"):
            for node in page.all(f"[{attribute}]"):
                if not set((node.attributes[attribute] or "").split()) <= set(ids):
                    yield f"{attribute}={node.attributes[attribute]} points nowhere"

    def rule_labels(self, page: Page) -> Iterator[str]:
        labelled = {node.attributes["for"] for node in page.all("label[for]")}
        for field in page.all("input, select, textarea"):
            if field.attributes.get("id") not in labelled:
                yield f"{field.html} has no label"

    def rule_links(self, page: Page) -> Iterator[str]:
        for link in page.all("a"):
            href = link.attributes.get("href") or ""
            if not link.text().strip():
                yield f"the link to {href} has no text"
            if href.startswith("#"):
                if not page.all(href):
                    yield f"{href} points nowhere"
            elif href.startswith("/"):
                yield from self._inner(href)
            elif href.startswith("tel:"):
                if not re.fullmatch(r"tel:[0-9]{3,}", href):
                    yield f"{href} cannot be dialled"
            elif href.startswith("https://"):
                host = urlsplit(href).hostname or ""
                if not any(host == allowed or host.endswith(f".{allowed}") for allowed in self.hosts):
                    yield f"{host} is not allowed"
                if link.attributes.get("data-hx-boost") != "false":
                    yield f"{href} would be boosted"
            elif not re.fullmatch(r"mailto:([^@\s]+@[^@\s]+|\?subject=[^@\s]+)", href):
                yield f"{href!r} is no link"

    def _inner(self, href: str) -> Iterator[str]:
        path = href.split("?")[0]
        if path in self.routable or path.startswith("/static/"):
            return
        if canonical(path) != path:
            yield f"{href} is not the right form of its address"
        try:
            self.adapter.match(path)
        except HTTPException:
            yield f"{href} leads nowhere"
        self.routable.add(path)

    def rule_scripts(self, page: Page) -> Iterator[str]:
        for script in page.all("script"):
            kind = script.attributes.get("type")
            if kind == "application/ld+json":
                json.loads(script.text())
            elif not (script.attributes.get("src") or "").startswith("/static/"):
                yield f"inline or foreign script: {script.html}"
        for node in page.all("[style], style, [onclick], [onload], iframe, object, base"):
            yield f"not allowed: {(node.html or '')[:80]}"
        if re.search(r"\shx-[a-z]", page.text):
            yield "hx- attribute without data-"

    def rule_leftovers(self, page: Page) -> Iterator[str]:
        if found := LEFTOVER.search(re.sub(r"<script.*?</script>", "", page.text)):
            yield f"leftover {found[0]!r}"

    def rule_marks(self, page: Page) -> Iterator[str]:
        mains = page.all("main#main[data-step]")
        if len(mains) != 1:
            yield "main has no data-step"
        elif mains[0].attributes["data-step"] == "outcome":
            for name in ("data-service", "data-authority", "data-rung"):
                if not mains[0].attributes.get(name):
                    yield f"an outcome without {name}"
            if not mains[0].css('a[href^="tel:"], a[href^="mailto:"]:not([href^="mailto:?"])'):
                yield "an outcome without phone or mail"
            if not mains[0].css('a[href^="https://"]'):
                yield "an outcome without a link"
            if len(mains[0].css(".button.primary")) != 1:
                yield f"{len(mains[0].css('.button.primary'))} primary buttons"
