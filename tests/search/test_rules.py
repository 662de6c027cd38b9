"""Each rule of docs/search.md, shown on the small corpus, and the pinned vectors that another engine must reproduce."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.corpus import GERMAN, TURKISH, VECTORS, indexes, vectors
from webapp.search.index import Entry, Index, build_index
from webapp.search.match import edit_distance, typos_allowed
from webapp.search.rank import Found, search

INDEXES = indexes()


def found(typed: str, using: tuple[Index, ...] = INDEXES) -> list[str]:
    return [hit.entry for hit in search(using, typed).hits]


def test_the_vectors_are_as_pinned() -> None:
    """Run `python -m tests.search.corpus` after a rule was changed on purpose, and read the difference."""
    assert vectors() == json.loads(VECTORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("HUND", "hund"),
        ("Hunde", "hund"),
        ("sperrmuell", "sperrmuell"),
        ("Sperr Müll", "sperrmuell"),
        ("geburts-urkunde", "urkunde"),
        ("personalausweiß", "ausweis"),
        ("perzonalausweis", "ausweis"),
        ("mein hund ist leider gestorben", "hund-weg"),
        ("urkunde wegen der rente", "urkunde"),
        ("köpek", "hund"),
        ("KOPEK vergisi", "hund"),
        ("kimlik kartımı", "ausweis"),
    ],
)
def test_it_is_found_however_it_is_written(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_titles_count_before_words_before_summaries() -> None:
    title, words = Entry("z", "flugzeug"), Entry("y", "haus", ("flugzeug",))
    summary = Entry("x", "haus", ("garten",), "flugzeug")
    hits = search([build_index("de", [title, words, summary])], "flugzeug").hits
    assert [hit.entry for hit in hits] == ["z", "y"]
    assert found("flugzeug", (build_index("de", [summary]),)) == ["x"]


def test_hits_with_less_than_half_of_the_best_score_are_left_out() -> None:
    strong, weak = Entry("strong", "flugzeug"), Entry("weak", "haus", (), "flugzeug")
    assert found("flugzeug", (build_index("de", [strong, weak]),)) == ["strong"]


def test_equal_scores_are_in_the_order_of_their_ids() -> None:
    entries = [Entry("b", "flugzeug"), Entry("a", "flugzeug")]
    assert found("flugzeug", (build_index("de", entries),)) == ["a", "b"]


def test_exact_counts_before_other_forms_before_typos() -> None:
    entries = [Entry("typo", "flugzeig"), Entry("form", "flugzeuge"), Entry("exact", "flugzeug")]
    assert found("flugzeug", (build_index("de", entries),))[:2] == ["exact", "form"]


@pytest.mark.parametrize(
    ("typed", "not_found"), [("Pass", "parken"), ("Park", "pass"), ("Hut", "hund"), ("rentier", "urkunde")]
)
def test_short_words_are_safe(typed: str, not_found: str) -> None:
    assert not_found not in found(typed)


@pytest.mark.parametrize(
    ("word", "typos"), [("abc", 0), ("abcd", 1), ("abcdef", 1), ("abcdefg", 2), ("abcdefghijklmnop", 2)]
)
def test_the_typos_allowed_depend_on_the_length(word: str, typos: int) -> None:
    assert typos_allowed(word) == typos


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("hund", "hund", 0),
        ("hund", "hudn", 1),
        ("hund", "hunt", 1),
        ("hund", "und", 1),
        ("hund", "hunnd", 1),
        ("hund", "wind", 2),
    ],
)
def test_swapped_neighbours_are_one_typo(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other, 2) == distance


@given(st.text("abcu", max_size=7), st.text("abcu", max_size=7))
def test_the_distance_is_the_same_in_both_directions_and_stops_at_its_limit(one: str, other: str) -> None:
    assert edit_distance(one, other, 9) == edit_distance(other, one, 9)
    assert edit_distance(one, other, 1) == min(edit_distance(one, other, 9), 2)


@pytest.mark.parametrize(
    "typed", ["Pizza", "wetter morgen", "Hundefutter", "asdf", "müllermilch", "ich und du", "", "🐕", "' OR 1=1 --"]
)
def test_what_nobody_offers_finds_nothing(typed: str) -> None:
    assert found(typed) == []


def test_a_compound_is_found_by_its_last_part_or_by_most_of_it() -> None:
    assert found("Hundesteuermarke")[0] == "hund"
    assert found("Kinderreisepass")[0] == "pass"


@given(st.text(max_size=300))
def test_any_text_is_answered_in_order(typed: str) -> None:
    answer: Found = search(INDEXES, typed)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < hit.cover <= 100 for hit in answer.hits)


def test_the_order_of_the_entries_changes_nothing() -> None:
    build: Callable[[str, tuple[Entry, ...]], Index] = build_index
    turned = (build("tr", TURKISH[::-1]), build("de", GERMAN[::-1]))
    for typed in ("Hund", "ausweis", "neue wohnung", "köpek vergisi"):
        assert search(turned, typed) == search(INDEXES, typed)
