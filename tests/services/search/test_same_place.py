"""What else is on at a venue, which never tells of a place that is not shown."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.listings.listing import Checked, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.place import Point
from assetmap.services.search.same_place import at_same_place
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing

HERE = a_listing().where
STEP = Point(TILBURY.lat + 0.0001, TILBURY.lon)  # eleven metres on: the other end of the hall
ROAD = Point(TILBURY.lat + 0.001, TILBURY.lon)
NO_PLACES = [
    replace(HERE, precision=Precision.WITHHELD),
    replace(HERE, precision=Precision.APPROXIMATE),
    replace(HERE, precision=Precision.AREA, area_served="Tilbury"),
]


def names(context_maker: ContextMaker, listing: Listing, *others: Listing) -> list[str]:
    """The names of what is at the place of a listing among others."""
    context = context_maker(listing, *others)
    return [each.shown.name for each in at_same_place(context, public_view(listing))]


def test_others_at_the_venue_are_named_by_their_names(make_context: ContextMaker) -> None:
    assert names(
        make_context,
        a_listing(),
        a_listing("b", name="Zumba"),
        a_listing("c", name="art", where=replace(HERE, point=STEP)),
        a_listing("d", name="Bingo", where=replace(HERE, venue="Dock Road Hall, room 2")),
        a_listing("e", name="Café", where=replace(HERE, venue="")),
        a_listing("next-door", name="Church", where=replace(HERE, venue="St John's")),
        a_listing("along", name="Along", where=replace(HERE, point=ROAD)),
        a_listing("draft", name="Draft", status=Status.DRAFT),
        a_listing("old", name="Old", checked=Checked(date(2019, 1, 1), "CVS", "visited")),
    ) == ["art", "Bingo", "Café", "Zumba"]


@pytest.mark.parametrize("hidden", NO_PLACES, ids=lambda where: where.precision)
def test_place_that_is_not_shown_is_told_on_neither_side(
    make_context: ContextMaker, hidden: Where
) -> None:
    kept = a_listing("kept", name="Kept", where=hidden)
    assert names(make_context, a_listing(), kept) == []
    assert names(make_context, kept, a_listing("other", name="Other")) == []
