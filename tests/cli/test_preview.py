"""The preview shows an edited catalog at once and marks what is missing; the ordinary app has nothing of it."""

import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import click
import polib
import pytest
from babel.messages.catalog import Message
from flask import Flask
from selectolax.lexbor import LexborHTMLParser

from e2e.server import ROOT, free_port, wait_for
from webapp import create_app
from webapp.cli.preview import SIGNS, message_id, show_live
from webapp.i18n.languages import LANGUAGES
from webapp.i18n.texts import TRANSLATIONS
from webapp.rendering.headers import KEPT

PAGE = "/tr/marl/"
GERMAN, TURKISH = "Lieber am Telefon?", "Telefonu mu tercih edersiniz?"
TOPIC = "Ausweis & Papiere"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TRANSLATIONS, tmp_path / "translations"))


def started(folder: Path, *, ids: bool = False, language: str = "tr") -> Flask:
    app = create_app({"TESTING": True, "AMTSLOTSE_TRANSLATIONS": folder})
    show_live(app, LANGUAGES[language], ids=ids)
    return app


def edit(folder: Path, german: str, text: str, domain: str = "ui") -> int:
    """Change a translation as an editor would, and say on which line it stands."""
    path = folder / f"tr/LC_MESSAGES/{domain}.po"
    po = polib.pofile(str(path), wrapwidth=0)
    po.find(german).msgstr = text
    po.save()
    return path.read_text(encoding="utf-8").splitlines().index(f'msgid "{german}"') + 1


def shown(app: Flask, path: str = PAGE) -> str:
    return app.test_client().get(path).get_data(as_text=True)


def test_a_change_shows_at_the_next_request(folder: Path) -> None:
    app = started(folder)
    assert "Yeni ve uzun bir metin" not in shown(app)
    edit(folder, GERMAN, "Yeni ve uzun bir metin")
    edit(folder, TOPIC, "Yeni bir konu", "content")
    assert "Yeni ve uzun bir metin" in shown(app)
    assert "Yeni bir konu" in shown(app)
    assert app.test_client().get(PAGE).headers["Cache-Control"] == "no-store"


def test_what_is_untranslated_stands_out(folder: Path) -> None:
    app = started(folder)
    edit(folder, GERMAN, "")
    edit(folder, TOPIC, "", "content")
    marked = [node.text() for node in LexborHTMLParser(shown(app)).css("mark")]
    assert f"‼ {GERMAN}" in marked
    assert f"‼ {TOPIC}" in marked


def test_each_text_shows_its_line_and_id_on_request(folder: Path) -> None:
    line = edit(folder, GERMAN, TURKISH)
    place = f"ui.po:{line} #{message_id(Message(GERMAN))}"
    places = [node.text() for node in LexborHTMLParser(shown(started(folder, ids=True))).css("h2 code[dir=ltr]")]
    assert place in places
    assert place not in shown(started(folder))


def test_marks_in_titles_and_attributes_are_plain_signs(folder: Path) -> None:
    app = started(folder, ids=True)
    for path in (PAGE, "/tr/marl/geburtsurkunde/geburtsort=datteln", "/tr/marl/wohngeld", "/tr/"):
        html = shown(app, path)
        tree = LexborHTMLParser(html)
        assert "[ui.po:" in tree.css_first("title").text() or "[content.po:" in tree.css_first("title").text()
        assert "<code" not in tree.css_first("meta[name=description]").attributes["content"]
        assert not any(sign in html for sign in SIGNS)


def test_plural_forms_come_from_the_catalog(folder: Path) -> None:
    with (app := started(folder)).test_request_context():
        catalog = app.extensions["amtslotse-catalogs"]["tr", "ui"]
        catalog.refresh()
        plural = next(entry for entry in polib.pofile(str(folder / "tr/LC_MESSAGES/ui.po")) if entry.msgid_plural)
        assert catalog.ngettext(plural.msgid, plural.msgid_plural, 5) == plural.msgstr_plural[0]


def test_a_broken_catalog_is_named_and_the_earlier_texts_stay(folder: Path) -> None:
    edit(folder, GERMAN, "Yeni ve uzun bir metin")
    app = started(folder)
    shown(app)
    path = folder / "tr/LC_MESSAGES/ui.po"
    good = path.read_bytes()
    path.write_bytes(good + b'\nmsgid "open')
    page = shown(app)
    assert "Yeni ve uzun bir metin" in page
    assert "ui.po" in LexborHTMLParser(page).css_first("main [role=alert]").text()
    path.write_bytes(good)
    assert not LexborHTMLParser(shown(app)).css("main [role=alert]")


def test_the_other_languages_are_as_ever(folder: Path) -> None:
    app = started(folder, ids=True)
    assert "ui.po:" not in shown(app, "/en/marl/")
    assert "ui.po:" in shown(started(folder, ids=True, language="leicht"), "/leicht/marl/")


def test_the_ordinary_app_has_nothing_of_it(app: Flask) -> None:
    answer = app.test_client().get(PAGE)
    assert answer.headers["Cache-Control"] == KEPT
    assert not LexborHTMLParser(answer.get_data(as_text=True)).css("mark, code")
    for rule in app.url_map.iter_rules():
        assert "preview" not in rule.rule


def test_it_does_not_start_in_production() -> None:
    app = create_app({"PUBLIC_URL": "https://amtslotse.example"})
    with pytest.raises(click.UsageError, match="PUBLIC_URL"):
        show_live(app, LANGUAGES["tr"], ids=False)
    assert app.test_client().get(PAGE).headers["Cache-Control"] == KEPT


def test_the_command_serves_on_this_machine(folder: Path) -> None:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "flask",
        "--app",
        "wsgi",
        "translate",
        "preview",
        "tr",
        "--ids",
        "--port",
        str(port),
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "AMTSLOTSE_TRANSLATIONS": str(folder)}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        wait_for(f"http://127.0.0.1:{port}/", process)
        html = urllib.request.urlopen(f"http://127.0.0.1:{port}{PAGE}", timeout=10).read().decode()
        assert "ui.po:" in html
    finally:
        process.terminate()
        process.wait(timeout=10)
