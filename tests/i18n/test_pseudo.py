"""No text that people read or hear escapes translation: with a catalog of accented letters, it would stay plain."""

import re
from collections.abc import Iterator

import pytest
from babel.dates import get_day_names
from flask import Flask
from selectolax.lexbor import LexborHTMLParser, LexborNode

from e2e.page_kinds import PAGE_KINDS
from tests.pseudo import CLOSE, OPEN, accented, make_catalogs, rtl
from webapp import create_app
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region

SPOKEN = ("alt", "aria-label", "aria-description", "placeholder", "title", "data-ask", "data-done", "data-said")
# Names of days come from CLDR and not from a catalog.
DAYS = set(get_day_names("wide", "stand-alone", locale="en").values())
# The first page speaks German and English at once, before a language is chosen.
WITH_LANGUAGE = {kind: path for kind, path in PAGE_KINDS.items() if "{}" in path}
WORD = re.compile(r"[^\W\d_]{2,}")


@pytest.fixture(scope="module")
def pseudo_app(region: Region, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = make_catalogs(region, tmp_path_factory.mktemp("pseudo"))
    return create_app({"TESTING": True, "AMTSLOTSE_TRANSLATIONS": folder})


def outside(text: str, depth: int = 0) -> tuple[str, int]:
    """What of a text stands outside all brackets, and how many are open at its end."""
    plain = []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        plain.append(" " if depth > 0 or sign == CLOSE else sign)
    return "".join(plain), depth


def is_marked(node: LexborNode | None) -> bool:
    """True where an element or one around it says that its text is no part of the page's language."""
    while node is not None and node.tag not in ("html", "-undef", None):
        if node.attributes.get("translate") == "no" or node.attributes.get("lang") or node.tag in ("script", "svg"):
            return True
        node = node.parent
    return False


def escaped(html: str, allowed: set[str], official: set[str] = frozenset()) -> Iterator[str]:
    """Each piece of text, attribute or title of a page that is neither from the catalog nor marked."""
    tree = LexborHTMLParser(html)
    depth = 0
    for node in tree.body.traverse(include_text=True):
        if node.tag == "-text" and not is_marked(node.parent):
            plain, depth = outside(node.text_content or "", depth)
            yield from words_in(plain, f"<{node.parent.tag}>", allowed)
    if depth:
        yield f"{depth} brackets are not closed"
    for name in SPOKEN:
        for node in tree.css(f"[{name}]"):
            if not is_marked(node):
                yield from found_in(node.attributes[name] or "", f"{name} of <{node.tag}>", allowed)
    # A title cannot mark the official names that stand in it.
    yield from found_in(tree.css_first("title").text(), "title", allowed | official)
    description = tree.css_first("meta[name=description]").attributes["content"] or ""
    yield from found_in(description, "description", allowed)


def found_in(text: str, place: str, allowed: set[str]) -> Iterator[str]:
    plain, depth = outside(text)
    yield from words_in(plain, place, allowed)
    if depth:
        yield f"{place} is cut: {text!r}"


def words_in(plain: str, place: str, allowed: set[str]) -> Iterator[str]:
    if set(WORD.findall(plain)) - allowed:
        yield f"{place}: {' '.join(plain.split())!r}"


def asked(path: str) -> set[str]:
    """The words that a person typed, which a page may repeat as they are."""
    return set(WORD.findall(path.partition("?q=")[2].replace("+", " ")))


@pytest.mark.parametrize("code", ["en", "ar"])
def test_no_text_escapes_translation(pseudo_app: Flask, region: Region, code: str) -> None:
    client = pseudo_app.test_client()
    allowed = DAYS | set(WORD.findall(f"Amtslotse {region.settings.name} {LANGUAGES[code].name}"))
    official = set(WORD.findall(" ".join(body.name for body in region.authorities.values())))
    found: dict[str, list[str]] = {}
    for kind, path in WITH_LANGUAGE.items():
        html = client.get(path.format(code)).get_data(as_text=True)
        assert OPEN in html, kind
        for text in escaped(html, allowed | asked(path), official):
            found.setdefault(text, []).append(kind)
    assert not found, "\n".join(f"{text} ({', '.join(dict.fromkeys(kinds))})" for text, kinds in found.items())


def test_the_check_sees_what_escapes() -> None:
    head = '<title>⟦a⟧</title><meta name="description" content="⟦a⟧">'
    assert not list(escaped(f'{head}<p>⟦Hallo <b>Sie</b>⟧ 12 <bdi lang="de">Stadt</bdi>', set()))
    assert list(escaped(f"{head}<p>⟦Hallo⟧ Sie", set())) == ["<p>: 'Sie'"]
    assert list(escaped(f'{head}<img alt="Bild">', set())) == ["alt of <img>: 'Bild'"]
    assert list(escaped(f"{head}<p>⟦Hallo", set())) == ["1 brackets are not closed"]
    assert list(escaped(f'{head}<img alt="⟦Bild"⟧">', set())) == ["alt of <img> is cut: '⟦Bild'"]


def test_no_suggestion_escapes_translation(pseudo_app: Flask) -> None:
    """The part of a page that comes while somebody types."""
    client = pseudo_app.test_client()
    for typed in ("Hund", "atmet nicht", "pizza", "Kind bekommen"):
        html = client.get("/en/marl/teil/suche", query_string={"q": typed}, headers={"HX-Request": "true"}).get_data(
            as_text=True
        )
        title = '<title>⟦a⟧</title><meta name="description" content="⟦a⟧">'
        assert not list(escaped(title + html, set(WORD.findall(typed)))), typed


@pytest.mark.parametrize("made", [accented, rtl])
def test_pseudo_texts_are_longer_and_keep_their_places(made) -> None:
    german = "Weiter <b>zum</b> {amount} %(name)s: Ort suchen &nbsp;"
    text = made(german)
    assert all(kept in text for kept in ("<b>", "</b>", "{amount}", "%(name)s", "&nbsp;"))
    assert len(made("Kindergeld beantragen")) >= 1.4 * len("Kindergeld beantragen")
    assert not re.search(r"[A-Za-z]", made("Kindergeld"))
    assert made("Größe").startswith(OPEN)


def test_two_apps_with_two_folders_do_not_mix(pseudo_app: Flask, app: Flask) -> None:
    for client, has_brackets in ((pseudo_app, True), (app, False), (pseudo_app, True)):
        page = client.test_client().get("/en/marl/a-z?q=", follow_redirects=True).get_data(as_text=True)
        assert (OPEN in page) is has_brackets
