"""When a listing is over: after its last date, or after the day on which a role closes."""

from datetime import date, timedelta

import pytest

from assetmap.domain.listings.ending import ends_on, has_closed, is_finished, last_date
from assetmap.domain.listings.kinds import Kind
from tests.factories import a_listing

ROLE, GROUP = Kind.VOLUNTEERING_ROLE, Kind.GROUP
CLOSES, LAST = date(2026, 3, 31), date(2026, 3, 24)
WEEKLY, ENDS = "Tue 10:00-12:00", "Tue 10:00-12:00 until 2026-03-24"
LATER = "2026-04-14 10:00-12:00"


@pytest.mark.parametrize(
    ("kind", "when", "closes", "end"),
    [
        (ROLE, [], None, None),
        (ROLE, [WEEKLY], None, None),
        (ROLE, [], CLOSES, CLOSES),
        (ROLE, [WEEKLY], CLOSES, CLOSES),
        (ROLE, ["Ring to ask"], CLOSES, CLOSES),
        (ROLE, [ENDS], CLOSES, LAST),
        (ROLE, [LATER], CLOSES, CLOSES),
        (ROLE, [ENDS], None, LAST),
        (GROUP, [ENDS], None, LAST),
        # What was a role once keeps the date, and is not over for it.
        *((kind, [WEEKLY], CLOSES, None) for kind in Kind if kind is not ROLE),
    ],
)
def test_last_day(kind: Kind, when: list[str], closes: date | None, end: date | None) -> None:
    listing = a_listing(kind=kind, when=when, closes_on=closes)
    assert ends_on(listing) == end
    if end is None:
        assert not is_finished(listing, date(2099, 1, 1))
        return
    after = end + timedelta(days=1)
    is_closing = end == closes
    assert (is_finished(listing, end), has_closed(listing, end)) == (False, False)
    assert (is_finished(listing, after), has_closed(listing, after)) == (True, is_closing)


def test_what_has_closed_keeps_the_last_date_of_its_times() -> None:
    assert last_date(a_listing(kind=ROLE, when=[ENDS], closes_on=CLOSES)) == LAST
    assert last_date(a_listing(kind=ROLE, when=[WEEKLY], closes_on=CLOSES)) is None
