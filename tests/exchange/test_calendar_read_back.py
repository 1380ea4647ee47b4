"""What two readers of others find in our calendars, held to what our own pages say is on."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest
from dateutil.rrule import rrulestr

from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.domain.times.occurrences import (
    LOOK_AHEAD,
    LOOK_BACK,
    State,
    moment,
    moment_as_time,
    occurrences,
)
from assetmap.domain.times.series_dates import SeriesCalendar, first_date
from assetmap.exchange.calendar import calendar_file
from assetmap.exchange.calendar_events import Series, event_bytes
from tests.exchange.calendar_readers import (
    Found,
    by_icaljs,
    by_recurring_ical_events,
)
from tests.exchange.random_series import CALENDAR, TODAY, Made, is_once, made
from tests.factories import a_listing

FIRST, LAST = TODAY - timedelta(days=LOOK_BACK), TODAY + timedelta(days=LOOK_AHEAD)
SITE = "https://d.example"
FEW, MANY = 60, 500
NUMBERS = [
    pytest.param(FEW, id="few"),
    pytest.param(MANY, id="many", marks=pytest.mark.thorough),
]


def some(number: int) -> list[Made]:
    dice = Random(20260316)
    return [made(n, dice) for n in range(number)]


def listing_of(each: Made) -> PublicListing:
    return public_view(a_listing(f"l-{each.schedule.records[0].id}", schedule=each.schedule))


def written(all_: Sequence[Made]) -> bytes:
    dates = SeriesCalendar(CALENDAR, FIRST, LAST)
    events = []
    for each in all_:
        ((rule,), (record,)) = each.schedule.rules, each.schedule.records
        found = dates.dates_of(each.schedule, rule, record.since, each.venue)
        if found is not None:
            series = Series(listing_of(each), rule, record, found)
            events.append(event_bytes(series, SITE, CALENDAR))
    return calendar_file("All", events)


def ours(all_: Sequence[Made]) -> list[Found]:
    """What our pages say, from the series' first dates on."""
    found = []
    for each in all_:
        ((rule,), (record,)) = each.schedule.rules, each.schedule.records
        begins = first_date(rule, record.since)
        assert begins is not None
        found += [
            Found(
                f"{listing_of(each).id}-{record.id}@d.example",
                moment_as_time(one.start).replace(tzinfo=None),
                moment_as_time(one.end).replace(tzinfo=None),
                one.state is State.CANCELLED,
            )
            for one in occurrences(each.schedule, FIRST, LAST, CALENDAR, each.venue)
            if one.state is not State.MOVED_AWAY and one.original >= moment(begins)
        ]
    return sorted(found)


@pytest.mark.parametrize("number", NUMBERS)
def test_recurring_ical_events_finds_what_our_pages_say(number: int) -> None:
    all_ = some(number)
    assert by_recurring_ical_events(written(all_), FIRST, LAST) == ours(all_)


@pytest.mark.parametrize("number", NUMBERS)
def test_ical_js_finds_what_our_pages_say(number: int, node: str, icaljs: str) -> None:
    all_ = some(number)
    assert by_icaljs(node, icaljs, written(all_), FIRST, LAST) == ours(all_)


@pytest.mark.parametrize("number", NUMBERS)
def test_dateutil_finds_the_dates_of_the_bare_rules(number: int) -> None:
    for each in some(number):
        (rule,) = each.schedule.rules
        begins = first_date(rule, each.schedule.records[0].since)
        assert begins is not None
        if not is_once(rule):
            start = moment_as_time(moment(begins)).replace(tzinfo=None)
            theirs = rrulestr(rule.rrule, dtstart=start)
            last = min(LAST, rule.details.until or LAST)
            days = [
                at.date()
                for at in theirs.between(
                    start, moment_as_time(moment(last)).replace(tzinfo=None), inc=True
                )
            ]
            assert days == list(rule.dates(begins, LAST)), rule


def test_lines_are_no_longer_than_they_may_be_and_every_series_has_a_name_of_its_own() -> None:
    file = written(some(FEW))
    assert max(map(len, file.split(b"\r\n"))) <= 75
    assert b"\n" not in file.replace(b"\r\n", b"")
    events = file.replace(b"\r\n ", b"").split(b"BEGIN:VEVENT")[1:]
    names = [
        event.split(b"UID:")[1].split(b"\r\n")[0]
        for event in events
        if b"RECURRENCE-ID" not in event
    ]
    assert len(names) == len(set(names)) > FEW // 2


def test_what_there_is_by_chance_has_everything_in_it() -> None:
    whole = written(some(MANY)).replace(b"\r\n ", b"")
    for said in (
        b"EXDATE",
        b"RECURRENCE-ID",
        b"STATUS:CANCELLED",
        b"UNTIL=",
        b"COUNT=",
        b"BYSETPOS",
    ):
        assert whole.count(said) >= 5, said
