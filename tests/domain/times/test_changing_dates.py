"""One date of a series cancelled, moved and put back, by rule and by hub."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.changing_dates import (
    BadChange,
    ComingDate,
    check_cancelling,
    check_moving,
    coming_dates,
    with_change,
    without_change,
)
from assetmap.domain.times.dated_changes import CHANGES_MOST, change_notation, parse_change
from assetmap.domain.times.schedule import LONDON, Schedule
from assetmap.domain.times.schedule_text import parse_schedule

MONDAY = datetime(2026, 3, 16, 9, tzinfo=LONDON)
PLAIN = BoroughCalendar()


def told(schedule: Schedule, most: int = 3, now: datetime = MONDAY) -> list[str]:
    """The coming dates as the day and minute of the rule, how they stand, and when they are."""
    return [
        f"{each.on} {each.start // 60} {each.state.name} {each.session.start:%d %b %H:%M}"
        for each in coming_dates(schedule, now, PLAIN)[:most]
    ]


def changed(schedule: Schedule, *lines: str) -> Schedule:
    return replace(schedule, changes=tuple(parse_change(line) for line in lines))


TUESDAYS = parse_schedule(["Tue 10:00-12:00"])
TWO = parse_schedule(["Tue 10:00-12:00", "Tue 14:00-16:00"])


def test_coming_dates_tell_where_each_stands() -> None:
    lines = ("2026-03-17 10:00 cancelled: no hall", "2026-03-24 moved to 2026-03-25 14:00-16:00")
    assert told(changed(TUESDAYS, *lines)) == [
        "2026-03-17 10 CANCELLED 17 Mar 10:00",
        "2026-03-24 10 MOVED_HERE 25 Mar 14:00",
        "2026-03-31 10 ON 31 Mar 10:00",
    ]


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime(2026, 3, 17, 11, 59, tzinfo=LONDON), "2026-03-17"),
        (datetime(2026, 3, 17, 12, tzinfo=LONDON), "2026-03-24"),
    ],
)
def test_a_date_comes_until_it_is_over(now: datetime, first: str) -> None:
    assert coming_dates(TUESDAYS, now, PLAIN)[0].on == date.fromisoformat(first)


def test_one_that_runs_past_midnight_comes_until_its_end() -> None:
    late = parse_schedule(["Sun 22:00-02:00"])
    now = datetime(2026, 3, 16, 1, tzinfo=LONDON)
    assert coming_dates(late, now, PLAIN)[0].on == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ((), "2026-03-17 10:00 cancelled", ["2026-03-17 10:00 cancelled"]),
        (
            ("2026-03-17 10:00 cancelled: rain",),
            "2026-03-17 10:00 moved to 2026-03-18",
            ["2026-03-17 10:00 moved to 2026-03-18"],
        ),
        (
            ("2026-03-17 cancelled",),
            "2026-03-17 10:00 moved 11:00-12:00",
            ["2026-03-17 14:00 cancelled", "2026-03-17 10:00 moved 11:00-12:00"],
        ),
        (
            ("2026-03-17 to 2026-03-20 closed: Paint", "2026-03-31 14:00 cancelled"),
            "2026-03-31 10:00 cancelled",
            [
                "2026-03-17 to 2026-03-20 closed: Paint",
                "2026-03-31 10:00 cancelled",
                "2026-03-31 14:00 cancelled",
            ],
        ),
    ],
)
def test_a_change_takes_the_place_of_what_was_said_of_its_session(
    before: tuple[str, ...], change: str, after: list[str]
) -> None:
    kept = with_change(changed(TWO, *before), parse_change(change))
    assert sorted(map(change_notation, kept.changes)) == sorted(after)


def test_putting_back_leaves_all_else_as_it_was() -> None:
    lines = ("2026-03-17 cancelled: no hall", "2026-03-24 10:00 cancelled", "2026-12-25 closed")
    kept = without_change(changed(TWO, *lines), date(2026, 3, 17), 600)
    assert [change_notation(each) for each in kept.changes] == [
        "2026-03-17 14:00 cancelled: no hall",
        *lines[1:],
    ]
    assert without_change(kept, date(2026, 3, 24), 600).changes == (
        kept.changes[0],
        kept.changes[2],
    )
    assert without_change(TWO, date(2026, 3, 17), 600) == TWO


def test_no_more_changes_than_can_be_kept() -> None:
    days = [date(2026, 3, 17) + timedelta(days=n) for n in range(CHANGES_MOST)]
    full = changed(TUESDAYS, *(f"{day} 09:00 cancelled" for day in days))
    with pytest.raises(BadChange, match="No more than 400"):
        with_change(full, parse_change("2026-03-17 10:00 cancelled"))
    assert len(with_change(full, parse_change("2026-03-17 09:00 cancelled: x")).changes) == 400


def one(schedule: Schedule, on: str) -> ComingDate:
    found = coming_dates(schedule, MONDAY, PLAIN)
    return next(each for each in found if each.on == date.fromisoformat(on))


def test_what_is_over_cannot_be_cancelled() -> None:
    coming = one(TUESDAYS, "2026-03-17")
    check_cancelling(coming, MONDAY)
    check_cancelling(coming, datetime(2026, 3, 17, 11, 59, tzinfo=LONDON))
    with pytest.raises(BadChange, match=r"^That date has passed\.$"):
        check_cancelling(coming, datetime(2026, 3, 17, 12, tzinfo=LONDON))


@pytest.mark.parametrize(
    ("to", "part", "message"),
    [
        ("to 2026-03-15", "on", "That date has passed. Give today, or a day to come."),
        ("to 2026-03-16 08:00-08:30", "starts", "That time has passed."),
        ("to 2027-05-01", "on", "Give a date within the next 12 months."),
        (
            "to 2026-03-24",
            "on",
            "It is on that day at that time anyway, from 10am to 12 noon. Choose another.",
        ),
        ("to 2026-03-24 09:00-10:01", "on", "It is on that day at that time anyway"),
        ("to 2026-03-23 22:00-10:30", "on", "It is on that day at that time anyway"),
    ],
)
def test_moves_that_cannot_be(to: str, part: str, message: str) -> None:
    change = parse_change(f"2026-03-17 10:00 moved {to}")
    with pytest.raises(BadChange) as error:
        check_moving(TUESDAYS, one(TUESDAYS, "2026-03-17"), change, MONDAY, PLAIN)
    assert (error.value.part, str(error.value)[: len(message)]) == (part, message)


@pytest.mark.parametrize(
    "to", ["to 2026-03-24 12:00-14:00", "11:00-13:00", "to 2026-03-16 09:30-10:00", "at The Annexe"]
)
def test_moves_that_can_be(to: str) -> None:
    change = parse_change(f"2026-03-17 10:00 moved {to}")
    check_moving(TUESDAYS, one(TUESDAYS, "2026-03-17"), change, MONDAY, PLAIN)


def test_onto_a_cancelled_date_or_beside_a_surgery_of_another_name_it_may_move() -> None:
    off = changed(TUESDAYS, "2026-03-24 10:00 cancelled")
    change = parse_change("2026-03-17 10:00 moved to 2026-03-24")
    check_moving(off, one(off, "2026-03-17"), change, MONDAY, PLAIN)
    named = parse_schedule(["Tue 10:00-12:00", 'Wed 10:00-12:00 called "Surgery"'])
    change = parse_change("2026-03-17 10:00 moved to 2026-03-18")
    check_moving(named, one(named, "2026-03-17"), change, MONDAY, PLAIN)


def test_no_move_onto_a_day_on_which_the_hub_is_closed_but_to_another_place() -> None:
    calendar = BoroughCalendar(bank_holidays=BankHolidays("england"))
    hub = Schedule(bank_holidays="closed")
    coming = one(TUESDAYS, "2026-03-31")
    change = parse_change("2026-03-31 10:00 moved to 2026-04-06")
    with pytest.raises(BadChange, match=r"closed on that day \(Easter Monday\)"):
        check_moving(TUESDAYS, coming, change, MONDAY, calendar, hub)
    check_moving(TUESDAYS, coming, replace(change, at="The Annexe"), MONDAY, calendar, hub)
