"""Five journeys by keyboard with the real screen reader (docs/accessibility-testing.md); see `transcripts/`."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Locator, Playwright, expect

from e2e.orca.hearing import Heard, repeated, spoken
from e2e.orca.rig import Rig, running_rig
from e2e.server import running_server
from webapp.app import CONTENT
from webapp.i18n.languages import GERMAN, LANGUAGES
from webapp.region import load_region
from webapp.rendering import addresses

pytestmark = pytest.mark.browser

TRANSCRIPTS = Path(__file__).parent / "transcripts"
ARABIC = LANGUAGES["ar"]
REGION = load_region(CONTENT / "emscher-lippe")
WALTROP = REGION.towns["waltrop"]
PAPERS = REGION.topics["papiere"]
CERTIFICATE = REGION.services["geburtsurkunde"]
DATTELN = (("geburtsort", "datteln"),)
QUESTION = addresses.step(GERMAN, WALTROP, CERTIFICATE)
OUTCOME = addresses.step(GERMAN, WALTROP, CERTIFICATE, DATTELN)
# The texts of the elements, with the language of each. Names in two languages are left out.
TEXTS = """nodes => nodes.filter(node => node.querySelectorAll('[lang]').length < 2)
    .map(node => [node.textContent, (node.querySelector('[lang]') || node.closest('[lang]')).lang])"""


@pytest.fixture
def rig(playwright: Playwright, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    """The desk, started for this journey alone. What was heard is written down also when the journey fails."""
    with running_rig(playwright, tmp_path) as rig:
        yield rig
        name = request.node.name.removeprefix("test_").replace("_", "-")
        (TRANSCRIPTS / f"{name}.txt").write_text(f"# {rig.versions}\n{rig.transcript()}")


def link(rig: Rig, href: str) -> Locator:
    return rig.page.get_by_role("main").locator(f'a[href="{href}"]').first


def arrived(rig: Rig, address: str) -> Callable[[], None]:
    """Waits until the browser shows the address and the new heading has the focus."""

    def wait() -> None:
        rig.page.wait_for_url(lambda url: unquote_plus(url).endswith(unquote_plus(address)))
        expect(rig.page.get_by_role("heading", level=1)).to_be_focused()

    return wait


def choose(rig: Rig, address: str, key: str = "Tab") -> list[Heard]:
    """Go to the link with Tab and press Enter. Out comes what was heard after Enter."""
    rig.tab_to(link(rig, address), key)
    return rig.press("Return", until=arrived(rig, address))


def assert_heading_once(rig: Rig, said: list[Heard]) -> str:
    """The heading of the new step is spoken once, as a heading, and nothing else twice. Out comes its text."""
    # Behind its question a step's heading says which step it is; both are spoken as one.
    words = rig.page.evaluate("(document.querySelector('h1.step > span') || document.querySelector('h1')).innerText")
    found = spoken(said, words)
    assert len(found) == 1, said
    assert "heading level 1" in found[0].text
    assert repeated(said) == []
    return words


def from_the_town_to_the_office_and_back(rig: Rig, base_url: str) -> None:
    """Town, topic, service, answer, office; then by the back link to the question, and to the office again."""
    rig.open(base_url + addresses.town(GERMAN, WALTROP))
    said = choose(rig, addresses.topic(GERMAN, WALTROP, PAPERS.id))
    assert assert_heading_once(rig, said) == PAPERS.title
    said = choose(rig, QUESTION)
    assert assert_heading_once(rig, said) == CERTIFICATE.guide["geburtsort"].question
    said = choose(rig, OUTCOME)
    assert REGION.authorities["datteln"].name in assert_heading_once(rig, said)
    # The way back stands before the heading that has the focus.
    assert_heading_once(rig, choose(rig, QUESTION, "shift+Tab"))
    assert_heading_once(rig, choose(rig, OUTCOME))


def test_german_from_the_town_to_the_office_and_back(rig: Rig, base_url: str) -> None:
    """Every step's heading is spoken once after a choice by keyboard, also on the way back."""
    from_the_town_to_the_office_and_back(rig, base_url)


def test_the_sheet_after_going_back(rig: Rig, base_url: str) -> None:
    """The sheet's heading is spoken once, too, when somebody comes from a changed answer."""
    from_the_town_to_the_office_and_back(rig, base_url)
    sheet = addresses.step(GERMAN, WALTROP, CERTIFICATE, DATTELN, addresses.SHEET)
    assert_heading_once(rig, choose(rig, sheet))


def test_arabic_text_in_arabic(rig: Rig, base_url: str) -> None:
    """Each text is read in its own language: Arabic words in Arabic, and in German what is not translated yet."""
    said = rig.open(base_url + addresses.town(ARABIC, WALTROP))
    assert_read_in_its_language(rig, said)
    assert {one.lang for one in said if one.text == ARABIC.name} == {"ar"}
    assert {one.lang for one in said if one.text == GERMAN.name} == {"de"}

    rig.tab_to(rig.page.get_by_role("searchbox"))
    rig.type("atmet nicht", until=lambda: expect(rig.page.get_by_role("status")).not_to_be_empty())
    said = rig.press("Return", until=arrived(rig, addresses.search(ARABIC, WALTROP, "atmet nicht")))
    assert_heading_once(rig, said)
    said = rig.press("KP_Add")  # Orca's "say all", from here on.
    first = re.split(r"(?<=[.!؟]) ", REGION.emergencies["lebensgefahr"].say["ar"])[0]
    assert [one.lang for one in spoken(said, first)] == ["ar"]

    assert_heading_once(rig, choose(rig, addresses.town(ARABIC, WALTROP)))
    assert_heading_once(rig, choose(rig, addresses.topic(ARABIC, WALTROP, PAPERS.id)))


def assert_read_in_its_language(rig: Rig, said: list[Heard]) -> None:
    """Each heading below `main` is read in the language in which it is marked."""
    for text, lang in rig.page.get_by_role("main").locator("h1, h2").evaluate_all(TEXTS):
        assert lang in {one.lang for one in spoken(said, text)}, f"{text} is not read as {lang}"
    for one in said:
        if re.search(r"[\u0600-\u06ff]", one.text) and not re.search("[A-Za-z]", one.text):
            assert one.lang == "ar", one


def test_search_says_how_many_there_are(rig: Rig, base_url: str) -> None:
    """While somebody types, only the number of hits is spoken, once after a pause; a hit leads to its first step."""
    rig.open(base_url + addresses.town(GERMAN, WALTROP))
    rig.tab_to(rig.page.get_by_role("searchbox"))
    status = rig.page.get_by_role("status")
    said = rig.type("Hund", until=lambda: expect(status).not_to_be_empty())
    count = status.inner_text()
    assert [one.text for one in said] == [count]
    assert int(re.findall(r"\d+", count)[0]) == rig.page.locator("#vorschlaege li").count()
    said = choose(rig, addresses.step(GERMAN, WALTROP, REGION.services["hund-anmelden"]))
    assert_heading_once(rig, said)


def test_a_wrong_postcode_is_explained(rig: Rig, base_url: str) -> None:
    """The page with the error says once what went wrong and what to do, and begins with it."""
    rig.open(base_url + addresses.language(GERMAN))
    rig.tab_to(rig.page.get_by_role("textbox"))
    rig.type("4576")
    said = rig.press("Return", until=lambda: expect(rig.page).to_have_url(re.compile(r"q=4576$")))
    problem = rig.page.get_by_role("main").get_by_role("group")
    assert len(spoken(said, problem.get_by_role("heading").inner_text())) == 1
    for sentence in re.split(r"(?<=\.) ", rig.page.locator("#fehler-text").inner_text()):
        assert len(spoken(said, sentence)) == 1, sentence
    assert len(spoken(said, "Finished loading " + rig.page.title())) == 1
    assert said[0] == spoken(said, problem.get_by_role("heading").inner_text())[0]


def test_without_a_network_the_page_says_so(rig: Rig) -> None:
    """The server is gone and the device knows it: the message is spoken once, and the person stays where they are."""
    with running_server() as (address, server):
        rig.open(address + addresses.town(GERMAN, WALTROP))
        rig.tab_to(link(rig, addresses.topic(GERMAN, WALTROP, PAPERS.id)))

        def cut_off() -> None:
            server.terminate()
            server.wait()
            rig.page.context.set_offline(True)

        rig.do("the server stops, the device is offline", cut_off)
        status = rig.page.get_by_role("status")
        said = rig.press("Return", until=lambda: expect(status).not_to_be_empty())
    assert [one.text for one in said] == [status.inner_text()]
    assert status.inner_text() == rig.page.locator("#offline-text").text_content()
    expect(link(rig, addresses.topic(GERMAN, WALTROP, PAPERS.id))).to_be_focused()
