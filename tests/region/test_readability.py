"""No German text is harder to read than agreed. `make readability` lists the worst; rewrite them, leave the limits."""

import socket

import pytest

from tests.readability import (
    MOST_GRADE,
    Passage,
    file_of,
    sentences_of,
    texts_to_read,
    worst_passages,
    worst_sentences,
)
from webapp.region import Region
from webapp.region.texts import Text, all_texts

# What an office would write, and the same as it stands here.
OFFICIALESE = (
    "Die Antragstellung hat unter Beifügung sämtlicher entscheidungserheblicher Unterlagen schriftlich beim "
    "Einwohnermeldeamt zu erfolgen, wobei eine Bevollmächtigung Dritter grundsätzlich ausgeschlossen ist."
)
PLAIN = "Gehen Sie ins Bürgerbüro. Nehmen Sie alle Papiere mit. Sie müssen selbst kommen."


@pytest.fixture(scope="module")
def texts(region: Region) -> tuple[Text, ...]:
    return tuple(texts_to_read(region))


def passage(german: str) -> Passage:
    return Passage("one", (Text(german, "one: text"),))


def test_no_sentence_is_too_long_and_none_has_too_many_long_words(texts: tuple[Text, ...], region: Region) -> None:
    hard = [
        f"{file_of(text.place, region.settings.id)}: {text.place}: {len(sentence.words)} words, "
        f"long: {', '.join(sentence.long_words) or 'none'}: {sentence.text}"
        for text, sentence in worst_sentences(texts)
        if sentence.too_hard
    ]
    assert not hard, "\n".join(hard)


def test_no_whole_text_is_above_the_limits(texts: tuple[Text, ...]) -> None:
    hard = [
        f"{one.name}: grade {one.grade:.2f}, {one.words_a_sentence:.1f} words on average"
        for one in worst_passages(texts)
        if one.too_hard
    ]
    assert not hard, "\n".join(hard)


def test_every_text_that_people_read_is_scored(texts: tuple[Text, ...], region: Region) -> None:
    german = {text.german for text in texts}
    assert {text.german for text in all_texts(region)} <= german
    assert {emergency.say["de"] for emergency in region.emergencies.values()} <= german
    places = [text.place for text in texts]
    assert any(place.startswith("pages/") for place in places)
    assert any(place.startswith("components/") for place in places)
    graded = {one.name for one in worst_passages(texts)}
    assert {f"services/{service}" for service in region.services} <= graded


def test_officialese_is_caught_and_plain_words_are_not() -> None:
    (sentence,) = sentences_of(OFFICIALESE)
    assert sentence.too_hard
    assert passage(OFFICIALESE).grade > 15
    assert not any(sentence.too_hard for sentence in sentences_of(PLAIN))
    assert passage(PLAIN).grade < MOST_GRADE


def test_long_sentences_are_caught_on_average_too() -> None:
    one = passage("Wenn Sie in dieser Stadt eine neue Wohnung haben, sagen Sie es bitte dem Amt. Ja")
    assert one.words_a_sentence == 15
    assert one.grade < MOST_GRADE
    assert one.too_hard


def test_official_terms_in_brackets_cost_nothing() -> None:
    plain = "Nehmen Sie den Schein mit."
    with_term = "Nehmen Sie den Schein (Zulassungsbescheinigung Teil I) mit."
    assert sentences_of(with_term) == sentences_of(plain)


@pytest.mark.parametrize(
    ("german", "words"),
    [
        ("Bis zum 1. März. Dann nicht mehr.", [4, 3]),
        ("Rufen Sie an: 02361 53-0. Fragen Sie.", [6, 2]),
        ("{amount} je Urkunde", [4]),
        ("Zurück: %(step)s", [2]),
        ("Im Büro; sonst zu Hause. Geht es? Ja", [5, 2, 1]),
    ],
)
def test_sentences_are_told_apart(german: str, words: list[int]) -> None:
    assert [len(sentence.words) for sentence in sentences_of(german)] == words


def test_scoring_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("The library asks for something on the network.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert passage("Ein Satz, den vorher niemand gezählt hat.").grade > 0
