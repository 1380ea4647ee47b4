from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.occurrences import next_session
from assetmap.domain.times.rules import Hours, Monthly, OnDate, Rule, Weekly
from assetmap.domain.times.schedule import LONDON, Schedule
from assetmap.domain.times.schedule_text import notation, parse_rule, parse_schedule
from assetmap.domain.times.schedule_words import (
    date_words,
    hours_words,
    schedule_lines,
    session_words,
    time_words,
)
from tests.domain.schedules import RULES
from tests.properties import quick

NOON_TO_TWO = Hours(720, 840)


@quick
@given(RULES)
def test_notation_is_read_back_as_the_same_rule(rule: Rule) -> None:
    assert parse_rule(notation(rule)) == rule
    assert parse_rule(f"  {notation(rule).upper()}\t") == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Tue 12:00-14:00", Weekly(1, NOON_TO_TWO)),
        ("tuesdays 12:00 – 14:00", Weekly(1, NOON_TO_TWO)),
        ("Tues\xa012:00-14:00", Weekly(1, NOON_TO_TWO)),
        ("Wednesday 12:00-14:00", Weekly(2, NOON_TO_TWO)),
        ("Thur 12:00-14:00", Weekly(3, NOON_TO_TWO)),
        ("Saturday 12:00-14:00", Weekly(5, NOON_TO_TWO)),
        ("1st Fri 12:00-14:00", Monthly(1, 4, NOON_TO_TWO)),
        ("LAST  sun 12:00-14:00", Monthly(-1, 6, NOON_TO_TWO)),
        ("2026-03-17 12:00-14:00", OnDate(date(2026, 3, 17), NOON_TO_TWO)),
        ("Fri 22:00-02:00", Weekly(4, Hours(1320, 120))),
        ("Fri 22:00-24:00", Weekly(4, Hours(1320, 1440))),
        ("Mon 9:05-9:50", Weekly(0, Hours(545, 590))),
    ],
)
def test_parse_rule_reads_the_notation(text: str, rule: Rule) -> None:
    assert parse_rule(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "by appointment",
            "Tue",
            "Tue 12:00",
            "12:00-14:00",
            "Tue 12-2",
            "6th Tue 12:00-14:00",
        ),
        *("Tue 24:00-25:00", "Tue 12:00-24:01", "Tue 12:75-14:00", "Tue 10:99-12:00"),
        *("2026-02-30 12:00-14:00", "1st 2026-03-17 12:00-14:00"),
        *(
            "Monthly 12:00-14:00",
            "Wedding 12:00-14:00",
            "Friends 12:00-14:00",
            "Sunset 12:00-14:00",
        ),
        *("ſun 12:00-14:00", "Tue ١٢:٠٠-١٤:٠٠", "Tue 12:00-14:00; DROP TABLE", "🎉" * 1000),
    ],
)
def test_parse_rule_leaves_the_rest_as_words(text: str) -> None:
    assert parse_rule(text) is None


@quick
@given(st.lists(st.text(st.sampled_from("monTUESdaylst1rd 0:-–2ſ١"), max_size=20)))
def test_parse_schedule_never_fails_and_loses_no_entry(entries: list[str]) -> None:
    schedule = parse_schedule(entries)
    said = [entry for entry in entries if entry.strip()]
    assert len(schedule.rules) + len(schedule.words) == len(said)


def test_parse_schedule_keeps_words_terms_and_closed_dates() -> None:
    assert parse_schedule(
        ["Tue 12:00-14:00", " ", " ask first "], " Term time only ", [date(2026, 4, 7)]
    ) == Schedule(
        (Weekly(1, NOON_TO_TWO),), ("ask first",), "Term time only", frozenset([date(2026, 4, 7)])
    )


@pytest.mark.parametrize(
    ("entries", "lines"),
    [
        ([], []),
        (["Tue 12:00-14:00"], ["Tuesday, 12 noon to 2pm"]),
        (["Tue 10:00-12:00", "Thu 10:00-12:00"], ["Tuesday and Thursday, 10am to 12 noon"]),
        (
            [f"{day} 09:00-16:00" for day in ("Fri", "Mon", "Tue", "Wed", "Thu")],
            ["Monday to Friday, 9am to 4pm"],
        ),
        (
            [f"{day} 09:00-16:00" for day in ("Mon", "Wed", "Fri")],
            ["Monday, Wednesday and Friday, 9am to 4pm"],
        ),
        (
            [f"{day} 00:00-24:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")],
            ["Every day, 24 hours"],
        ),
        (
            ["Mon 09:00-10:00", "Tue 18:30-20:00", "Wed 09:00-10:00", "Mon 09:00-10:00"],
            ["Monday and Wednesday, 9am to 10am", "Tuesday, 6:30pm to 8pm"],
        ),
        (
            ["Last Sun 10:00-12:00", "2nd Tue 10:00-12:00"],
            [
                "Last Sunday of the month, 10am to 12 noon",
                "Second Tuesday of the month, 10am to 12 noon",
            ],
        ),
        (
            ["2026-03-17 12:00-14:00", "ask first", "Fri 22:00-02:00"],
            ["Friday, 10pm to 2am", "Tuesday 17 March 2026, 12 noon to 2pm", "ask first"],
        ),
    ],
)
def test_schedule_lines_say_days_of_the_same_hours_together(
    entries: list[str], lines: list[str]
) -> None:
    assert schedule_lines(parse_schedule(entries)) == lines


def test_schedule_lines_end_with_the_terms() -> None:
    schedule = parse_schedule(["Tue 12:00-14:00"], "Term time only")
    assert schedule_lines(schedule) == ["Tuesday, 12 noon to 2pm", "Term time only"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        *((0, "midnight"), (30, "12:30am"), (545, "9:05am"), (600, "10am"), (720, "12 noon")),
        *((750, "12:30pm"), (780, "1pm"), (1439, "11:59pm"), (1440, "midnight")),
    ],
)
def test_time_words_are_as_people_say_them(minutes: int, words: str) -> None:
    assert time_words(minutes) == words


def test_hours_and_date_words_are_as_people_say_them() -> None:
    assert hours_words(NOON_TO_TWO) == "12 noon to 2pm"
    assert date_words(date(2026, 3, 7)) == "Saturday 7 March"


@pytest.mark.parametrize(
    ("entry", "now", "words"),
    [
        ("Tue 12:00-14:00", "2026-03-11T09:00", "Tuesday 17 March, 12 noon to 2pm"),
        ("Tue 12:00-14:00", "2026-03-16T09:00", "Tomorrow, Tuesday 17 March, 12 noon to 2pm"),
        ("Tue 12:00-14:00", "2026-03-17T09:00", "Today, Tuesday 17 March, 12 noon to 2pm"),
        ("Tue 12:00-14:00", "2026-03-17T12:00", "On now until 2pm"),
        ("Tue 12:00-14:00", "2026-03-17T13:59", "On now until 2pm"),
        ("Fri 22:00-02:00", "2026-03-21T01:00", "On now until 2am"),
        ("Fri 22:00-24:00", "2026-03-20T22:30", "On now until midnight"),
        ("1st Fri 14:00-16:00", "2026-12-31T09:00", "Tomorrow, Friday 1 January 2027, 2pm to 4pm"),
        ("2nd Fri 14:00-16:00", "2026-12-31T09:00", "Friday 8 January 2027, 2pm to 4pm"),
        ("Sun 10:00-12:00", "2026-03-28T23:30", "Tomorrow, Sunday 29 March, 10am to 12 noon"),
        ("Sun 10:00-12:00", "2026-10-25T09:59", "Today, Sunday 25 October, 10am to 12 noon"),
    ],
)
def test_session_words_say_when_from_where_we_stand(entry: str, now: str, words: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=LONDON)
    session = next_session(parse_schedule([entry]), moment, BoroughCalendar())
    assert session is not None
    assert session_words(session, moment) == words


def test_session_words_do_not_mind_the_hour_that_comes_twice() -> None:
    before = datetime(2026, 10, 25, 0, 45, tzinfo=LONDON)
    session = next_session(parse_schedule(["Sun 00:30-01:15"]), before, BoroughCalendar())
    assert session is not None
    assert session_words(session, before) == "On now until 1:15am"
    again = datetime(2026, 10, 25, 1, 10, tzinfo=LONDON, fold=1)
    assert session_words(session, again) == "Today, Sunday 25 October, 12:30am to 1:15am"
