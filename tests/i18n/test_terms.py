"""German terms that a translation keeps in brackets are marked as German; all else in brackets stays as it is."""

import pytest
from flask import Flask, g

from webapp.i18n.languages import LANGUAGES
from webapp.i18n.terms import mark_terms
from webapp.i18n.texts import CATALOGS, FINISHED, finished_texts, say, ui_gettext

START, END = '<bdi lang="de" dir="ltr">', "</bdi>"


def marked(app: Flask, code: str, text: str) -> str:
    """The text with the marks written as square brackets."""
    html = mark_terms(text, LANGUAGES[code], app.extensions["german_words"])
    return html.replace(START, "[").replace(END, "]")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "birth certificate ([Geburtsurkunde])."),
        ("tr", "doğum belgesi ([Geburtsurkunde])"),
        ("pl", "akt urodzenia ([Geburtsurkunde])"),
        ("ro", "certificat de naștere ([Geburtsurkunde])"),
        ("ar", "شهادة الميلاد ([Geburtsurkunde])"),
        ("uk", "свідоцтво про народження ([Geburtsurkunde])"),
        ("ru", "свидетельство о рождении ([Geburtsurkunde])"),
        ("bg", "удостоверение за раждане ([Geburtsurkunde])"),
        # Terms of several words, with endings, hyphens and numbers.
        ("en", "doctor on call ([ärztlicher Bereitschaftsdienst])"),
        ("ru", "выписка ([beglaubigter Ausdruck aus dem Geburtenregister])"),
        ("en", "office ([Senioren- und Pflegeberatung])"),
        ("tr", "([Fachdienst 57])"),
        # A lower-case word alone is a term where the German texts know it, or where the script tells it.
        ("en", "to sign off ([abmelden])"),
        ("ar", "([geeicht])"),
        # Several terms, and words of the other language between them.
        ("en", "([Fahrzeugschein] and [Fahrzeugbrief])"),
        ("ru", "([Fahrzeugschein, Fahrzeugbrief])"),
        ("ro", "(contestație, [Einspruch])"),
        ("ar", "([Rundfunkbeitrag]، سابقًا GEZ)"),
        ("en", "tax ([Hundesteuer]), registry ([Standesamt])"),
        # Brackets in brackets, and beside punctuation.
        ("en", "(certificate ([Geburtsurkunde]))"),
        ("ru", "([Standesamt] (справка)), дальше"),
        # Names of several words also stand outside of brackets.
        ("en", "The [Bundesamt für Justiz] confirms it"),
        ("ru", "[Bundesamt für Justiz] подтверждает"),
        # In German quotes and with escaped signs.
        ("en", "it&#39;s the (&#34;[Geburtsurkunde]&#34;)"),
    ],
)
def test_a_german_term_in_brackets_is_marked(app: Flask, code: str, text: str) -> None:
    assert marked(app, code, text.replace("[", "").replace("]", "")) == text


@pytest.mark.parametrize("code", [code for code in LANGUAGES if not LANGUAGES[code].is_german])
@pytest.mark.parametrize(
    "text",
    [
        "(02365 99-0)",
        "(112)",
        "(§ 24)",
        "(NFC)",
        "(PIN)",
        "(IBAN, BIC)",
        "(B1)",
        "(iPhone, Android, Windows)",
        "%(number)s (%(day)s)",
        "{amount} ({date})",
        f"{START}Geburtsurkunde (Urkunde){END}",
        f"({START}Geburtsurkunde{END})",
        "(",
        "()",
    ],
)
def test_other_brackets_are_left_alone(app: Flask, code: str, text: str) -> None:
    assert mark_terms(text, LANGUAGES[code], app.extensions["german_words"]) == text


@pytest.mark.parametrize("code", ["ar", "uk", "ru", "bg"])
def test_a_latin_word_among_another_script_is_german(app: Flask, code: str) -> None:
    marked = mark_terms("Jobcenter", LANGUAGES[code], app.extensions["german_words"])
    assert marked == '<bdi lang="de" dir="ltr">Jobcenter</bdi>'
    assert mark_terms("NFC, Android", LANGUAGES[code], app.extensions["german_words"]) == "NFC, Android"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "(only for companies)"),
        ("en", "(In this case the address is enough)"),
        ("en", "(online services)"),
        ("en", "Passports and Papers for Marl and the Kreis"),
        ("ru", "iPhone и Windows"),
        ("tr", "(yalnızca şirketler için)"),
        ("pl", "(co najmniej 7 do 1)"),
        ("ro", "(sau la telefon)"),
        ("uk", "(тільки для фірм)"),
        ("leicht", "(Geburtsurkunde)"),
        ("de", "(Geburtsurkunde)"),
    ],
)
def test_words_of_the_language_itself_are_not_marked(app: Flask, code: str, text: str) -> None:
    assert marked(app, code, text) == text


def test_nothing_is_marked_twice(app: Flask) -> None:
    words = app.extensions["german_words"]
    once = mark_terms("(Geburtsurkunde) (contestație, Einspruch)", LANGUAGES["ro"], words)
    assert once.count(START) == 2
    assert mark_terms(once, LANGUAGES["ro"], words) == once


class Catalog:
    """A catalog in which every text has the same translation."""

    _fallback = None

    def __init__(self, string: str) -> None:
        self.string = string

    def add_fallback(self, fallback: object) -> None:
        """It needs none, because nothing is missing."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 -- gettext's own signature.
        return self.string


def test_texts_of_pages_are_marked_and_escaped_and_plain_ones_stay_plain(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, ui = Catalog("<b>свидетельство</b> (Geburtsurkunde)"), Catalog("свидетельство (Geburtsurkunde)")
    monkeypatch.setitem(app.extensions, CATALOGS, {("ru", "content"): content, ("ru", "ui"): ui})
    monkeypatch.setitem(app.extensions, FINISHED, finished_texts())
    with app.test_request_context():
        g.language = LANGUAGES["ru"]
        said = say("Geburtsurkunde")
        assert said.text == "<b>свидетельство</b> (Geburtsurkunde)"
        assert said.__html__() == f"&lt;b&gt;свидетельство&lt;/b&gt; ({START}Geburtsurkunde{END})"
        assert ui_gettext("Geburtsurkunde") == f"свидетельство ({START}Geburtsurkunde{END})"


def test_a_text_keeps_its_own_language_when_the_page_changes_it(app: Flask) -> None:
    """The sheet in two languages renders one side after the other."""
    with app.test_request_context():
        g.language = LANGUAGES["ru"]
        said = say("Geburtsurkunde bestellen")
        russian = said.__html__()
        g.language = LANGUAGES["de"]
        assert said.__html__() == russian != say("Geburtsurkunde bestellen").__html__()
