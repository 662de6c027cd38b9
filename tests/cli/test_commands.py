"""The commands as an editor runs them: real processes, their output and their exit codes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from webapp.app import CONTENT

ROOT = Path(__file__).parents[2]


def flask(*words: str, region: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT)} | ({"AMTSLOTSE_REGION": str(region)} if region else {})
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(CONTENT / "emscher-lippe", tmp_path / "region"))
    for name, old, new in (
        ("towns/marl.yaml", 'ags: "05562024"', 'ags: "5562024"'),
        ("authorities/waltrop.yaml", "website: https://", "website: http://"),
        ("services/rente.yaml", "presence: ", "presence: maybe # "),
    ):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_check_is_content_with_the_real_region() -> None:
    done = flask("region", "check")
    assert done.returncode == 0
    assert "12 towns" in done.stdout


def test_check_names_all_problems_at_once_and_refuses_the_start(broken: Path) -> None:
    done = flask("region", "check", region=broken)
    assert done.returncode == 1
    for place in ("towns/marl.yaml:", "authorities/waltrop.yaml:", "services/rente.yaml:"):
        assert place in done.stderr
    assert "Traceback" not in done.stderr


def test_matrix_has_a_rung_for_every_town_and_service() -> None:
    done = flask("region", "matrix")
    rows = done.stdout.splitlines()
    assert len(rows) == 1 + 96 + 1
    assert all(len(row.split()) == 13 for row in rows[1:-1])
    assert "contact:" in rows[-1]


def test_paths_of_a_guide_with_their_ends() -> None:
    done = flask("region", "paths", "geburtsurkunde", "--town", "waltrop")
    assert "geburtsort=datteln  ->  datteln" in done.stdout
    assert len(done.stdout.splitlines()) == 14


@pytest.mark.parametrize("words", [["nirgendwo"], ["geburtsurkunde", "--town", "nirgendwo"]])
def test_an_unknown_service_or_town_is_told_with_the_known_ones(words: list[str]) -> None:
    done = flask("region", "paths", *words)
    assert done.returncode == 1
    assert "there are: " in done.stderr
    assert "Traceback" not in done.stderr


def test_the_catalogs_are_sound() -> None:
    done = flask("translate", "check")
    assert done.returncode == 0, done.stderr


def test_the_readme_tells_the_sums_of_today() -> None:
    """README shows what the matrix counts, never a ranking of towns."""
    sums = dict(pair.split(": ") for pair in flask("region", "matrix").stdout.splitlines()[-1].split("  "))
    row = next(
        line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| \d", line)
    )
    assert row.strip("| ").split(" | ") == list(sums.values())
