"""Makes spellings alike, so that what people type and what stands in the content can be compared."""

import re
import unicodedata

# Letters that are no base letter with a mark, and so stay when marks are taken away.
ALIKE = str.maketrans(
    {"ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "a", "œ": "o", "ة": "ه", "ى": "ي", "ـ": ""}
)
# All combining marks, to be taken away.
MARKS = {code: None for code in range(0x300, 0x3100) if unicodedata.combining(chr(code))}
# "ae", "oe", "ue" mean an umlaut, but not after a vowel or q: "neue", "Feuer", "Quelle" keep their letters.
SPELLED_OUT = re.compile(r"(^|[^aeiouq])([aou])e")
# What stands inside a word: apostrophes of all kinds and invisible joiners.
INSIDE = re.compile("['’ʼ`´\u00ad\u200b-\u200d]")
# An abbreviation with dots is one word: "G.E.Z.", "e.V.".
DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")
# The Arabic article, also behind "and", "with", "like", "so", and joined to "for", before three letters or more.
ARTICLE = re.compile("^(?:[وبكف]?ال|لل)(?=...)")
ARABIC_FIRST = "وبكفال"
WORD = re.compile(r"[^\W_]+")


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters without marks, with ä/ae/a, ö/oe/o, ü/ue/u and ß/ss made alike.

    Everything that is no letter or digit parts words, hyphens too: "E-Mail für Müller" is e, mail, fur, muller.
    """
    text = text.lower()
    if "." in text:
        text = DOTTED.sub(r"\1", text)
    text = INSIDE.sub("", text)
    if not text.isascii():
        text = text.translate(ALIKE)
        text = unicodedata.normalize("NFKD", text).translate(MARKS).translate(ALIKE)
    words = WORD.findall(SPELLED_OUT.sub(r"\1\2", text) if "e" in text else text)
    return tuple(words if text.isascii() else map(_plain, words))


def _plain(word: str) -> str:
    if word.isascii():
        return word
    if word[0] in ARABIC_FIRST:
        word = ARTICLE.sub("", word)
    if word.isalpha():
        return word
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in word)
