from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from assetmap.web.forms.schedule_rows import (
    TimeRow,
    beside_rows,
    read_row,
    rows_of,
    typed_rows,
    with_spare,
    words_of,
)

TODAY = date(2026, 3, 16)
NOTATION = (
    "Tue 10:00-12:00",
    "1st Fri 14:00-16:30",
    "Last Sat 09:30-11:00",
    "5th Sun 00:00-01:00",
    "Fri 18:00-00:30",
    "Mon 12:00-02:00",
    "Wed 12:00-24:00",
    "Every 2 weeks Tue 10:00-12:00 from 2026-03-17",
    "Every 4 weeks Tue 10:00-12:00 from 2025-12-30 until 2026-07-21",
    "Tue 10:00-12:00 from 2026-04-14",
    "1st Fri 14:00-16:00 until 2026-07-03 in term time",
    'Last Sat 09:30-11:00 called "Surgery" at The Annexe',
)


BESIDE = (
    "2026-04-18 10:00-12:00",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-01-15",
    "Every 6 weeks Tue 10:00-12:00 from 2026-03-17",
)


@pytest.mark.parametrize("entry", NOTATION)
def test_a_rule_comes_back_from_its_row_as_it_was(entry: str) -> None:
    (row,) = rows_of((entry,))
    assert read_row(row, TODAY) == entry


@pytest.mark.parametrize(
    ("start", "end", "read"),
    [
        ("10am", "12 noon", "Tue 10:00-12:00"),
        ("10", "12", "Tue 10:00-12:00"),
        ("2", "4.30", "Tue 14:00-16:30"),
        ("1.30 PM", "3 pm", "Tue 13:30-15:00"),
        ("14:00", "16:00", "Tue 14:00-16:00"),
        ("7pm", "midnight", "Tue 19:00-24:00"),
    ],
)
def test_times_are_read_as_people_write_them(start: str, end: str, read: str) -> None:
    assert read_row(TimeRow("", "tue", start, end), TODAY) == read


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (TimeRow("", "", "10am", "11am"), "Choose a day for each time."),
        (TimeRow("", "someday", "10am", "11am"), "Choose a day for each time."),
        (
            TimeRow("9", "tue", "10am", "11am"),
            "Choose every week, or which week of the month.",
        ),
        (
            TimeRow("", "tue", "", ""),
            "Enter the times for Tuesday, such as 10am and 12:30pm.",
        ),
        (
            TimeRow("", "tue", "afternoon", "25:00"),
            "Enter the times for Tuesday, such as 10am and 12:30pm.",
        ),
        (TimeRow("", "tue", "7", "9"), "Say am or pm in the times for Tuesday."),
        (
            TimeRow("w2", "tue", "10am", "noon"),
            (
                "Give a date on which it is on, for every other Tuesday. It goes under “More about "
                "this time”, as the first date."
            ),
        ),
        (
            TimeRow("w3", "tue", "10am", "noon"),
            (
                "Give a date on which it is on, for every 3 weeks on Tuesday. It goes under “More "
                "about this time”, as the first date."
            ),
        ),
        (
            TimeRow("", "tue", "10am", "noon", "21 July 2026", "7 July 2026"),
            "The last day is before the first, for Tuesday.",
        ),
        (
            TimeRow("", "tue", "10am", "noon", "18 March 2026", "20 March 2026"),
            "There is no Tuesday like that between the first date and the last.",
        ),
        (
            TimeRow("", "tue", "10am", "noon", "soon"),
            "Write the dates for Tuesday like 17 March 2026. There is no such date as “soon”.",
        ),
        (
            TimeRow("", "tue", "10am", "noon", place="x" * 101),
            "Make the place and the name 100 characters or fewer.",
        ),
    ],
)
def test_a_row_that_cannot_be_read_says_what_to_do(row: TimeRow, message: str) -> None:
    with pytest.raises(ValueError, match="^" + message + "$"):
        read_row(row, TODAY)


def test_empty_rows_are_left_out_and_ragged_ones_are_filled() -> None:
    form: MultiDict[str, str] = MultiDict(
        [
            *(("when-week", ""), ("when-week", "-1"), ("when-week", "")),
            *(("when-day", "tue"), ("when-day", "")),
            *(("when-from", " 10am "), ("when-from", "")),
            ("when-to", "noon"),
        ]
    )
    assert typed_rows(form) == [TimeRow("", "tue", "10am", "noon")]


def test_what_no_row_can_say_stands_beside_them() -> None:
    value = ("Tue 10:00-12:00", *BESIDE, "Ring for times")
    assert beside_rows(value) == list(BESIDE)
    assert words_of(value) == ["Ring for times"]
    assert with_spare(rows_of(value)) == (
        TimeRow("", "tue", "10:00", "12:00"),
        TimeRow(),
        TimeRow(),
    )
    assert len(with_spare([], more=True)) == 4


def test_dates_are_read_as_people_write_them_with_the_year_that_fits() -> None:
    row = TimeRow("w2", "mon", "7pm", "9pm", "5 January", "20 July")
    assert read_row(row, TODAY) == "Every 2 weeks Mon 19:00-21:00 from 2026-01-05 until 2026-07-20"


def test_no_row_is_lost_however_many_there_are() -> None:
    value = tuple(
        f"Tue {hour:02}:{minute:02}-23:59" for hour in range(8, 20) for minute in range(5)
    )
    assert len(rows_of(value)) == 40
    assert len(beside_rows(value)) == 20
