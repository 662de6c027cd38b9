"""Catalogs of two languages that nobody speaks, made from the German texts, so that tests see what real ones hide.

`en` becomes "accented": German in letters with accents, two fifths longer, each text between ⟦ and ⟧. What stands
outside the brackets on a page escaped translation. `ar` becomes "rtl": the same in Arabic letters. They take the
addresses of English and Arabic, so the product needs no entry for them, and lie in a folder of their own.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from webapp.i18n.catalogs import DOMAINS, template_of
from webapp.i18n.faults import PLACEHOLDER, TAG
from webapp.i18n.languages import LANGUAGES
from webapp.region import Region

OPEN, CLOSE = "⟦", "⟧"
QUOTE = '"'  # Translators may write it; in an attribute that forgets to escape, the text ends there.
LONGER = 1.4
KEPT = re.compile(f"({PLACEHOLDER.pattern}|{TAG.pattern})")
VOWELS = "aeiouäöüAEIOUÄÖÜ"
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ",
    "àƀçðèƒĝĥîĵķļɱñøþɋřšţûṽŵẋýžåőűşÀƁÇÐÈƑĜĤÎĴĶĻṀÑØÞǪŘŠŢÛṼŴẊÝŽÅŐŰ",
)
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyzäöüß", "ابصدعفغهيجكلمنوپقرسطثضظخچزآؤئش")


def accented(german: str) -> str:
    """A text in letters with accents: "Stadt ändern" is `⟦Šţààðţ ååñðèèřñ"⟧`."""
    return _made(german, lambda text: text.translate(ACCENTED))


def rtl(german: str) -> str:
    """A text in Arabic letters, which run from right to left; what they say makes no sense."""
    return _made(german, lambda text: text.lower().translate(ARABIC))


def _made(german: str, changed: Callable[[str], str]) -> str:
    """Placeholders and HTML stay as they are; each vowel is doubled, and words fill up what is still too short."""
    pieces = KEPT.split(german)
    plain = sum(map(len, pieces[::2]))
    longer = [re.sub(f"[{VOWELS}]", lambda vowel: vowel[0] * 2, text) for text in pieces[::2]]
    missing = round(plain * LONGER) - sum(map(len, longer))
    made = [changed(text) for text in longer]
    filling = "".join(" und" for _ in range(-(-missing // 4))) if missing > 0 else ""
    text = "".join(text + kept for text, kept in zip(made, [*pieces[1::2], ""], strict=True))
    return f"{OPEN}{text}{changed(filling)}{QUOTE}{CLOSE}"


def make_catalogs(region: Region, folder: Path) -> Path:
    """Write both languages, compiled and with their coverage, into an empty folder, and give it back."""
    coverage: dict[str, dict[str, object]] = {}
    for code, change in (("en", accented), ("ar", rtl)):
        for domain in DOMAINS:
            catalog = _catalog(template_of(domain, region), LANGUAGES[code].locale, change)
            path = folder / LANGUAGES[code].locale / "LC_MESSAGES" / f"{domain}.mo"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_mo(file, catalog)
            coverage.setdefault(code, {})[domain] = [len(catalog), len(catalog), None]
    (folder / "coverage.json").write_text(json.dumps(coverage), encoding="utf-8")
    return folder


def _catalog(template: Catalog, locale: str, change: Callable[[str], str]) -> Catalog:
    catalog = Catalog(locale=locale, charset="utf-8")
    for message in template:
        if isinstance(message.id, str):
            if message.id:
                catalog.add(message.id, change(message.id), context=message.context)
        else:
            one, many = message.id
            forms = (change(one), *[change(many)] * (catalog.num_plurals - 1))
            catalog.add(message.id, forms, context=message.context)
    return catalog
