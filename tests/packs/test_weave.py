"""Whatever texts are woven, the browser tells each of them again, letter for letter."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.packs.conftest import Unweave
from webapp.packs.bundle import woven
from webapp.packs.pages import MENU, PackedPage
from webapp.packs.weave import LONG, Weave, shared

PIECES = [
    "<p>",
    "</p>",
    "<li>",
    "</li>\n",
    "\n",
    "Hund",
    "Katze",
    "مرحبا",
    "„ja“",
    "!",
    "#",
    '"',
    "\\",
    "<b>",
    "</b>",
    " ",
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), min_size=1, max_size=40)


@given(st.lists(TEXTS, min_size=4, max_size=4))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_texts_come_back(unweave: Unweave, several: list[list[str]]) -> None:
    lines = []
    for texts in several:
        pages = [PackedPage(MENU, f"/de/marl/{number}", text) for number, text in enumerate(texts)]
        lines += [{"open": woven(pages, {}, "/de/marl/")}, *({"path": page.path} for page in pages)]
    told = unweave(lines)
    assert told == [text for texts in several for text in texts]


def test_texts_that_are_alike_are_kept_once() -> None:
    texts = [f"<ul>\n<li>Hund {number}</li>\n<li>Marl</li>\n</ul>\n" + "<p>lang</p>\n" * 50 for number in range(100)]
    weave = Weave()
    node, _ = weave.node(texts)
    assert len(json.dumps([node, weave.columns])) < 3 * len(texts[0]) + 100 * len("Hund 00, ")


def test_a_long_piece_in_several_places_is_shared() -> None:
    piece = "<p>" + "sehr lang " * LONG + "</p>"
    weave = Weave()
    nodes = {"a": weave.node([f"<h1>{piece}"])[0], "b": weave.node([piece, f"{piece}<br>"])[0]}
    short, pieces = shared(nodes)
    assert json.dumps([short, pieces]).count("sehr lang ") < 2 * LONG + 10


def test_columns_are_short_where_things_come_again() -> None:
    weave = Weave()
    weave.node(["a<b>", "c<b>", "a<b>", "c<b>", "a<b>", "c<b>"])
    assert all(set(column) <= set("!#012\n") for column in weave.columns)
