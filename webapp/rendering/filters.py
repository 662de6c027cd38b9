"""The filters and functions that templates use: saying texts, dates, amounts, phone numbers."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.templating import Environment
from jinja2 import StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from webapp.i18n.formats import said_amount, said_date, said_item, said_seen, said_week
from webapp.i18n.texts import current_language, say
from webapp.region.models import Authority
from webapp.region.places import postcode_in
from webapp.rendering.site import current_site

# Icons that show a direction of reading; where text runs from right to left they are mirrored.
TURNING = frozenset({"external-link"})


class Templates(Environment):
    """The templates of an app. They see the globals as they are when a template is loaded, so add none later."""

    def make_globals(self, d: Mapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of one template, in one dict.

        Each import in a template compares all of them; in Jinja's own chain of dicts that took a sixth of the time.
        """
        return {**self.globals, **(d or {})}


class NoIndent(Extension):
    """Takes the indentation out of templates when they are compiled: it helps those who read them, and costs bytes."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The source without the blanks at the beginning of its lines."""
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


def init_app(app: Flask) -> None:
    """Add them, and make a forgotten value an error instead of an empty place."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(NoIndent)
    app.jinja_env.filters.update(
        say=say,
        said_item=said_item,
        said_amount=said_amount,
        said_date=said_date,
        said_seen=said_seen,
        said_week=said_week,
        dialled=dialled,
        source_name=source_name,
        has_postcode=has_postcode,
        breakable=breakable,
        said_target=said_target,
    )
    app.jinja_env.globals["icon"] = icon
    app.jinja_env.globals["comma"] = lambda: current_language().comma
    app.jinja_env.globals["in_quotes"] = in_quotes
    app.jinja_env.globals["asset"] = lambda name: current_site().assets.address(name)


def dialled(phone: str) -> str:
    """A phone number as the value of a `tel:` link, as dialled in Germany: "02365 99-0" is "tel:02365990"."""
    return "tel:" + "".join(sign for sign in phone if sign.isdigit())


def in_quotes(words: str) -> Markup:
    """The words between the quotation marks of the page's language; German ones stand upside down elsewhere."""
    opening, closing = current_language().quotes
    return Markup("{}{}{}").format(opening, words, closing)


def has_postcode(address: str) -> bool:
    """True when an address is complete enough for a letter."""
    return postcode_in(address) is not None


def breakable(host: str) -> Markup:
    """The name of a site, which may break after a dot where a line is too short for it."""
    return Markup(".<wbr>").join(host.split("."))


def said_target(authority: Authority) -> str:
    """Where a button leads: in German with its preposition, "zur Stadt Marl", else the bare name (R30)."""
    if not current_language().is_german:
        return authority.name
    return authority.to or f"zu: {authority.name}"


def source_name(source: str) -> str:
    """How a source is named to people: the host of an address, or the law as it stands."""
    host = urlsplit(source).hostname
    return host.removeprefix("www.") if host else source


def icon(name: str) -> Markup:
    """An icon for the eye only: the word stands beside it (R6). Raises KeyError for an unknown name."""
    assets = current_site().assets
    if name not in assets.icons:
        raise KeyError(name)
    drawing = f"{assets.address('icons.svg')}#{name}"
    look = "icon turns" if name in TURNING else "icon"
    return Markup(f'<svg class="{look}" aria-hidden="true"><use href="{drawing}"/></svg>')  # noqa: S704 -- names of our own files.
