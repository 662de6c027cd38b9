"""The ladder: which of an authority's offers carries a person furthest (design: every pair ends in an outcome)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from webapp.region.basics import Sourced, When
from webapp.region.models import Authority, Offer, Region, Service, Town

RUNGS = ("online", "appointment", "page", "portal", "permalink", "contact", "none", "closed")
_RUNG_OF = {"apply": "online", "book": "appointment", "info": "page", "status": "page"}
_ORDER = {"apply": 0, "book": 1, "info": 2, "status": 3}
_ORDER_IN_PERSON = {"book": 0, "apply": 1, "info": 2, "status": 3}


@dataclass(frozen=True, slots=True)
class Exit:
    """A way to another site: how far it carries, whose it is (None: the state's), where it leads, what it asks for."""

    rung: str
    authority: Authority | None
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
    bodies: tuple[Authority, ...],
    place: Town,
    answers: Mapping[str, str],
    presence: str,
) -> tuple[Exit, ...]:
    """All ways to other sites for a service at the authorities that take it, the best first.

    Offers of bodies that work for others count when they name the place. After the offers come the first authority's
    portal or list, then the state's permanent address of the service; where nothing is known the answer is empty.
    """
    order = _ORDER_IN_PERSON if presence == "required" else _ORDER
    own = {body.id for body in bodies}
    others = (other for other in region.authorities.values() if own and other.id not in own)
    offers = [
        (authority, offer)
        for authority in (*bodies, *others)
        for offer in authority.offers.get(service.id, ())
        if applies(offer.when, answers) and (place.id in offer.for_towns if offer.for_towns else authority.id in own)
    ]
    exits = [_exit_of(authority, offer) for authority, offer in sorted(offers, key=lambda pair: order[pair[1].does])]
    return (*exits, *general_exits(region, service, bodies[0] if bodies else None))


def _exit_of(authority: Authority, offer: Offer) -> Exit:
    rung = _RUNG_OF[offer.does]
    return Exit(rung, authority, offer.url, offer.title, offer.login, offer.account, offer.note, offer)


def general_exits(region: Region, service: Service, authority: Authority | None) -> tuple[Exit, ...]:
    """The ways that are there whatever the service: the authority's portal, and the state's address by LeiKa key."""
    exits = []
    if authority is not None and (portal := authority.portal):
        account = portal.account if portal.account in region.accounts else None
        exits.append(Exit("portal", authority, portal.url, portal.name, "unknown", account, None, portal))
    if service.leika:
        link = region.settings.permalink
        url = link.url.format(leika=service.leika[0])
        exits.append(Exit("permalink", None, url, link.name, "none", None, None, link))
    return tuple(exits)
