"""Signs of danger are recognised as they stand in the content, and calm matters never raise an alarm."""

import pytest

from webapp.region.fold import folded_words
from webapp.search.emergency import read_sign, shows


def seen(sign: str, typed: str, unless: tuple[str, ...] = ()) -> bool:
    return shows(read_sign(sign, unless), folded_words(typed), ("de",))


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


def test_words_of_calm_matters_take_the_meaning_away() -> None:
    assert seen("schlaganfall", "schlaganfall")
    assert not seen("schlaganfall", "Ausweis nach Schlaganfall", ("*ausweis",))
