"""Where a listing is, on a phone: the lines and the address of its page, whatever is left out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.app import create_app
from assetmap.domain.listings.listing import Checked, Precision, Where
from assetmap.services.context import Context
from assetmap.services.search.reading import hit_of, read_listing
from assetmap.web.presenters.cards import address_words
from assetmap.web.presenters.listing_page import listing_page
from assetmap.web.presenters.pages import ListingPage
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing
from tests.web.conftest import client_of
from tests.web.offline.test_offline_modules import run

HALL = Where(Precision.VENUE, "Dock Road Hall", "1 Dock Road", "Tilbury", "RM18 7TB", TILBURY)
_UNPACKED = "console.log(JSON.stringify(given.pack.listings));"


def on_the_phone(node: str, context: Context) -> Mapping[str, Any]:
    (listing,) = run(node, _UNPACKED, {"pack": client_of(context).data("/pack.json")})
    return dict(listing)


def page_of(context: Context) -> ListingPage:
    found = hit_of(context, read_listing(context, "knit-club"))
    with create_app(context).test_request_context():
        return listing_page(found, context.borough, context.clock.now())


@pytest.mark.parametrize(
    "where",
    [
        HALL,
        replace(HALL, address=""),
        replace(HALL, venue="", address=""),
        replace(HALL, venue="Hall . Annexe"),
        replace(HALL, venue="Tilbury, Dock Road Hall"),
        replace(HALL, area_served="Tilbury and Chadwell St Mary"),
        replace(HALL, postcode=""),
        replace(HALL, precision=Precision.APPROXIMATE),
        replace(HALL, precision=Precision.WITHHELD),
        Where(Precision.AREA, area_served="Tilbury"),
        Where(),
    ],
    ids=lambda where: f"{where.precision} {where.venue} {where.area_served}",
)
def test_a_phone_says_where_it_is_as_the_page_does(
    node: str, make_context: ContextMaker, where: Where
) -> None:
    context = make_context(a_listing(where=where))
    found = read_listing(context, "knit-club")
    page = page_of(context)
    lines = [line for fact in page.facts if fact.field == "precision" for line in fact.lines]
    told = on_the_phone(node, context)
    assert [line for line in told["wl"] if line] == lines
    assert told.get("ad", told["at"]) == address_words(found.shown)


@pytest.mark.parametrize("on", [date(2026, 3, 3), date(2025, 1, 31), None])
def test_a_phone_says_when_it_was_checked_and_until_when_that_holds(
    node: str, make_context: ContextMaker, on: date | None
) -> None:
    context = make_context(a_listing(checked=Checked(on, "Thurrock CVS", "visited")))
    page = page_of(context)
    told, today = on_the_phone(node, context), context.clock.today()
    (row,) = context.directory_cache.current().snapshot.rows
    days = (row.standing.overdue_on, row.standing.unconfirmed_on)
    expected = [max(each, today).isoformat() if each else None for each in days]
    assert (told.get("ck", ""), told.get("ov"), told.get("un")) == (page.checked, *expected)
