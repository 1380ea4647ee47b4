"""Schedules of every version as our notation where it is certain, as words where it is not."""

from typing import Any

import pytest

from assetmap.exchange.readers.referral_times import Times, clock_of, read_times

HOURS = {"opens_at": "10:00", "closes_at": "12:00:00"}


@pytest.mark.parametrize(
    ("schedule", "when"),
    [
        ({"freq": "WEEKLY", "byday": "TU"}, ["Tue 10:00-12:00"]),
        ({"freq": "WEEKLY", "byday": "MO, TH"}, ["Mon 10:00-12:00", "Thu 10:00-12:00"]),
        ({"byday": "Monday,Tue"}, ["Mon 10:00-12:00", "Tue 10:00-12:00"]),
        ({"weekday": "Wednesday"}, ["Wed 10:00-12:00"]),
        ({"weekday": 3, "byday": "WE", "freq": "WEEKLY"}, ["Wed 10:00-12:00"]),
        ({"weekday": 7}, ["Sun 10:00-12:00"]),
        ({"weekday": "https://schema.org/Friday"}, ["Fri 10:00-12:00"]),
        ({"freq": "weekly", "byday": ["SA", "SU"]}, ["Sat 10:00-12:00", "Sun 10:00-12:00"]),
        (
            {"freq": "WEEKLY", "byday": "TU", "valid_from": "2026-01-06", "valid_to": "2026-07-21"},
            ["Tue 10:00-12:00 from 2026-01-06 until 2026-07-21"],
        ),
        ({"freq": "WEEKLY", "dtstart": "2026-01-08"}, ["Thu 10:00-12:00 from 2026-01-08"]),
        (
            {"freq": "WEEKLY", "interval": "2", "byday": "TU,TH", "dtstart": "2026-01-06"},
            ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH 10:00-12:00 from 2026-01-06"],
        ),
        ({"freq": "MONTHLY", "byday": "-1FR"}, ["Last Fri 10:00-12:00"]),
        (
            {"freq": "MONTHLY", "byday": "2MO,4MO"},
            ["2nd Mon 10:00-12:00", "4th Mon 10:00-12:00"],
        ),
        (
            {"freq": "MONTHLY", "bymonthday": "1,15", "dtstart": "2026-01-01"},
            ["RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15 10:00-12:00 from 2026-01-01"],
        ),
        (
            {"freq": "DAILY"},
            [f"{day} 10:00-12:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")],
        ),
        (
            {"dtstart": "2026-04-18", "valid_from": "2026-04-18", "valid_to": "2026-04-18"},
            ["2026-04-18 10:00-12:00"],
        ),
    ],
)
def test_what_is_certain(schedule: dict[str, Any], when: list[str]) -> None:
    assert list(read_times([{**HOURS, **schedule}]).when) == when


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ({"freq": "WEEKLY", "interval": 2, "byday": "TU", **HOURS}, "Every 2 weeks on Tuesday, "),
        ({"freq": "DAILY", "dtstart": "01/09/2026"}, "Every day, from 1 September 2026"),
        ({"byday": "MO"}, "Monday"),
        ({"byday": "MO", "opens_at": "10:00"}, "Monday, from 10:00"),
        ({"byday": "MO", "opens_at": "10", "closes_at": "12"}, "Monday, 10 to 12"),
        ({"byday": "market day", **HOURS}, "Market day, 10:00 to 12:00"),
        ({"freq": "MONTHLY", "bymonthday": "x", "dtstart": "2026-01-01", **HOURS}, "Every month, "),
        (
            {"dtstart": "2026-01-01", "valid_to": "2026-03-01", **HOURS},
            "10:00 to 12:00, from 1 Jan",
        ),
        ({"description": "Ring for times", "byday": "MO"}, "Ring for times"),
    ],
)
def test_what_is_not(schedule: dict[str, Any], words: str) -> None:
    (said,) = read_times([schedule]).when
    assert said.startswith(words)


def test_what_breaks_the_standard_is_kept_as_words() -> None:
    """The standard's own example has days of the month in a rule of weeks that has ended."""
    example = {
        "valid_from": "2005-01-01",
        "valid_to": "2005-01-01",
        "dtstart": "2005-01-01",
        "freq": "WEEKLY",
        "interval": 1,
        "byday": "TH,FR",
        "bymonthday": "2,3,4",
        "opens_at": "10:00:00",
        "closes_at": "18:00:00",
        "description": "10 am to 6pm weekdays",
    }
    assert read_times([example]) == Times(("10 am to 6pm weekdays",))


def test_a_description_that_says_more_is_kept_beside_the_rule() -> None:
    schedule = {"byday": "TU", **HOURS, "description": "Not in August", "notes": "Tue 10am-12pm"}
    assert read_times([schedule, schedule]) == Times(("Tue 10:00-12:00",), (), ("Not in August",))


def test_nothing_says_nothing() -> None:
    assert read_times([{}, {"id": "x"}, {"interval": 1}]) == Times()


def test_holidays_of_version_1_are_dates_that_differ() -> None:
    holidays = [
        {"closed": True, "start_date": "2026-12-24", "end_date": "2027-01-02"},
        {"closed": True, "start_date": "2026-04-06", "end_date": None},
        {"closed": False, "start_date": "2026-12-23", **HOURS},
        {"closed": True, "start_date": "2026-12-24", "end_date": "2026-12-01"},
        {"closed": False, "start_date": "2026-12-23"},
    ]
    assert read_times([], holidays).changes == (
        "2026-12-24 to 2027-01-02 closed",
        "2026-04-06 closed",
        "2026-12-23 open 10:00-12:00",
    )


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        *(("9:05", "09:05"), ("10:00:00", "10:00"), ("10:00Z", "10:00"), ("10am", "10:00")),
        *(("2.30pm", "14:30"), ("2026-01-06T18:30:00+01:00", "18:30"), ("24:00", "24:00")),
        *(("25:00", ""), ("24:30", ""), ("10", ""), ("hh:mm:ss", ""), ("", "")),
    ],
)
def test_clock_times(text: str, clock: str) -> None:
    assert clock_of(text) == clock
