"""Where an incoming row is, and what is said when that had to be guessed."""

from dataclasses import replace

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Point
from assetmap.exchange.incoming import Incoming
from assetmap.services.context import Context
from assetmap.services.listings.geocoding import Unplaced, placed
from tests.factories import GRAYS, a_listing


def place(context: Context, where: Where) -> tuple[Where, tuple[str, ...]]:
    given = a_listing(id="", join="drop-in", where=where)
    listing, notes = placed(context.gazetteer, Incoming(2, given))
    assert listing == replace(given, where=listing.where)
    return listing.where, notes


def point(context: Context, name: str) -> Point:
    return context.gazetteer.find(name).point


def test_coordinates_win_over_the_postcode(sample_context: Context) -> None:
    where, notes = place(sample_context, Where(Precision.VENUE, postcode="rm176sl", point=GRAYS))
    assert (where.point, where.postcode, notes) == (GRAYS, "RM17 6SL", ())
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
            Where(Precision.VENUE, postcode="ZZ99"),
            (
                "no postcode begins with ZZ99, and there are no coordinates or known place name "
                "instead"
            ),
        ),
        (
            Where(Precision.AREA, postcode="RM99 9ZZ"),
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


@pytest.mark.parametrize(
    ("postcode", "label", "council"),
    [
        ("rm17", "RM17", "E06000034"),
        ("RM17 6", "RM17 6", "E06000034"),
        ("BL1", "BL1", "E08000001"),
    ],
)
def test_part_of_a_postcode_is_only_a_neighbourhood(
    sample_context: Context, postcode: str, label: str, council: str
) -> None:
    where, notes = place(sample_context, Where(Precision.VENUE, postcode=postcode))
    assert where == Where(
        Precision.APPROXIMATE,
        place=label,
        postcode=postcode,
        point=point(sample_context, label),
        authority=council,
    )
    assert notes == (f"placed roughly, in {label}",)


def test_part_of_a_postcode_tells_what_area_it_is(sample_context: Context) -> None:
    where, notes = place(sample_context, Where(Precision.AREA, postcode="RM17"))
    assert (where.precision, where.place, notes) == (Precision.AREA, "RM17", ())
    named = Where(Precision.VENUE, postcode="RM17", place="Grays")
    assert place(sample_context, named)[0].place == "Grays"


def test_a_point_beside_part_of_a_postcode_says_more(sample_context: Context) -> None:
    given = Where(Precision.VENUE, postcode="RM18", point=GRAYS)
    where, notes = place(sample_context, given)
    assert where == replace(given, place="Grays", authority="E06000034")
    assert notes == ()


def test_a_hidden_place_outside_is_told_by_half_its_postcode(sample_context: Context) -> None:
    where, _ = place(sample_context, Where(Precision.AREA, postcode="BL1 1SE"))
    assert where.place == "BL1"
    where, _ = place(
        sample_context, Where(Precision.AREA, postcode="BL1 1SE", area_served="Bolton")
    )
    assert where.place == ""


BATH = Point(51.3811, -2.3592)


def test_a_point_far_from_its_postcode_is_not_believed(sample_context: Context) -> None:
    given = Where(Precision.VENUE, address="1 Quay Lane", postcode="RM18 7TB", point=BATH)
    where, notes = place(sample_context, given)
    assert where == Where(
        Precision.APPROXIMATE,
        address="1 Quay Lane",
        place="Tilbury",
        postcode="RM18 7TB",
        point=point(sample_context, "RM18 7TB"),
        authority="E06000034",
    )
    assert notes == (
        (
            "the point is 117 miles from the postcode; we went by the postcode, also for the place "
            "name, and placed it roughly"
        ),
    )


def test_a_point_far_from_a_postcode_outside_is_outside(sample_context: Context) -> None:
    given = Where(Precision.VENUE, postcode="BL1 1SE", point=GRAYS)
    where, notes = place(sample_context, given)
    assert (where.place, where.authority) == ("", "E08000001")
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("north", "miles"),
    [(0.017, ""), (0.0185, "the point is 1.3 miles from the postcode")],
)
def test_two_kilometres_are_far(sample_context: Context, north: float, miles: str) -> None:
    middle = point(sample_context, "RM18 7TB")
    spot = Point(middle.lat + north, middle.lon)
    _, notes = place(sample_context, Where(Precision.VENUE, postcode="RM18 7TB", point=spot))
    assert "".join(notes).startswith(miles) if miles else notes == ()


@pytest.mark.parametrize("precision", [Precision.AREA, Precision.WITHHELD])
def test_a_hidden_place_stays_hidden(sample_context: Context, precision: Precision) -> None:
    where, _ = place(sample_context, Where(precision, postcode="RM18 7TB", point=BATH))
    assert where.precision is precision


def test_a_row_of_our_own_file_stays_where_people_put_it(sample_context: Context) -> None:
    given = a_listing(where=Where(Precision.VENUE, postcode="RM18 7TB", point=BATH, place="Grays"))
    listing, notes = placed(sample_context.gazetteer, Incoming(2, given))
    assert (listing.where.point, listing.where.precision, notes) == (BATH, Precision.VENUE, ())


def test_a_pin_outside_every_place_has_no_name(sample_context: Context) -> None:
    where, notes = place(sample_context, Where(Precision.VENUE, point=BATH))
    assert (where.place, where.authority, notes) == ("", "", ())


def test_venue_without_a_place_name_gets_the_nearest(sample_context: Context) -> None:
    where, _ = place(sample_context, Where(Precision.VENUE, postcode="RM18 7TB"))
    assert where.place == "Tilbury"


def test_place_of_a_withheld_row_is_not_named(sample_context: Context) -> None:
    where, _ = place(sample_context, Where(Precision.WITHHELD, postcode="RM18 7TB"))
    assert where.place == ""


def test_venue_outside_the_borough_gets_no_place_of_ours(sample_context: Context) -> None:
    where, _ = place(sample_context, Where(Precision.VENUE, postcode="BL1 1SE"))
    assert (where.place, where.authority) == ("", "E08000001")


@pytest.mark.parametrize(
    ("postcode", "address", "town", "notes"),
    [
        ("RM18 7TB", "Quay Hall, Dock Road", "Tilbury", ("placed by its postcode",)),
        ("", "Quay Hall, Dock Road, Tilbury, Essex", "Tilbury", ("placed by its town, Tilbury",)),
        ("", "Grays Hall, Tilbury\nGrays", "Grays", ("placed by its town, Grays",)),
        ("", "1 Some Road, Elsewhere", "", ()),
        ("", "", "", ()),
        (
            *("RM99 9ZZ", "Dock Road, Tilbury", "Tilbury"),
            ("the postcode 'RM99 9ZZ' does not exist", "placed by its town, Tilbury"),
        ),
    ],
)
def test_what_has_no_point_on_a_map_goes_by_its_postcode_or_its_town_as_an_area(
    sample_context: Context, postcode: str, address: str, town: str, notes: tuple[str, ...]
) -> None:
    given = Where(Precision.VENUE, address=address, postcode=postcode)
    incoming = Incoming(2, a_listing(id="", join="drop-in", where=given), only_address=True)
    listing, said = placed(sample_context.gazetteer, incoming)
    where = listing.where
    assert (where.place, said) == (town, notes)
    is_coded = postcode == "RM18 7TB"
    assert where.precision is (Precision.VENUE if is_coded else Precision.AREA)
    assert where.point == (point(sample_context, postcode) if is_coded else None)


def test_what_names_its_place_itself_goes_by_that(sample_context: Context) -> None:
    given = Where(Precision.VENUE, address="Dock Road, Grays", place="Tilbury")
    incoming = Incoming(2, a_listing(id="", where=given), only_address=True)
    listing, notes = placed(sample_context.gazetteer, incoming)
    assert (listing.where.place, notes) == ("Tilbury", ("placed roughly, at Tilbury",))
