"""axe-core finds nothing to complain about on any page kind, in any language, however people look at it.

Every rule of axe runs: AAA and best practices, those that are off by default (`target-size`,
`color-contrast-enhanced`, `identical-links-same-purpose` …), the experimental and even the deprecated ones.
None had to be left out.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from selectolax.lexbor import LexborHTMLParser

from e2e.conftest import launch_arguments
from e2e.page_kinds import PAGE_KINDS
from webapp import create_app
from webapp.i18n.languages import LANGUAGES

pytestmark = pytest.mark.browser

ALL = bool(os.environ.get("ALL"))
AXE = (Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
# A named list of rules is the only way to run those that are off by default together with all others. Links that say
# the same and lead to different places count too: axe leaves them to people, but AAA (2.4.9) allows them to nobody.
RUN = """async () => {
    for (const part of document.querySelectorAll('details')) part.open = true;
    const values = axe.getRules().map(rule => rule.ruleId);
    const options = {resultTypes: ['violations', 'incomplete'], runOnly: {type: 'rule', values}};
    const {violations, incomplete} = await axe.run(document, options);
    const same = incomplete.filter(rule => rule.id === 'identical-links-same-purpose');
    const place = node => `${node.target.join(' ')} ${node.html.slice(0, 120)}`;
    return [...violations, ...same]
        .map(rule => `${rule.id} (${rule.nodes.length}): ${rule.nodes.slice(0, 3).map(place).join(' | ')}`);
}"""


@dataclass(frozen=True, slots=True)
class Mode:
    """One way of looking at the pages: options of the browser's context, and what else is different."""

    options: dict[str, Any] = field(default_factory=dict)
    scripts: bool = True
    root_font: int = 16


Look = Callable[[Mode], AbstractContextManager[Page]]
MODES = {
    "320 px": Mode(),
    "no JavaScript": Mode(scripts=False),
    "1280 px": Mode({"viewport": {"width": 1280, "height": 900}}),
    "dark": Mode({"color_scheme": "dark"}),
    "forced colors": Mode({"forced_colors": "active"}),
    "200 % root font": Mode(root_font=32),
}
LONGEST = "the longest"
# One flaw for each kind of rule: AAA, new in 2.2, off by default, experimental, best practice, plain A.
SMALL = "<button style='width: 9px; height: 9px'>+</button>"
FLAWS = {
    "color-contrast-enhanced": "<p style='color: rgb(100 100 100); background: white'>Text</p>",
    "target-size": SMALL + SMALL,
    "meta-refresh-no-exceptions": "<meta http-equiv='refresh' content='90000; url=/'>",
    "table-fake-caption": "<table><tr><td colspan=2>Alles<tr><th>a<th>b<tr><td>1<td>2<tr><td>3<td>4</table>",
    "identical-links-same-purpose": "<a href='https://a.example/'>Hund</a> <a href='https://b.example/'>Hund</a>",
    "heading-order": "<h5>Zu tief</h5>",
    "label": "<input>",
}
LOOKS = [
    pytest.param(mode, language, id=f"{mode}, {language}")
    for mode in MODES
    for language in (LANGUAGES if ALL or mode == "320 px" else ("de", "ar", LONGEST))
]


@pytest.fixture(scope="session")
def longest() -> str:
    """The language whose catalogs make the most text on all page kinds together. Arabic has its own place."""
    app = create_app()
    client, covered = app.test_client(), app.extensions["amtslotse"].coverage

    def letters(language: str) -> int:
        pages = (client.get(kind.format(language)).get_data(as_text=True) for kind in PAGE_KINDS.values())
        return sum(len(" ".join(LexborHTMLParser(page).css_first("body").text().split())) for page in pages)

    return max((code for code in LANGUAGES if code in covered and code != "ar"), key=letters)


@pytest.fixture
def look(browser: Browser, launch_browser: Callable[..., Browser], base_url: str) -> Look:
    """Opens a page that is looked at in a given mode."""

    @contextmanager
    def opened(mode: Mode) -> Iterator[Page]:
        own = browser
        if mode.root_font != 16:
            # Set as people set it, in the browser's settings: media queries in `em` change with it.
            args = [
                *launch_arguments(browser.browser_type)["args"],
                f"--blink-settings=defaultFontSize={mode.root_font}",
            ]
            own = launch_browser(args=args)
        options = {"viewport": {"width": 320, "height": 640}, "color_scheme": "light", **mode.options}
        with own.new_context(base_url=base_url, **options) as context:
            if not mode.scripts:
                context.route(lambda url: "/static/" not in url, without_scripts)
            yield context.new_page()
        if own is not browser:
            own.close()

    return opened


def without_scripts(route: Route) -> None:
    """The page as without JavaScript. Barred by its policy only, because axe itself needs scripts and promises."""
    answer = route.fetch()
    policy = answer.headers["content-security-policy"].replace("script-src 'self'", "script-src 'none'")
    body = answer.text().replace("<noscript>", "").replace("</noscript>", "")
    headers = {"content-type": answer.headers["content-type"], "content-security-policy": policy}
    route.fulfill(status=answer.status, headers=headers, body=body)


def violations(page: Page) -> list[str]:
    """What axe finds on the page that is open now."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize(("mode", "language"), LOOKS)
def test_no_violation_on_any_page_kind(look: Look, longest: str, mode: str, language: str) -> None:
    found = []
    with look(MODES[mode]) as page:
        for kind, address in PAGE_KINDS.items():
            page.goto(address.format(longest if language == LONGEST else language))
            assert page.evaluate("'htmx' in window") is MODES[mode].scripts
            found += [f"{kind}: {violation}" for violation in violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("mode", [mode for mode in MODES if MODES[mode].scripts])
def test_no_violation_while_suggestions_are_open(look: Look, mode: str) -> None:
    with look(MODES[mode]) as page:
        page.goto(PAGE_KINDS["needs"].format("de"))
        page.get_by_role("searchbox").press_sequentially("Hund", delay=20)
        expect(page.get_by_role("status")).not_to_be_empty()
        assert not violations(page)


def test_the_modes_are_what_they_say(look: Look) -> None:
    """A mode that the browser ignores would pass unseen."""
    seen = {
        "320 px": "innerWidth === 320",
        "1280 px": "innerWidth === 1280",
        "no JavaScript": "document.querySelector('main noscript') === null",
        "dark": "matchMedia('(prefers-color-scheme: dark)').matches",
        "forced colors": "matchMedia('(forced-colors: active)').matches",
        "200 % root font": "matchMedia('(width: 10em)').matches",
    }
    assert set(seen) == set(MODES)
    for mode, question in seen.items():
        with look(MODES[mode]) as page:
            page.goto(PAGE_KINDS["sheet"].format("de"))
            assert page.evaluate(question), mode


@pytest.mark.parametrize("rule", FLAWS)
def test_flaws_are_found(look: Look, rule: str) -> None:
    """No kind of rule is left out by mistake."""
    with look(MODES["320 px"]) as page:
        page.set_content(f"<!doctype html><html lang=de><title>t</title><main><h1>Titel</h1>{FLAWS[rule]}</main>")
        assert rule in [violation.split()[0] for violation in violations(page)]
