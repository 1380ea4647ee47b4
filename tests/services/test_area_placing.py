"""In which areas listings lie: by what everybody may know of their place, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.areas.placement import Placement, Why
from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.domain.place import Point
from assetmap.services.area_placing import OpenedSet
from assetmap.services.context import Context
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing

HERE = "E06000034"


def placed(context: Context) -> dict[str, Placement]:
    two_wards(context)
    return by_id(context, opened(context))


def by_id(context: Context, areas: OpenedSet) -> dict[str, Placement]:
    snapshot = context.directory_cache.current().snapshot
    return dict(zip(snapshot.ids, areas.placements(snapshot), strict=True))


def opened(context: Context) -> OpenedSet:
    found = context.areas.opened("wards")
    assert found is not None
    return found


def at(precision: Precision, **where: Any) -> Listing:
    return a_listing("x", where=Where(precision, authority=HERE, **where))


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        (at(Precision.VENUE, point=GRAYS), Placement({"W1": Why.POINT})),
        (
            at(Precision.VENUE, point=GRAYS, area_served="Tilbury"),
            Placement({"W1": Why.POINT, "W2": Why.AREA_SERVED}),
        ),
        (
            at(Precision.VENUE, point=GRAYS, area_served="Thurrock"),
            Placement({"W1": Why.POINT}, borough_wide=True),
        ),
        (at(Precision.APPROXIMATE, point=TILBURY), Placement({"W2": Why.NEIGHBOURHOOD})),
        (
            at(Precision.AREA, area_served="Grays and Tilbury", point=TILBURY),
            Placement({"W1": Why.AREA_SERVED, "W2": Why.AREA_SERVED}),
        ),
        (at(Precision.AREA, point=TILBURY), Placement(borough_wide=True)),
        (
            at(Precision.WITHHELD, point=TILBURY, area_served="Tilbury"),
            Placement(borough_wide=True),
        ),
        (at(Precision.VENUE, point=Point(53.48, -2.24)), Placement()),
    ],
)
def test_listings_lie_where_everybody_may_know(
    make_context: ContextMaker, listing: Listing, expected: Placement
) -> None:
    assert placed(make_context(listing)) == {"x": expected}


def test_a_hidden_place_moved_across_a_ward_line_changes_nothing(
    make_context: ContextMaker,
) -> None:
    # Both lie in one neighbourhood, whose cell the line between the wards crosses.
    west, east = Point(51.4651, 0.3391), Point(51.4651, 0.3409)
    assert west.neighbourhood() == east.neighbourhood()
    context = make_context(at(Precision.APPROXIMATE, point=west))
    before = placed(context)
    with context.unit_of_work() as uow:
        uow.save_listing(at(Precision.APPROXIMATE, point=east))
    assert by_id(context, opened(context)) == before
    # A venue that moves so is somewhere else for all to see.
    with context.unit_of_work() as uow:
        uow.save_listing(at(Precision.VENUE, point=west))
    assert by_id(context, opened(context)) == {"x": Placement({"W1": Why.POINT})}


def test_what_has_not_changed_is_not_worked_out_again(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b"))
    placed(context)
    found = opened(context)
    calls: list[Point] = []

    class Counting:
        by_postcode = False

        def at(self, point: Point, postcode: object = None) -> str:
            calls.append(point)
            return "W1"

    found.finder = Counting()
    assert by_id(context, found)["a"] == Placement({"W2": Why.POINT})
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("a", name="Changed"))
        uow.save_listing(a_listing("b", where=replace(a_listing().where, point=GRAYS)))
    again = by_id(context, found)
    assert (again["a"], again["b"]) == (
        *(Placement({"W2": Why.POINT}), Placement({"W1": Why.POINT})),
    )
    assert calls == [GRAYS]
