import math

import pytest
from hypothesis import given

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.place import METRES_A_MILE, Point
from assetmap.search_index.distances import Nearness, distances_m
from assetmap.search_index.row import Area
from tests.factories import GRAYS, TILBURY, a_listing
from tests.properties import few
from tests.search_index.listings import POINTS, at, many_listings, snapshot_of

FAR = Point(51.3, 1.4)


def test_distances_m_are_those_between_points(borough: Borough) -> None:
    @few
    @given(many_listings(borough), POINTS)
    def check(listings: list[Listing], point: Point) -> None:
        snapshot = snapshot_of(borough.words, *listings)
        expected = [
            shown.distance_m(point) if (shown := row.listing.point) else math.nan
            for row in snapshot.rows
        ]
        found = distances_m(snapshot.lat, snapshot.lon, point).tolist()
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-6, nan_ok=True)
        assert Nearness(snapshot, point).metres.tolist() == pytest.approx(
            expected, rel=1e-9, abs=1e-6, nan_ok=True
        )

    check()


def test_nearness_never_measures_from_what_may_not_be_shown(borough: Borough) -> None:
    snapshot = snapshot_of(
        borough.words,
        *(a_listing(precision, where=at(GRAYS, precision)) for precision in Precision),
    )
    metres = Nearness(snapshot, GRAYS).metres.tolist()
    assert metres == pytest.approx(
        [0, GRAYS.distance_m(GRAYS.neighbourhood()), math.nan, math.nan], nan_ok=True
    )
    assert metres[1] > 10


def test_within_takes_what_people_can_go_to_that_is_near(borough: Borough) -> None:
    snapshot = snapshot_of(
        borough.words,
        a_listing("here", where=at(TILBURY)),
        a_listing("grays", where=at(GRAYS)),
        a_listing("far", where=at(FAR)),
        a_listing("hidden", where=at(TILBURY, Precision.WITHHELD)),
    )

    def within(miles: float) -> list[str]:
        mask = Nearness(snapshot, TILBURY).within(miles * METRES_A_MILE)
        return [row.listing.id for row, taken in zip(snapshot.rows, mask, strict=True) if taken]

    assert within(0.1) == ["here"]
    assert within(2) == ["here", "grays"]
    assert within(100) == ["here", "grays", "far"]


def test_what_serves_ground_covers_a_point_that_near_to_it(borough: Borough) -> None:
    snapshot = snapshot_of(
        borough.words,
        a_listing("serves-grays", where=at(FAR, Precision.AREA)),
        a_listing("everywhere", where=at(FAR, Precision.AREA)),
        a_listing("nowhere", where=at(TILBURY, Precision.AREA)),
        **{"serves-grays": Area(points=(GRAYS,)), "everywhere": Area(whole=True)},
    )
    inside, outside = Nearness(snapshot, TILBURY), Nearness(snapshot, TILBURY, 5_000.0)
    to_grays = TILBURY.distance_m(GRAYS)
    assert inside.covers(to_grays - 1).tolist() == [False, True, False]
    assert inside.covers(to_grays + 1).tolist() == [True, True, False]
    assert outside.covers(to_grays + 1).tolist() == [True, False, False]
    assert inside.names_ground.tolist() == [True, True, False]


def test_closeness_falls_from_one_and_puts_points_before_ground(borough: Borough) -> None:
    snapshot = snapshot_of(
        borough.words,
        a_listing("here", where=at(TILBURY)),
        a_listing("grays", where=at(GRAYS)),
        a_listing("serves-tilbury", where=at(GRAYS, Precision.AREA)),
        a_listing("everywhere", where=at(FAR, Precision.AREA)),
        a_listing("nowhere", where=at(TILBURY, Precision.AREA)),
        **{"serves-tilbury": Area(points=(TILBURY,)), "everywhere": Area(whole=True)},
    )
    grays_miles = TILBURY.distance_m(GRAYS) / METRES_A_MILE
    assert Nearness(snapshot, TILBURY).closeness.tolist() == pytest.approx(
        [1.0, 0.9 * math.exp(-grays_miles / 2.5) + 0.1 / (1 + grays_miles), 0.8, 0.5, 0.0]
    )


def test_nearness_of_nothing_is_nothing(borough: Borough) -> None:
    nearness = Nearness(snapshot_of(borough.words), TILBURY)
    assert nearness.within(1000).tolist() == nearness.closeness.tolist() == []
