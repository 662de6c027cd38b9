"""Every page kind in every language: German only where it is marked, right plurals, numbers from left to right.

Where a language is written in other letters, its script tells German from it. Between languages of Latin letters no
language detector is asked, because none is among the tools of this project: a short list of German function words that
are no words of the language is looked for instead. A whole German sentence hardly does without one of them.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from babel import Locale
from babel.dates import get_month_names
from babel.numbers import format_currency, get_decimal_symbol
from flask import Flask, g
from selectolax.lexbor import LexborHTMLParser, LexborNode

from e2e.page_kinds import PAGE_KINDS
from tests.house import HouseClient
from webapp.i18n import catalogs, texts
from webapp.i18n.formats import said_amount, said_date
from webapp.i18n.languages import LANGUAGES, Language
from webapp.i18n.terms import OTHER_SCRIPTS
from webapp.region import Region

# Kinds that have no language, or whose sentences are German by law or by nature.
WITHOUT_LANGUAGE = {"languages"}
KINDS = {kind: path for kind, path in PAGE_KINDS.items() if kind not in WITHOUT_LANGUAGE}
ASKED = {kind: 404 if kind == "missing" else 200 for kind in KINDS}
FOREIGN = [code for code, language in LANGUAGES.items() if not language.is_german]
LATIN = [code for code in FOREIGN if code not in OTHER_SCRIPTS]
FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "und oder nicht Sie Ihr Ihre Ihnen der die das dem eine einen einer ist sind haben für mit wird werden zum zur",
    )
)
OWN_WORDS = {"en": {"die"}}  # Those of the above that are words of the language as well.
AT_MOST = 2  # Latin words side by side that may be a name in another script.
# Names of products and of what they are part of; nobody translates them.
NAMES = re.compile(
    r"Amtslotse|WCAG|EN 301 549|EUPL|BITV|axe-core|Nu Html Checker|Orca|Chromium|NVDA|VoiceOver|TalkBack"
    r"|[\w.-]+@[\w.-]+|(?:[\w-]+\.)+(?:de|eu|nrw|example|org|net)(?:/\S*)?"
)
LATIN_RUN = re.compile(r"[A-Za-zÄÖÜäöüß][\w'’.-]*(?:[ ,]+[A-Za-zÄÖÜäöüß][\w'’.-]*)*")
COUNTS = (0, 1, 2, 3, 5, 11, 100)


def euros(amount: Decimal, spoken: Locale) -> str:
    """An amount by CLDR, with the sign where a language would write the code: "€" is what stands on German letters."""
    return format_currency(amount, "EUR", locale=spoken).replace("EUR", "€")


def unmarked(page_html: str, language: Language) -> list[str]:
    """The texts of the page that claim to be in its language: without marked names, other languages, scripts."""
    tree = LexborHTMLParser(page_html)
    tree.strip_tags(["script", "style", "svg", "head"])
    for node in tree.css("[lang], [translate=no]"):
        own = node.attributes.get("lang") in (None, language.lang) and node.attributes.get("translate") != "no"
        if node.tag != "html" and not own:
            node.replace_with(" · ")
    return list(_blocks(tree.body))


def _blocks(body: LexborNode | None) -> Iterator[str]:
    assert body is not None
    for text in re.split(r"[\n·]", body.text(separator="\n")):
        if words := " ".join(NAMES.sub(" ", text).split()):
            yield words


@pytest.fixture(scope="module")
def fetched(app: Flask):
    """Each page kind in a language, fetched once."""
    house = HouseClient(app)

    @cache
    def fetch(code: str, kind: str) -> str:
        return house.fetch(KINDS[kind].format(code), status=ASKED[kind]).text

    return fetch


@pytest.mark.parametrize("code", sorted(OTHER_SCRIPTS))
def test_no_german_stands_unmarked_between_other_letters(fetched, code: str) -> None:
    found = {
        run
        for kind in KINDS
        for text in unmarked(fetched(code, kind), LANGUAGES[code])
        for run in LATIN_RUN.findall(text)
        if len(run.split()) > AT_MOST
    }
    assert not found


@pytest.mark.parametrize("code", LATIN)
def test_no_german_word_stands_unmarked_between_latin_letters(fetched, code: str) -> None:
    german = FUNCTION_WORDS - OWN_WORDS.get(code, set())
    found = {
        (text, word)
        for kind in KINDS
        for text in unmarked(fetched(code, kind), LANGUAGES[code])
        for word in re.findall(r"\w+", text)
        if word in german
    }
    assert not found


# --- Plurals and placeholders ---


def plural_sources(region: Region) -> list[tuple[str, str]]:
    """The texts of the interface that depend on a number, in German."""
    found = [message.id for message in catalogs.template_of("ui", region) if isinstance(message.id, tuple)]
    assert found
    return found


@pytest.mark.parametrize("code", FOREIGN)
def test_every_number_has_its_form(app: Flask, region: Region, code: str) -> None:
    """No form is missing, so German never stands in, and the number is said or the form is that of one."""
    for singular, plural in plural_sources(region):
        names = re.findall(r"%\((\w+)\)", singular + plural)
        for count in COUNTS:
            with app.test_request_context():
                g.language = LANGUAGES[code]
                said = texts.ui_ngettext(singular, plural, count)
                assert said.strip(), (plural, count)
                assert f'<bdi lang="de" dir="ltr">{plural}' not in said, (plural, count)
                filled = said % {name: count if name in ("count", "num") else "x" for name in names}
                assert "%(" not in filled, (plural, count)


@pytest.mark.parametrize("code", FOREIGN)
def test_numbers_of_one_kind_take_one_form(app: Flask, region: Region, code: str) -> None:
    """The forms are asked for by the rules of CLDR: two numbers of one category have the same form."""
    rule = Locale.parse(LANGUAGES[code].locale).plural_form
    singular, plural = plural_sources(region)[0]
    forms: dict[str, set[str]] = {}
    for count in COUNTS:
        with app.test_request_context():
            g.language = LANGUAGES[code]
            forms.setdefault(rule(count), set()).add(texts.ui_ngettext(singular, plural, count))
    assert all(len(said) == 1 for said in forms.values()), forms


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_no_placeholder_is_left(fetched, code: str) -> None:
    for kind in KINDS:
        assert not re.search(r"%\(\w+\)|%[sd]\b|{[a-z_]+}", LexborHTMLParser(fetched(code, kind)).text()), kind


# --- Numbers from left to right ---

NUMBER = re.compile(r"\(?0\d{2,5}\)?[ /-]+\d[\d -]{2,}\d")
ADDRESS = re.compile(r"\b4[4-6]\d{3} [A-Z]")


@pytest.mark.parametrize("pattern", [NUMBER, ADDRESS], ids=["phone", "address"])
def test_numbers_and_addresses_run_from_left_to_right_in_arabic(fetched, pattern: re.Pattern[str]) -> None:
    """Else the groups of a phone number would stand in the wrong order."""
    seen = 0
    for kind in KINDS:
        tree = LexborHTMLParser(fetched("ar", kind))
        tree.strip_tags(["script", "style", "svg", "head"])
        seen += len(pattern.findall(tree.body.text(separator="\n")))
        for node in tree.css('[dir="ltr"]'):
            node.replace_with(" · ")
        assert not pattern.findall(tree.body.text(separator="\n")), kind
    assert seen > 5


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_amounts_and_dates_are_those_of_the_language(app: Flask, code: str) -> None:
    """By CLDR: the month has the name the language gives it in a date, the amount its sign and separators."""
    language = LANGUAGES[code]
    spoken = Locale.parse(language.formats or language.locale)
    with app.test_request_context():
        g.language = language
        assert get_month_names("wide", "format", locale=spoken)[3] in said_date(date(2033, 3, 19))
        assert said_amount(Decimal("27.60")) == euros(Decimal("27.60"), spoken)
        whole = said_amount(Decimal("46.00"))
    assert "46" in whole
    assert whole == euros(Decimal("46.00"), spoken).replace(get_decimal_symbol(spoken) + "00", "")


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_pages_say_the_date_of_the_facts_in_their_language(fetched, region: Region, code: str) -> None:
    language = LANGUAGES[code]
    said = said_date(region.settings.as_of, Locale.parse(language.formats or language.locale))
    assert said in LexborHTMLParser(fetched(code, "needs")).css_first("footer").text()
