"""The rules that span a region's files. Each rule complains at a place; none stops another."""

import re
from collections.abc import Mapping

from webapp.region.check_authority import check_authority
from webapp.region.check_menus import check_emergencies, check_life_events, check_signs, check_topics
from webapp.region.check_service import check_service
from webapp.region.check_statement import check_statement
from webapp.region.models import Region
from webapp.region.problems import Problem
from webapp.region.read import Document, Place
from webapp.region.rules import RESERVED, Complain


def check_region(region: Region, documents: Mapping[str, Document]) -> list[Problem]:
    """All problems that show only when the files are seen together. Shapes were checked on reading."""
    problems: list[Problem] = []

    def complain_in(name: str) -> Complain:
        document = documents.get(name) or Document(name)

        def complain(place: Place, reason: str) -> None:
            problems.append(Problem(name, document.line(place), ".".join(map(str, place)), reason))

        return complain

    _check_settings(region, complain_in("region.yaml"))
    check_statement(region, complain_in("region.yaml"))
    _check_tables(region, complain_in("tables.yaml"))
    _check_shared_items(region, complain_in("items.yaml"))
    check_topics(region, complain_in("topics.yaml"))
    check_life_events(region, complain_in("life-events.yaml"))
    check_emergencies(region, complain_in("emergencies.yaml"))
    for signs in region.signs.values():
        check_signs(region, signs, complain_in(f"signs/{signs.id}.yaml"))
    for town in region.towns.values():
        _check_town(region, town.id, complain_in(f"towns/{town.id}.yaml"))
    for authority in region.authorities.values():
        check_authority(region, authority, complain_in(f"authorities/{authority.id}.yaml"))
    taken: dict[int | str, str] = {}
    for service in region.services.values():
        complain = complain_in(f"services/{service.id}.yaml")
        for name, value in (("number", service.number), ("title", service.title)):
            if (other := taken.setdefault(value, service.id)) != service.id:
                complain((name,), f"{value} is taken by {other}")
        check_service(region, service, complain)
    return problems


def _check_settings(region: Region, complain: Complain) -> None:
    if "de" not in region.settings.languages:
        complain(("languages",), "must contain de, the language of the content")
    if "{leika}" not in region.settings.permalink.url:
        complain(("permalink", "url"), "must contain {leika}")
    for index, host in enumerate(region.settings.hosts):
        if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host):
            complain(("hosts", index), f"{host} is no host name (small letters, no https://, no path)")


def _check_tables(region: Region, complain: Complain) -> None:
    for name, rows in region.tables.items():
        for town in region.towns:
            if town not in rows:
                complain((name,), f"says nothing for {town}")
        for town, authority in rows.items():
            if town not in region.towns:
                complain((name, town), "is no town")
            if authority not in region.authorities:
                complain((name, town), f"{authority} is no authority")


def _check_shared_items(region: Region, complain: Complain) -> None:
    for index, item in enumerate(region.items.values()):
        if item.service and item.service not in region.services:
            complain((index, "service"), f"{item.service} is no service")


def _check_town(region: Region, town_id: str, complain: Complain) -> None:
    town = region.towns[town_id]
    if town.id in RESERVED:
        complain(("id",), f"{town.id} is a fixed word of the addresses")
    if town.id not in region.authorities:
        complain(("id",), f"has no authority: authorities/{town.id}.yaml is missing")
    if town.district and (town.district not in region.authorities):
        complain(("district",), f"{town.district} is no authority")
    if (town.ars[:5], town.ars[-3:]) != (town.ags[:5], town.ags[-3:]):
        complain(("ars",), f"does not fit the AGS {town.ags}")
    for index, postcode in enumerate(town.postcodes):
        if postcode in town.postcodes[:index]:
            complain(("postcodes", index), f"{postcode} is given twice")
