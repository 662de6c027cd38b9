"""Says amounts, dates and opening hours in the language of the page, by CLDR through Babel."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.numbers import format_currency
from markupsafe import Markup

from webapp.i18n.texts import current_language, say
from webapp.region.basics import Seen
from webapp.region.models import Item

GERMAN_LOCALE = Locale("de")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def locale() -> Locale:
    """The Babel locale of the page's language."""
    language = current_language()
    return _locale_of(language.formats or language.locale)


@cache
def _locale_of(identifier: str) -> Locale:
    return Locale.parse(identifier)


def said_amount(amount: Decimal, spoken: Locale | None = None) -> str:
    """An amount of euros with its sign, without cents when there are none: "46 €"."""
    spoken = spoken or locale()
    pattern = str(spoken.currency_formats["standard"].pattern)
    if amount == amount.to_integral_value():
        pattern = pattern.replace(".00", "")
    said = format_currency(amount, "EUR", format=pattern, locale=spoken, currency_digits=False)
    return said.replace("EUR", "€")


def said_date(day: date, spoken: Locale | None = None) -> str:
    """A full date: "19. Januar 2033".

    The short "year" that some languages add is left out: its dot would double a stop.
    """
    spoken = spoken or locale()
    pattern = re.sub(r"\s*'\w+'\.?$", "", str(spoken.date_formats["long"].pattern))
    return format_date(day, pattern, locale=spoken)


def said_seen(seen: Seen) -> str:
    """The date of a source as exactly as it is known: "2025", "Mai 2025" or "14. Mai 2025"."""
    if seen.month is None:
        return str(seen.year)
    if seen.day is None:
        # LLLL is the month standing alone; Slavic languages bend it otherwise.
        return format_date(date(seen.year, seen.month, 1), "LLLL y", locale=locale())
    return said_date(date(seen.year, seen.month, seen.day))


def said_item(item: Item) -> Markup:
    """The text of an item with its amount and date filled in, in the language that the text itself is in."""
    said = say(item.text)
    spoken = GERMAN_LOCALE if said.lang else locale()
    html = Markup(said.__html__())  # noqa: S704 -- escaped by Said; only the two placeholders are filled in below.
    if item.amount is not None:
        html = Markup(html.replace("{amount}", Markup("<bdi>{}</bdi>").format(said_amount(item.amount, spoken))))  # noqa: S704
    if item.date is not None:
        html = Markup(html.replace("{date}", Markup("<bdi>{}</bdi>").format(said_date(item.date, spoken))))  # noqa: S704
    return html


def said_week(week: Mapping[str, tuple[str, ...]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """A week of opening hours: day names (equal neighbours joined by a dash) with their spans as pairs of times."""
    names = get_day_names("wide", "stand-alone", locale=locale())
    rows: list[tuple[list[int], tuple[str, ...]]] = []
    for index, day in enumerate(DAYS):
        spans = week.get(day, ())
        if not spans:
            continue
        if rows and rows[-1][1] == spans and rows[-1][0][-1] == index - 1:
            rows[-1][0].append(index)
        else:
            rows.append(([index], spans))
    return [
        (
            names[days[0]] if len(days) == 1 else f"{names[days[0]]} – {names[days[-1]]}",
            [(_said_time(start), _said_time(end)) for start, _, end in (span.partition("-") for span in spans)],
        )
        for days, spans in rows
    ]


def _said_time(text: str) -> str:
    hour, minute = (int(part) for part in text.split(":"))
    if current_language().is_german:
        # "8 Uhr" is spoken rightly by screen readers, "08:00" is not (R54).
        return f"{hour}" if not minute else f"{hour}.{minute:02}"
    return format_time(time(hour % 24, minute), "short", locale=locale())
