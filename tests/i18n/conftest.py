"""A copy of the translations that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from babel.messages.catalog import Catalog

from webapp.i18n import catalogs
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region

Change = Callable[..., int]


# Four languages show everything and are quick: one like German, one with one plural form, one with six.
FEW = ("de", "leicht", "en", "tr", "ar")


@pytest.fixture(scope="session")
def templates(region: Region) -> dict[str, Catalog]:
    return {domain: catalogs.template_of(domain, region) for domain in catalogs.DOMAINS}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, templates: dict[str, Catalog]) -> Path:
    copy = tmp_path / "translations"
    for code in FEW[1:]:
        locale = LANGUAGES[code].locale
        shutil.copytree(catalogs.TRANSLATIONS / locale, copy / locale)
    shutil.copytree(catalogs.TRANSLATIONS / "glossary", copy / "glossary")
    monkeypatch.setattr(catalogs, "TRANSLATIONS", copy)
    # The German texts are the same for all tests.
    monkeypatch.setattr(catalogs, "template_of", lambda domain, _: templates[domain])
    return copy


@pytest.fixture
def few(folder: Path, region: Region) -> Region:
    """The region with the languages of the folder, which it copies."""
    assert folder
    settings = region.settings.model_copy(update={"languages": FEW})
    return region.model_copy(update={"settings": settings})


@pytest.fixture
def change(folder: Path) -> Change:
    """Change a translation; returns the line of its German."""

    def in_catalog(german: str, translation: str, file: str = "en/LC_MESSAGES/ui.po", **fields: object) -> int:
        path = folder / file
        po = polib.pofile(str(path), wrapwidth=0)
        entry = po.find(german)
        entry.msgstr = translation
        for name, value in fields.items():
            setattr(entry, name, value)
        po.save()
        return path.read_text(encoding="utf-8").splitlines().index(f'msgid "{german}"') + 1

    return in_catalog
