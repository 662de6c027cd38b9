"""The journeys that matter, in a real browser: with htmx, without JavaScript, and with the htmx file missing."""

import os
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from webapp.app import CONTENT, create_app
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region, load_region
from webapp.region.models import Town
from webapp.rendering import addresses
from webapp.rendering.addresses import BILINGUAL, SHEET
from webapp.wizard import OutcomeStep, all_paths

pytestmark = pytest.mark.browser


def tap(page: Page, name: str | re.Pattern[str]) -> None:
    # A second tap within 500 ms of a swap is taken for the same one (R8); people are slower than this script.
    page.wait_for_timeout(550)
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def heading(page: Page, name: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_a_certificate_for_somebody_born_in_datteln_who_lives_in_waltrop(anyhow: Page) -> None:
    anyhow.goto("/")
    tap(anyhow, "Deutsch")
    heading(anyhow, "Um welche Stadt geht es?")
    tap(anyhow, "Waltrop")
    heading(anyhow, "Was möchten Sie erledigen?")
    tap(anyhow, re.compile("Ausweis & Papiere"))
    heading(anyhow, "Ausweis & Papiere")
    tap(anyhow, re.compile("^Geburtsurkunde bestellen"))
    heading(anyhow, "Wo war die Geburt?")
    tap(anyhow, "Datteln")
    heading(anyhow, "Stadt Datteln")
    expect(anyhow).to_have_url(re.compile("/de/waltrop/geburtsurkunde/geburtsort=datteln$"))
    expect(anyhow.locator("main")).to_have_attribute("data-authority", "datteln")
    expect(anyhow.get_by_role("main").locator('a[href^="tel:"]').first).to_be_visible()


def test_back_link_and_the_phones_back_lead_to_the_step_before(anyhow: Page) -> None:
    anyhow.goto("/de/marl/geburtsurkunde")
    tap(anyhow, "Datteln")
    heading(anyhow, "Stadt Datteln")
    anyhow.go_back()
    heading(anyhow, "Wo war die Geburt?")
    anyhow.go_forward()
    heading(anyhow, "Stadt Datteln")
    tap(anyhow, re.compile("^Zurück"))
    heading(anyhow, "Wo war die Geburt?")
    tap(anyhow, re.compile("^Zurück"))
    heading(anyhow, "Ausweis & Papiere")


def test_a_postcode_leads_to_the_town_and_a_wrong_one_says_what_to_do(anyhow: Page) -> None:
    anyhow.goto("/de/")
    anyhow.get_by_role("textbox", name=re.compile("Postleitzahl")).fill("4576")
    anyhow.get_by_role("button", name="Stadt finden").click()
    expect(anyhow).to_have_title(re.compile("^Fehler:"))
    field = anyhow.get_by_role("textbox", name=re.compile("Postleitzahl"))
    expect(field).to_have_value("4576")
    field.fill("45 731")
    anyhow.get_by_role("button", name="Stadt finden").click()
    expect(anyhow).to_have_url(re.compile("/de/waltrop/$"))


def test_the_language_switch_keeps_the_step_and_the_answers(anyhow: Page) -> None:
    anyhow.goto("/de/waltrop/geburtsurkunde/geburtsort=datteln")
    anyhow.get_by_role("navigation", name=re.compile("Language")).get_by_role("link", name="English").click()
    expect(anyhow).to_have_url(re.compile("/en/waltrop/geburtsurkunde/geburtsort=datteln$"))
    expect(anyhow.locator("html")).to_have_attribute("lang", "en")


def test_an_answer_can_be_changed(anyhow: Page) -> None:
    anyhow.goto("/de/waltrop/geburtsurkunde/geburtsort=datteln")
    tap(anyhow, re.compile("^Antwort ändern"))
    heading(anyhow, "Wo war die Geburt?")


def test_arabic_runs_from_right_to_left_and_phones_do_not(anyhow: Page) -> None:
    anyhow.goto("/ar/marl/hund-abmelden")
    expect(anyhow.locator("html")).to_have_attribute("dir", "rtl")
    while anyhow.locator("main").get_attribute("data-step") == "question":
        before = anyhow.url
        anyhow.locator("main ul.choices a").first.click()
        anyhow.wait_for_url(lambda url, before=before: url != before)
        expect(anyhow.locator("main")).to_have_attribute("data-service", "hund-abmelden")
    expect(anyhow.locator('main a[href^="tel:"] bdi').first).to_have_attribute("dir", "ltr")


def test_steps_are_swapped_and_the_heading_gets_the_focus(watched: Page) -> None:
    watched.goto("/de/marl/")
    watched.evaluate("window.stays = true")
    tap(watched, re.compile("Ausweis & Papiere"))
    heading(watched, "Ausweis & Papiere")
    assert watched.evaluate("window.stays"), "the page was loaded anew instead of swapped"
    expect(watched.get_by_role("heading", level=1)).to_be_focused()
    expect(watched).to_have_title(re.compile("^Ausweis & Papiere"))
    assert watched.evaluate("scrollY") == 0


def test_larger_type_is_remembered_on_the_device(watched: Page) -> None:
    watched.goto("/de/marl/")
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    small = watched.evaluate(size)
    watched.get_by_role("button", name="Schrift größer").click()
    larger = watched.evaluate(size)
    assert larger > small
    tap(watched, re.compile("Auto & Parken"))
    heading(watched, "Auto & Parken")
    assert watched.evaluate(size) == larger
    watched.reload()
    assert watched.evaluate(size) == larger
    watched.get_by_role("button", name="Schrift größer").click()
    watched.get_by_role("button", name="Schrift normal").click()
    assert watched.evaluate(size) == small


def test_without_javascript_the_type_button_is_hidden(browser, browser_context_args, base_url) -> None:
    with browser.new_context(**{**browser_context_args, "base_url": base_url, "java_script_enabled": False}) as context:
        page = context.new_page()
        page.goto("/de/marl/")
        expect(page.get_by_role("button", name="Schrift größer")).to_have_count(0)


def ends_in(region: Region, town: Town) -> Iterator[OutcomeStep]:
    """Every end of every guide for a person of the town, where another town is chosen once and not twelve times."""
    others = set(region.towns) - {town.id}
    for service in region.services.values():
        for step in all_paths(region, service, town):
            if isinstance(step, OutcomeStep) and not others & {option for _, option in step.answers}:
                yield step


def lines_of(html: str) -> float:
    """About how many lines of a printed page the html fills: its blocks, and a line for every 60 characters."""
    sheet = html[html.index('<section class="sheet"') :]
    return len(re.findall(r"<(?:p|li|h2|br|dt)\b", sheet)) + len(re.sub(r"<[^>]*>|\s+", " ", sheet)) / 60


@pytest.mark.parametrize(
    ("language", "town", "part", "most"),
    [("de", "recklinghausen", SHEET, 1), ("en", "dorsten", SHEET, 1), ("en", "gelsenkirchen", BILINGUAL, 2)],
)
def test_every_step_sheet_prints_on_one_page(
    browser, browser_context_args, base_url, language: str, town: str, part: str, most: int
) -> None:
    """R42: one A4 page; in two languages at most two. Printed are the fullest sixty; with ALL=1 every single one."""
    region = load_region(CONTENT / "emscher-lippe")
    paths = [
        addresses.step(LANGUAGES[language], step.town, step.service, step.answers, part)
        for step in ends_in(region, region.towns[town])
    ]
    client = create_app().test_client()
    fullest = sorted(paths, key=lambda path: lines_of(client.get(path).text), reverse=True)
    with browser.new_context(**{**browser_context_args, "base_url": base_url}) as context:
        page = context.new_page()
        for path in fullest if os.environ.get("ALL") else fullest[:60]:
            page.goto(path)
            expect(page.locator("main")).to_have_attribute("data-step", "sheet")
            assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= most, path


def test_no_cookie_and_no_foreign_request(watched: Page, base_url: str) -> None:
    requests: list[str] = []
    watched.on("request", lambda request: requests.append(request.url))
    for path in ("/", "/de/", "/de/marl/", "/de/marl/geburtsurkunde/geburtsort=datteln"):
        watched.goto(path)
    assert all(url.startswith(base_url) for url in requests)
    assert watched.context.cookies() == []


def test_when_the_network_is_gone_the_page_says_so(page: Page) -> None:
    page.goto("/de/marl/")
    page.context.set_offline(True)
    tap(page, re.compile("Auto & Parken"))
    expect(page.get_by_role("status")).not_to_be_empty()
    page.context.set_offline(False)
    heading(page, "Was möchten Sie erledigen?")


def test_the_qr_code_leads_to_the_page_itself(browser, browser_context_args, base_url) -> None:
    with browser.new_context(**{**browser_context_args, "base_url": base_url, "device_scale_factor": 3}) as context:
        page = context.new_page()
        page.goto("/de/marl/geburtsurkunde/geburtsort=datteln/blatt")
        picture = Image.open(BytesIO(page.locator("img.qr").screenshot()))
        found = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert found == ["https://amtslotse.example/de/marl/geburtsurkunde/geburtsort=datteln"]
