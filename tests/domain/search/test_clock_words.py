"""Times by the clock as people write them, each alone and with what stands behind it."""

import re
from datetime import time

import pytest

from assetmap.domain.search.clock_words import (
    HOURS,
    clock_pattern,
    in_other_half,
    is_open,
    is_sure,
    read_clock,
    rules,
)

AT = re.compile(rf"\bat {clock_pattern('at')}", re.IGNORECASE)


def found(words: str) -> re.Match[str]:
    match = AT.search(words)
    assert match is not None, words
    return match


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *(("at 6", "18:00"), ("at six", "18:00"), ("at 7", "19:00"), ("at 8", "08:00")),
        *(("at 12", "12:00"), ("at twelve", "12:00"), ("at noon", "12:00"), ("at Midday", "12:00")),
        *(("at 6am", "06:00"), ("at 6 A.M.", "06:00"), ("at 12am", None), ("at 12pm", "12:00")),
        *(("at 12 noon", "12:00"), ("at half six", "18:30"), ("at half past six", "18:30")),
        *(("at quarter to one", "12:45"), ("at quarter past 11", "11:15")),
        *(
            ("at 6.30", "18:30"),
            ("at 6:05pm", "18:05"),
            ("at 18:30", "18:30"),
            ("at 06:30", "06:30"),
        ),
        *(("at 11 o'clock", "11:00"), ("at 5 oclock", "17:00"), ("at 23:59", "23:59")),
        # What stands beside it says which half of the day.
        *(("at 6 in the morning", "06:00"), ("at 9 in the evening", "21:00")),
        *(("at 9 at night", "21:00"), ("evenings at 8", "20:00"), ("at 10 tonight", "22:00")),
        # What follows counts something else, or nothing does.
        *(("at 6 weeks", None), ("at 70", None), ("at 18", None), ("at 3 hospitals", None)),
        *(("at 6, please", "18:00"), ("at 6 on Tuesdays", "18:00"), ("at 9 at the hall", "09:00")),
        *(("at 0", None), ("at 24:00", None), ("at 13", None), ("at 13:15", "13:15")),
    ],
)
def test_time_is_read_or_the_number_is_something_else(words: str, expected: str | None) -> None:
    read = read_clock(found(words), "at")
    assert read == (time.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    "words",
    ["at £6", "at 6.5", "at 123", "at sixty", "at 6th", "at 1970", "at 6:75", "at ٦x", "at"],
)
def test_what_is_written_otherwise_is_no_time(words: str) -> None:
    match = AT.search(words)
    assert match is None or read_clock(match, "at") is None


def test_what_is_known_to_be_a_time_needs_nothing_behind_it() -> None:
    match = found("at 6 Anne fetches me")
    assert read_clock(match, "at") is None
    assert read_clock(match, "at", whatever_follows=True) == time(18)


@pytest.mark.parametrize(
    ("words", "sure", "is_left_open"),
    [
        *(("at 6", False, True), ("at six", False, True), ("at 6pm", True, False)),
        *(("at 6.30", True, True), ("at half six", True, True), ("at 6 o'clock", True, True)),
        *(("at noon", True, False), ("at 12", False, False), ("at 06:30", True, False)),
        *(("at 18", False, False), ("at 0", False, False)),
    ],
)
def test_how_a_time_is_written_tells_how_sure_it_is(
    words: str, sure: bool, is_left_open: bool
) -> None:
    match = found(words)
    assert (is_sure(match, "at"), is_open(match, "at")) == (sure, is_left_open)


def test_other_half_is_twelve_hours_away_both_ways() -> None:
    assert [in_other_half(time(hour, 15)) for hour in (0, 6, 12, 23)] == [
        *(time(12, 15), time(18, 15), time(0, 15), time(11, 15)),
    ]


def test_rules_name_every_hour_and_patterns_that_can_be_read() -> None:
    told = rules()
    assert told["hours"].split("|") == list(HOURS)
    assert len(HOURS) == 12
    assert set(told) == {"hours", "behind", "morning", "later", "evening"}
    assert all(re.compile(source) for source in told.values())
