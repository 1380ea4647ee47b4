"""Series, changes and sessions as people say them."""

from datetime import datetime

import pytest

from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.rrule_words import rrule_words
from assetmap.domain.times.schedule import LONDON, Session
from assetmap.domain.times.schedule_text import notation, parse_rule, parse_schedule, read_rule
from assetmap.domain.times.schedule_words import (
    bank_holiday_words,
    change_words,
    schedule_lines,
    session_words,
)


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("Every 2 weeks Tue 10:00-12:00 from 2026-03-17", "Every other Tuesday, 10am to 12 noon"),
        (
            "Every 3 weeks Tue 10:00-12:00 from 2026-03-17",
            "Every 3 weeks on Tuesday, 10am to 12 noon",
        ),
        (
            "Tue 10:00-12:00 until 2026-07-21",
            "Tuesday, 10am to 12 noon, until Tuesday 21 July 2026",
        ),
        (
            'Mon 14:00-15:00 from 2026-04-13 in term time called "Surgery" at The Annexe',
            (
                "Surgery: Monday, 2pm to 3pm, from Monday 13 April 2026, in school term time, "
                "at The Annexe"
            ),
        ),
        (
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-01-15",
            "On the 15th of every month, 10am to 12 noon",
        ),
    ],
)
def test_a_series_is_said_as_people_say_it(entry: str, line: str) -> None:
    assert schedule_lines(parse_schedule([entry])) == [line]
    rule = parse_rule(entry)
    assert rule is not None
    assert notation(rule) == entry


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "On Monday, Wednesday and Friday every week"),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", "On the first Tuesday and the third Tuesday of every month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=2", "On the 2nd of every 2 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "On the last day of every month"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "On the 24th in December every year"),
        ("FREQ=DAILY;COUNT=5", "Every day, 5 times"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "On dates of its own"),
        ("FREQ=MONTHLY;BYMONTHDAY=x", "On dates of its own"),
    ],
)
def test_any_other_rule(rule: str, words: str) -> None:
    assert rrule_words(rule) == words


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        (
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 10:00-12:00 from 2026-03-17",
            "Every 2 weeks Tue 10:00-12:00 from 2026-03-17",
        ),
        (
            "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260721T090000Z 10:00-12:00",
            "Tue 10:00-12:00 until 2026-07-21",
        ),
        ("rrule:freq=monthly;byday=2we 10:00-12:00", "2nd Wed 10:00-12:00"),
        ("every 1 weeks tue 10:00-12:00", "Tue 10:00-12:00"),
    ],
)
def test_a_rule_is_kept_as_the_simplest_that_says_the_same(entry: str, kept: str) -> None:
    rule = parse_rule(entry)
    assert rule is not None
    assert notation(rule) == kept


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("Tue 10:00-12:00 from 2026-03-17 until 2026-03-01", "The last day is before the first"),
        ("Every 2 weeks Tue 10:00-12:00", "Say on which date it was"),
        ("Every 60 weeks Tue 10:00-12:00 from 2026-03-17", "Say every 2 to 52 weeks"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=0 10:00-12:00 from 2026-03-17", "INTERVAL is 1 or more"),
        ("Tue 10:00-12:00 until 2026-02-30", "There is no date 2026-02-30"),
    ],
)
def test_an_entry_that_cannot_be_says_why_and_stays_words(entry: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_rule(entry)
    assert parse_schedule([entry]).words == (entry,)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2026-04-07 cancelled: no hall", "Tuesday 7 April 2026: cancelled (no hall)"),
        (
            "2026-04-07 10:00 moved to 2026-04-08 14:00-16:00 at The Annexe",
            (
                "Tuesday 7 April 2026, 10am: moved to Wednesday 8 April 2026, 2pm to 4pm, "
                "at The Annexe"
            ),
        ),
        (
            "2026-12-24 to 2027-01-02 closed: Christmas",
            "Thursday 24 December 2026 to Saturday 2 January 2027: closed (Christmas)",
        ),
    ],
)
def test_a_change_is_said_as_people_say_it(line: str, words: str) -> None:
    assert change_words(parse_change(line)) == words


def test_a_session_says_where_else_it_is_and_that_nobody_knows() -> None:
    start, end = (datetime(2026, 4, 6, hour, tzinfo=LONDON) for hour in (10, 12))
    session = Session(start, end, "The Annexe", "Easter Monday")
    assert session_words(session, datetime(2026, 4, 6, 9, tzinfo=LONDON)) == (
        "Today, Monday 6 April, 10am to 12 noon at The Annexe (Easter Monday: check that it is on)"
    )
    assert session_words(session, datetime(2026, 4, 6, 11, tzinfo=LONDON)) == (
        "On now until 12 noon at The Annexe (Easter Monday: check that it is on)"
    )


def test_bank_holidays_in_words() -> None:
    said = [bank_holiday_words(each) for each in ("", "closed", "as usual", "10:00-14:00")]
    assert said == ["", "Closed", "As usual", "10am to 2pm"]
