"""Where an incoming row is, and what is said when that had to be guessed."""

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Point
from assetmap.exchange.incoming import Incoming
from assetmap.services.context import Context
from assetmap.services.listings.geocoding import Unplaced, placed
from tests.factories import GRAYS, a_listing


def place(context: Context, where: Where) -> tuple[Where, tuple[str, ...]]:
    listing, notes = placed(context.gazetteer, Incoming(2, a_listing(where=where)))
    assert listing == a_listing(where=listing.where)
    return listing.where, notes


def point(context: Context, name: str) -> Point:
    return context.gazetteer.find(name).point


def test_coordinates_win_over_the_postcode(sample_context: Context) -> None:
    where, notes = place(sample_context, Where(Precision.VENUE, postcode="rm187tb", point=GRAYS))
    assert (where.point, where.postcode, notes) == (GRAYS, "RM18 7TB", ())
    assert where.authority == "E06000034"


def test_postcode_wins_over_the_place(sample_context: Context) -> None:
    given = Where(Precision.VENUE, postcode="rm187tb", place="Grays")
    where, notes = place(sample_context, given)
    assert where == Where(
        Precision.VENUE,
        place="Grays",
        postcode="RM18 7TB",
        point=point(sample_context, "RM18 7TB"),
        authority="E06000034",
    )
    assert notes == ()


def test_place_name_alone_is_only_a_neighbourhood(sample_context: Context) -> None:
    where, notes = place(sample_context, Where(Precision.VENUE, place="Tilbury"))
    assert (where.precision, where.point) == (
        Precision.APPROXIMATE,
        point(sample_context, "Tilbury"),
    )
    assert notes == ("placed roughly, at Tilbury",)


def test_unknown_postcode_is_rescued_by_the_place(sample_context: Context) -> None:
    where, notes = place(
        sample_context, Where(Precision.VENUE, postcode="RM99 9ZZ", place="Tilbury")
    )
    assert (where.precision, where.point) == (
        Precision.APPROXIMATE,
        point(sample_context, "Tilbury"),
    )
    assert notes == ("the postcode 'RM99 9ZZ' does not exist", "placed roughly, at Tilbury")


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        (
            Where(Precision.VENUE, postcode="RM99 9ZZ"),
            (
                "the postcode 'RM99 9ZZ' does not exist, and there are no coordinates or known "
                "place name instead"
            ),
        ),
        (
            Where(Precision.VENUE, place="Xanadu"),
            "it has no place: give a postcode, or lat and lon, or a place name we know",
        ),
        (
            Where(Precision.VENUE),
            "it has no place: give a postcode, or lat and lon, or a place name we know",
        ),
    ],
)
def test_row_without_a_place_is_refused(sample_context: Context, where: Where, reason: str) -> None:
    with pytest.raises(Unplaced) as caught:
        place(sample_context, where)
    assert str(caught.value) == reason


@pytest.mark.parametrize("precision", [Precision.AREA, Precision.WITHHELD])
def test_area_and_withheld_rows_need_no_place(
    sample_context: Context, precision: Precision
) -> None:
    given = Where(precision, area_served="Thurrock")
    assert place(sample_context, given) == (given, ())


def test_venue_without_a_place_name_gets_the_nearest(sample_context: Context) -> None:
    where, _ = place(sample_context, Where(Precision.VENUE, postcode="RM18 7TB"))
    assert where.place == "Tilbury"


def test_place_of_a_withheld_row_is_not_named(sample_context: Context) -> None:
    where, _ = place(sample_context, Where(Precision.WITHHELD, postcode="RM18 7TB"))
    assert where.place == ""


def test_venue_outside_the_borough_gets_no_place_of_ours(sample_context: Context) -> None:
    where, _ = place(sample_context, Where(Precision.VENUE, postcode="BL1 1SE"))
    assert (where.place, where.authority) == ("", "E08000001")
