"""What people type for their town, forgiven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.app import CONTENT
from webapp.region import Region, load_region
from webapp.region.places import cleaned, fold, postcode_in, towns_for

REGION = load_region(CONTENT / "emscher-lippe")


@pytest.mark.parametrize(
    ("typed", "town"),
    [
        ("45768", "marl"),
        ("45 768", "marl"),
        ("4.5.7.6.8", "marl"),
        ("45-768", "marl"),
        (" 45768 Marl ", "marl"),
        ("D-45768", "marl"),
        ("Stadt Marl", "marl"),
        ("MARL", "marl"),
        ("marl", "marl"),
        ("Buer", "gelsenkirchen"),
        ("Oer", "oer-erkenschwick"),
        ("Kirchhellen", "bottrop"),
        ("Wulfen", "dorsten"),
        ("Westerholt", "herten"),
        ("Haltern", "haltern-am-see"),
        ("haltern am see", "haltern-am-see"),
        ("Oer Erkenschwick", "oer-erkenschwick"),
        ("castrop", "castrop-rauxel"),
        ("ich wohne in 45731 waltrop", "waltrop"),
    ],
)
def test_it_leads_to_the_town(region: Region, typed: str, town: str) -> None:
    assert [found.id for found in towns_for(region, typed)] == [town]


@pytest.mark.parametrize("typed", ["", "4576", "abcde", "00000", "10115", "xy", "4", "\u202e\u202e", "45768123"])
def test_it_leads_nowhere(region: Region, typed: str) -> None:
    assert towns_for(region, typed) == ()


def test_umlauts_are_made_alike() -> None:
    assert fold("Hüls") == fold("Huels") == fold("HULS")
    assert fold("Straße") == fold("Strasse")


def test_every_postcode_leads_to_its_town(region: Region) -> None:
    for town in region.towns.values():
        for postcode in town.postcodes:
            assert town in towns_for(region, postcode)


@given(st.text(max_size=300))
def test_nothing_typed_breaks_it(typed: str) -> None:
    towns_for(REGION, typed)
    assert len(cleaned(typed)) <= 200
    code = postcode_in(typed)
    assert code is None or (len(code) == 5 and code.isascii())
