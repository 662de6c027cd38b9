"""Exits with 0 when Playwright has a Chromium of its own on this machine (the Makefile asks)."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    sys.exit(0 if Path(playwright.chromium.executable_path).exists() else 1)
