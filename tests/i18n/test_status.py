"""The report of how far each language is, and the record of a review."""

from pathlib import Path

import pytest

from tests.i18n.conftest import Change
from webapp.i18n.po import BadCatalogError
from webapp.i18n.status import Status, record_review, statuses

NUMBER = "Nummer %(number)s"


def row(code: str, domain: str) -> Status:
    return next(
        found for found in statuses() if isinstance(found, Status) and (found.code, found.domain) == (code, domain)
    )


def test_what_is_untranslated_is_counted(change: Change) -> None:
    before = row("en", "ui")
    change(NUMBER, "")
    after = row("en", "ui")
    assert (after.translated, after.total) == (before.translated - 1, before.total)
    assert "1 new or stale" in str(after)


def test_the_text_that_grew_most_is_named_with_its_line(change: Change) -> None:
    line = change(NUMBER, "Number " * 40 + "%(number)s")
    found = row("en", "ui")
    assert found.growth == (f"ui.po:{line}", len(NUMBER), 280 + len("%(number)s"))
    assert f"ui.po:{line}" in str(found)


def test_a_catalog_that_cannot_be_read_is_named_among_the_others(folder: Path) -> None:
    (folder / "tr/LC_MESSAGES/ui.po").write_text('msgid "open\n', encoding="utf-8")
    (folder / "tr/LC_MESSAGES/content.po").unlink()
    said = [str(found) for found in statuses()]
    assert any(text.startswith("translations/tr/LC_MESSAGES/ui.po:1: ") for text in said)
    assert any(text.startswith("translations/tr/LC_MESSAGES/content.po: is missing") for text in said)
    assert row("en", "ui")


@pytest.mark.parametrize(("code", "locale"), [("tr", "tr"), ("leicht", "de@leicht"), ("de@leicht", "de@leicht")])
def test_a_review_changes_one_line_of_both_catalogs(folder: Path, code: str, locale: str) -> None:
    files = [folder / locale / "LC_MESSAGES" / f"{domain}.po" for domain in ("ui", "content")]
    before = [path.read_text(encoding="utf-8") for path in files]
    assert record_review(code, "Ayşe Yılmaz") == [path.relative_to(folder.parent).as_posix() for path in files]
    for path, text in zip(files, before, strict=True):
        assert path.read_text(encoding="utf-8") == text.replace(
            '"X-Reviewed-By: \\n"', '"X-Reviewed-By: Ayşe Yılmaz\\n"'
        )
    language = "leicht" if "leicht" in code else code
    assert row(language, "content").reviewer == "Ayşe Yılmaz"
    record_review(code, "")
    assert [path.read_text(encoding="utf-8") for path in files] == before


@pytest.mark.parametrize(("code", "name"), [("de", "A"), ("xx", "A"), ("tr", 'A "B"'), ("tr", "A\nB"), ("tr", "A\\nB")])
def test_an_impossible_review_is_refused(folder: Path, code: str, name: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    with pytest.raises(ValueError, match=r"language|name"):
        record_review(code, name)
    assert {path: path.read_bytes() for path in folder.rglob("*.po")} == before


def test_no_review_is_recorded_when_one_catalog_is_bad(folder: Path) -> None:
    (folder / "tr/LC_MESSAGES/content.po").write_text('msgid "open\n', encoding="utf-8")
    before = (folder / "tr/LC_MESSAGES/ui.po").read_bytes()
    with pytest.raises(BadCatalogError):
        record_review("tr", "Ayşe Yılmaz")
    assert (folder / "tr/LC_MESSAGES/ui.po").read_bytes() == before
