"""axe-core finds nothing to complain about on any page kind: all its rules, best practices and AAA included."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from e2e.page_kinds import PAGE_KINDS

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
RUN = """async () => (await axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: [
    'wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}))
    .violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | '))"""


@pytest.mark.parametrize("language", ["de", "en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_on_any_page_kind(page: Page, language: str, scheme: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for kind in PAGE_KINDS.values():
        path = kind.format(language)
        page.goto(path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        if violations := page.evaluate(RUN):
            found[path] = violations
    assert not found, "\n".join(
        f"{path}: {violation}" for path, violations in found.items() for violation in violations
    )
