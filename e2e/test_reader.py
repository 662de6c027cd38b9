"""What a blind person hears: each page kind from top to end, and journeys by the keyboard, step by step."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.page_kinds import END, PAGE_KINDS
from e2e.reader import Line, Reader, bundled, words_of
from e2e.reader_rules import complaints, items_of, voices
from webapp.app import CONTENT
from webapp.region import Region, load_region
from webapp.wizard import QuestionStep
from webapp.wizard.steps import Choice, read_answers, step_after

pytestmark = pytest.mark.browser
LANGUAGES = ["de", "ar"]
# Kinds whose German names must be marked for the voice; the others are built from the same parts.
MARKED = ["needs", "question", "outcome", "sheet-both"]


@pytest.fixture(scope="session")
def reader_script(tmp_path_factory: pytest.TempPathFactory) -> str:
    return bundled(tmp_path_factory.mktemp("reader"))


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region(CONTENT / "emscher-lippe")


@pytest.fixture
def reader(page: Page, reader_script: str) -> Reader:
    return Reader(page, reader_script)


def open_kind(page: Page, kind: str, language: str) -> str:
    """Go to a page of the kind and open what can be opened. The language that the page has is given back."""
    page.goto(PAGE_KINDS[kind].format(language))
    page.evaluate("document.querySelectorAll('details').forEach(panel => panel.open = true)")
    return page.locator("html").get_attribute("lang") or ""


def heading_of(lines: list[Line]) -> int:
    """The place of the line with the h1."""
    return next(at for at, line in enumerate(lines) if line.role == "heading" and line.said.endswith("level 1"))


def names(lines: list[Line], role: str) -> list[str]:
    return [line.name for line in lines if line.role == role]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_kind_is_heard_in_order_and_once(reader: Reader, language: str) -> None:
    found = {}
    for kind in PAGE_KINDS:
        spoken = open_kind(reader.page, kind, language)
        lines = reader.hears(f"{language}/{kind}")
        if wrong := complaints(lines, spoken, is_sheet=kind.startswith("sheet")):
            found[kind] = wrong
    assert not found, "\n".join(f"{kind}: {line}" for kind, wrong in found.items() for line in wrong)


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_the_frame_of_a_page_is_heard_in_its_language(reader: Reader, language: str) -> None:
    word = words_of(language)
    reader.page.goto(f"/{language}/marl/")
    lines = reader.hears(f"{language}/frame")
    assert {word("Lieber am Telefon?"), word("Was möchten Sie erledigen?")} <= set(names(lines, "heading"))
    assert word("Über diese Seiten") in names(lines, "navigation")
    assert names(lines, "searchbox")[0].startswith(word("Worum geht es?"))
    save = "%(town)s auf diesem Gerät speichern"
    assert names(lines, "button") == [
        word(text).replace("%(town)s", "Marl")
        for text in ("Schrift größer", "Suchen", save, "Dunkle Ansicht", "Nächste Person")
    ]


def test_no_german_name_is_spoken_by_the_arabic_voice(reader: Reader) -> None:
    found = {}
    for kind in MARKED:
        open_kind(reader.page, kind, "ar")
        if wrong := list(voices(reader.hears(f"ar/{kind}-voices"), "ar")):
            found[kind] = wrong
    assert not found


def expected(choice: Choice, region: Region, language: str) -> str:
    """What the link of a choice begins with."""
    if choice.kind == "town":
        return region.towns[choice.id].name
    if choice.kind == "own":
        return words_of(language, "content")(choice.text or "")
    unsure = choice.kind == "unsure"
    return words_of(language)("Ich weiß es nicht – trotzdem weiter" if unsure else "In einer anderen Stadt")


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
@pytest.mark.parametrize("path", ["geburtsurkunde", "wohngeld", "wohngeld/lage=heim"])
def test_a_question_is_heard_first_with_its_step_and_its_options_as_a_list(
    reader: Reader, region: Region, path: str, language: str
) -> None:
    service, *answers = path.split("/")
    step = step_after(region, region.services[service], region.towns["marl"], read_answers(answers))
    assert isinstance(step, QuestionStep)
    reader.page.goto(f"/{language}/marl/{path}")
    lines = reader.hears(f"{language}/question-{service}-{step.number}")
    lines = lines[heading_of(lines) :]

    question = words_of(language, "content")(step.question.question)
    count = words_of(language)("Schritt %(number)s von höchstens %(most)s")
    count %= {"number": step.number, "most": step.at_most}
    assert lines[0].said.startswith(f"heading, {question}")
    assert " ".join(line.said for line in lines).count(question) == 1
    assert " ".join(line.said for line in lines).count(count) == lines[0].said.count(count) == 1

    begin = next(at for at, line in enumerate(lines) if line.role == "list")
    items = items_of(lines, begin)
    wanted = [expected(choice, region, language) for choice in step.choices]
    assert [line.said for line in items] == [
        f"listitem, level 1, position {n}, set size {len(wanted)}" for n in range(1, len(wanted) + 1)
    ]
    options = names(lines[begin : lines.index(items[-1]) + 2], "link")
    assert len(options) == len(wanted)
    assert all(option.startswith(text) for option, text in zip(options, wanted, strict=True))


def press(reader: Reader, href: str) -> list[str]:
    """Press Enter on a link of the main part; what is announced until the new heading has the focus."""
    link = reader.page.locator(f'main a[href="{href}"]').first
    # A second press within 500 ms of a swap is taken for the same one (R8).
    reader.page.wait_for_timeout(550)

    def enter() -> None:
        link.focus()
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url(lambda url: url.endswith(href))
        expect(reader.page.get_by_role("heading", level=1)).to_be_focused()
        reader.page.wait_for_timeout(50)

    return reader.hears_while(enter)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_by_keyboard_announces_its_heading_once_and_nothing_else(reader: Reader, language: str) -> None:
    reader.page.goto(f"/{language}/")
    end = f"/{language}{END}"
    ways = [f"/{language}/marl/", f"/{language}/marl/thema/papiere", f"/{language}/marl/geburtsurkunde", end]
    for number, href in enumerate([*ways, f"{end}/blatt", end, f"{end}/begleiten"], start=1):
        announced = press(reader, href)
        lines = reader.hears(f"{language}/journey-{number}")
        heading = lines[heading_of(lines)]
        # The link says its name when it gets the focus, before Enter is pressed.
        assert announced[-1:] == [heading.said]
        assert announced.count(heading.said) == 1
        assert all(phrase.startswith("link, ") for phrase in announced[:-1]), announced
        assert len(announced) <= 2
        assert not complaints(lines, language, is_sheet=href.endswith("/blatt"))


def test_the_language_is_chosen_by_keyboard_and_the_next_page_begins_with_its_question(reader: Reader) -> None:
    reader.page.goto("/")
    lines = reader.hears("de/start")
    german = next(line for line in lines if line.role == "link" and line.name == "Deutsch")
    assert lines[lines.index(german) - 1].role == "listitem"
    reader.page.get_by_role("main").get_by_role("link", name="Deutsch").first.press("Enter")
    reader.page.wait_for_url(re.compile("/de/$"))
    lines = reader.hears("de/start-next")
    assert lines[heading_of(lines)].name == "Um welche Stadt geht es?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestions_are_announced_once_and_the_hits_are_heard_as_a_list(reader: Reader, language: str) -> None:
    page = reader.page
    page.goto(f"/{language}/marl/")
    field = page.get_by_role("searchbox")

    def type_it() -> None:
        field.press_sequentially("Hund")
        expect(page.get_by_role("status")).not_to_be_empty()
        page.wait_for_timeout(50)

    announced = reader.hears_while(type_it)
    assert [phrase for phrase in announced if "Hund" not in phrase][-1:] == [
        f"polite: {page.get_by_role('status').inner_text()}"
    ]
    assert sum("polite" in phrase for phrase in announced) == 1

    field.press("Enter")
    page.wait_for_url(re.compile("/suche"))
    expect(page.locator("main")).to_have_attribute("data-step", "search")
    lines = reader.hears(f"{language}/search-hits")
    start = heading_of(lines)
    count = len(items_of(lines, start + 1))
    assert lines[start].name.startswith(f"{count} ")
    assert not complaints(lines, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ticks_of_a_life_event_have_names_and_their_removal_is_announced_once(reader: Reader, language: str) -> None:
    page = reader.page
    page.goto(f"/{language}/marl/leben/alter")
    task = next(line for line in reader.hears(f"{language}/ticks") if line.role == "checkbox")
    assert task.said == f"checkbox, {task.name}, not checked"
    page.get_by_role("checkbox").first.press("Space")
    # The virtual reader looks at the attribute of the page as it was sent; the browser's own tree knows the tick.
    expect(page.get_by_role("checkbox", name=task.name, checked=True)).to_have_count(1)

    word = words_of(language)
    announced = reader.hears_while(lambda: page.get_by_role("button", name=word("Alle Haken entfernen")).press("Enter"))
    assert [phrase for phrase in announced if phrase.startswith("polite")] == [
        f"polite: {word('Alle Haken sind weg.')}"
    ]
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_postcode_is_explained_where_the_focus_is_and_at_the_field(reader: Reader, language: str) -> None:
    page = reader.page
    page.goto(f"/{language}/")
    page.get_by_role("textbox").fill("4576")
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url(re.compile("/plz"))
    focused: dict[str, Any] = page.evaluate(
        "() => ({role: document.activeElement.role, text: document.activeElement.innerText})"
    )
    assert focused["role"] == "group"
    lines = reader.hears(f"{language}/postcode")
    field = next(line for line in lines if line.role == "textbox")
    message = next(line for line in lines if line.role == "text" and line.said in focused["text"])
    assert field.typed == "4576"
    assert field.said.endswith("invalid")
    assert message.said in field.said, "the field does not say what is wrong"
