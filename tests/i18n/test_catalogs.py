"""Catalogs are brought up to date and compiled; a bad one is named and what worked before goes on working."""

import re
from gettext import GNUTranslations
from pathlib import Path

import polib
import pytest
from babel.messages.catalog import Catalog

from tests.i18n.conftest import Change
from webapp.i18n import catalogs
from webapp.i18n.languages import LANGUAGES
from webapp.i18n.po import BadCatalogError, read_catalog
from webapp.region import Region

ENGLISH = LANGUAGES["en"]
NUMBER = "Nummer %(number)s"


def spoil(folder: Path, old: str, new: str, file: str = "en/LC_MESSAGES/ui.po") -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(folder: Path, text: str, file: str = "en/LC_MESSAGES/ui.po", nth: int = 0) -> int:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if line == text][nth]


def compiled_problems(folder: Path) -> list[str]:
    """Compile, spoilt catalog included, and see that the earlier compiled one stays."""
    said: list[str] = []
    compiled = folder / "en/LC_MESSAGES/ui.mo"
    before, covered = compiled.read_bytes(), catalogs.read_coverage()
    assert not catalogs.compile_catalogs(said.append)
    assert compiled.read_bytes() == before
    assert catalogs.read_coverage()["en"]["ui"] == covered["en"]["ui"]
    assert said[-1] == "translations/en/LC_MESSAGES/ui.po: The earlier compiled catalog stays."
    return said[:-1]


@pytest.fixture
def compiled(folder: Path) -> Path:
    assert catalogs.compile_catalogs(pytest.fail)
    return folder


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("charset=utf-8", "charset=iso-8859-1", "charset= iso-8859-1 in the header must be utf-8"),
        ("Language: en", "Language: tr", "Language: tr in the header must be en"),
        ("nplurals=2", "nplurals=3", "nplurals= 3 in the header must be 2"),
    ],
)
def test_a_wrong_header_is_named_with_its_line(compiled: Path, old: str, new: str, reason: str) -> None:
    spoil(compiled, old, new)
    problems = compiled_problems(compiled)
    assert len(problems) == 1
    line = next(
        n for n, text in enumerate((compiled / "en/LC_MESSAGES/ui.po").read_text().splitlines(), 1) if new in text
    )
    assert problems[0] == f"translations/en/LC_MESSAGES/ui.po:{line}: {reason}"


def test_a_fuzzy_header_is_named(compiled: Path) -> None:
    spoil(compiled, 'msgid ""', '#, fuzzy\nmsgid ""')
    line = line_of(compiled, "#, fuzzy")
    assert compiled_problems(compiled) == [
        f"translations/en/LC_MESSAGES/ui.po:{line}: "
        "the header is marked fuzzy, so that tools skip the whole catalog; remove the mark"
    ]


@pytest.mark.parametrize("broken", [f'mgsid "{NUMBER}"', f'msgid "{NUMBER}', f"msgid {NUMBER}", 'msgid "Num"mer"'])
def test_a_syntax_error_is_named_with_its_line(compiled: Path, broken: str) -> None:
    line = line_of(compiled, f'msgid "{NUMBER}"')
    spoil(compiled, f'msgid "{NUMBER}"', broken)
    assert compiled_problems(compiled)[0].startswith(
        f"translations/en/LC_MESSAGES/ui.po:{line}: is no line of a PO file"
    )


def test_a_file_in_another_charset_is_named_with_its_line(compiled: Path) -> None:
    path = compiled / "en/LC_MESSAGES/ui.po"
    line = line_of(compiled, f'msgid "{NUMBER}"')
    path.write_bytes(path.read_bytes().replace(f'msgid "{NUMBER}"'.encode(), b'msgid "Stra\xdfe"'))
    assert compiled_problems(compiled) == [
        f"translations/en/LC_MESSAGES/ui.po:{line}: is not UTF-8; save the file in UTF-8"
    ]


def test_a_byte_order_mark_is_named(compiled: Path) -> None:
    path = compiled / "en/LC_MESSAGES/ui.po"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "byte order mark" in compiled_problems(compiled)[0]


def test_a_text_that_stands_there_twice_is_named_with_both_lines(compiled: Path) -> None:
    path = compiled / "en/LC_MESSAGES/ui.po"
    first = line_of(compiled, f'msgid "{NUMBER}"')
    # As an editor that wraps lines would write it.
    path.write_text(path.read_text() + '\nmsgid ""\n"Nummer "\n"%(number)s"\nmsgstr "No. %(number)s"\n')
    second = line_of(compiled, 'msgid ""', nth=1)
    assert compiled_problems(compiled) == [
        f"translations/en/LC_MESSAGES/ui.po:{second}: the same German text stands in line {first}; keep one of them"
    ]


@pytest.mark.parametrize(
    ("english", "reason"),
    [
        ("Number %(numbr)s", "placeholders differ"),
        ("Number", "placeholders differ"),
        ("Number %(number)s, 100 %", "has a % that belongs to no placeholder"),
        ("<b>Number</b> %(number)s", "has HTML"),
        ("Number %(number)s &nbsp;", "has HTML"),
        ("Number %(number)s &#160;", "has HTML"),
    ],
)
def test_an_unusable_translation_is_named_with_its_line(
    compiled: Path, change: Change, english: str, reason: str
) -> None:
    line = change(NUMBER, english)
    problems = compiled_problems(compiled)
    assert len(problems) == 1
    assert problems[0].startswith(f"translations/en/LC_MESSAGES/ui.po:{line}: ")
    assert reason in problems[0]


def test_missing_plural_forms_are_named_with_their_line(compiled: Path) -> None:
    path = compiled / "en/LC_MESSAGES/ui.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'^msgstr\[1\] ".+"$', 'msgstr[1] ""', text, count=1, flags=re.M), encoding="utf-8")
    line = line_of(compiled, 'msgstr[1] ""') - 3
    assert compiled_problems(compiled) == [
        f"translations/en/LC_MESSAGES/ui.po:{line}: plural forms are missing: 1 of 2 are there"
    ]


def test_a_bad_catalog_without_an_earlier_one_says_that_german_is_shown(compiled: Path, change: Change) -> None:
    (compiled / "en/LC_MESSAGES/ui.mo").unlink()
    change(NUMBER, "Number")
    said: list[str] = []
    assert not catalogs.compile_catalogs(said.append)
    assert "shown in German" in said[-1]
    assert "ui" not in catalogs.read_coverage()["en"]
    assert not (compiled / "en/LC_MESSAGES/ui.mo").exists()


def test_one_bad_catalog_keeps_no_other_from_being_compiled(compiled: Path, change: Change) -> None:
    change(NUMBER, "Number")
    change(NUMBER, "Numara: %(number)s", "tr/LC_MESSAGES/ui.po")
    compiled_problems(compiled)
    with (compiled / "tr/LC_MESSAGES/ui.mo").open("rb") as file:
        assert GNUTranslations(file).gettext(NUMBER) == "Numara: %(number)s"


def test_a_guess_does_not_count_as_translated(change: Change) -> None:
    change(NUMBER, "Number %(number)s", flags=["fuzzy"])
    catalogs.compile_catalogs(pytest.fail)
    done = catalogs.read_coverage()["en"]["ui"]
    assert done.translated == done.total - 1


def test_coverage_counts_what_is_translated(compiled: Path, change: Change) -> None:
    change(NUMBER, "")
    catalogs.compile_catalogs(pytest.fail)
    done = catalogs.read_coverage()["en"]["ui"]
    assert done.translated == done.total - 1
    assert done.share < 1
    assert catalogs.path_of(ENGLISH, "ui").is_relative_to(compiled)


def test_updating_changes_nothing_that_is_up_to_date(folder: Path, region: Region) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    catalogs.update_catalogs(region)
    assert {path: path.read_bytes() for path in folder.rglob("*.po")} == before


def test_updating_changes_nothing_when_a_catalog_cannot_be_read(folder: Path, region: Region) -> None:
    spoil(folder, f'msgid "{NUMBER}"', f'msgid "{NUMBER}', "tr/LC_MESSAGES/ui.po")
    spoil(folder, f'msgid "{NUMBER}"', 'msgid "Nummer: %(number)s"')
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    with pytest.raises(BadCatalogError):
        catalogs.update_catalogs(region)
    assert {path: path.read_bytes() for path in folder.rglob("*.po")} == before


@pytest.mark.parametrize(
    ("earlier", "is_kept"),
    [
        ("Nummer:  %(number)s.", True),
        ("nummer %(number)s", True),
        ("Nummern %(number)s", False),
        ("Nummer %(count)s", False),
        ("Nummer 1 %(number)s", False),
    ],
)
def test_trivial_changes_of_the_german_keep_the_translation(
    folder: Path, region: Region, earlier: str, is_kept: bool
) -> None:
    path = folder / "en/LC_MESSAGES/ui.po"
    spoil(folder, f'msgid "{NUMBER}"', f'msgid "{earlier}"')
    catalogs.update_catalogs(region, trivial=True)
    assert bool(read_catalog(path).get(NUMBER).string) is is_kept
    assert read_catalog(path).get(earlier) is None


def test_trivial_takes_another_number_for_another_text() -> None:
    """A point between digits is no punctuation."""
    old, template = Catalog(), Catalog()
    old.add("Ab 1.5 Metern", "From 1.5 metres")
    template.add("Ab 15 Metern")
    assert not catalogs.merged_catalog(template, old, ENGLISH, trivial=True).get("Ab 15 Metern").string


def test_without_the_option_nothing_is_guessed(folder: Path, region: Region) -> None:
    spoil(folder, f'msgid "{NUMBER}"', 'msgid "Nummer: %(number)s"')
    catalogs.update_catalogs(region)
    assert not read_catalog(folder / "en/LC_MESSAGES/ui.po").get(NUMBER).string


def test_trivial_takes_nothing_where_two_texts_would_fit(folder: Path, region: Region) -> None:
    path = folder / "en/LC_MESSAGES/ui.po"
    spoil(folder, f'msgid "{NUMBER}"', 'msgid "Nummer: %(number)s"')
    path.write_text(path.read_text() + '\nmsgid "Nummer – %(number)s"\nmsgstr "No. %(number)s"\n')
    catalogs.update_catalogs(region, trivial=True)
    assert not read_catalog(path).get(NUMBER).string


def test_trivial_leaves_alone_what_is_used_elsewhere(folder: Path, region: Region) -> None:
    """A text that is still used gives its translation to no other that differs in a full stop only."""
    path = folder / "en/LC_MESSAGES/ui.po"
    text = path.read_text(encoding="utf-8")
    catalogs.update_catalogs(region, trivial=True)
    assert path.read_text(encoding="utf-8") == text


def test_the_round_trip_through_an_editor_changes_what_was_edited_and_nothing_else(
    folder: Path, region: Region
) -> None:
    """Poedit and others wrap lines, sort the header, and add their name and a date."""
    path = folder / "ar/LC_MESSAGES/content.po"
    before = path.read_text(encoding="utf-8")
    po = polib.pofile(str(path))
    po.wrapwidth = 78
    entry = next(entry for entry in po if len(entry.msgstr) > 150)
    edited = entry.msgstr
    entry.msgstr = edited + " 1"
    po.metadata |= {"X-Generator": "Poedit 3.5", "PO-Revision-Date": "2026-11-27 12:00+0100", "Last-Translator": "A"}
    po.save(newline="\r\n")
    assert path.read_text(encoding="utf-8") != before
    catalogs.update_catalogs(region)
    assert path.read_text(encoding="utf-8") == before.replace(f'msgstr "{edited}"', f'msgstr "{edited} 1"')
