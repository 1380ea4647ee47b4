from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.listings.listing import Contact, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import PublicListing, public_view, public_where
from assetmap.domain.place import Point
from tests.factories import TILBURY, a_listing
from tests.properties import quick

EXACT = Point(51.4634321, 0.3596081)
PRIVATE = Contact("PRIVATE-phone", "PRIVATE-email", "PRIVATE-website", "PRIVATE-name")
PUBLIC = Contact("public-phone", "public-email", "public-website", "public-name")


def everything_at(precision: Precision) -> Where:
    """A place with a mark in every field."""
    return Where(
        precision,
        venue="MARK-venue",
        address="MARK-address",
        place="MARK-place",
        postcode="MARK-postcode",
        point=EXACT,
        area_served="MARK-area",
        authority="MARK-authority",
    )


def filled(precision: Precision) -> Listing:
    return a_listing(
        where=everything_at(precision), public=PUBLIC, private=PRIVATE, steward="PRIVATE-steward"
    )


SHOWN = {
    Precision.VENUE: everything_at(Precision.VENUE),
    Precision.APPROXIMATE: Where(
        Precision.APPROXIMATE,
        place="MARK-place",
        point=EXACT.neighbourhood(),
        area_served="MARK-area",
        authority="MARK-authority",
    ),
    Precision.AREA: Where(Precision.AREA, area_served="MARK-area"),
    Precision.WITHHELD: Where(Precision.WITHHELD, area_served="MARK-area"),
}


@pytest.mark.parametrize("precision", Precision)
def test_public_where_shows_only_what_the_precision_allows(precision: Precision) -> None:
    assert public_where(everything_at(precision)) == SHOWN[precision]


@pytest.mark.parametrize("precision", Precision)
def test_public_view_blanks_the_private_side_and_nothing_else(precision: Precision) -> None:
    listing = filled(precision)
    assert public_view(listing) == PublicListing(
        replace(listing, private=Contact(), steward="", where=SHOWN[precision])
    )


HIDDEN = {
    Precision.VENUE: ("PRIVATE",),
    Precision.APPROXIMATE: (
        *("PRIVATE", "MARK-venue", "MARK-address", "MARK-postcode"),
        *(str(EXACT.lat), str(EXACT.lon)),
    ),
    Precision.AREA: (
        *("PRIVATE", "MARK-venue", "MARK-address", "MARK-postcode", "MARK-place"),
        *("MARK-authority", "51.4", "0.35", "Point"),
    ),
    Precision.WITHHELD: (
        *("PRIVATE", "MARK-venue", "MARK-address", "MARK-postcode", "MARK-place"),
        *("MARK-authority", "51.4", "0.35", "Point"),
    ),
}


@pytest.mark.parametrize("precision", Precision)
def test_public_view_holds_no_private_mark_however_it_is_written(precision: Precision) -> None:
    view = public_view(filled(precision))
    written = f"{view!r} {view} {asdict(view)} {view.where!r} {view.point!r}"
    assert [mark for mark in HIDDEN[precision] if mark in written] == []
    assert "public-phone" in written


def test_public_where_of_an_area_falls_back_to_the_place_and_withheld_never_does() -> None:
    bare = Where(Precision.AREA, place="Tilbury", point=TILBURY)
    assert public_where(bare) == Where(Precision.AREA, area_served="Tilbury")
    withheld = Where(Precision.WITHHELD, place="Tilbury", point=TILBURY)
    assert public_where(withheld) == Where(Precision.WITHHELD)


def test_public_where_takes_an_approximate_place_without_a_point() -> None:
    where = Where(Precision.APPROXIMATE, place="Tilbury", postcode="RM18 7TB")
    assert public_where(where) == Where(Precision.APPROXIMATE, place="Tilbury")


@quick
@given(
    st.sampled_from([Precision.APPROXIMATE, Precision.AREA, Precision.WITHHELD]),
    st.floats(51.3, 51.7),
    st.floats(0.1, 0.6),
)
def test_public_where_is_idempotent_and_never_the_exact_point(
    precision: Precision, lat: float, lon: float
) -> None:
    exact = Point(lat + 1e-7, lon + 1e-7)  # never the five decimals of a cell's middle
    shown = public_where(replace(everything_at(precision), point=exact))
    assert public_where(shown) == shown
    assert shown.point != exact


@pytest.mark.parametrize("status", Status)
def test_public_view_is_refused_unless_the_status_is_public(status: Status) -> None:
    listing = a_listing(status=status)
    if status.is_public:
        assert public_view(listing).id == "knit-club"
    else:
        with pytest.raises(ValueError, match=f"^knit-club is not public: it is {status}$"):
            public_view(listing)


@pytest.mark.parametrize(
    ("where", "outside"),
    [
        (Where(Precision.VENUE, authority="E06000034"), False),
        (Where(Precision.VENUE, authority="E09000016"), True),
        (Where(Precision.VENUE), False),
        (Where(Precision.VENUE, point=TILBURY), True),
        (Where(Precision.AREA, point=TILBURY, authority="E09000016"), False),
    ],
)
def test_is_outside_is_told_by_what_may_be_shown(where: Where, outside: bool) -> None:
    assert public_view(a_listing(where=where)).is_outside("E06000034") == outside
