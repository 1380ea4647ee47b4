"""Numbers for a printed map: one for each listing, one spot after its neighbour."""

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Point
from assetmap.static_map.numbering import Numbered, Spot, number_listings
from tests.static_map.conftest import listing


def at(lat: float, lon: float, precision: Precision = Precision.VENUE) -> Where:
    return Where(precision, place="Tilbury", point=Point(lat, lon))


def test_numbers_run_from_neighbour_to_neighbour_and_one_spot_shares_a_label() -> None:
    far, left, zoo, ape = (
        listing("Far", 1, where=at(51.40, 0.50)),
        listing("Left", 2, where=at(51.50, 0.20)),
        listing("Zoo", 3, where=at(51.49, 0.30)),
        listing("ape", 4, where=at(51.49001, 0.30001)),
    )
    found = number_listings([far, left, zoo, ape])
    assert [each.shown.name for each in found.listings] == ["Left", "ape", "Zoo", "Far"]
    assert [spot.label for spot in found.spots] == ["1", "2–3", "4"]
    assert found.spots[1] == Spot(51.49, 0.3, False, 2, 3)


def test_numbers_begin_at_the_place_that_was_asked_for() -> None:
    far, left = listing("Far", 1, where=at(51.4, 0.5)), listing("Left", 2, where=at(51.5, 0.2))
    found = number_listings([left, far], Point(51.4, 0.51))
    assert [each.shown.name for each in found.listings] == ["Far", "Left"]


def test_a_neighbourhood_is_told_apart_from_a_place_on_the_same_spot() -> None:
    home = listing("Home", 1, where=at(51.5, 0.2, Precision.APPROXIMATE))
    hall = listing("Hall", 2, where=at(51.5, 0.2))
    spots = number_listings([home, hall]).spots
    assert sorted(spot.near for spot in spots) == [False, True]
    assert [spot.label for spot in spots] == ["1", "2"]


def test_what_has_no_public_point_has_no_number() -> None:
    hidden = Where(Precision.WITHHELD, place="Tilbury", point=Point(51.5, 0.2))
    area = Where(Precision.AREA, area_served="Grays", point=Point(51.5, 0.2))
    listings = [listing("Refuge", 1, where=hidden), listing("Van", 2, where=area)]
    assert number_listings(listings) == Numbered((), ())
