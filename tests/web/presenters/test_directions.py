"""How to get to a venue; nothing that could lead to a door that is not public."""

from dataclasses import replace

import pytest

from assetmap.domain.borough.borough import Borough, Link
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.web.presenters.directions import Directions, directions_to
from tests.factories import a_listing
from tests.web.conftest import Client

BUSES = Link("Look up a bus", "https://buses.example/")


def at(precision: Precision) -> PublicListing:
    where = a_listing().where
    there = replace(where, precision=precision, address="1 Dock Road", area_served="Tilbury")
    return PublicListing(a_listing(where=there))


def test_venue_has_the_way_there_and_the_words_for_a_bus(borough: Borough) -> None:
    assert directions_to(at(Precision.VENUE), replace(borough, buses=BUSES)) == Directions(
        url="https://www.openstreetmap.org/directions?to=51.46343%2C0.35961",
        lat=51.46343,
        lon=0.35961,
        stop="Dock Road Hall, 1 Dock Road, Tilbury, RM18 7TB",
        buses=BUSES,
    )


@pytest.mark.parametrize("precision", [Precision.APPROXIMATE, Precision.AREA, Precision.WITHHELD])
def test_nobody_is_led_to_a_door_that_is_not_public(borough: Borough, precision: Precision) -> None:
    assert directions_to(at(precision), borough) is None


def test_venue_without_a_point_has_none(borough: Borough) -> None:
    nowhere = PublicListing(a_listing(where=Where(Precision.VENUE, venue="A Hall")))
    assert directions_to(nowhere, borough) is None


def test_page_says_how_to_get_there(client: Client) -> None:
    page = client.page("/listing/riverside-memory-lunch-club")
    assert "How to get there" in page.words
    assert page.links()["Show me the way on OpenStreetMap"].startswith(
        "https://www.openstreetmap.org/directions?to=51.4"
    )
    assert page.links()["Look up a bus with Traveline"] == "https://www.traveline.info/"
    assert "Ask for Riverside Hub, Ferry Lane, Tilbury, RM18 7AR." in page.words


@pytest.mark.parametrize("listing", ["blackwater-refuge", "kind-hands-at-home"])
def test_page_of_what_has_no_public_door_says_nothing_of_the_way(
    client: Client, listing: str
) -> None:
    page = client.page(f"/listing/{listing}")
    assert "How to get there" not in page.words
    assert not [url for url in page.links().values() if "openstreetmap" in url]
