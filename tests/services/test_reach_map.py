"""Who has a listing within a walk, checked by hand on postcodes."""

from dataclasses import replace

import numpy as np
import pytest

from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.domain.place import Point
from assetmap.places.area_maps import read_area_geojson
from assetmap.services.areas.importing import import_areas
from assetmap.services.context import Context
from assetmap.services.reach_map import ReachMap, ReachMaps, ResidentPoints
from assetmap.services.reports.coverage import coverage
from assetmap.services.reports.resident_points import resident_points
from tests.area_files import BY, EAST, box, geojson, terms, two_wards
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing

# Metres from Dock Road Hall on the Earth's ellipsoid, worked out apart from this program.
BY_HAND = {
    "RM187TB": 0.0,
    "RM188EY": 597.7,
    "RM188BB": 1199.9,
    "RM188HX": 1205.6,
    "RM176GZ": 1798.2,
}
TWO_KM_EAST = Point(TILBURY.lat, TILBURY.lon + 2000 / 69_360)
ABROAD = Point(51.50913, 0.24147)  # RM15 4UT: of Havering, 543 m from the borough's nearest


def reached(context: Context) -> tuple[set[str], ResidentPoints]:
    """The postcodes that have any listing within a walk, and all of them."""
    opened = context.areas.opened("wards")
    assert opened
    points = resident_points(context, opened)
    snapshot = context.directory_cache.current().snapshot
    found = ReachMap(snapshot, points).reached(np.ones(len(snapshot), bool))
    borough = context.borough
    codes = context.postcodes.in_areas(borough.postcode_areas).of(borough.authority_code).code
    return {code.decode() for code in codes[found].tolist()}, points


def with_wards(make_context: ContextMaker, *listings: Listing) -> Context:
    context = make_context(*listings)
    two_wards(context)
    return context


def at(point: Point, **changes: object) -> Where:
    return replace(a_listing().where, point=point, **changes)  # type: ignore[arg-type]


def test_five_postcodes_by_hand(make_context: ContextMaker) -> None:
    near, _ = reached(with_wards(make_context, a_listing()))
    assert {code: code in near for code in BY_HAND} == {
        code: metres <= 1200 for code, metres in BY_HAND.items()
    }


def test_moving_a_listing_two_kilometres_changes_it(make_context: ContextMaker) -> None:
    context = with_wards(make_context, a_listing())
    before, _ = reached(context)
    was = coverage(context, "wards").borough.reach
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing(where=at(TWO_KM_EAST)))
    after, _ = reached(context)
    assert "RM187TB" in before - after
    assert after - before
    assert coverage(context, "wards").borough.reach != was


def test_one_beyond_the_border_counts_for_reach_and_for_no_area(
    make_context: ContextMaker,
) -> None:
    """Wards end at the border here, as real ones do."""
    abroad = at(ABROAD, postcode="RM15 4UT", authority="E09000016", place="Upminster")
    context = make_context(a_listing(where=abroad))
    text = geojson(("West", "W1", box(0.2425, 51.44, 0.34, 51.57)), ("East", "W2", box(*EAST)))
    import_areas(context, BY, read_area_geojson(text), terms("Wards"))
    near, points = reached(context)
    assert len(near) >= 82
    assert points.share(np.zeros(len(points.lat), bool)) == 0
    table = coverage(context, "wards")
    assert table.borough.reach == pytest.approx(len(near) / len(points.lat))
    assert [row.count("venue") for row in table.rows] == [0, 0]
    assert (table.elsewhere, table.borough.count("comes")) == (("knit-club",), 0)


def test_what_comes_to_people_or_shows_no_place_is_near_nobody(make_context: ContextMaker) -> None:
    wide = Where(Precision.AREA, area_served="Tilbury")
    hidden = replace(a_listing().where, precision=Precision.WITHHELD)
    context = with_wards(make_context, a_listing("a", where=wide), a_listing("b", where=hidden))
    assert reached(context)[0] == set()


def test_maps_are_made_again_for_other_listings_or_residents(make_context: ContextMaker) -> None:
    context = with_wards(make_context, a_listing())
    snapshot = context.directory_cache.current().snapshot
    _, points = reached(context)
    maps, made = ReachMaps(), []

    def make() -> ResidentPoints:
        made.append(points)
        return points

    first = maps.of("wards", "m1", snapshot, make)
    assert maps.of("wards", "m1", snapshot, make) is first
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing(name="Other"))
    other = context.directory_cache.current().snapshot
    assert maps.of("wards", "m1", other, make) is not first
    assert len(made) == 1
    assert maps.of("wards", "m2", other, make).points is points
    assert len(made) == 2
    assert points.people("W1") + points.people("W2") <= len(points.lat)
