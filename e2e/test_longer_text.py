"""Nothing runs over on a small phone where a language is two fifths longer than German, from either side."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from e2e.measured import flaws_of_each_kind, has_none, measures_itself
from e2e.server import running_server
from tests.pseudo import OPEN, make_catalogs
from webapp.app import CONTENT
from webapp.region import load_region

pytestmark = pytest.mark.browser

SMALL_PHONE = {"width": 320, "height": 640}
SIZES = ("1", "3")  # The smallest and the largest text.


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose English and Arabic are made-up languages."""
    folder = make_catalogs(load_region(CONTENT / "emscher-lippe"), tmp_path_factory.mktemp("pseudo"))
    with running_server(AMTSLOTSE_TRANSLATIONS=str(folder)) as (address, _process):
        yield address


def cuts_at_each_size(page: Page) -> list[str]:
    found = []
    for size in SIZES:
        page.evaluate("size => measure.size(size)", size)
        found += [f"size {size}: {flaw}" for flaw in page.evaluate("measure.cuts()")]
    return found


@pytest.mark.parametrize("language", ["en", "ar"], ids=["accented", "rtl"])
def test_a_longer_language_fits_on_a_small_phone(
    browser, browser_context_args: dict[str, object], pseudo: str, language: str
) -> None:
    context = browser.new_context(**{**browser_context_args, "base_url": pseudo, "viewport": SMALL_PHONE})
    page = measures_itself(context.new_page())
    page.goto(f"/{language}/")
    assert OPEN in page.content()
    has_none(flaws_of_each_kind(page, language, cuts_at_each_size))
    context.close()
