"""Lets a page measure itself, and asks every page kind the same question."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from e2e.page_kinds import PAGE_KINDS

MEASURES = Path(__file__).parent / "measures.js"


def measures_itself(page: Page) -> Page:
    """The page, which from now on has the functions of measures.js as `measure`."""
    page.add_init_script(path=MEASURES)
    return page


def flaws_of_each_kind(page: Page, language: str, flaws: str | Callable[[Page], list[str]]) -> list[str]:
    """Each flaw once, with the page kinds that have it. flaws: a measure, or what asks the page for them."""
    found: dict[str, list[str]] = {}
    for kind, path in PAGE_KINDS.items():
        page.goto(path.format(language))
        page.evaluate("measure.openAll()")
        for flaw in page.evaluate(flaws) if isinstance(flaws, str) else flaws(page):
            found.setdefault(flaw, []).append(kind)
    return [f"{flaw} ({', '.join(dict.fromkeys(kinds))})" for flaw, kinds in found.items()]


def has_none(flaws: list[str]) -> None:
    """Fails with the flaws, one a line; of very many only the first."""
    assert not flaws, "\n".join([f"{len(flaws)} flaws", *flaws[:40]])
