"""All listings' times as arrays: made once, and again only of what changed."""

from dataclasses import replace
from datetime import date, datetime

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.occurrences import moment, moment_of, occurrences
from assetmap.domain.times.schedule import LONDON
from assetmap.search_index.occurrence_table import OccurrenceMemory, OccurrenceTable
from tests.factories import a_listing

TODAY = date(2026, 3, 16)
CALENDAR = BoroughCalendar(bank_holidays=BankHolidays("england"))


def listings() -> list[Listing]:
    club = a_listing("club", when=["Tue 10:00-12:00", "Fri 22:00-02:00"])
    cancelled = (parse_change("2026-03-17 cancelled"),)
    off = a_listing("off", when=["Tue 10:00-12:00"])
    return [
        club,
        replace(off, schedule=replace(off.schedule, changes=cancelled)),
        a_listing("paused", when=["Tue 10:00-12:00"], status=Status.PAUSED),
        a_listing("hub", when=["Mon 09:00-17:00"], kind=Kind.HUB),
        a_listing("words", when=["Ring us"]),
    ]


def told(table: OccurrenceTable, first: date, last: date) -> list[tuple[int, int]]:
    span = table.beginning(first, last)
    starts, owners = table.start[span].tolist(), table.owner[span].tolist()
    return list(zip(owners, starts, strict=True))


def test_a_week_is_in_the_order_of_its_starts() -> None:
    sessions, doors = OccurrenceMemory().tables(listings(), CALENDAR, TODAY)
    assert told(sessions, TODAY, date(2026, 3, 22)) == [
        (3, moment(date(2026, 3, 16), 540)),
        (0, moment(date(2026, 3, 17), 600)),
        (1, moment(date(2026, 3, 17), 600)),
        (0, moment(date(2026, 3, 20), 1320)),
    ]
    assert told(doors, TODAY, date(2026, 3, 22)) == [(3, moment(date(2026, 3, 16), 540))]
    assert sessions.size == 5


def test_what_is_on_at_a_moment_is_neither_cancelled_nor_over() -> None:
    sessions, _ = OccurrenceMemory().tables(listings(), CALENDAR, TODAY)

    def at(text: str) -> list[int]:
        now = datetime.fromisoformat(text).replace(tzinfo=LONDON)
        owners: list[int] = sessions.owner[sessions.during(moment_of(now))].tolist()
        return owners

    assert at("2026-03-17T10:00") == [0]
    assert at("2026-03-17T12:00") == []
    assert at("2026-03-21T01:59") == [0]
    assert at("2026-03-21T02:00") == []


def test_rows_are_those_of_the_domain() -> None:
    every = listings()
    sessions, _ = OccurrenceMemory().tables(every, CALENDAR, TODAY)
    rows = [n for n, owner in enumerate(sessions.owner.tolist()) if owner == 1]
    schedule = every[1].schedule
    found = occurrences(schedule, date(2026, 3, 9), date(2027, 4, 20), CALENDAR)
    assert [sessions.occurrence(n) for n in rows] == found


def test_only_what_changed_is_worked_out_again() -> None:
    memory, before = OccurrenceMemory(), listings()
    memory.tables(before, CALENDAR, TODAY)
    kept = dict(memory._kept)
    moved = replace(before[0], schedule=a_listing(when=["Wed 10:00-12:00"]).schedule)
    sessions, _ = memory.tables([moved, *before[1:]], CALENDAR, TODAY)
    same = [each for each in kept if memory._kept[each] is kept[each]]
    assert same == ["off", "paused", "hub", "words"]
    (whole, _) = OccurrenceMemory().tables([moved, *before[1:]], CALENDAR, TODAY)
    for name in ("owner", "start", "end", "rule", "state", "change", "original"):
        assert getattr(sessions, name).tolist() == getattr(whole, name).tolist()
    assert (0, moment(date(2026, 3, 18), 600)) in told(sessions, TODAY, date(2026, 3, 22))
    memory.tables(before, CALENDAR, date(2026, 3, 17))
    assert not [each for each in kept if memory._kept[each] is kept[each]]  # another day


def test_a_hub_that_closes_takes_along_what_meets_there() -> None:
    closed = replace(a_listing(when=["Mon 09:00-17:00"]).schedule, closed=frozenset([TODAY]))
    club = a_listing("club", when=["Mon 10:00-12:00", "Mon 14:00-15:00 at Old Hub"])
    club = replace(club, where=replace(club.where, venue="Hub", postcode=""))
    memory, days = OccurrenceMemory(), []
    for venues in ({}, {"hub": Venue(closed)}, {"old hub": Venue(closed)}):
        calendar = BoroughCalendar(venues=venues)
        sessions, _ = memory.tables([club], calendar, TODAY)
        days.append([start % 1440 // 60 for _, start in told(sessions, TODAY, TODAY)])
    assert days == [[10, 14], [14], [10]]


def test_of_nothing_there_is_nothing() -> None:
    sessions, doors = OccurrenceMemory().tables([], CALENDAR, TODAY)
    assert told(sessions, TODAY, TODAY) == told(doors, TODAY, TODAY) == []
    assert sessions.during(moment(TODAY)).tolist() == []
