"""Catalogs: bad ones are named with file and line, and what worked before goes on working."""

import shutil
from pathlib import Path

import polib
import pytest

from webapp.i18n import catalogs
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region

ENGLISH = LANGUAGES["en"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = Path(shutil.copytree(catalogs.TRANSLATIONS, tmp_path / "translations"))
    monkeypatch.setattr(catalogs, "TRANSLATIONS", copy)
    return copy


def change(folder: Path, german: str, english: str, **fields: object) -> int:
    path = folder / "en/LC_MESSAGES/ui.po"
    po = polib.pofile(str(path), wrapwidth=0)
    entry = po.find(german)
    entry.msgstr = english
    for name, value in fields.items():
        setattr(entry, name, value)
    po.save()
    return path.read_text(encoding="utf-8").splitlines().index(f'msgid "{german}"') + 1


@pytest.mark.parametrize(
    ("english", "reason"),
    [
        ("Number %(numbr)s", "placeholders differ"),
        ("Number", "placeholders differ"),
        ("<b>Number</b> %(number)s", "has HTML"),
        ("Number %(number)s &nbsp;", "has HTML"),
    ],
)
def test_a_bad_translation_is_named_with_its_line(folder: Path, region: Region, english: str, reason: str) -> None:
    line = change(folder, "Nummer %(number)s", english)
    problems = catalogs.check_catalogs(region)
    assert len(problems) == 1
    assert problems[0].startswith(f"translations/en/LC_MESSAGES/ui.po:{line}: ")
    assert reason in problems[0]


def test_a_fuzzy_mark_is_named(folder: Path, region: Region) -> None:
    change(folder, "Nummer %(number)s", "Number %(number)s", flags=["fuzzy"])
    assert "fuzzy" in catalogs.check_catalogs(region)[0]


def test_a_catalog_that_misses_a_text_is_named(folder: Path, region: Region) -> None:
    path = folder / "en/LC_MESSAGES/ui.po"
    po = polib.pofile(str(path), wrapwidth=0)
    po.remove(po.find("Nummer %(number)s"))
    po.save()
    assert "make translations" in catalogs.check_catalogs(region)[0]


@pytest.mark.parametrize("damage", [b'msgid "open', b"\xff\xfe\x00"])
def test_a_broken_catalog_leaves_the_earlier_compiled_one(folder: Path, damage: bytes) -> None:
    said: list[str] = []
    assert catalogs.compile_catalogs(said.append)
    compiled = folder / "en/LC_MESSAGES/ui.mo"
    before = compiled.read_bytes()
    path = folder / "en/LC_MESSAGES/ui.po"
    path.write_bytes(path.read_bytes() + damage)
    assert not catalogs.compile_catalogs(said.append)
    assert compiled.read_bytes() == before
    assert "ui.po" in said[-1]


def test_updating_changes_nothing_that_is_up_to_date(folder: Path, region: Region) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    catalogs.update_catalogs(region)
    assert {path: path.read_bytes() for path in folder.rglob("*.po")} == before


def test_coverage_counts_what_is_translated(folder: Path) -> None:
    change(folder, "Nummer %(number)s", "")
    catalogs.compile_catalogs(lambda _: None)
    done = catalogs.read_coverage()["en"]["ui"]
    assert done.translated == done.total - 1
    assert done.share < 1
    assert catalogs.path_of(ENGLISH, "ui").is_relative_to(folder)
