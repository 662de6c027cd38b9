"""From what Orca sent to its voice to what a person hears: utterances, their language, and which ones were cut off."""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

SECONDS_PER_LETTER = 0.04  # A fast voice: who uses a screen reader every day hears about 25 letters in a second.


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance, in which language it was spoken, and whether Orca itself cut it off before its end."""

    text: str
    lang: str
    cut: bool = False

    def __str__(self) -> str:
        return f"[{self.lang or '?'}{', cut off' if self.cut else ''}] {self.text}"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key, a word that was typed, or in brackets something else that was done."""

    what: str

    def __str__(self) -> str:
        return f"> {self.what}"


def heard(events: Iterable[dict[str, Any]]) -> list[Heard | Pressed]:
    """What a person does and hears, in order. `events`: what the ear wrote, and {"press": name, "until": time}.

    Speech takes time. A `stop` cuts what is still being spoken, but only what came after the last key: with a key a
    person cuts the speech on purpose. `until` is when the last key of a press was let go.
    """
    lines: list[Heard | Pressed] = []
    talking: list[tuple[int, float]] = []  # The place of an utterance and the time at which it will have been spoken.
    until = end = 0.0
    for event in events:
        if "press" in event:
            lines.append(Pressed(event["press"]))
            talking, until, end = [], event["until"], 0.0
        elif event.get("say"):
            end = max(end, event["at"]) + SECONDS_PER_LETTER * len(event["say"])
            talking.append((len(lines), end))
            lines.append(Heard(plain(event["say"]), event["lang"]))
        elif event.get("stop"):
            for place, ends in talking if event["at"] > until else ():
                line = lines[place]
                if ends > event["at"] and isinstance(line, Heard):
                    lines[place] = replace(line, cut=True)
            talking, end = [], 0.0
    return lines


def transcript(lines: Iterable[Heard | Pressed]) -> str:
    """The lines for people, from the first key on."""
    return "".join(f"{line}\n" for line in itertools.dropwhile(lambda line: isinstance(line, Heard), lines))


def plain(text: str) -> str:
    """The text with single spaces and without soft hyphens, to compare what is written with what is spoken."""
    return " ".join(text.replace("\u00ad", "").split())


def spoken(said: Sequence[Heard], words: str) -> list[Heard]:
    """The utterances with these words that were spoken to their end. Orca joins parts of a heading without a space."""
    return [one for one in said if _close(plain(words)) in _close(one.text) and not one.cut]


def _close(text: str) -> str:
    return text.replace(" ", "")


def repeated(said: Sequence[Heard]) -> list[str]:
    """What was said more than once. Orca says some signs as words in one place and not in another; that is the same."""
    counted = Counter(one.text.replace(" middle dot ", " · ").rstrip(" .") for one in said)
    return [text for text, times in counted.items() if times > 1]
