"""Rules that the checks of several kinds of files share: fixed words, sources, links, accounts, conditions, age."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from webapp.region.basics import Seen, When
from webapp.region.models import Region, Service
from webapp.region.read import Place

# The fixed words of the addresses (docs: URLs): no town, service, question or topic may be called so.
RESERVED = frozenset(
    [
        "woanders",
        "gespeichert",
        "weiss-nicht",
        "portale",
        "impressum",
        "datenschutz",
        "barrierefreiheit",
        "plz",
        "online",
        "thema",
        "leben",
        "suche",
        "teil",
        "a-z",
        "blatt",
        "zweisprachig",
        "begleiten",
        "app",
        "packs",
        "static",
        "sw",
        "teilen",
    ]
)
Complain = Callable[[Place, str], None]


def check_source(source: str | None, place: Place, complain: Complain) -> None:
    """A fact without a source is refused."""
    if not source:
        complain(place, "needs a source")


def check_host(region: Region, address: str, place: Place, complain: Complain) -> None:
    """Links lead only to the region's allowed hosts (R33)."""
    host = (urlsplit(address).hostname or "").lower()
    if not any(host == allowed or host.endswith(f".{allowed}") for allowed in region.settings.hosts):
        complain(place, f"{host} is not among the allowed hosts of region.yaml")


def check_account(region: Region, account: str, place: Place, complain: Complain) -> None:
    """Accounts are named once, in accounts.yaml."""
    if account not in region.accounts and account not in ("none", "unknown"):
        complain(place, f"{account} is no account of accounts.yaml")


def check_when(service: Service, when: When, place: Place, complain: Complain) -> None:
    """A condition names questions and options that exist."""
    for name, options in when.items():
        question = service.guide.get(name)
        if question is None:
            complain((*place, name), f"{name} is no question of {service.id}")
        elif question.kind == "choice":
            for option in options:
                if option != "weiss-nicht" and option not in question.by_id:
                    complain((*place, name), f"{option} is no option of {name}")


def too_old(seen: Seen | None, as_of: date) -> bool:
    """True when a source is undated or more than two years older than the region's content (issue: R28)."""
    if seen is None:
        return True
    return seen.at_latest() < as_of.replace(year=as_of.year - 2)
