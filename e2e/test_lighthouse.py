"""Lighthouse, as on a phone, gives 100 for accessibility, best practices and search engines (design: Budgets).

Performance is measured too, but it depends on the machine: `make bench` reports it.
"""

import pytest
from playwright.sync_api import BrowserType

from e2e.lighthouse import PAGES, lighthouse, score, shortcomings

pytestmark = pytest.mark.browser
ASSERTED = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize("kind", PAGES)
def test_full_marks(browser_type: BrowserType, base_url: str, kind: str) -> None:
    report = lighthouse(browser_type, base_url + PAGES[kind], *ASSERTED)
    assert {category: score(report, category) for category in ASSERTED} == dict.fromkeys(ASSERTED, 100), "\n".join(
        shortcoming for category in ASSERTED for shortcoming in shortcomings(report, category)
    )
