"""Weaves many pages that are nearly alike: what they share is kept once, what differs in tables (docs/packs.md).

A weave is a nest of nodes. A node stands for a list of distinct rows and can tell each of them by its number:

    "text"                       the only row, as it is
    [part, …]                    a pattern: each part is a text, or a slot [column, node]: the row's place in the
                                 column holds the number of a row of the node
    {"rows": [text, …]}          the rows as they are
    {"list": column, "of": node} rows that repeat things: each is a list of rows of the node
    {"kind": column, "either": [node, node]}   rows of two kinds: the column says for each of which

A long text or node that stands in several places is kept once, in `shared`, and named by its number there. Columns are
texts, a sign for each number: "!" for the next one that did not come yet, "#" for the one that came after the last
number before, else the sign that many places after "0" in Unicode as other numbers came since; "\n" parts lists.
webapp/assets/unweave.js reads it all.

It refuses to know what a page says: it sees pieces of text only.
"""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

Row = tuple[str, ...]
Node = Any
# Lines first, because pages have fewer of them; then tags and the text between them.
PIECES = (re.compile(r"[^\n]*\n|[^\n]+"), re.compile(r"<[^>]*>|[^<]+"))
NEXT, AGAIN = "!#"
FEW = 12  # rows of which a table is as short as anything cleverer
LONG = 200  # signs from which it pays to keep a piece once
SAVING = 0.99  # a list of repeated things is worth it when it takes less than this share
FEWEST = 3  # rows that must share a piece to be of a kind
CANDIDATES = 8  # tags that may part a list of repeated things
WEIGHTY = 8  # signs from which a common piece counts no more


class Weave:
    """Makes the nodes of one pack, and collects the columns that they have in common."""

    def __init__(self) -> None:
        self._columns: dict[str, int] = {}

    def node(self, texts: Sequence[str]) -> tuple[Node, int]:
        """The node of some texts, and the column that names the row of each text: equal texts are one row."""
        node, numbers = self._numbered([tuple(PIECES[0].findall(text)) for text in texts], 0)
        return node, self._column(numbers)

    @property
    def columns(self) -> list[str]:
        """All columns, each at its number."""
        return list(self._columns)

    def _column(self, numbers: Iterable[int]) -> int:
        return self._columns.setdefault(_signs([numbers]), len(self._columns))

    def _numbered(self, rows: Sequence[Row], fineness: int) -> tuple[Node, list[int]]:
        numbers: dict[Row, int] = {}
        column = [numbers.setdefault(row, len(numbers)) for row in rows]
        return self._woven(list(numbers), fineness), column

    def _woven(self, rows: list[Row], fineness: int) -> Node:
        """The node of distinct rows."""
        if len(rows) < 2:
            return "".join(rows[0]) if rows else ""
        if anchors := _anchors(rows):
            return self._pattern(rows, anchors, fineness)
        if fineness + 1 < len(PIECES):
            return self._woven([tuple(PIECES[fineness + 1].findall("".join(row))) for row in rows], fineness + 1)
        if len(rows) > FEW:
            if divider := _divider(rows):
                return self._list(rows, divider, fineness)
            if kinds := _kinds(rows):
                return self._union(rows, kinds, fineness)
        return {"rows": ["".join(row) for row in rows]}

    def _pattern(self, rows: list[Row], anchors: list[str], fineness: int) -> Node:
        gaps = list(zip(*(_between(row, anchors) for row in rows), strict=True))
        parts: list[Node] = []
        for gap, anchor in zip(gaps, [*anchors, ""], strict=True):
            node, numbers = self._numbered(gap, fineness)
            if isinstance(node, str):
                _add(parts, node)
            else:
                parts.append([self._column(numbers), node])
            _add(parts, anchor)
        return parts

    def _list(self, rows: list[Row], divider: str, fineness: int) -> Node:
        lists = [_divided(row, divider) for row in rows]
        node, numbers = self._numbered([thing for things in lists for thing in things], fineness)
        rest = iter(numbers)
        column = _signs([next(rest) for _ in things] for things in lists)
        return {"list": self._columns.setdefault(column, len(self._columns)), "of": node}

    def _union(self, rows: list[Row], kinds: list[int], fineness: int) -> Node:
        nodes = [
            self._woven([row for row, own in zip(rows, kinds, strict=True) if own == kind], fineness) for kind in (0, 1)
        ]
        return {"kind": self._column(kinds), "either": nodes}


def shared(nodes: Mapping[str, Node]) -> tuple[dict[str, Node], list[Node]]:
    """The nodes with each long piece that stands in several places replaced by its number, and those pieces."""
    counts: Counter[str] = Counter()
    for node in nodes.values():
        _count(node, counts)
    places: dict[str, int] = {}
    pieces: list[Node] = []

    def short(node: Node) -> Node:
        key = _key(node)
        if len(key) <= LONG or counts[key] < 2:
            return inner(node)
        if key not in places:
            whole = inner(node)
            places[key] = len(pieces)
            pieces.append(whole)
        return places[key]

    def inner(node: Node) -> Node:
        if isinstance(node, str):
            return node
        if isinstance(node, list):
            return [short(part) if isinstance(part, str) else [part[0], short(part[1])] for part in node]
        if "of" in node:
            return {**node, "of": short(node["of"])}
        several = "rows" if "rows" in node else "either"
        return {**node, several: [short(one) for one in node[several]]}

    return {name: short(node) for name, node in nodes.items()}, pieces


def _count(node: Node, counts: Counter[str]) -> None:
    """Count the long nodes; what stands in one that was counted before is not counted again."""
    key = _key(node)
    if len(key) > LONG:
        counts[key] += 1
        if counts[key] > 1:
            return
    for child in _children(node):
        _count(child, counts)


def _children(node: Node) -> list[Node]:
    """The nodes and texts that a node is made of."""
    if isinstance(node, str):
        return []
    if isinstance(node, list):
        return [part if isinstance(part, str) else part[1] for part in node]
    return [node["of"]] if "of" in node else list(node.get("rows") or node["either"])


def _key(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False)


def _signs(lists: Iterable[Iterable[int]]) -> str:
    """Lists of numbers as a column: what came lately, or follows as it did before, has a short sign."""
    latest: list[int] = []
    after: dict[int, int] = {}
    texts = []
    for numbers in lists:
        signs, before = [], -1
        for number in numbers:
            if number == len(latest):
                signs.append(NEXT)
            elif after.get(before) == number:
                signs.append(AGAIN)
                latest.remove(number)
            else:
                place = latest.index(number)
                signs.append(chr(place + 0x30 if place < 0xD000 else place + 0x1000))
                del latest[place]
            latest.insert(0, number)
            after[before] = before = number
        texts.append("".join(signs))
    return "\n".join(texts)


def _add(parts: list[Node], text: str) -> None:
    if parts and isinstance(parts[-1], str):
        parts[-1] += text
    elif text:
        parts.append(text)


def _anchors(rows: list[Row]) -> list[str]:
    """The pieces that each row has exactly once, as many as stand in the same order everywhere."""
    common: set[str] | None = None
    for row in rows:
        once = {piece for piece, count in Counter(row).items() if count == 1}
        common = once if common is None else common & once
        if not common:
            return []
    anchors = [piece for piece in rows[0] if piece in (common or ())]
    for row in rows[1:]:
        place = {piece: at for at, piece in enumerate(row)}
        anchors = _rising(anchors, [place[piece] for piece in anchors])
    return anchors


def _rising(pieces: list[str], places: list[int]) -> list[str]:
    """The longest choice of pieces whose places rise (patience sorting)."""
    if all(one < other for one, other in pairwise(places)):
        return pieces
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        pile = bisect_left(tops, place)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [at]
        before.append(ends[pile - 1] if pile else -1)
    chosen = []
    at = ends[-1]
    while at >= 0:
        chosen.append(pieces[at])
        at = before[at]
    return chosen[::-1]


def _between(row: Row, anchors: list[str]) -> list[Row]:
    gaps, start = [], 0
    for anchor in anchors:
        at = row.index(anchor, start)
        gaps.append(row[start:at])
        start = at + 1
    return [*gaps, row[start:]]


def _divided(row: Row, divider: str) -> list[Row]:
    """The things of a row, each beginning with the divider, but for what stands before the first one."""
    places, start = [0], 0
    for _ in range(row.count(divider)):
        at = row.index(divider, start)
        places.append(at)
        start = at + 1
    return [row[one:other] for one, other in pairwise([*places, len(row)]) if other > one]


def _divider(rows: list[Row]) -> str | None:
    """The tag with which repeated things begin, where a list of them is shorter than the rows."""
    repeated: Counter[str] = Counter()
    for row in rows:
        repeated.update(piece for piece, count in Counter(row).items() if count > 1 and piece[:1] == "<")
    often = [tag for tag, count in repeated.most_common(CANDIDATES) if count > 1 and not tag.startswith("</")]
    lengths = {}
    for tag in often:
        lists = [_divided(row, tag) for row in rows]
        lengths[tag] = sum(len(thing) + 1 for thing in {thing for things in lists for thing in things})
        lengths[tag] += sum(map(len, lists))
    best = min(lengths, key=lambda tag: lengths[tag], default=None)
    return best if best and lengths[best] < SAVING * sum(map(len, rows)) else None


def _kinds(rows: list[Row]) -> list[int] | None:
    """Which rows have the weightiest common piece exactly once: 0 for the first row and its like, 1 for the others.

    None where nothing is common.
    """
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(piece for piece, count in Counter(row).items() if count == 1)
    piece = max(counts, key=lambda piece: (counts[piece] * min(len(piece), WEIGHTY), piece), default="")
    if counts[piece] < FEWEST:
        return None
    has = [row.count(piece) == 1 for row in rows]
    return [int(own != has[0]) for own in has]
