"""Runs Lighthouse as on a phone against an address, in the browser that the other tests use."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType

from e2e.conftest import launch_arguments
from e2e.page_kinds import PAGE_KINDS
from e2e.server import ROOT

PROGRAM = ROOT / "node_modules/.bin/lighthouse"
PAGES = {kind: PAGE_KINDS[kind].format("de") for kind in ("needs", "question", "search", "outcome", "sheet")}


def lighthouse(browser_type: BrowserType, address: str, *categories: str) -> dict[str, Any]:
    """The report of one run. Raises RuntimeError when Lighthouse could not measure."""
    launch = launch_arguments(browser_type)
    flags = " ".join(["--headless=new", *launch["args"]])
    command = [str(PROGRAM), address, "--output=json", "--quiet", "--no-enable-error-reporting"]
    command += [f"--only-categories={','.join(categories)}", f"--chrome-flags={flags}"]
    environment = {
        **os.environ,
        "CHROME_PATH": str(launch.get("executable_path", browser_type.executable_path)),
        # Node comes as a wheel, so it stands beside Python.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    run = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=180)
    report: dict[str, Any] = json.loads(run.stdout or "{}")
    if run.returncode or "runtimeError" in report:
        raise RuntimeError(f"Lighthouse: {report.get('runtimeError') or run.stderr[-2000:]}")
    return report


def score(report: dict[str, Any], category: str) -> int | None:
    """0 to 100; None when the category could not be measured."""
    share = report["categories"][category]["score"]
    return None if share is None else round(share * 100)


def shortcomings(report: dict[str, Any], category: str) -> list[str]:
    """What keeps a category below 100, and where."""
    audits = [report["audits"][part["id"]] for part in report["categories"][category]["auditRefs"] if part["weight"]]
    return [
        f"{audit['id']}: {audit['title']} {json.dumps(audit.get('details', {}).get('items', []))[:300]}"
        for audit in audits
        if audit["score"] not in (1, None)
    ]
