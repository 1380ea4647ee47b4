"""Who can go to a listing, and to whom it comes."""

import pytest

from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.domain.search.query import Search
from assetmap.services.search.finding import answer
from assetmap.services.search.reach import QueryLocation
from assetmap.services.search.selection import select
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing

VENUE, AREA, APPROXIMATE = Precision.VENUE, Precision.AREA, Precision.APPROXIMATE


def knitters(listing_id: str, precision: Precision, area: str = "", *access: str) -> Listing:
    """A listing in Tilbury that serves an area."""
    point = None if precision is AREA else TILBURY
    where = Where(precision, point=point, area_served=area, authority="E06000034")
    return a_listing(listing_id, where=where, access=access)


@pytest.mark.parametrize(
    ("listing", "from_tilbury", "from_grays"),
    [
        (knitters("venue", VENUE), "there", "there"),
        (knitters("venue-that-serves", VENUE, "Tilbury"), "there", "there"),
        (knitters("venue-at-home", VENUE, "Tilbury", "home-visit"), "comes", "elsewhere"),
        (knitters("venue-by-phone", VENUE, "Thurrock", "by-phone"), "comes", "comes"),
        (knitters("venue-online-anywhere", VENUE, "", "online"), "there", "there"),
        (knitters("area", AREA, "Tilbury"), "comes", "elsewhere"),
        (knitters("whole", AREA, "Thurrock"), "comes", "comes"),
        (knitters("two-towns", AREA, "Tilbury and Grays"), "comes", "comes"),
        (knitters("phone", AREA, "", "by-phone"), "comes", "comes"),
        # Ground that is not named is the whole borough.
        (knitters("at-home-somewhere", AREA, "", "home-visit"), "comes", "comes"),
        (knitters("neighbourhood", APPROXIMATE, "Tilbury"), "comes", "elsewhere"),
        (knitters("neighbourhood-alone", APPROXIMATE), "there", "there"),
        # To narrow down what a withheld listing serves would tell where it is.
        (knitters("withheld", Precision.WITHHELD, "Tilbury"), "comes", "comes"),
    ],
    ids=lambda value: value.id if isinstance(value, Listing) else "",
)
def test_reach_follows_from_the_kind_of_place_and_the_area_served(
    make_context: ContextMaker, listing: Listing, from_tilbury: str, from_grays: str
) -> None:
    context = make_context(listing)
    for place, expected in (("Tilbury", from_tilbury), ("RM18 7TB", from_tilbury)):
        (hit,) = answer(context, Search(words="knitting", near=place)).hits
        assert hit.reach == expected, place
    (hit,) = answer(context, Search(words="knitting", near="Grays")).hits
    assert hit.reach == from_grays
    assert (hit.distance_m is None) == (listing.where.precision in (AREA, Precision.WITHHELD))
    (hit,) = answer(context, Search(words="knitting")).hits
    assert hit.reach is None


def test_what_covers_other_areas_comes_last_and_is_out_within_a_distance(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        knitters("tilbury-only", AREA, "Tilbury"),
        a_listing("grays", where=Where(VENUE, point=GRAYS)),
        knitters("whole", AREA, "Thurrock"),
    )
    near = select(context, Search(words="knitting", near="Grays"))
    assert [row.id for row in near.listings] == ["grays", "whole", "tilbury-only"]
    found = answer(context, Search(words="knitting", near="Grays"))
    assert [str(hit.part) for hit in found.hits] == ["fits", "fits", "areas"]
    within = select(context, Search(words="knitting", near="Grays", within=1.0))
    assert [row.id for row in within.listings] == ["grays", "whole"]
    further = select(context, Search(words="knitting", near="Tilbury", within=1.0))
    assert {row.id for row in further.listings} == {"tilbury-only", "whole"}


def test_outside_the_borough_nothing_comes_that_serves_the_whole_of_it(
    make_context: ContextMaker,
) -> None:
    context = make_context(knitters("whole", AREA, "Thurrock"))
    (hit,) = answer(context, Search(words="knitting", near="SS14 1AA")).hits
    assert hit.reach == "elsewhere"


def test_where_a_town_lies_is_worked_out_once_a_generation_and_where_people_live_each_time(
    make_context: ContextMaker,
) -> None:
    context = make_context(knitters("venue", VENUE))

    def location(near: str) -> QueryLocation:
        return select(context, Search(words="knitting", near=near)).location

    grays = location("Grays")
    assert location("grays") is grays
    for near in ("RM17 6SL", "51.478, 0.323"):
        assert location(near) is not location(near)
        assert location(near) is not grays
    with context.unit_of_work() as uow:
        uow.save_listing(knitters("another", VENUE))
    now = location("Grays")
    assert now is not grays
    assert now.nearness is not None
    assert len(now.nearness.metres) == 2
