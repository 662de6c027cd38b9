"""Says which terms of an index a typed word can mean, and how well: exact, then other forms, parts, typos."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from webapp.search.index import Index, trigrams_of

# How well a term fits a word, out of 100.
EXACT, INFLECTED, RELATED, ENDING, SURE = 100, 90, 70, 60, 85
PART_BOTH, PART_HEAD, PART_MODIFIER = 75, 50, 25
TYPO = (EXACT, 80, 60)  # by edit distance
LINKS = ("", "s", "n", "es", "en", "e", "er")


def plain_matches(index: Index, word: str) -> dict[str, int]:
    """The terms that a word means without a typo: itself, another form of it, what it begins or what ends with it."""
    found = {word: EXACT} if word in index.postings else {}
    for term in _beginning(index.terms, word[: max(3, len(word) - 4)]):
        if quality := _by_beginning(word, term):
            found.setdefault(term, quality)
    if len(word) >= 4:
        for term in _beginning(index.reversed_terms, word[::-1]):
            if len(term) >= len(word) + 3:
                found.setdefault(term[::-1], ENDING)
    return found


def _by_beginning(word: str, term: str) -> int:
    """How well two words fit that begin alike; 0 when they do not."""
    common = next((i for i, (a, b) in enumerate(zip(word, term, strict=False)) if a != b), min(len(word), len(term)))
    rest, more = len(word) - common, len(term) - common
    if common >= 4 and max(rest, more) <= 2:
        return INFLECTED
    if rest == 0 and common >= 3:
        return 50 + 40 * len(word) // len(term)
    return RELATED if common >= 6 and max(rest, more) <= 3 else 0


def part_matches(index: Index, word: str) -> dict[str, int]:
    """The terms that a compound is made of: both halves, or at least its last, which says what kind of thing it is."""
    best: dict[str, int] = {}
    for cut in range(3, len(word) - 2):
        modifiers = [m for m in _without_link(word[:cut]) if m in index.postings]
        head = word[cut:]
        heads = (
            [term for term, quality in plain_matches(index, head).items() if quality >= INFLECTED]
            if len(head) > 3
            else []
        )
        if modifiers and heads:
            return {**dict.fromkeys(modifiers, PART_BOTH), **dict.fromkeys(heads, PART_BOTH)}
        for term in heads:
            best[term] = max(best.get(term, 0), PART_HEAD)
        for term in modifiers:
            if len(term) >= 4:
                is_most = 10 * len(term) >= 6 * len(word)
                best[term] = max(best.get(term, 0), PART_HEAD if is_most else PART_MODIFIER)
    return best


def _without_link(modifier: str) -> Iterator[str]:
    for link in LINKS:
        if modifier.endswith(link) and len(modifier) - len(link) >= 3:
            yield modifier.removesuffix(link)


def typo_matches(index: Index, word: str) -> dict[str, int]:
    """The terms that a word misses by a typo or two: none up to 3 letters, one up to 6, two above."""
    most = typos_allowed(word)
    if not most:
        return {}
    pieces = trigrams_of(word)
    shared = Counter(term for piece in pieces for term in index.trigrams.get(piece, ()))
    found = {}
    for term, count in shared.items():
        # A typo changes at most four pieces: a term that shares fewer than the rest is too far off to be compared.
        if abs(len(term) - len(word)) <= most and count >= len(pieces) - 4 * most:
            limit = min(most, typos_allowed(term))
            if (distance := edit_distance(word, term, limit)) <= limit:
                found[term] = TYPO[distance]
    return found


def typos_allowed(word: str) -> int:
    """How many typos a word may have (requirements: traps): short words are never guessed."""
    return 0 if len(word) <= 3 else 1 if len(word) <= 6 else 2


def edit_distance(one: str, other: str, most: int) -> int:
    """Letters changed, added, left out or swapped with their neighbour; anything above `most` is `most` + 1."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def _beginning(terms: Sequence[str], beginning: str) -> Iterator[str]:
    """The terms of a sorted list that begin so."""
    position = bisect_left(terms, beginning)
    while position < len(terms) and terms[position].startswith(beginning):
        yield terms[position]
        position += 1


def matches(indexes: Sequence[Index], word: str, forgiving: bool = True) -> list[Mapping[str, int]]:
    """For each index the terms that a word can mean.

    Typos and parts count only when they are forgiven, and only where no index knows the word.
    """
    plain: list[Mapping[str, int]] = [plain_matches(index, word) for index in indexes]
    if not forgiving or any(quality >= SURE for found in plain for quality in found.values()):
        return plain
    answers: list[Mapping[str, int]] = []
    for index, found in zip(indexes, plain, strict=True):
        more = typo_matches(index, word)
        parts = {} if more else part_matches(index, word)
        answers.append({**parts, **more, **found})
    return answers
