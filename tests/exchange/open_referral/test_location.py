"""Where a service is, and no more than the listing's precision allows."""

from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.location import ROUGHLY, has_location, location_of
from tests.factories import TILBURY, a_listing
from tests.open_referral_checks import faults

DOOR = {"venue": "Dock Road Hall", "address": "17 Dock Road", "postcode": "RM18 7TB"}


def at(precision: Precision, **changes: Any) -> PublicListing:
    where = Where(
        **{"precision": precision, **DOOR, "place": "Tilbury", "point": TILBURY}
        | {"authority": "E06000034", **changes}
    )
    return public_view(a_listing(where=where))


def test_a_venue_has_its_point_address_and_access(feed: Feed) -> None:
    location = location_of(at(Precision.VENUE), feed)
    identifier = feed.id_of("location", "knit-club")
    assert location == {
        "id": identifier,
        "location_type": "physical",
        "name": "Dock Road Hall",
        "latitude": 51.463432,
        "longitude": 0.359608,
        "addresses": [
            {
                "id": feed.id_of("address", "knit-club"),
                "location_id": identifier,
                "address_1": "17 Dock Road",
                "city": "Tilbury",
                "state_province": "Thurrock",
                "postal_code": "RM18 7TB",
                "country": "GB",
                "address_type": "physical",
            }
        ],
        "accessibility": [
            {
                "id": feed.id_of("accessibility", "knit-club", "step-free"),
                "location_id": identifier,
                "accessibility": "Step-free",
                "description": "No steps from the street to the room",
            }
        ],
    }
    assert list(faults("location", location)) == []


@pytest.mark.parametrize("missing", ["place", "postcode", "authority"])
def test_an_address_that_is_not_whole_is_left_out(feed: Feed, missing: str) -> None:
    location = location_of(at(Precision.VENUE, **{missing: ""}), feed)
    assert "addresses" not in location
    assert location["latitude"] == 51.463432


def test_the_house_stands_for_a_street_that_is_not_known(feed: Feed) -> None:
    location = location_of(at(Precision.VENUE, address=""), feed)
    assert location["addresses"][0]["address_1"] == "Dock Road Hall"


@pytest.mark.parametrize(("authority", "state"), [("E07000066", "England"), ("W06000015", "Wales")])
def test_outside_the_borough_the_nation_stands_for_the_council(
    feed: Feed, authority: str, state: str
) -> None:
    location = location_of(at(Precision.VENUE, authority=authority), feed)
    assert location["addresses"][0]["state_province"] == state


def test_of_an_approximate_place_the_neighbourhood_is_told(feed: Feed) -> None:
    location = location_of(at(Precision.APPROXIMATE), feed)
    middle = TILBURY.neighbourhood()
    del location["accessibility"]
    assert location == {
        "id": feed.id_of("location", "knit-club"),
        "location_type": "physical",
        "name": "Tilbury",
        "description": ROUGHLY,
        "latitude": middle.lat,
        "longitude": middle.lon,
        "mask_exact_address": True,
    }


@pytest.mark.parametrize("precision", [Precision.AREA, Precision.WITHHELD])
def test_an_area_or_a_withheld_place_is_no_location(feed: Feed, precision: Precision) -> None:
    listing = at(precision, area_served="Tilbury")
    assert not has_location(listing)
    with pytest.raises(ValueError, match="knit-club has no location"):
        location_of(listing, feed)


def test_what_is_had_online_has_a_virtual_location(feed: Feed) -> None:
    shown = at(Precision.WITHHELD).shown
    listing = PublicListing(replace(shown, access=("online", "step-free")))
    assert location_of(listing, feed) == {
        "id": feed.id_of("location", "knit-club"),
        "location_type": "virtual",
        "name": "Online",
    }


def test_ways_to_have_it_at_home_are_none_of_the_place(feed: Feed) -> None:
    shown = at(Precision.VENUE).shown
    listing = PublicListing(replace(shown, access=("home-visit", "by-phone", "online", "parking")))
    said = location_of(listing, feed)["accessibility"]
    assert [each["accessibility"] for each in said] == ["Parking"]
