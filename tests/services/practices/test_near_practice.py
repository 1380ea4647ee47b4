"""What is near a surgery: within reach first, mixed, checked, and nothing that only gives."""

from dataclasses import replace
from datetime import date

from assetmap.domain.borough.practices import Practice
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Checked, Precision, Status, Where
from assetmap.domain.place import Point
from assetmap.services.context import Context
from assetmap.services.practices.near_practice import (
    MOST,
    WALK_M,
    find_practice,
    near_practice,
    practices,
)
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing

PRACTICE = Practice("P1", "Quay Surgery", "RM18 7TB")


def north(metres: float) -> Where:
    point = Point(TILBURY.lat + metres / 111_195, TILBURY.lon)
    return Where(Precision.VENUE, place="Tilbury", point=point, authority="E06000034")


def near(context: Context) -> tuple[list[str], list[str]]:
    found = near_practice(context, PRACTICE)
    return [e.listing.id for e in found.walked], [e.listing.id for e in found.further]


def test_what_can_be_walked_comes_first_then_what_is_nearest(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("walk", where=north(1_150)),
        a_listing("far", where=Where(Precision.VENUE, place="Grays", point=GRAYS)),
        a_listing("ride", where=north(1_300)),
    )
    assert WALK_M == 1_200
    assert near(context) == (["walk"], ["ride", "far"])


def test_only_what_may_hang_in_a_surgery(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("good"),
        a_listing("late", checked=Checked(date(2024, 1, 1), "CVS", "visited")),
        a_listing("never", checked=Checked()),
        a_listing("paused", status=Status.PAUSED),
        a_listing("role", kind=Kind.VOLUNTEERING_ROLE),
    )
    assert near(context) == (["good"], [])


def test_kinds_are_mixed_and_no_more_than_twelve(make_context: ContextMaker) -> None:
    crafts = [a_listing(f"craft-{n:02}") for n in range(11)]
    others = [a_listing(f"meet-{n}", categories=("meet/cafes",)) for n in range(4)]
    walked, further = near(make_context(*crafts, *others))
    assert (len(walked), further) == (MOST, [])
    assert sorted(each.partition("-")[0] for each in walked[:4]) == [
        "craft",
        "craft",
        "meet",
        "meet",
    ]


def test_a_surgery_is_found_by_its_code_in_any_case(sample_context: Context) -> None:
    found = find_practice(sample_context, "sample-TILBURY")
    assert found is not None
    assert found.name == "Dockside Surgery"
    assert find_practice(sample_context, "none") is None
    covers = near_practice(sample_context, found).covers
    assert covers is not None
    assert covers.patch == "Tilbury and Chadwell"


def test_invented_surgeries_go_with_the_sample(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    assert practices(context) == ()
    context.borough = replace(context.borough, practices=(PRACTICE,))
    assert practices(context) == (PRACTICE,)


def test_every_sample_surgery_has_something_near(sample_context: Context) -> None:
    found = [near_practice(sample_context, each) for each in practices(sample_context)]
    assert len(found) == 4
    assert [len(each.hits) for each in found] == [MOST] * 4
    assert all(each.hub and each.covers for each in found)
