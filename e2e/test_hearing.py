"""What a person hears of what Orca sends to its voice; needs neither Orca nor a browser."""

from e2e.orca.hearing import Heard, Pressed, heard, repeated, spoken, transcript


def say(at: float, text: str, lang: str = "de") -> dict[str, object]:
    return {"at": at, "say": text, "lang": lang}


RETURN = {"press": "Return", "until": 1.0}


def test_speech_that_orca_cuts_off_is_not_heard() -> None:
    said = heard([RETURN, say(2.0, "Wo war die Geburt?"), {"at": 2.1, "stop": True}, say(2.2, "Datteln")])
    assert said == [Pressed("Return"), Heard("Wo war die Geburt?", "de", cut=True), Heard("Datteln", "de")]
    assert spoken(said[1:], "Geburt") == []


def test_speech_that_has_ended_is_not_cut() -> None:
    said = heard([RETURN, say(2.0, "Wo war die Geburt?"), {"at": 9.0, "stop": True}])
    assert not said[1].cut


def test_words_wait_for_the_words_before_them() -> None:
    said = heard([RETURN, say(2.0, "Wo war die Geburt?"), say(2.0, "Datteln"), {"at": 2.8, "stop": True}])
    assert [one.cut for one in said[1:]] == [False, True]


def test_a_key_cuts_speech_on_purpose() -> None:
    said = heard([say(0.0, "Wo war die Geburt?"), RETURN, {"at": 0.9, "stop": True}, say(0.95, "Marl")])
    assert [one.cut for one in said if isinstance(one, Heard)] == [False, False]


def test_what_is_said_twice_is_found_however_signs_are_spoken() -> None:
    twice = [Heard("Hund middle dot Schritt 1.", "de"), Heard("Hund · Schritt 1", "de"), Heard("Marl", "de")]
    assert repeated(twice) == ["Hund · Schritt 1"]


def test_a_transcript_begins_with_the_first_key() -> None:
    lines = heard([say(0.0, "Screen reader on.", "en"), RETURN, say(2.0, "Wo  war\ndie Ge\u00adburt?")])
    assert transcript(lines) == "> Return\n[de] Wo war die Geburt?\n"
