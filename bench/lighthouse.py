"""Prints Lighthouse's performance of five page kinds as on a slow phone, and how many bytes a first visit takes."""

from playwright.sync_api import sync_playwright

from bench.search import Row
from e2e.lighthouse import PAGES, PROGRAM, lighthouse, score
from e2e.server import running_server


def performance(row: Row) -> None:
    """Mobile, with the slow network and processor that Lighthouse simulates; the cache is empty."""
    if not PROGRAM.exists():
        row("Lighthouse", "left out", "needs npm ci")
        return
    with sync_playwright() as playwright, running_server() as (address, _process):
        for kind, path in PAGES.items():
            report = lighthouse(playwright.chromium, address + path, "performance")
            size = report["audits"]["total-byte-weight"]["numericValue"]
            paint = report["audits"]["largest-contentful-paint"]["numericValue"] / 1000
            row(f"Lighthouse: {kind}, performance", f"{score(report, 'performance')}", "aim 100")
            row(f"Lighthouse: {kind}, largest paint, first visit", f"{paint:.1f} s, {size:.0f} B")
