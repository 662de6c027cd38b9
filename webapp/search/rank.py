"""Puts entries in order by how well they answer what was typed, and shows none that does not answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.search.index import WORDS, Index, content_words
from webapp.search.lists import is_of_another_world
from webapp.search.match import EXACT, INFLECTED, matches, typo_matches

MOST_TYPED = 200  # letters; what is longer is cut
MOST_WORDS = 12
UNKNOWN = 420  # the rarity of a word that no index knows
OTHER_WORLD = 900  # the rarity of such a word that is known to mean something that no town does
# Out of 100: what share of the typed words an entry must answer, by how many words there are; long sentences tell more
# than an entry can know. An entry one of whose phrases was typed whole needs less.
LEAST_COVER = (100, 50, 45, 28, 18, 15, 13, 12)
LEAST_COVER_WHOLE = 30
LEAST_QUALITY = 50  # a match below this adds to a score but never makes a hit
FROM_BEST = 50  # out of 100: hits far below the best are left out
SHORTEST_PART = 3  # letters that each of two words adds to the one they are joined to
COVERED = 20  # out of 100: what a phrase that was typed whole adds


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found: its score, the share of the query that it answers, and which typed words it matched."""

    entry: str
    score: int
    cover: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: the folded words that counted, and the hits, best first."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]

    @property
    def cover(self) -> int:
        """How well the best hit answers the query, 0 to 100."""
        return self.hits[0].cover if self.hits else 0


@dataclass(frozen=True, slots=True, order=True)
class _Gain:
    """What one typed word does for one entry: points for its order, how much of the word is answered, and how well.

    `in_whole` says that the word stands in a phrase that was typed whole. Of two gains the better one is that with more
    points, then with more answered and so on, so that the order in which terms are looked at never matters.
    """

    score: int = 0
    answered: int = 0
    quality: int = 0
    in_whole: bool = False


NOTHING = _Gain()


def search(indexes: Sequence[Index], typed: str, forgiving: bool = True) -> Found:
    """The entries of the indexes (those of the asked language and of German) that answer what was typed.

    Without `forgiving`, neither typos nor parts of words count.
    """
    words = _query_words(indexes, typed, forgiving)
    gains: dict[str, list[_Gain]] = {}
    fits_by_word = [matches(indexes, word, forgiving) for word in words]
    rarities = [_rarity(indexes, word, fits) for word, fits in zip(words, fits_by_word, strict=True)]
    for number, index in enumerate(indexes):
        fits = [terms[number] for terms in fits_by_word]
        for entry in {entry for terms in fits for term in terms for entry in index.postings[term]}:
            row = gains.setdefault(entry, [NOTHING] * len(words))
            for position, gain in enumerate(_gains(index, entry, fits, rarities)):
                row[position] = max(row[position], gain)
    total = sum(rarities)
    hits = [hit for entry, row in gains.items() if (hit := _hit(entry, row, words, total))]
    hits.sort(key=lambda hit: (-hit.score, hit.entry))
    return Found(words, tuple(hit for hit in hits if hit.score * 100 >= hits[0].score * FROM_BEST))


def _query_words(indexes: Sequence[Index], typed: str, forgiving: bool) -> tuple[str, ...]:
    """The words that count, at most twelve; two that are one word in an index are joined ("Sperr Müll")."""
    words = list(content_words(typed[:MOST_TYPED], [index.language for index in indexes]))
    if len(words) > 1:
        # A number tells something only where a phrase contains it ("115"), not as an age or an amount.
        words = [word for word in words if not word.isdecimal() or _is_known(indexes, word)] or words
    joined: list[str] = []
    while words:
        word = words.pop(0)
        if words and _belong_together(indexes, word, words[0], forgiving):
            word += words.pop(0)
        if word not in joined:
            joined.append(word)
    return tuple(joined[:MOST_WORDS])


def _is_known(indexes: Sequence[Index], word: str) -> bool:
    return any(word in index.postings for index in indexes)


def _belong_together(indexes: Sequence[Index], one: str, other: str, forgiving: bool) -> bool:
    """True when two words are one in an index; with a typo only where one of them is in no index by itself."""
    if _is_known(indexes, one + other):
        return True
    if not forgiving or (_is_known(indexes, one) and _is_known(indexes, other)):
        return False
    longer = max(len(one), len(other)) + SHORTEST_PART
    return any(len(term) >= longer for index in indexes for term in typo_matches(index, one + other))


def _rarity(indexes: Sequence[Index], word: str, fits: Sequence[Mapping[str, int]]) -> int:
    """How much a typed word tells: as much as the term that fits it best, or what an unknown word tells."""
    known = [
        (quality, index.rarity[term])
        for index, terms in zip(indexes, fits, strict=True)
        for term, quality in terms.items()
    ]
    quality, rarity = max(known, default=(0, UNKNOWN))
    if quality < EXACT and is_of_another_world(word, [index.language for index in indexes]):
        return OTHER_WORLD
    return rarity if quality >= LEAST_QUALITY else UNKNOWN


def _gains(index: Index, entry: str, fits: Sequence[Mapping[str, int]], rarities: Sequence[int]) -> list[_Gain]:
    """What each typed word does for an entry. Terms of a phrase that was typed whole count in full, and more."""
    typed = {term for terms in fits for term, quality in terms.items() if quality >= LEAST_QUALITY}
    whole: dict[str, int] = {}
    for phrase in index.phrases[entry]:
        if typed.issuperset(phrase.terms):
            weight = phrase.weight * (100 + COVERED * (len(phrase.terms) - 1)) // 100
            whole.update({term: max(weight, whole.get(term, 0)) for term in phrase.terms})
    gains = []
    for terms, most in zip(fits, rarities, strict=True):
        best = NOTHING
        for term, quality in terms.items():
            weight = index.postings[term].get(entry, 0)
            if weight:
                rarity = min(index.rarity[term], most)
                points = max(weight, whole.get(term, 0)) * quality * rarity // 10_000
                if points >= best.score:
                    # One word of a longer phrase answers less than a word that stands for itself.
                    share = 100 if term in whole else min(weight + 100 - WORDS, 100)
                    best = max(best, _Gain(points, share * quality * rarity // 10_000, quality, term in whole))
        gains.append(best)
    return gains


def _hit(entry: str, row: Sequence[_Gain], words: Sequence[str], total: int) -> Hit | None:
    cover = 100 * sum(gain.answered for gain in row) // max(total, 1)
    least = LEAST_COVER[min(len(row), len(LEAST_COVER) - 1)]
    if any(gain.in_whole and gain.quality >= INFLECTED for gain in row):
        least = min(least, LEAST_COVER_WHOLE)
    if cover < least or max(gain.quality for gain in row) < LEAST_QUALITY:
        return None
    matched = tuple(word for word, gain in zip(words, row, strict=True) if gain.quality >= LEAST_QUALITY)
    return Hit(entry, sum(gain.score for gain in row), cover, matched)
