"""Who is responsible: finds the authority for a service, a town and the answers given."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.region.models import Authority, Region, Responsible, Town


@dataclass(frozen=True, slots=True)
class Door:
    """The responsible authority, or None when it lies outside the region, and the town that decided it.

    `reason` says why it is this one: `town`, `other-town`, `district`, `table`, `single`, `elsewhere` (a town outside
    the region) or `other-body` (none of the authorities that the region knows, such as a tax office).
    """

    authority: Authority | None
    place: Town
    reason: str


def door_for(region: Region, rule: Responsible, home: Town, answers: Mapping[str, str]) -> Door:
    """The door that a rule leads to. "Weiß nicht" counts as the home town, "woanders" as outside the region."""
    asked = answers.get(rule.place or "", "")
    if rule.elsewhere or asked == "woanders":
        return Door(None, home, "elsewhere" if "woanders" in answers.values() else "other-body")
    place = region.towns.get(asked, home)
    if rule.authority:
        return Door(region.authorities[rule.authority], place, "single")
    if rule.table:
        authority = region.authorities[region.tables[rule.table][place.id]]
        return Door(authority, place, _reason(authority.id, place, home, "table"))
    if rule.district_of:
        authority = region.authorities[place.district or place.id]
        return Door(authority, place, _reason(authority.id, place, home, "district"))
    return Door(region.authorities[place.id], place, _reason(place.id, place, home, "town"))


def _reason(authority_id: str, place: Town, home: Town, otherwise: str) -> str:
    if authority_id == home.id:
        return "town"
    return "other-town" if authority_id == place.id else otherwise
