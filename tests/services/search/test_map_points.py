"""What the map draws: every pin, or clusters where there are too many."""

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Box, Point
from assetmap.domain.search.query import Search
from assetmap.services.search.map_points import MOST_POINTS, MapPoints, is_soft, map_points
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing

HERE = "E06000034"


def test_map_has_a_point_for_each_listing_that_may_show_one(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("venue"),
        a_listing("soft", where=Where(Precision.APPROXIMATE, point=GRAYS, authority=HERE)),
        a_listing("area", where=Where(Precision.AREA, point=TILBURY)),
        a_listing("hidden", where=Where(Precision.WITHHELD, point=TILBURY)),
    )
    found = map_points(context, Search(sort="name"), None, 12)
    near_grays = GRAYS.neighbourhood()
    assert {each.id: (each.point, is_soft(each)) for each in found.singles} == {
        "venue": (TILBURY, False),
        "soft": (near_grays, True),
    }
    box = Box(near_grays.lon, TILBURY.lat, TILBURY.lon, near_grays.lat)
    assert found == MapPoints(2, box, found.singles)


def test_map_of_nothing_has_no_bounds(make_context: ContextMaker) -> None:
    assert map_points(make_context(), Search(), None, 12) == MapPoints(0, None, ())


def test_map_is_of_the_whole_answer_whatever_its_view_or_page(make_context: ContextMaker) -> None:
    context = make_context(
        *(a_listing(f"n{n}") for n in range(25)),
        a_listing("no", name="Chess", summary="", description="", categories=("create/games",)),
    )
    view = Box(0, 50, 0.1, 50.1)
    found = map_points(context, Search(words="knit", page=2), view, 18)
    assert (found.total, len(found.singles), found.clustered) == (25, 25, False)


def test_too_many_points_are_clustered_within_the_view(make_context: ContextMaker) -> None:
    crowd = MOST_POINTS + 5

    def where(number: int) -> Where:
        return Where(Precision.VENUE, point=Point(51.46 + number / 10**7, 0.36), authority=HERE)

    alone = Where(Precision.VENUE, point=Point(51.55, 0.20), authority=HERE)
    away = Where(Precision.VENUE, point=Point(53.0, -2.0))
    context = make_context(
        *(a_listing(f"n{n}", where=where(n)) for n in range(crowd)),
        a_listing("alone", where=alone),
        a_listing("away", where=away),
    )
    found = map_points(context, Search(), Box(0, 51, 1, 52), 14)
    assert (found.total, found.clustered) == (crowd + 2, True)
    assert found.bounds == Box(0.2, 51.46, 0.36, 51.55), "one far away does not shrink the rest"
    assert [each.id for each in found.singles] == ["alone"]
    assert [(each.count, each.alone) for each in found.clusters] == [(crowd, None)]
    corner = map_points(context, Search(), Box(0.1, 51.5, 0.3, 51.6), 14)
    assert (corner.total, corner.clustered, corner.clusters) == (crowd + 2, True, ())
    assert [each.id for each in corner.singles] == ["alone"]
    everything = map_points(context, Search(), None, 14)
    assert sorted(each.id for each in everything.singles) == ["alone", "away"]
    few = map_points(context, Search(bbox=Box(0.1, 51.5, 0.3, 51.6)), None, 14)
    assert (few.clustered, [each.id for each in few.singles]) == (False, ["alone"])


def test_map_shows_first_what_is_near_the_place_asked_for(make_context: ContextMaker) -> None:
    bolton = Where(Precision.VENUE, point=Point(53.5774, -2.4313), authority="E08000001")
    context = make_context(
        *(a_listing(f"here{n}") for n in range(25)),
        *(a_listing(f"bolton{n}", where=bolton) for n in range(20)),
    )
    there, near = (
        map_points(context, search, None, 12).bounds
        for search in (Search(words="BL1"), Search(near="RM18"))
    )
    assert there
    assert there.west < -2.4313 < there.east < -2
    assert near
    assert near.west < TILBURY.lon < near.east < 0.5
    here = Box(TILBURY.lon, TILBURY.lat, TILBURY.lon, TILBURY.lat)
    assert map_points(context, Search(), None, 12).bounds == here
    part = Search(bbox=Box(-3, 51, 1, 54))
    whole = Box(-2.4313, TILBURY.lat, TILBURY.lon, 53.5774)
    assert map_points(context, part, None, 12).bounds == whole


def test_place_asked_for_is_in_the_middle(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("near"),
        a_listing("far", where=Where(Precision.VENUE, point=GRAYS, authority=HERE)),
        a_listing("served", where=Where(Precision.AREA, area_served="Tilbury")),
    )
    found = map_points(context, Search(near="RM18 7TB"), None, 12)
    assert found.place
    assert found.place.label == "RM18 7TB"
    middle, box = found.place.point, found.bounds
    assert middle
    assert box
    assert (box.west + box.east) / 2 == pytest.approx(middle.lon)
    assert (box.south + box.north) / 2 == pytest.approx(middle.lat)
    assert box.west <= GRAYS.lon <= box.east
    assert set(found.metres) == {"near", "far"}
    assert found.metres["far"] == pytest.approx(GRAYS.distance_m(middle), abs=1)
    part = Search(near="RM18 7TB", bbox=Box(0.3, 51.4, 0.5, 51.6))
    assert map_points(context, part, None, 12).bounds != box, "a part of the map is shown as it is"


def test_place_without_anything_near_is_shown_by_itself(make_context: ContextMaker) -> None:
    found = map_points(make_context(), Search(near="RM18 7TB"), None, 12)
    assert found.place
    assert found.place.point
    assert found.bounds
    assert (found.total, dict(found.metres)) == (0, {})
    assert found.bounds.west < found.place.point.lon < found.bounds.east


def test_whole_borough_is_no_place_to_mark(make_context: ContextMaker) -> None:
    assert map_points(make_context(a_listing()), Search(near="Thurrock"), None, 12).place is None
