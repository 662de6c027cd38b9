"""Reads one YAML file so that nothing is guessed: every scalar stays the text that was written."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from webapp.region.problems import Problem

Place = tuple[str | int, ...]
NOTHING = ("", "~", "null")
# The parser in C reads the same and is ten times as fast; a start reads some 160 files.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Marks that turn the reading direction, and control characters, are invisible in an editor and harm the page.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(slots=True)
class Document:
    """The value of a file (dicts, lists, texts and None) with the line of every place in it."""

    file: str
    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def complain(self, place: Place, reason: str) -> None:
        """Note that something is wrong at a place."""
        self.problems.append(Problem(self.file, self.line(place), ".".join(map(str, place)), reason))


def read_yaml(path: Path, name: str) -> Document:
    """Read a file. Its problems (encoding, tabs, syntax, a key given twice) are in the document, never raised.

    `name` is the path shown to people, relative to the region's folder.
    """
    document = Document(name)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        document.problems.append(Problem(name, 0, "", f"is not UTF-8 text (byte {error.start}); save it as UTF-8"))
        return document
    for number, line in enumerate(text.splitlines(), start=1):
        if "\t" in line:
            document.problems.append(Problem(name, number, "", "has a tab; use spaces"))
        elif found := INVISIBLE.search(line):
            document.problems.append(Problem(name, number, "", f"has an invisible character U+{ord(found[0]):04X}"))
    if document.problems:
        return document
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        document.problems.append(Problem(name, mark.line + 1 if mark else 0, "", f"is not valid YAML: {reason}"))
        return document
    if node is not None:
        document.value = _value(node, (), document)
    return document


def _value(node: yaml.Node, place: Place, document: Document) -> Any:
    document.lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        plain = not node.style
        return None if plain and node.value in NOTHING else node.value.strip()
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*place, index), document) for index, child in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key_node, child in node.value:
        key = str(key_node.value)
        if key in result:
            document.lines[(*place, key)] = key_node.start_mark.line + 1
            document.complain((*place, key), "is given twice")
        result[key] = _value(child, (*place, key), document)
        document.lines[(*place, key)] = key_node.start_mark.line + 1
    return result
