"""The Weblate configuration fits the catalogs; nobody would notice it otherwise until translators stand before it."""

import json
import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
COMPONENTS = json.loads((ROOT / "deploy/weblate/components.json").read_text(encoding="utf-8"))


def test_each_catalog_belongs_to_one_component() -> None:
    covered = sorted(path for component in COMPONENTS for path in ROOT.glob(component["filemask"]))
    assert covered == sorted(ROOT.glob("translations/**/*.po"))
    assert covered


def test_enforced_rules_let_every_translation_pass() -> None:
    """A rule that the catalogs break would stop translators from saving a string that is there already."""
    for component in COMPONENTS:
        rule = re.search(r'regex:"([^"]+)"', component["check_flags"])
        assert rule
        for path in ROOT.glob(component["filemask"]):
            assert not _refused(path, re.compile(rule[1])), path


def test_each_enforced_check_is_switched_on() -> None:
    for component in COMPONENTS:
        # These two are on for every message that has the flag or plural forms; the others only by a flag here.
        by_flag = set(component["enforced_checks"]) - {"python_format", "plurals"}
        assert by_flag <= {flag.strip().split(":")[0] for flag in component["check_flags"].split(",")}


def _refused(path: Path, rule: re.Pattern[str]) -> list[str]:
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    strings = [
        string
        for message in messages
        for string in ([message.string] if isinstance(message.string, str) else message.string)
    ]
    return [string for string in strings if not rule.search(string)]
