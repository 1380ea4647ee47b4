"""When a listing is on next is worked out once, and anew when that is over or a day begins."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Listing
from assetmap.domain.times.schedule import DAYS, LONDON, TIMES, slot_bits
from assetmap.search_index import next_sessions
from assetmap.search_index.next_sessions import NextSessions
from assetmap.search_index.row import Area, Row, row_of
from tests.factories import a_listing
from tests.properties import quick
from tests.search_index.listings import HERE
from tests.search_index.timed_listings import DIRECTORIES, calendar_of

ALWAYS, MORNINGS = slot_bits(DAYS, TIMES), slot_bits(DAYS, ["morning"])
FRIDAY = datetime(2026, 3, 27, 8, 0, tzinfo=LONDON)  # two days before the clocks change
MOMENTS = st.lists(st.integers(-300, 6 * 24 * 60), min_size=1, max_size=8)  # in minutes from it


def rows_of(listings: list[Listing]) -> list[Row]:
    rows = (row_of(each, Area(), HERE, UpkeepRules()) for each in listings)
    return [row for row in rows if row]


def after(minutes: int) -> datetime:
    return FRIDAY + timedelta(minutes=minutes)


@quick
@given(DIRECTORIES, MOMENTS, st.sampled_from([ALWAYS, MORNINGS]))
def test_it_says_what_the_listing_itself_says_at_any_moment_in_any_order(
    directory: dict[str, Listing], moments: list[int], slots: int
) -> None:
    rows, calendar = rows_of([*directory.values()]), calendar_of(directory)
    coming = NextSessions(rows, calendar)
    for now in map(after, moments):
        for position, row in enumerate(rows):
            expected = row.listing.next_session(now, calendar, slots)
            assert coming.of(position, now, slots) == expected


def test_it_is_the_same_until_the_session_is_over_and_then_the_next() -> None:
    rows = rows_of([a_listing(when=["Fri 10:00-12:00", "Fri 14:00-15:00"])])
    coming = NextSessions(rows, calendar_of())
    first = coming.of(0, after(0), ALWAYS)
    assert first is not None
    assert first.start.hour == 10
    assert coming.of(0, after(3 * 60 + 59), ALWAYS) is first
    second = coming.of(0, after(4 * 60), ALWAYS)
    assert second is not None
    assert second.start.hour == 14


def test_no_more_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(next_sessions, "KEPT_MOST", 2)
    rows = rows_of([a_listing(f"club-{n}", when=["Fri 10:00-12:00"]) for n in range(5)])
    coming = NextSessions(rows, calendar_of())
    found = [coming.of(position, after(0), ALWAYS) for position in range(5)]
    assert found == [row.listing.next_session(after(0), calendar_of(), ALWAYS) for row in rows]
    assert len(coming) == 1
