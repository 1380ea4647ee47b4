from dataclasses import asdict

import pytest

from assetmap.domain.checks.freshness import UpkeepRules, standing_of
from assetmap.domain.listings.listing import Contact, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.search_index.row import Area, Row, row_of
from tests.factories import GRAYS, TILBURY, a_listing
from tests.search_index.listings import HERE

SERVED = Area(points=(GRAYS, TILBURY))


@pytest.mark.parametrize(
    ("precision", "area", "outside"),
    [
        (Precision.VENUE, SERVED, True),
        (Precision.APPROXIMATE, SERVED, True),
        (Precision.AREA, SERVED, False),
        (Precision.WITHHELD, Area(whole=True), False),
    ],
)
def test_row_of_keeps_the_public_side_and_hides_what_a_withheld_one_serves(
    precision: Precision, area: Area, outside: bool
) -> None:
    listing = a_listing(where=Where(precision, place="Grays", point=GRAYS, authority="E09000016"))
    assert row_of(listing, SERVED, HERE, UpkeepRules()) == Row(
        public_view(listing),
        area,
        outside,
        listing.schedule.slots(),
        "knit club",
        standing_of(listing, UpkeepRules()),
        by_bus=None,
    )


@pytest.mark.parametrize(
    ("words", "by_bus"), [("Bus 73 stops outside.", True), ("No bus comes here.", False)]
)
def test_row_of_reads_whether_a_bus_goes_there(words: str, by_bus: bool) -> None:
    row = row_of(a_listing(getting_there=words), SERVED, HERE, UpkeepRules())
    assert row is not None
    assert row.by_bus is by_bus


@pytest.mark.parametrize("status", Status)
def test_row_of_is_none_for_what_the_public_may_not_see(status: Status) -> None:
    assert (
        row_of(a_listing(status=status), SERVED, HERE, UpkeepRules()) is not None
    ) == status.is_public


def test_row_of_holds_no_private_mark() -> None:
    listing = a_listing(
        where=Where(
            Precision.WITHHELD, "MARK-venue", "MARK-address", "MARK-place", "MARK-postcode", GRAYS
        ),
        private=Contact("MARK-phone", "MARK-email", "MARK-website", "MARK-name"),
        steward="MARK-steward",
    )
    row = row_of(listing, SERVED, HERE, UpkeepRules())
    assert row is not None
    written = f"{row!r} {asdict(row)}"
    assert [mark for mark in ("MARK", str(GRAYS.lat), str(GRAYS.lon)) if mark in written] == []
