"""Times in loose words, and two of them as hours."""

import pytest

from assetmap.domain.times.rules import Hours
from assetmap.domain.times.times_of_day import ClockTime, read_clock_time, read_hours


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9am", ClockTime(9 * 60, "a")),
        ("1.30", ClockTime(90)),
        ("12noon", ClockTime(0, "p")),
        ("midday", ClockTime(0, "p")),
        ("midnight", ClockTime(24 * 60, whole_day=True)),
        ("12am", ClockTime(0, "a")),
        ("25:00", None),
        ("soon", None),
    ],
)
def test_times(text: str, time: ClockTime | None) -> None:
    assert read_clock_time(text) == time


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("10am", "12pm", Hours(10 * 60, 12 * 60)),
        ("1", "3pm", Hours(13 * 60, 15 * 60)),
        ("10", "12noon", Hours(10 * 60, 12 * 60)),
        ("10pm", "2am", Hours(22 * 60, 2 * 60)),
        ("19:00", "21:00", Hours(19 * 60, 21 * 60)),
    ],
)
def test_pairs_of_times(start: str, end: str, hours: Hours) -> None:
    first, last = read_clock_time(start), read_clock_time(end)
    assert first is not None
    assert last is not None
    assert read_hours(first, last) == hours
