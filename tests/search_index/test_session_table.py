"""Sessions as arrays: which are on a date, which lie between hours, which come next."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.schedule import DAYS, LONDON, slot_bits
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms
from assetmap.search_index.edits import Edit
from assetmap.search_index.session_table import SessionTable
from assetmap.search_index.timetable import KeptTimes, Times, Timetable
from tests.factories import a_listing
from tests.properties import few
from tests.search_index.timed_listings import DIRECTORIES, TODAY, calendar_of, histories

CALENDAR = BoroughCalendar(
    SchoolTerms((SchoolTerm("2025/26", date(2026, 1, 5), date(2026, 3, 27)),))
)
NEVER = np.iinfo(np.int32).max


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def on(when: str, day: str, now: str = "2026-03-16T09:00", **changes: object) -> bool:
    listings = [a_listing(when=[when], **changes)]
    day_asked = date.fromisoformat(day)
    return bool(SessionTable.of(listings).on(day_asked, at(now), times_of(listings, at(now))).any())


def times_of(listings: list[Listing], now: datetime) -> Times:
    return KeptTimes(listings, CALENDAR).on(now.date())


@pytest.mark.parametrize(
    ("when", "day", "is_on"),
    [
        ("Mon 10:00-12:00", "2026-03-16", True),
        ("Mon 10:00-12:00", "2026-03-17", False),
        ("1st Mon 10:00-12:00", "2026-03-16", False),
        ("3rd Mon 10:00-12:00", "2026-03-16", True),
        ("Last Mon 10:00-12:00", "2026-03-30", True),
        ("Last Mon 10:00-12:00", "2026-03-23", False),
        ("5th Mon 10:00-12:00", "2026-03-30", True),
        ("2026-03-18 10:00-12:00", "2026-03-18", True),
        ("2026-03-18 10:00-12:00", "2026-03-25", False),
        ("Mon 07:00-08:30", "2026-03-16", False),  # it is over
        ("Mon 08:00-09:30", "2026-03-16", True),  # it is on
        ("Mon 22:00-02:00", "2026-03-16", True),
    ],
)
def test_session_falls_on_a_date_as_its_rule_says(when: str, day: str, is_on: bool) -> None:
    assert on(when, day) is is_on


def test_what_is_shut_is_on_no_date() -> None:
    terms = parse_schedule(["Mon 10:00-12:00"], "School term time only")
    shut = parse_schedule(["Mon 10:00-12:00"], closed=[date(2026, 3, 16)])
    assert on("", "2026-03-16", schedule=terms)
    assert not on("", "2026-03-30", schedule=terms)
    assert not on("", "2026-03-16", schedule=shut)
    assert on("", "2026-03-23", schedule=shut)
    assert not on("Mon 10:00-12:00", "2026-03-16", status=Status.PAUSED)


@pytest.mark.parametrize(
    ("hours", "earliest", "latest", "fits"),
    [
        ("18:00-20:00", time(18), None, True),
        ("17:30-19:00", time(18), None, False),
        ("10:00-12:00", None, time(12), True),
        ("10:00-12:30", None, time(12), False),
        ("10:00-12:00", time(10), time(14), True),
        ("09:30-11:00", time(10), time(14), False),
        ("09:00-19:00", time(18), None, True),  # open for hours, and an hour of it is left
        ("09:00-18:30", time(18), None, False),
        ("09:00-17:00", time(10), time(14), True),
        ("22:00-02:00", time(20), None, True),
        ("22:00-02:00", None, time(23), True),
    ],
)
def test_session_lies_between_hours(
    hours: str, earliest: time | None, latest: time | None, fits: bool
) -> None:
    table = SessionTable.of([a_listing(when=[f"Mon {hours}"])])
    assert table.between(earliest, latest).tolist() == [fits]


def test_next_sessions_are_in_order_and_what_is_open_for_hours_comes_last_in_a_day() -> None:
    whens = [
        ["Tue 10:00-12:00"],
        ["Mon 14:00-15:00"],
        ["Mon 08:00-18:00"],
        ["Mon 11:00-12:00", "Fri 11:00-12:00"],
        ["1st Fri 10:00-12:00"],
        [],
        ["2025-01-01 10:00-12:00"],
    ]
    listings = [a_listing(str(n), when=when) for n, when in enumerate(whens)]
    table = SessionTable.of(listings)
    every = np.ones(len(table.owner), bool)
    now = at("2026-03-16T09:00")
    found = table.soonest(every, now, times_of(listings, now), 35)
    assert np.argsort(found[:5]).tolist() == [3, 1, 2, 0, 4]
    assert found[5:].tolist() == [NEVER, NEVER]


RULES = st.builds(
    lambda nth, day, start, length: f"{nth}{day} {start:02}:00-{(start + length) % 24:02}:00",
    st.sampled_from(["", "1st ", "2nd ", "3rd ", "4th ", "5th ", "Last "]),
    st.sampled_from(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
    st.integers(6, 20),
    st.integers(1, 3),
)


@given(st.lists(RULES, min_size=1, max_size=4), st.dates(date(2026, 1, 6), date(2026, 12, 1)))
def test_next_date_is_that_of_the_schedule(whens: list[str], today: date) -> None:
    listing: Listing = a_listing(when=whens)
    now = datetime.combine(today, time(9, 30), LONDON)
    session = PublicListing(listing).next_session(now, CALENDAR)
    table = SessionTable.of([listing])
    every = np.ones(len(table.owner), bool)
    (found,) = table.soonest(every, now, times_of([listing], now), 130).tolist()
    assert session is not None
    assert found // (2 * 24 * 60) == max(0, (session.start.date() - today).days)


@pytest.mark.parametrize(
    ("when", "day", "start", "end", "is_on"),
    [
        ("Tue 10:00-12:00", 1, 0, 1440, True),
        ("Tue 10:00-12:00", 2, 0, 1440, False),
        ("Tue 10:00-12:00", None, 660, 665, True),
        ("Tue 10:00-12:00", 1, 720, 1440, False),
        ("Tue 10:00-12:00", 1, 0, 600, False),
        ("Fri 22:00-02:00", 4, 1380, 1440, True),
        ("Fri 22:00-02:00", 5, 60, 90, True),  # it goes on after midnight
        ("Fri 22:00-02:00", 4, 60, 90, False),
        ("Sun 22:00-02:00", 0, 60, 90, True),
        ("Fri 22:00-02:00", 5, 120, 1440, False),
        ("Fri 22:00-02:00", None, 90, 100, True),
        ("By arrangement", None, 0, 1440, False),
    ],
)
def test_what_is_on_for_some_of_the_time(
    when: str, day: int | None, start: int, end: int, is_on: bool
) -> None:
    table = SessionTable.of([a_listing(when=[when])])
    assert table.on_between(day, start, end).tolist() == [is_on]


@pytest.mark.parametrize(
    ("when", "is_only_then"),
    [
        (["Mon 19:00-21:00"], True),
        (["Mon 19:00-21:00", "Fri 18:00-20:00"], True),
        (["Mon 19:00-21:00", "Tue 10:00-11:00"], False),
        (["Tue 10:00-11:00"], False),
        (["Mon 16:00-21:00"], False),  # some of it is in the afternoon
        ([], False),
    ],
)
def test_what_is_on_at_no_other_time(when: list[str], is_only_then: bool) -> None:
    table = SessionTable.of([a_listing(when=["Tue 10:00-11:00"]), a_listing(when=when)])
    assert table.only_at(slot_bits(DAYS, ("evening",))).tolist() == [False, is_only_then]
    assert table.only_at(0).tolist() == [False, False]


def test_an_open_door_counts_for_some_of_the_time() -> None:
    schedule = parse_schedule(["By arrangement"])
    opening = parse_schedule(["Mon 09:00-17:00"]).rules
    table = SessionTable.of([a_listing(schedule=replace(schedule, opening=opening))])
    assert table.on_between(0, 600, 660).tolist() == [True]


def plain(arrays: Mapping[str, NDArray[Any]]) -> dict[str, tuple[str, list[Any]]]:
    return {name: (each.dtype.str, each.tolist()) for name, each in arrays.items()}


@given(histories())
@few
def test_changed_table_is_one_made_anew_also_when_it_is_opened_again(
    history: list[dict[str, Listing]],
) -> None:
    table = SessionTable.of(list(history[0].values()))
    for before, listings in pairwise(history):
        ids = list(listings)
        all_ids = {**before, **listings}
        written = [each for each in all_ids if before.get(each) is not listings.get(each)]
        edit = Edit.between(list(before), ids, written)
        table = table.with_changed(edit, [listings[ids[n]] for n in edit.changed])
        anew = SessionTable.of(list(listings.values()))
        assert plain(table.arrays()) == plain(anew.arrays())
        with TemporaryDirectory() as folder:
            for name, each in table.arrays().items():
                np.save(f"{folder}/{name}.npy", each)
            table = SessionTable.of_arrays(
                {name: np.load(f"{folder}/{name}.npy", mmap_mode="r") for name in table.arrays()}
            )
        one_by_one = [SessionTable.of([each]) for each in listings.values()]
        joined = SessionTable.joined([SessionTable.of([]), *one_by_one])
        assert plain(joined.arrays()) == plain(anew.arrays())
        assert answers(table, list(listings.values())) == answers(anew, list(listings.values()))


def answers(table: SessionTable, listings: list[Listing]) -> list[Any]:
    """What is asked of a table."""
    now = at("2026-03-16T09:00")
    times = Timetable.of(listings, calendar_of(listings), TODAY).around(TODAY)
    every, odd = np.ones(len(table.owner), bool), np.arange(len(table.owner)) % 2 == 1
    found: list[Any] = [
        table.soonest(every, now, times, 400),
        table.soonest(odd, now, times, 9),
        table.on(date(2026, 3, 17), now, times),
        table.starting_on(["tue", "sun"]),
        table.between(time(9), time(13)),
        table.on_between(0, 60, 600),
        table.listings_of(odd),
    ]
    rules = [table.rules_of(n, each.schedule, odd) for n, each in enumerate(listings)]
    return [*(each.tolist() for each in found), rules]


@given(DIRECTORIES)
@few
def test_soonest_is_the_first_of_all_that_comes(directory: dict[str, Listing]) -> None:
    listings, now = list(directory.values()), at("2026-03-16T09:00")
    table = SessionTable.of(listings)
    times = Timetable.of(listings, calendar_of(listings), TODAY).around(TODAY)
    every = np.ones(len(table.owner), bool)
    first: dict[int, int] = {}
    for days in range(60):
        rows = table.on(TODAY + timedelta(days=days), now, times)
        for position in np.flatnonzero(table.listings_of(rows)).tolist():
            first.setdefault(position, days)
    found = dict(enumerate(table.soonest(every, now, times, 60).tolist()))
    assert {n: each // (2 * 24 * 60) for n, each in found.items() if each != NEVER} == first


def test_rules_of_a_listing_are_series_and_then_doors() -> None:
    schedule = parse_schedule(["Mon 10:00-12:00", 'Tue 10:00-12:00 called "Surgery" at The Lodge'])
    doors = parse_schedule(["Wed 09:00-17:00"]).rules
    listings = [a_listing(), a_listing(schedule=replace(schedule, opening=doors))]
    table = SessionTable.of(listings)
    rows = np.array([True, False, True, True])
    assert table.rules_of(1, listings[1].schedule, rows) == (schedule.rules[1], *doors)
    assert table.rules_of(0, listings[0].schedule, rows) == listings[0].schedule.rules
    assert table.happens.tolist() == [True, True, True, False]
    assert table.is_away.tolist() == [False, False, True, False]
    assert table.named_as.tolist() == [0, 0, 1, 0]
