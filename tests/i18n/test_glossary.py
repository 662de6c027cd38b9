"""The glossaries: all alike in form, and a translation keeps to them however its language bends the words."""

from pathlib import Path

import pytest

from webapp.i18n import catalogs
from webapp.i18n.glossary import HEADER, Entry, GlossaryError, breaches, forbidden_in, read_glossary
from webapp.i18n.languages import GERMAN, LANGUAGES
from webapp.region import Region


def entry(german: str, *ways: str, is_bound: bool = True) -> Entry:
    return Entry(german, ways, "", is_bound)


def test_every_language_of_the_region_has_a_glossary(region: Region) -> None:
    for code in set(region.settings.languages) - {GERMAN.code}:
        glossary = read_glossary(catalogs.glossary_path(LANGUAGES[code]))
        assert len(glossary) >= 80, code
        assert all(found.ways for found in glossary), code


@pytest.mark.parametrize(
    ("way", "translation"),
    [
        ("dowód osobisty (Personalausweis)", "Proszę przynieść dowodu osobistego"),
        ("удостоверение личности (Personalausweis)", "с удостоверением"),
        ("kimlik kartı", "Kimlik kartınızı getirin"),
        ("بطاقة الهوية", "أحضروا بطاقتكم"),
        ("identity card / ID", "Bring the Personalausweis"),
    ],
)
def test_a_translation_may_bend_shorten_or_keep_the_term(way: str, translation: str) -> None:
    glossary = (entry("Personalausweis", *way.split(" / ")),)
    assert not list(breaches(glossary, "Bringen Sie Ihren Personalausweis mit.", translation))


@pytest.mark.parametrize("german", ["Ihr Termin", "Die Termine", "Zu den Terminen", "Des Termines"])
def test_the_term_is_found_in_all_its_forms(german: str) -> None:
    glossary = (entry("Termin", "appointment"),)
    assert [found.german for found in breaches(glossary, german, "Your date")] == ["Termin"]


def test_a_term_inside_another_word_or_term_does_not_count() -> None:
    glossary = (entry("Amt", "office"), entry("Amt für Soziales", "social services"), entry("Schein", "slip"))
    assert not list(breaches(glossary, "Beamter, Amt für Soziales, Wohnberechtigungs-Schein", "Social services"))


def test_the_word_for_any_office_does_not_stand_for_a_certain_one() -> None:
    glossary = (entry("Amt", "office"), entry("Standesamt", "registry office"))
    assert [found.german for found in breaches(glossary, "Zum Standesamt", "To the tax office")] == ["Standesamt"]
    assert not list(breaches(glossary, "Zum Standesamt", "To the registry"))
    assert not list(breaches(glossary, "Zum Amt", "To the office"))


def test_a_hint_is_not_checked_and_hides_no_other_term() -> None:
    glossary = (entry("Stelle", "body", is_bound=False), entry("Antrag", "application"))
    assert [found.german for found in breaches(glossary, "Antrag bei der Stelle", "There")] == ["Antrag"]


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        (["Amt\toffice\t"], 1, "must begin"),
        ([HEADER, "Amt\toffice"], 2, "three columns"),
        ([HEADER, "Amt\toffice\t", "Amt\tauthority\t"], 3, "twice"),
        ([HEADER, "Stadt\ttown\t", "Amt\toffice\t"], 3, "order"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, lines: list[str], line: int, reason: str) -> None:
    path = tmp_path / "xx.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=reason) as caught:
        read_glossary(path)
    assert caught.value.line == line


def test_a_line_has_ways_hints_and_a_note(tmp_path: Path) -> None:
    path = tmp_path / "xx.tsv"
    path.write_text(f"{HEADER}\nAmt\toffice / authority\tany\nLand\t~state (Land)\t\nWeg\t\t\n", encoding="utf-8")
    assert read_glossary(path) == (
        Entry("Amt", ("office", "authority"), "any", is_bound=True),
        Entry("Land", ("state (Land)",), "", is_bound=False),
        Entry("Weg", (), "", is_bound=False),
    )


@pytest.mark.parametrize(
    ("word", "said", "is_met"),
    [
        ("kindly", "Kindly ask", True),
        ("kind", "Kindly ask", False),
        ("kind*", "Kindly ask", True),
        ("*!*", "Hello!", True),
        ("являється", "з’являється", False),
        ("*ş*", "şi", True),
    ],
)
def test_forbidden_words(word: str, said: str, is_met: bool) -> None:
    assert list(forbidden_in((word,), said)) == ([word] if is_met else [])
