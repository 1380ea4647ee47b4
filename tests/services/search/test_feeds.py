"""Which series are in which feed, and that feeds and pages say the same."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assetmap.domain.search.query import Search
from assetmap.domain.times.days_asked import DaysAsked, week_of
from assetmap.domain.times.occurrences import State, moment_as_time
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.domain.times.series_records import records_of
from assetmap.exchange.calendar import calendar_file
from assetmap.services.context import Context
from assetmap.services.search.feeds import (
    NEWEST_MOST,
    dates_to_take,
    feed_of_listing,
    feed_of_question,
    has_dates,
    newest_of_question,
)
from assetmap.services.search.on_days import sessions_on
from assetmap.services.search.reading import hit_of
from assetmap.services.search.selection import Selection
from tests.conftest import ContextMaker
from tests.exchange.calendar_readers import Found, by_icaljs, by_recurring_ical_events
from tests.factories import a_listing


def on_pages(context: Context, selection: Selection, days: DaysAsked) -> list[Found]:
    """What the page of what is on has on some days, moved sessions where they are now."""
    snapshot, host = selection.snapshot, "127.0.0.1:8000"
    sessions, found = sessions_on(context, selection, days), []
    for row in range(len(sessions)):
        each = sessions.occurrence(row)
        shown = snapshot.rows[int(sessions.owner[row])].listing.shown
        start, end = (moment_as_time(at).replace(tzinfo=None) for at in (each.start, each.end))
        if each.state is not State.MOVED_AWAY:
            name = f"{shown.id}-{records_of(shown.schedule)[each.rule].id}@{host}"
            found.append(Found(name, start, end, each.state is State.CANCELLED))
    return sorted(found)


@pytest.mark.parametrize("search", [Search(older=True), Search(words="lunch", near="RM18")])
def test_calendar_has_the_dates_of_the_page(sample_context: Context, search: Search) -> None:
    today = sample_context.clock.today()
    selection, feed = feed_of_question(sample_context, search)
    file = calendar_file("All", feed.events)
    for weeks in range(10):  # Easter, May Day and half term among them
        week = week_of(today + timedelta(days=7 * weeks), today)
        theirs = by_recurring_ical_events(file, week.first, week.last)
        assert theirs == on_pages(sample_context, selection, week)
        assert theirs


def test_ical_js_finds_the_same(sample_context: Context, node: str, icaljs: str) -> None:
    today = sample_context.clock.today()
    selection, feed = feed_of_question(sample_context, Search(older=True))
    days = DaysAsked(today, today + timedelta(days=70), today)
    theirs = by_icaljs(node, icaljs, calendar_file("All", feed.events), days.first, days.last)
    assert theirs == on_pages(sample_context, selection, days)


def test_next_date_of_a_fortnight_is_the_first_in_its_calendar(make_context: ContextMaker) -> None:
    context = make_context(a_listing(when=["Every 2 weeks Wed 14:00-16:00 from 2026-03-11"]))
    feed = feed_of_listing(context, "knit-club")
    soonest = hit_of(context, feed.listings[0]).next
    assert soonest is not None
    today = context.clock.today()
    file = calendar_file("Knit Club", feed.events)
    first = by_recurring_ical_events(file, today, today + timedelta(days=30))[0]
    assert first.start == soonest.start.replace(tzinfo=None)
    assert first.start.date() == date(2026, 3, 25)


def test_words_and_filters_about_days_choose_among_the_series(make_context: ContextMaker) -> None:
    context = make_context(a_listing(when=["Tue 10:00-12:00", "Thu 14:00-15:00"]))

    def days(search: Search) -> list[str]:
        _, feed = feed_of_question(context, search)
        told = b"".join(feed.events).decode()
        return [day for day in ("TU", "TH") if f"BYDAY={day}" in told]

    assert days(Search()) == ["TU", "TH"]
    assert days(Search(day=(("thu",),))) == ["TH"]
    assert days(Search(time=(("morning",),))) == ["TU"]
    assert days(Search(words="knitting on tuesday")) == ["TU"]
    assert days(Search(day=(("sun",),))) == []


def test_file_to_take_begins_now_and_ends_with_the_sheet(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    (row,) = context.directory_cache.current().snapshot.rows
    (event,) = dates_to_take(context, [row.listing])
    assert b"DTSTART;TZID=Europe/London:20260317T100000\r\n" in event
    assert b"UNTIL=20260614T225959Z" in event


def test_what_has_nothing_to_come_has_no_dates(make_context: ContextMaker) -> None:
    over = replace(parse_schedule(["Tue 10:00-12:00 until 2026-03-01"]))
    context = make_context(a_listing(), a_listing("over", schedule=over))
    rows = context.directory_cache.current().snapshot.rows
    assert {row.listing.id: has_dates(context, row.listing) for row in rows} == {
        "knit-club": True,
        "over": False,
    }


def test_newest_are_no_more_than_a_reader_takes(sample_context: Context) -> None:
    selection, entries = newest_of_question(sample_context, Search(older=True))
    assert len(entries) == NEWEST_MOST < len(selection.listings)
