"""What a listing needs, and how long that is told."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.listings.listing import Checked
from assetmap.domain.listings.needs import needs_of, without_past_needs
from tests.factories import a_listing

NEEDS = ("A driver on Tuesdays",)


@pytest.mark.parametrize(
    ("until", "checked", "today", "is_told"),
    [
        (date(2026, 7, 31), date(2020, 1, 1), date(2026, 7, 31), True),
        (date(2026, 7, 31), date(2026, 7, 31), date(2026, 8, 1), False),
        # Checked after that day, when it was asked whether that is still needed.
        (date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 1), True),
        (date(2026, 7, 31), date(2026, 8, 1), date(2027, 1, 31), True),
        (date(2026, 7, 31), date(2026, 8, 1), date(2027, 2, 1), False),
        (None, date(2026, 1, 1), date(2026, 7, 3), True),
        (None, date(2026, 1, 1), date(2026, 7, 4), False),
        (None, None, date(2036, 1, 1), True),
    ],
)
def test_a_need_goes_by_itself(
    until: date | None, checked: date | None, today: date, *, is_told: bool
) -> None:
    listing = replace(
        a_listing(), needs=NEEDS, needs_until=until, checked=Checked(checked, "CVS", "visited")
    )
    assert needs_of(listing, today) == (NEEDS if is_told else ())
    told = without_past_needs(listing, today)
    assert told == (listing if is_told else replace(listing, needs=(), needs_until=None))


def test_what_needs_nothing_stays_as_it_is() -> None:
    listing = a_listing(needs_until=date(2020, 1, 1))
    assert without_past_needs(listing, date(2026, 3, 16)) is listing
