"""A series as calendars are told of it; `tests/exchange/test_calendar_read_back.py` reads 500."""

from datetime import date

import pytest

from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.occurrences import State
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_rule
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms
from assetmap.domain.times.series_dates import SeriesCalendar, SeriesDates, first_date

SINCE, FIRST, LAST = date(2026, 1, 1), date(2026, 3, 9), date(2027, 4, 20)
TERMS = SchoolTerms((SchoolTerm("2025 to 2026", date(2026, 4, 13), date(2026, 7, 21)),))
CALENDAR = BoroughCalendar(TERMS, BankHolidays("england"))


def rule_of(text: str) -> Rule:
    found = parse_rule(text)
    assert found is not None
    return found


def dates_of(text: str, *changes: str, ends: date | None = None) -> SeriesDates | None:
    rule = rule_of(text)
    schedule = Schedule((rule,), changes=tuple(map(parse_change, changes)))
    return SeriesCalendar(CALENDAR, FIRST, LAST, ends).dates_of(schedule, rule, SINCE, None)


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("Tue 10:00-12:00", date(2026, 1, 6)),
        ("Tue 10:00-12:00 from 2025-09-03", date(2025, 9, 9)),
        ("5th Tue 10:00-12:00", date(2026, 3, 31)),
        ("Every 3 weeks Mon 10:00-12:00 from 2025-09-03", date(2025, 9, 8)),
        ("2026-05-01 10:00-12:00", date(2026, 5, 1)),
        (
            "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 9:00-9:30 from 2025-01-01",
            date(2028, 2, 29),
        ),
    ],
)
def test_first_date_is_of_the_series_and_not_of_today(rule: str, first: date) -> None:
    assert first_date(rule_of(rule), SINCE) == first


@pytest.mark.parametrize(
    ("rule", "rrule", "last"),
    [
        ("Tue 10:00-12:00", "FREQ=WEEKLY;BYDAY=TU", None),
        ("Tue 10:00-12:00 until 2026-06-30", "FREQ=WEEKLY;BYDAY=TU", date(2026, 6, 30)),
        ("Tue 10:00-12:00 in term time", "FREQ=WEEKLY;BYDAY=TU", date(2026, 7, 21)),
        ("2026-05-01 10:00-12:00 until 2026-04-01", "", None),
        ("RRULE:FREQ=DAILY;COUNT=99 9:00-9:30 from 2026-03-09", "FREQ=DAILY;COUNT=99", None),
        (
            "RRULE:FREQ=DAILY;COUNT=99 9:00-9:30 from 2026-03-09 until 2026-03-20",
            "FREQ=DAILY",
            date(2026, 3, 20),
        ),
    ],
)
def test_rule_and_its_end(rule: str, rrule: str, last: date | None) -> None:
    found = dates_of(rule)
    assert found is not None
    assert (found.rrule, found.last) == (rrule, last)


def test_of_what_nobody_corrects_there_is_an_end() -> None:
    found = dates_of("Tue 10:00-12:00", "2026-07-14 cancelled", ends=date(2026, 6, 14))
    assert found is not None
    assert (found.last, found.differing) == (date(2026, 6, 14), ())


def test_what_differs_and_what_is_left_out() -> None:
    found = dates_of(
        "Tue 10:00-12:00",
        *("2026-03-17 cancelled", "2026-03-24 moved to 2026-03-26", "2026-03-31 closed"),
        *("2026-04-07 moved to 2027-06-01", "2026-02-24 moved to 2026-03-12"),
        *("2025-12-30 moved to 2026-03-13", "2026-04-14 open"),
    )
    assert found is not None
    assert found.left_out == (date(2026, 3, 31), date(2026, 4, 7))  # moved further than is known
    assert [each.state for each in found.differing] == [
        *(State.MOVED_HERE, State.CANCELLED, State.MOVED_HERE),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "Tue 10:00-12:00 until 2026-03-03",
        "Tue 10:00-12:00 from 2027-09-01",
        "2026-03-08 10:00-12:00",
        "Sat 10:00-12:00 from 2026-07-20 in term time",
    ],
)
def test_what_has_no_date_in_the_stretch_is_not_told_of(rule: str) -> None:
    assert dates_of(rule) is None
