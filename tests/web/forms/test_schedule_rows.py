import pytest
from werkzeug.datastructures import MultiDict

from assetmap.web.forms.schedule_rows import (
    TimeRow,
    read_row,
    rows_of,
    typed_rows,
    with_spare,
    words_of,
)

NOTATION = (
    "Tue 10:00-12:00",
    "1st Fri 14:00-16:30",
    "Last Sat 09:30-11:00",
    "5th Sun 00:00-01:00",
    "Fri 18:00-00:30",
    "Mon 12:00-02:00",
    "Wed 12:00-24:00",
)


@pytest.mark.parametrize("entry", NOTATION)
def test_a_rule_comes_back_from_its_row_as_it_was(entry: str) -> None:
    (row,) = rows_of((entry,))
    assert read_row(row) == entry


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
    assert read_row(TimeRow("", "tue", start, end)) == read


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
    ],
)
def test_a_row_that_cannot_be_read_says_what_to_do(row: TimeRow, message: str) -> None:
    with pytest.raises(ValueError, match="^" + message + "$"):
        read_row(row)


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


def test_what_no_row_can_say_stays_words() -> None:
    value = ("Tue 10:00-12:00", "2026-04-18 10:00-12:00", "Ring for times")
    assert words_of(value) == ["2026-04-18 10:00-12:00", "Ring for times"]
    assert with_spare(rows_of(value)) == (
        TimeRow("", "tue", "10:00", "12:00"),
        TimeRow(),
        TimeRow(),
    )
    assert len(with_spare([], more=True)) == 4
