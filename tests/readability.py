"""How easy the German texts are to read: scores every text of the content and of the pages, and lists the worst.

`python -m tests.readability` (or `make readability`) prints the list; test_readability.py holds the limits. It stands
beside the tests and not in webapp, because the library that counts syllables is needed by nobody who serves the pages.
It says nothing about whether a text is right or kind: that stays with the people who read it aloud.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import click
from textstat.textstat import textstatistics

from webapp.app import CONTENT
from webapp.i18n.catalogs import template_of
from webapp.region import Region, load_region
from webapp.region.texts import Text, all_texts

# Longer sentences are hard for most people: the press agency dpa's upper limit of "desirable" is 20 words.
MOST_WORDS = 20
# What an editor aims at, on average over a text (requirement R14).
MOST_WORDS_ON_AVERAGE = 12
# A compound of more than twelve letters has to be spelled out by an unsure reader; a third one loses the sentence.
LONG_WORD = 12
MOST_LONG_WORDS = 2
# Wiener Sachtextformel 1 (Bamberger and Vanecek, 1984): about the school grade that can read a text. The scale begins
# with 4, "very easy"; 6 to 7 is "easy". Our readers are old, unsure or new to German: no harder than grade six.
MOST_GRADE = 6.5
# The formula counts shares, so a few words more or less swing it in a short text.
ENOUGH_WORDS = 60

BRACKETED = re.compile(r"\s*\([^)]*\)")
AMOUNT = re.compile(r"{amount}|%\(amount\)s")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|{[a-z_]+}")
TAG = re.compile(r"<[^>]*>")
# A full stop after one or two digits belongs to a date ("bis zum 1. März"), not to the end of a sentence.
END = re.compile(r"(?<=[.?!])(?<!\s\d\.)(?<!\s\d\d\.)\s+(?=[A-ZÄÖÜ„\d])")
WORD = re.compile(r"\w[\w'’.:@/]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a label without a full stop, as it is read: without the official terms in brackets."""

    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """Its words; one with hyphens counts as one for each part, because a hyphen is how a long word is made easy."""
        return tuple(WORD.findall(self.text))

    @property
    def long_words(self) -> tuple[str, ...]:
        """Its words of more than twelve letters."""
        return tuple(word for word in self.words if len(word.rstrip(".:")) > LONG_WORD)

    @property
    def too_hard(self) -> bool:
        """Whether it is above a limit for one sentence."""
        return len(self.words) > MOST_WORDS or len(self.long_words) > MOST_LONG_WORDS


@dataclass(frozen=True)
class Passage:
    """A whole text as a person meets it: all strings of a service, an authority, a checklist or a page."""

    name: str
    texts: tuple[Text, ...]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences and labels, in order."""
        return tuple(sentence for text in self.texts for sentence in sentences_of(text.german))

    @cached_property
    def words(self) -> int:
        """How many words they have together."""
        return sum(len(sentence.words) for sentence in self.sentences)

    @property
    def words_a_sentence(self) -> float:
        """Words of a sentence on average. Labels do not count: their three words would hide the long sentences."""
        whole = [len(sentence.words) for sentence in self.sentences if sentence.text.endswith((".", "?", "!"))]
        return sum(whole) / len(whole) if whole else 0.0

    @cached_property
    def grade(self) -> float:
        """The Wiener Sachtextformel 1 over all sentences and labels: about the school grade."""
        # The library takes every full stop, also that of a date, for the end of a sentence; so each gets exactly one.
        text = " ".join(re.sub(r"[.?!]", "", sentence.text) + "." for sentence in self.sentences)
        return float(_german().wiener_sachtextformel(text, 1))

    @property
    def too_hard(self) -> bool:
        """Whether it is above a limit for whole texts."""
        return self.grade > MOST_GRADE or self.words_a_sentence > MOST_WORDS_ON_AVERAGE

    @property
    def has_grade(self) -> bool:
        """Whether the formula says something: enough words, and not the menu, which is nothing but names of things."""
        return self.words >= ENOUGH_WORDS and self.name != "topics"


@cache
def _german() -> textstatistics:
    """The library, set to German: its hyphenation patterns are in the package, nothing is fetched."""
    library = textstatistics()
    library.set_lang("de")
    return library


def sentences_of(german: str) -> tuple[Sentence, ...]:
    """The sentences of a text. Official terms in brackets are left out: people must meet them, but may skip them.

    A colon or semicolon ends no sentence: the reader still has to hold what came before.
    """
    plain = AMOUNT.sub("100 Euro", TAG.sub(" ", BRACKETED.sub("", german)))
    parts = END.split(PLACEHOLDER.sub("Marl", plain))
    return tuple(Sentence(" ".join(part.split())) for part in parts if re.search(r"\w", part))


def texts_to_read(region: Region) -> Iterator[Text]:
    """Every German text of the content, of the emergency box and of the pages, each with its place."""
    yield from all_texts(region)
    for emergency in region.emergencies.values():
        yield Text(emergency.say["de"], f"emergencies: {emergency.id}.say")
    for message in template_of("ui", region):
        if message.id:
            german = message.id if isinstance(message.id, str) else message.id[-1]
            yield Text(german, f"{message.auto_comments[-1]}: page")


def passages_of(texts: Iterable[Text]) -> tuple[Passage, ...]:
    """The texts, joined to what a person reads in one go: one passage for each file, and for each checklist."""
    found: dict[str, list[Text]] = {}
    for text in texts:
        name, _, rest = text.place.partition(": ")
        name = f"{name}: {rest.split('.')[0]}" if name == "life-events" else name
        found.setdefault(name, []).append(text)
    return tuple(Passage(name, tuple(texts)) for name, texts in found.items())


def file_of(place: str, region: str) -> str:
    """The file in which the text with this place is changed."""
    name = place.partition(": ")[0]
    return f"webapp/templates/{name}" if name.endswith(".html") else f"webapp/content/{region}/{name}.yaml"


def worst_sentences(texts: Iterable[Text]) -> list[tuple[Text, Sentence]]:
    """Each text once with its hardest sentence: what is above a limit first, then by words, long ones counted twice."""
    hardest = {text.german: (text, max(sentences_of(text.german), key=_load)) for text in texts}
    return sorted(hardest.values(), key=lambda found: _load(found[1]), reverse=True)


def _load(sentence: Sentence) -> tuple[bool, int]:
    return sentence.too_hard, len(sentence.words) + len(sentence.long_words)


def worst_passages(texts: Iterable[Text]) -> list[Passage]:
    """All whole texts that the formula can grade, the hardest first."""
    return sorted((one for one in passages_of(texts) if one.has_grade), key=lambda one: one.grade, reverse=True)


@click.command()
@click.option("--region", default="emscher-lippe", help="The folder of the content.")
@click.option("--count", default=20, help="How many to list.")
def report(region: str, count: int) -> None:
    """List the hardest sentences and the hardest whole texts. "!" marks what is above a limit."""
    texts = tuple(texts_to_read(load_region(CONTENT / region)))
    click.echo(f"{len(texts)} German texts.\n")
    click.echo(f"The hardest sentences (limits: {MOST_WORDS} words, {MOST_LONG_WORDS} of over {LONG_WORD} letters):")
    for text, sentence in worst_sentences(texts)[:count]:
        mark = "!" if sentence.too_hard else " "
        click.echo(f"{mark} {len(sentence.words):3} words, {len(sentence.long_words)} long  {text.place}")
        click.echo(f"      {file_of(text.place, region)}\n      {sentence.text}")
    click.echo(f"\nThe hardest whole texts (limits: grade {MOST_GRADE}, {MOST_WORDS_ON_AVERAGE} words on average):")
    for one in worst_passages(texts)[:count]:
        mark = "!" if one.too_hard else " "
        longest = max(len(sentence.words) for sentence in one.sentences)
        lengths = f"{one.words_a_sentence:4.1f} words on average, {longest:2} at most"
        click.echo(f"{mark} grade {one.grade:4.2f}, {lengths}  {one.name}")
        click.echo(f"      {file_of(one.texts[0].place, region)}")


if __name__ == "__main__":
    report()
