"""What a listing needs, and how long that is told."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.listings.listing import Checked
from assetmap.domain.listings.needs import needs_of
from tests.factories import a_listing

NEEDS = ("A driver on Tuesdays",)


@pytest.mark.parametrize(
    ("until", "checked", "today", "is_told"),
    [
        (date(2026, 7, 31), date(2020, 1, 1), date(2026, 7, 31), True),
        (date(2026, 7, 31), date(2026, 7, 31), date(2026, 8, 1), False),
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
