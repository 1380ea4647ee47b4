"""Rules of series: the dates they give, and those that cannot be."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.times.rules import (
    PLAIN,
    ByRule,
    EveryWeeks,
    Hours,
    Monthly,
    OnDate,
    Rule,
    SeriesDetails,
    Weekly,
)
from tests.domain.schedules import SERIES
from tests.properties import quick

TWO_HOURS = Hours(600, 720)
FROM = SeriesDetails(begins=date(2026, 3, 17))


@quick
@given(SERIES, st.dates(date(2025, 6, 1), date(2027, 6, 1)), st.integers(0, 400))
def test_dates_are_those_of_dateutil(rule: Rule, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = list(rule.dates(first, last))
    if isinstance(rule, OnDate):
        assert found == [rule.on] * (first <= rule.on <= last)
        return
    begins = rule.details.begins or date(2020, 1, 1)
    if isinstance(rule, EveryWeeks):
        begins = rule.first_date
    peer = rrulestr(rule.rrule, dtstart=datetime(begins.year, begins.month, begins.day))
    ends = min(last, rule.details.until or last)
    every = peer.between(
        datetime(first.year, first.month, first.day),
        datetime(ends.year, ends.month, ends.day),
        inc=True,
    )
    assert found == [at.date() for at in every]


@quick
@given(SERIES, st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_falls_on_is_whether_the_date_is_among_them(rule: Rule, on: date) -> None:
    around = list(rule.dates(on - timedelta(days=3), on + timedelta(days=3)))
    assert rule.falls_on(on) is (on in around)
    assert {each.weekday() for each in around} <= set(rule.weekdays)


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        # Over the New Year of a year of 53 weeks a fortnight stays one.
        (
            EveryWeeks(2, 1, TWO_HOURS, SeriesDetails(begins=date(2026, 12, 15))),
            ["2026-12-15", "2026-12-29", "2027-01-12", "2027-01-26"],
        ),
        # A first date that is not on its weekday: the next one is.
        (
            EveryWeeks(3, 4, TWO_HOURS, SeriesDetails(begins=date(2026, 12, 14))),
            ["2026-12-18", "2027-01-08", "2027-01-29"],
        ),
        (Monthly(5, 4, TWO_HOURS), ["2027-01-29"]),
        (Monthly(-1, 0, TWO_HOURS), ["2026-12-28", "2027-01-25"]),
        (
            ByRule("FREQ=MONTHLY;BYMONTHDAY=31", TWO_HOURS, SeriesDetails(date(2026, 1, 31))),
            ["2026-12-31", "2027-01-31"],
        ),
        (
            Weekly(2, TWO_HOURS, SeriesDetails(date(2026, 12, 30), date(2027, 1, 6))),
            ["2026-12-30", "2027-01-06"],  # the last day is one of them
        ),
    ],
)
def test_dates_around_a_new_year(rule: Rule, dates: list[str]) -> None:
    found = rule.dates(date(2026, 12, 12), date(2027, 2, 1))
    assert [on.isoformat() for on in found] == dates


def test_leap_day_is_found_years_ahead() -> None:
    rule = ByRule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", TWO_HOURS, FROM)
    assert list(rule.dates(date(2026, 1, 1), date(2029, 1, 1))) == [date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL is 1 or more"),
        ("FREQ=WEEKLY;INTERVAL=-1", "INTERVAL is a whole number"),
        ("FREQ=WEEKLY;INTERVAL=99999", "INTERVAL is 1 or more"),
        ("FREQ=SECONDLY", "A rule repeats by the day"),
        ("FREQ=HOURLY;COUNT=2", "A rule repeats by the day"),
        ("INTERVAL=2", "A rule repeats by the day"),
        ("FREQ=WEEKLY;BYHOUR=3", "BYHOUR cannot be used"),
        ("FREQ=WEEKLY;BYDAY=XX", "This rule cannot be read"),
        ("FREQ=MONTHLY;BYMONTHDAY=x", "This rule cannot be read"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "There is no date on which this would be"),
        ("FREQ=DAILY;COUNT=-3", "COUNT is how many times"),
    ],
)
def test_rules_that_cannot_be_are_refused_in_words(rule: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ByRule(rule, TWO_HOURS, FROM)


def test_details_that_cannot_be_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="The last day is before the first"):
        SeriesDetails(date(2026, 3, 17), date(2026, 3, 16))
    with pytest.raises(ValueError, match="Say from which date the rule counts"):
        ByRule("FREQ=DAILY", TWO_HOURS, PLAIN)
    with pytest.raises(ValueError, match="Say on which date it was"):
        EveryWeeks(2, 1, TWO_HOURS, PLAIN)
    with pytest.raises(ValueError, match="Say every 2 to 52 weeks"):
        EveryWeeks(0, 1, TWO_HOURS, FROM)
    until = SeriesDetails(date(2026, 3, 17), date(2026, 3, 20))
    with pytest.raises(ValueError, match="There is no date on which this would be"):
        ByRule("FREQ=MONTHLY;BYMONTHDAY=15", TWO_HOURS, until)
