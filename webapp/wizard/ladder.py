"""The ladder: which of an authority's offers carries a person furthest (design: every pair ends in an outcome)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from webapp.region.models import Authority, Offer, Region, Service, Sourced, Town, When

RUNGS = ("online", "appointment", "page", "portal", "permalink", "contact", "none", "closed")
_RUNG_OF = {"apply": "online", "book": "appointment", "info": "page", "status": "page"}
_ORDER = {"apply": 0, "book": 1, "info": 2, "status": 3}
_ORDER_IN_PERSON = {"book": 0, "apply": 1, "info": 2, "status": 3}


@dataclass(frozen=True, slots=True)
class Exit:
    """A way to another site: how far it carries, where it leads, and what it asks for."""

    rung: str
    url: str
    title: str
    login: str
    account: str | None
    note: str | None
    fact: Sourced

    @property
    def host(self) -> str:
        """The host of the other site, shown large before the person leaves (R29)."""
        return urlsplit(self.url).hostname or ""


def applies(when: When, answers: Mapping[str, str]) -> bool:
    """True when every question named was answered with one of the options named for it."""
    return all(answers.get(question) in options for question, options in when.items())


def exits_for(
    region: Region,
    service: Service,
    authority: Authority | None,
    place: Town,
    answers: Mapping[str, str],
    presence: str,
) -> tuple[Exit, ...]:
    """All ways to other sites for a service at an authority, the best first.

    Offers of bodies that work for others count when they name the place. After the offers come the authority's portal
    or list, then the state's permanent address of the service; where nothing is known the answer is empty.
    """
    offers: list[Offer] = []
    if authority is not None:
        offers = [
            offer
            for offer in authority.offers.get(service.id, ())
            if not offer.for_towns or place.id in offer.for_towns
        ]
        offers += [
            offer
            for other in region.authorities.values()
            if other.id != authority.id
            for offer in other.offers.get(service.id, ())
            if place.id in offer.for_towns
        ]
    order = _ORDER_IN_PERSON if presence == "required" else _ORDER
    offers = [offer for offer in offers if applies(offer.when, answers)]
    exits = [_exit_of(offer) for offer in sorted(offers, key=lambda offer: order[offer.does])]
    return tuple(exits + list(_general_exits(region, service, authority)))


def _exit_of(offer: Offer) -> Exit:
    return Exit(_RUNG_OF[offer.does], offer.url, offer.title, offer.login, offer.account, offer.note, offer)


def _general_exits(region: Region, service: Service, authority: Authority | None) -> list[Exit]:
    exits = []
    if authority is not None and (portal := authority.portal):
        account = portal.account if portal.account in region.accounts else None
        exits.append(Exit("portal", portal.url, portal.name, "unknown", account, None, portal))
    if service.leika:
        link = region.settings.permalink
        exits.append(Exit("permalink", link.url.format(leika=service.leika[0]), link.name, "none", None, None, link))
    return exits
