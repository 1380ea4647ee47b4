"""What a source said last: since when, and by which digests."""

from datetime import UTC, datetime

from assetmap.domain.listings.source_row import first_row, row_id
from tests.factories import a_listing

NOW, LATER = datetime(2026, 3, 16, tzinfo=UTC), datetime(2026, 4, 16, tzinfo=UTC)


def test_moment_counts_for_what_is_new() -> None:
    row = first_row("s", "k", a_listing(cost="£2"), NOW)
    again = row.saying({"cost": "£2", "phone": "01632 960199"}, LATER)
    assert (again.said_at("cost"), again.said_at("phone")) == (NOW, LATER)
    assert again.saying({"phone": "01632 960199"}, LATER) == again


def test_first_row_says_all_that_the_listing_holds() -> None:
    row = first_row("s", "k", a_listing(), NOW)
    assert (row.id, row.listing_id, row.status, row.gone_on) == (
        row_id("s", "k"),
        "knit-club",
        "published",
        None,
    )
    assert {"name", "phone", "postcode", "when"} <= row.digests.keys()
    assert {"notice", "private_phone"}.isdisjoint(row.digests)
