"""A column a weekday, as `when`."""

import pytest

from assetmap.exchange.time_headings import WEEK
from assetmap.exchange.week_columns import week_columns

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
Row = dict[str, str]


def said(cells: Row, **others: str) -> tuple[str, list[str]]:
    """What `when` becomes, and the notes."""
    notes: list[str] = []
    texts = {f"{WEEK}{heading}": text for heading, text in cells.items()}
    found = week_columns({"name": "Quay Hall", **texts, **others}, notes)
    assert set(found) <= {"name", "when"}
    return found.get("when", ""), notes


CELLS: list[tuple[Row, str]] = [
    (
        {"Monday": "09:00-18:00", "Tuesday": "9am - 5pm", "Sunday": "CLOSED"},
        "Mon 09:00-18:00; Tue 09:00-17:00",
    ),
    (
        {"opening_hours_monday": "09:00-12:30,13:00-16:30,17:00-21:00"},
        "Mon 09:00-12:30; Mon 13:00-16:30; Mon 17:00-21:00",
    ),
    ({"Mon": "0900-1700", "Tue": "9.30 – 4", "Wed": ""}, "Mon 09:00-17:00; Tue 09:30-16:00"),
    ({"Mon": "24 hours", "Tue": "00:00-23:59"}, "Mon 00:00-24:00; Tue 00:00-24:00"),
    ({"Mon open": "09:00:00", "Mon close": "17:00:00", "Tue open": "Closed"}, "Mon 09:00-17:00"),
    ({"Mon open": "9-5", "Mon close": ""}, "Mon 09:00-17:00"),
    (
        {"Mon open 1": "9am", "Mon close 1": "12 noon", "Mon open 2": "1pm", "Mon close 2": "5pm"},
        "Mon 09:00-12:00; Mon 13:00-17:00",
    ),
    ({"Monday AM": "9-12", "Monday PM": "1-5"}, "Mon 09:00-12:00; Mon 13:00-17:00"),
    (
        {"Mon-Fri": "9am-5pm", "Sat": "10-4", "Bank holidays": "Closed"},
        "; ".join([*(f"{day} 09:00-17:00" for day in WEEKDAYS), "Sat 10:00-16:00"])
        + "; Closed on bank holidays",
    ),
    ({"Mon": "9-5", "Bank holiday": "10-4"}, "Mon 09:00-17:00; Bank holidays: 10am to 4pm"),
    (
        {"Monday": "Yes", "Tuesday": "no", "Wednesday": "x", "Thursday": "✓"},
        "On Monday, Wednesday and Thursday",
    ),
    ({"Monday AM": "yes", "Monday PM": "no"}, "Monday morning"),
    (dict.fromkeys(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "Closed"), "Closed"),
]


@pytest.mark.parametrize(("cells", "when"), CELLS)
def test_each_day_is_read(cells: Row, when: str) -> None:
    assert said({heading: text for heading, text in cells.items() if text}) == (when, [])


def test_a_cell_that_cannot_be_read_is_kept_and_named() -> None:
    assert said({"Monday": "12-2pm", "Tuesday": "Lunch club", "Wed open": "9am"}) == (
        "Mon 12:00-14:00; Tuesday: Lunch club; Wednesday: from 9am",
        [
            "We could not read the times in “Tuesday”, so we kept them as words: “Lunch club”.",
            "We could not read the times in “Wed open”, so we kept them as words: “from 9am”.",
        ],
    )


@pytest.mark.parametrize("text", ["Tue 9-5", "1st Mon 9-5", "9-5 (closed 1-2)", "00:00-00:00"])
def test_what_is_about_more_than_the_day_is_not_taken_for_its_hours(text: str) -> None:
    when, notes = said({"Monday": text})
    assert (when, len(notes)) == (f"Monday: {text}", 1)


def test_ticks_say_the_days_of_the_hours_in_another_column() -> None:
    assert said({"Mon": "x", "Wed": "x"}, when="10am-12pm") == (
        "Mon 10:00-12:00; Wed 10:00-12:00",
        [],
    )
    assert said({"Mon": "x"}, when="By appointment") == ("On Monday; By appointment", [])


def test_another_column_of_times_is_not_said_twice() -> None:
    assert said({"Mon": "9-5"}, when="Monday 9am-5pm") == ("Mon 09:00-17:00", [])
    assert said({"Mon": "9-5"}, when="See the door") == ("Mon 09:00-17:00; See the door", [])
    note = (
        "Another column says when it is on, “Mon 9-4”. We left it out, because there is a column "
        "for each day."
    )
    assert said({"Mon": "9-5"}, when="Mon 9-4") == ("Mon 09:00-17:00", [note])


def test_a_row_without_such_columns_is_left_alone() -> None:
    texts = {"name": "Quay Hall", "when": "Mon 9-5"}
    assert week_columns(texts, []) is texts
