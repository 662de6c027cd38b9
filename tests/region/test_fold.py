"""Spellings that mean the same are made alike; words that differ stay apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.region.fold import folded_words


@pytest.mark.parametrize(
    "spellings",
    [
        ["Führerschein", "Fuehrerschein", "FUHRERSCHEIN", "führerschein"],
        ["Straße", "Strasse", "STRASSE"],
        ["Kfz-Zulassung", "kfz zulassung", "KFZ/Zulassung"],
        ["doğum belgesi", "dogum belgesi", "DOĞUM BELGESİ"],
        ["złożyć", "zlozyc"],
        ["naștere", "nastere", "naştere"],
        ["إقامة", "اقامة", "اقامه"],
        ["ёлка", "елка"],
        ["٤٥٧٦٨", "45768"],
        ["can't", "cant", "can’t"],
    ],
)
def test_spellings_of_one_word_are_alike(spellings: list[str]) -> None:
    assert len({folded_words(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Feuer", "für"), ("Pass", "Parken"), ("neue", "nue"), ("Steuer", "Stur")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert folded_words(one) != folded_words(other)


@given(st.text(max_size=80))
def test_any_text_becomes_words_of_letters_and_digits_without_marks(text: str) -> None:
    for word in folded_words(text):
        assert word
        assert not any(unicodedata.combining(sign) or sign.isspace() or sign in "-_'" for sign in word)
