"""Checks an authority: its links, contacts, offers, and where it differs from a service's own text."""

from webapp.region.models import Authority, Item, Offer, Override, Region, Service
from webapp.region.read import Place
from webapp.region.rules import Complain, check_account, check_host, check_source, check_when, too_old


def check_authority(region: Region, authority: Authority, complain: Complain) -> None:
    """Complain about everything in an authority's file that does not fit the rest of the region."""
    check_host(region, authority.website, ("website",), complain)
    if authority.takes_115:
        check_source(authority.takes_115.source, ("takes_115",), complain)
    if authority.portal:
        check_host(region, authority.portal.url, ("portal", "url"), complain)
        check_account(region, authority.portal.account, ("portal", "account"), complain)
    for index, contact in enumerate(authority.contacts):
        place: Place = ("contacts", index)
        for service in contact.for_services:
            if service not in region.services:
                complain((*place, "for"), f"{service} is no service")
        if not (contact.phones or contact.mail or contact.address):
            complain(place, "has no phone, mail or address")
        if contact.hours and too_old(contact.hours.seen, region.settings.as_of):
            complain((*place, "hours"), "are older than two years (or undated); leave them out")
        check_source(contact.source, (*place, "source"), complain)
    for service_id, offers in authority.offers.items():
        _check_offers(region, authority, service_id, offers, complain)
    for name in ("overrides", "unavailable"):
        for service_id in getattr(authority, name):
            if service_id not in region.services:
                complain((name, service_id), "is no service")
    for service_id, override in authority.overrides.items():
        if service_id in region.services:
            _check_override(region.services[service_id], service_id, override, complain)
    for service_id, unavailable in authority.unavailable.items():
        check_source(unavailable.source, ("unavailable", service_id), complain)


def _check_offers(
    region: Region, authority: Authority, service_id: str, offers: tuple[Offer, ...], complain: Complain
) -> None:
    service = region.services.get(service_id)
    if service is None:
        complain(("offers", service_id), "is no service")
        return
    for index, offer in enumerate(offers):
        place: Place = ("offers", service_id, index)
        check_host(region, offer.url, (*place, "url"), complain)
        check_account(region, offer.account or "none", (*place, "account"), complain)
        check_source(offer.source, (*place, "source"), complain)
        check_when(service, offer.when, (*place, "when"), complain)
        if offer.account and offer.login not in ("account", "eid"):
            complain((*place, "account"), "goes only with login: account or eid")
        for town in offer.for_towns:
            if town not in region.towns:
                complain((*place, "for"), f"{town} is no town")
        if offer.url.rstrip("/") in {authority.website.rstrip("/")}:
            complain((*place, "url"), "is the bare home page; leave the offer out")


def _check_override(service: Service, service_id: str, override: Override, complain: Complain) -> None:
    for field in ("needs", "cost", "deadline", "duration", "steps"):
        known = {item.id for item in getattr(service, field) if isinstance(item, Item)}
        for index, item in enumerate(getattr(override, field)):
            place: Place = ("overrides", service_id, field, index)
            if item.id not in known and item.text is None:
                complain(place, f"needs a text, because the service has no {field} item {item.id}")
            if field != "steps" and not item.source:
                complain(place, "needs a source")
            check_when(service, item.when, (*place, "when"), complain)
