"""The coming dates in words, and how addresses name them."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.changing_dates import coming_dates
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule import LONDON
from assetmap.web.presenters.date_changes import Frame, dates_page, read_date_id
from tests.factories import a_listing

NOW = datetime(2026, 3, 18, 9, tzinfo=LONDON)


def test_dates_are_told_by_series_with_what_can_be_done() -> None:
    listing = a_listing(when=["Mon 10:00-12:00", "Tue 10:00-12:00", "1st Fri 14:00-15:00"])
    lines = (
        *("2026-03-17 10:00 moved to 2026-03-19", "2026-03-23 10:00 cancelled: rain"),
        *("2026-03-24 10:00 moved 11:00-12:00", "2026-03-30 10:00 moved at The Annexe"),
    )
    schedule = replace(listing.schedule, changes=tuple(map(parse_change, lines)))
    listing = replace(listing, schedule=schedule)
    coming = coming_dates(schedule, NOW, BoroughCalendar())
    frame = Frame(listing, "/dates", "/", date(2026, 3, 18))
    page = dates_page(frame, coming, done="2026-03-23-1000")
    assert [each.title for each in page.series] == [
        "Monday and Tuesday, 10am to 12 noon",
        "First Friday of the month, 2pm to 3pm",
    ]
    weekly = page.series[0].dates[:4]
    assert [(each.when, each.says) for each in weekly] == [
        ("Thursday 19 March 2026, 10am to 12 noon", "Moved from Tuesday 17 March 2026"),
        ("Monday 23 March 2026, 10am to 12 noon", "Cancelled: rain"),
        ("Tuesday 24 March 2026, 11am to 12 noon", "Moved from 10am"),
        ("Monday 30 March 2026, 10am to 12 noon, at The Annexe", "Moved to another place"),
    ]
    # The day on which it would have been has passed: it can be moved on, and not back.
    assert [bool(each.put_back_url) for each in weekly] == [False, True, True, True]
    assert [bool(each.cancel_url) for each in weekly] == [True, False, True, True]
    assert page.done == "Monday 23 March 2026 is cancelled. Everyone can see it now."
    assert (len(page.series[0].dates), page.more_url) == (8, "/dates?more=yes")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-17-1000", (date(2026, 3, 17), 600)),
        ("2026-03-17", None),
        ("2026-02-30-1000", None),
        ("x-1000", None),
        ("2026-03-17-١٠٠٠", None),
        ("", None),
    ],
)
def test_dates_in_addresses(text: str, found: tuple[date, int] | None) -> None:
    assert read_date_id(text) == found
