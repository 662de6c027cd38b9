"""Texts are looked up once per app and language and then kept, and pages show the same as if they were not."""

import shutil
from pathlib import Path

import polib
import pytest
from babel.support import Translations
from flask import Flask, g

from tests.house import HouseClient
from webapp import create_app
from webapp.i18n.languages import LANGUAGES
from webapp.i18n.texts import CONTENT, FINISHED, TRANSLATIONS, finished_texts, say, shows_german, ui_gettext

MISSING = "Das steht in keinem Katalog."
TITLE = "Geburtsurkunde bestellen"


@pytest.fixture
def fresh(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The app before it has shown any text."""
    monkeypatch.setitem(app.extensions, FINISHED, finished_texts())
    return app


def speak(code: str) -> None:
    g.language = LANGUAGES[code]


def test_a_text_is_looked_up_once(fresh: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    original = Translations.gettext
    monkeypatch.setattr(Translations, "gettext", lambda self, text: asked.append(text) or original(self, text))
    for _ in range(2):
        with fresh.test_request_context():
            speak("ar")
            say(TITLE)
            ui_gettext("Anrufen")
    assert asked == [TITLE, "Anrufen"]


def test_a_page_can_change_its_language(fresh: Flask) -> None:
    """Also when nobody told Babel: a text of one language must never be kept for another."""
    said: dict[str, set[str]] = {}
    with fresh.test_request_context():
        for code in ("ar", "uk", "de", "uk", "ar", "leicht"):
            speak(code)
            said.setdefault(code, set()).add(say(TITLE).text)
    assert all(len(texts) == 1 for texts in said.values())
    assert len(set.union(said["ar"], said["uk"], said["de"])) == 3


@pytest.mark.parametrize(("code", "is_marked"), [("ar", True), ("leicht", False)])
def test_every_page_with_a_missing_text_says_so(fresh: Flask, code: str, is_marked: bool) -> None:
    for text in (say, ui_gettext, say, ui_gettext):
        with fresh.test_request_context():
            speak(code)
            assert not shows_german()
            html = text(MISSING).__html__()
            assert shows_german()
            assert ('lang="de"' in html) is is_marked


def test_a_translated_text_and_german_itself_say_nothing(fresh: Flask) -> None:
    with fresh.test_request_context():
        speak("ar")
        say(TITLE)
        speak("de")
        say(MISSING)
        assert not shows_german()


def test_values_are_filled_into_each_use_anew(fresh: Flask) -> None:
    with fresh.test_request_context():
        for code in ("de", "ar"):
            speak(code)
            both = [ui_gettext("Zuständig: %(name)s.", name=name) for name in ("<b>", "Marl")]
            assert "&lt;b&gt;" in both[0]
            assert "Marl" in both[1]
            assert ui_gettext("100 %%") in ("100 %", '<bdi lang="de" dir="ltr">100 %</bdi>')


def test_each_app_keeps_its_own_texts(app: Flask, tmp_path: Path) -> None:
    """A translation of one folder never reaches an app with another one."""
    path = tmp_path / "tr/LC_MESSAGES/content.mo"
    path.parent.mkdir(parents=True)
    shutil.copy(TRANSLATIONS / "tr/LC_MESSAGES/ui.mo", path.parent)
    catalog = polib.pofile(str(TRANSLATIONS / "tr/LC_MESSAGES/content.po"))
    catalog.find(TITLE).msgstr = "Başka bir başlık"
    catalog.save_as_mofile(str(path))
    other = create_app({"TESTING": True, "AMTSLOTSE_TRANSLATIONS": tmp_path})
    for client, is_other in ((HouseClient(app), False), (HouseClient(other), True), (HouseClient(app), False)):
        assert ("Başka bir başlık" in client.fetch("/tr/marl/a-z").text) is is_other


def test_only_texts_that_were_shown_are_kept(fresh: Flask) -> None:
    with fresh.test_request_context():
        speak("tr")
        assert say(TITLE).text == CONTENT.get_translations().gettext(TITLE)
    assert list(fresh.extensions[FINISHED]["tr", "content"]) == [TITLE]
    assert not fresh.extensions[FINISHED]["ar", "content"]
