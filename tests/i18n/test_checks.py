"""What `flask translate check` finds: every problem, all at once, each with file and line."""

from pathlib import Path

import pytest

from tests.i18n.conftest import Change
from webapp.i18n.checks import Problem, _ends_alike, _mixes_no_scripts, check_catalogs
from webapp.region import Region

NUMBER = "Nummer %(number)s"
ENGLISH, TURKISH, ARABIC = (f"{code}/LC_MESSAGES/ui.po" for code in ("en", "tr", "ar"))
EASY = "de@leicht/LC_MESSAGES/ui.po"


def errors(region: Region) -> list[Problem]:
    return [problem for problem in check_catalogs(region) if not problem.is_warning]


def test_the_catalogs_have_no_problems(region: Region) -> None:
    assert [str(problem) for problem in errors(region)] == []


@pytest.mark.parametrize(
    ("german", "translation", "reason"),
    [
        (NUMBER, "Number", "placeholders differ"),
        (NUMBER, "<b>Number</b> %(number)s", "has HTML"),
        ("Stadt finden", "Find your town.", "ends with '.', the German with 'no mark'"),
        ("Stadt finden", "Find", "glossary: 'Stadt' is 'town' here"),
        ("Stadt finden", "Find the town, kindly", "forbidden word: 'kindly'"),
        ("Stadt finden", "Find your town!", "forbidden word: '*!*'"),
        ("Stadt finden", "Stadt finden", "is the same as the German"),
        ("Stadt finden", "Find your tоwn", "'tоwn' mixes Latin and Cyrillic letters"),
        ("Stadt finden", "   ", "has only spaces"),
    ],
)
def test_a_bad_translation_is_named_with_its_line(
    few: Region, change: Change, german: str, translation: str, reason: str
) -> None:
    line = change(german, translation)
    found = [str(problem) for problem in errors(few)]
    assert any(text.startswith(f"translations/{ENGLISH}:{line}: ") and reason in text for text in found), found
    assert all(text.startswith(f"translations/{ENGLISH}:{line}: ") for text in found)


def test_all_problems_come_at_once(folder: Path, few: Region, change: Change) -> None:
    change(NUMBER, "Number")
    change("Stadt finden", "Şehri sana bulun", TURKISH)
    (folder / ARABIC).unlink()
    assert [problem.file for problem in errors(few)] == [f"translations/{file}" for file in (ENGLISH, TURKISH, ARABIC)]


def test_arabic_forms_of_another_age_are_named(few: Region, change: Change) -> None:
    change("Stadt finden", "ابحثوا عن \ufee3\ufeaa\ufef3\ufee8\ufe94 المدينة", ARABIC)
    assert ["presentation forms" in problem.text for problem in errors(few)] == [True]


def test_arabic_may_write_and_onto_a_latin_name(few: Region, change: Change) -> None:
    change("Stadt finden", "المدينة وBundID", ARABIC)
    assert not errors(few)
    change("Stadt finden", "المدينة دBundID", ARABIC)
    assert "mixes" in errors(few)[0].text


def test_a_latin_letter_alone_among_cyrillic_words_is_named() -> None:
    assert list(_mixes_no_scripts("und Sie", "a вы"))
    assert not list(_mixes_no_scripts("und Sie", "а вы"))
    assert not list(_mixes_no_scripts("Teil A", "Часть A"))


@pytest.mark.parametrize(
    ("german", "translation", "is_right"),
    [
        ("Wann kommt sie?", "Ne zaman? (Müllabfuhr)", True),
        ("Wann kommt sie?", "متى؟", True),
        ("Wann kommt sie?", "Ne zaman.", False),
        ("Er kommt (um 8).", "Geliyor (8’de).", True),
        ("Adresse:", "Adres", False),
        ("Verein e.V.", "Dernek", True),
        ("Er sagt: „Ja.“", "“Evet.”", True),
    ],
)
def test_a_text_ends_as_the_german_does(german: str, translation: str, is_right: bool) -> None:
    assert (not list(_ends_alike(german, translation))) is is_right


def test_einfache_sprache_may_ask_and_stay_the_same(few: Region, change: Change) -> None:
    change("Stadt finden", "Stadt finden", EASY)
    german = "Rufen Sie an und fragen Sie, ob jemand zu Ihnen kommt."
    change(german, "Rufen Sie an. Fragen Sie: Kommt jemand?", EASY)
    assert not errors(few)
    change(german, "Who comes?", ENGLISH)
    assert "ends with" in errors(few)[0].text


def test_names_may_stay_the_same(few: Region, change: Change) -> None:
    change("Caritas Centrum Haltern am See", "Caritas Centrum Haltern am See", "tr/LC_MESSAGES/content.po")
    assert not errors(few)


@pytest.mark.parametrize("kind", ["glossary", "forbidden", "identical"])
def test_a_comment_in_the_catalog_allows_an_exception_of_one_kind(few: Region, change: Change, kind: str) -> None:
    bad = {"glossary": "Find it", "forbidden": "Find the town kindly", "identical": "Stadt finden"}[kind]
    change("Stadt finden", bad)
    assert len(errors(few)) == 1
    change("Stadt finden", bad, tcomment="punctuation: ok")
    assert len(errors(few)) == 1
    change("Stadt finden", bad, tcomment=f"{kind}: ok")
    assert not errors(few)


def test_no_comment_allows_a_lost_placeholder(few: Region, change: Change) -> None:
    change(NUMBER, "Number", tcomment="placeholders: ok")
    assert len(errors(few)) == 1


def test_a_fuzzy_mark_is_named(few: Region, change: Change) -> None:
    change(NUMBER, "Number %(number)s", flags=["fuzzy"])
    assert ["fuzzy" in problem.text for problem in errors(few)] == [True]


def test_a_catalog_that_misses_a_text_is_named(folder: Path, few: Region) -> None:
    path = folder / ENGLISH
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'msgid "{NUMBER}"', 'msgid "Zahl %(number)s"'), encoding="utf-8")
    assert "make translations" in errors(few)[0].text


def test_a_language_of_the_region_without_catalogs_is_named(few: Region) -> None:
    settings = few.settings.model_copy(update={"languages": ("de", "pl")})
    found = [str(problem) for problem in errors(few.model_copy(update={"settings": settings}))]
    assert [text for text in found if "/pl/" in text] == [
        f"translations/pl/LC_MESSAGES/{domain}.po:1: is missing; run: flask translate add pl"
        for domain in ("ui", "content")
    ]


def test_what_is_untranslated_or_long_is_a_warning(few: Region, change: Change) -> None:
    """An editor may change a German sentence; whether a long text fits is seen on the page."""
    before = len(check_catalogs(few))
    empty = change(NUMBER, "")
    long = change("Stadt finden", "Find the town in which you live or to which you are going to move")
    warnings = [problem for problem in check_catalogs(few) if f"{problem}".startswith(f"translations/{ENGLISH}")]
    assert [(problem.line, problem.is_warning) for problem in sorted(warnings, key=lambda found: found.line)] == sorted(
        [(empty, True), (long, True)]
    )
    assert len(check_catalogs(few)) == before + 2
    change("Stadt finden", "Find the town in which you live or to which you are going to move", tcomment="length: ok")
    assert len(check_catalogs(few)) == before + 1


def test_a_bad_glossary_is_named_with_its_line(folder: Path, few: Region) -> None:
    path = folder / "glossary/en.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:3], lines[2], *lines[3:]]) + "\n", encoding="utf-8")
    found = errors(few)
    assert [(problem.file, problem.line) for problem in found] == [("translations/glossary/en.tsv", 4)]
    assert "twice" in found[0].text
