"""How a door stands: open until, closed for, opening next."""

from dataclasses import replace
from datetime import datetime

import pytest

from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.opening_hours import Opening, opening_at
from assetmap.domain.times.schedule import LONDON, Schedule
from assetmap.domain.times.schedule_text import parse_rules

CALENDAR = BoroughCalendar(bank_holidays=BankHolidays("england"))
WEEK = tuple(f"{day} 09:00-16:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def stands(
    now: str, *hours: str, bank_holidays: str = "closed", changes: tuple[str, ...] = ()
) -> Opening | None:
    read = tuple(map(parse_change, changes))
    schedule = Schedule(bank_holidays=bank_holidays, changes=read)
    return opening_at(schedule, parse_rules(hours or WEEK), at(now), CALENDAR)


@pytest.mark.parametrize(
    ("now", "hours", "parts", "expected"),
    [
        ("2026-03-16T10:00", (), {}, Opening(is_open=True, until=at("2026-03-16T16:00"))),
        ("2026-03-16T16:00", (), {}, Opening(opens=at("2026-03-17T09:00"))),
        ("2026-03-20T16:30", (), {}, Opening(opens=at("2026-03-23T09:00"))),
        ("2026-03-22T10:00", (), {}, Opening(opens=at("2026-03-23T09:00"))),  # a Sunday
        (
            "2026-04-06T10:00",
            (),
            {},
            Opening(opens=at("2026-04-07T09:00"), closed_for="Easter Monday"),
        ),
        (
            "2026-08-31T10:00",
            (),
            {},
            Opening(opens=at("2026-09-01T09:00"), closed_for="Summer bank holiday"),
        ),
        (
            "2026-01-01T10:00",
            (),
            {},
            Opening(opens=at("2026-01-02T09:00"), closed_for="New Year’s Day"),
        ),
        # Of which nobody has said anything: neither open nor closed.
        (
            "2026-04-06T10:00",
            (),
            {"bank_holidays": ""},
            Opening(opens=at("2026-04-07T09:00"), unsure="Easter Monday"),
        ),
        (
            "2026-04-06T10:00",
            (),
            {"bank_holidays": "10:00-12:00"},
            Opening(is_open=True, until=at("2026-04-06T12:00")),
        ),
        (
            "2026-03-16T10:00",
            (),
            {"changes": ("2026-03-16 to 2026-03-18 closed: Repairs",)},
            Opening(opens=at("2026-03-19T09:00"), closed_for="Repairs"),
        ),
        # A dated opening stands for all the hours of its day, also on one that has none.
        (
            "2026-03-16T13:00",
            (),
            {"changes": ("2026-03-16 open 10:00-12:00",)},
            Opening(opens=at("2026-03-17T09:00")),
        ),
        (
            "2026-03-22T11:00",
            (),
            {"changes": ("2026-03-22 open 10:00-12:00",)},
            Opening(is_open=True, until=at("2026-03-22T12:00")),
        ),
        # Two stretches of a day, and one that another goes on from.
        (
            "2026-03-16T12:30",
            ("Mon 09:00-12:00", "Mon 13:00-17:00"),
            {},
            Opening(opens=at("2026-03-16T13:00")),
        ),
        (
            "2026-03-16T10:00",
            ("Mon 09:00-12:00", "Mon 12:00-17:00"),
            {},
            Opening(is_open=True, until=at("2026-03-16T17:00")),
        ),
        (
            "2026-03-21T01:00",
            ("Fri 22:00-02:00",),
            {},
            Opening(is_open=True, until=at("2026-03-21T02:00")),
        ),
        ("2026-03-16T10:00", ("1st Sat 10:00-12:00",), {}, Opening(opens=at("2026-04-04T10:00"))),
        ("2026-03-16T10:00", ("Mon 09:00-12:00 until 2026-03-09",), {}, Opening()),
    ],
)
def test_how_it_stands(
    now: str, hours: tuple[str, ...], parts: dict[str, object], expected: Opening
) -> None:
    assert stands(now, *hours, **parts) == expected  # type: ignore[arg-type]


def test_without_hours_there_is_no_door() -> None:
    assert opening_at(Schedule(), (), at("2026-03-16T10:00"), CALENDAR) is None


def test_the_house_that_is_closed_closes_what_is_in_it() -> None:
    house = replace(Schedule(), changes=(parse_change("2026-03-16 closed: Polling day"),))
    found = opening_at(Schedule(), parse_rules(WEEK), at("2026-03-16T10:00"), CALENDAR, house)
    assert found == Opening(opens=at("2026-03-17T09:00"), closed_for="Polling day")
