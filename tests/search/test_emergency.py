"""Signs of danger are recognised as they stand in the content, and calm matters never raise an alarm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.region.fold import folded_words
from webapp.search.emergency import is_one_typo, read_signs, shown
from webapp.search.match import edit_distance


def seen(sign: str, typed: str, unless: tuple[str, ...] = ()) -> bool:
    signs = read_signs({"danger": ([sign], unless)})
    return "danger" in shown(signs, folded_words(typed), ("de",))


@pytest.mark.parametrize(
    ("sign", "typed", "is_shown"),
    [
        ("atmet nicht", "er atmet gar nicht", True),
        ("atmet nicht", "nicht, er atmet", True),
        ("atmet nicht", "er atmet", False),
        ("atmet|atmen kaum|nicht", "sie kann kaum atmen", True),
        ("suizid*", "Suizidgedanken", True),
        ("*reiniger getrunken", "Rohrreiniger getrunken", True),
        ("=feuer", "Feuer", True),
        ("=feuer", "hier ist ein feuer", True),
        ("=feuer", "Feuer im Garten anmelden", False),
        ("schlägt mich -karten", "er schlägt mich beim karten", False),
        ("bewusstlos", "bewustlos", True),
        ("bewusstlos", "unbewusst", False),
        ("brennt", "rennt", False),
        ("nicht nicht", "nicht", False),
    ],
)
def test_the_syntax_of_signs(sign: str, typed: str, is_shown: bool) -> None:
    assert seen(sign, typed) is is_shown


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6))
def test_one_typo_is_an_edit_distance_of_one(one: str, other: str) -> None:
    assert is_one_typo(one, other) is (edit_distance(one, other, 1) <= 1)


def test_words_of_calm_matters_take_the_meaning_away() -> None:
    assert seen("schlaganfall", "schlaganfall")
    assert not seen("schlaganfall", "Ausweis nach Schlaganfall", ("*ausweis",))
