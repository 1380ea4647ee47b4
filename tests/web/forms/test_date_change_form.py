"""What is typed to move or cancel one date, as times or as plain words of what is wrong."""

from datetime import date

import pytest

from assetmap.domain.times.changing_dates import BadChange
from assetmap.domain.times.rules import Hours
from assetmap.domain.validation import Problem
from assetmap.services.listings.date_changes import NewTime
from assetmap.web.forms.date_change_form import problems_of, read_move, read_why

DAY = {"on-day": "18", "on-month": "3", "on-year": "2026"}
TIME = "Enter a time, such as 10am or 12:30pm."


@pytest.mark.parametrize(
    ("starts", "ends", "hours"),
    [
        ("10:00", "12:00", Hours(600, 720)),
        ("2", "4", Hours(840, 960)),
        ("10am", "12 noon", Hours(600, 720)),
        ("3 pm", "4.30pm", Hours(900, 990)),
        ("22:00", "02:00", Hours(1320, 120)),
        ("19:00", "24:00", Hours(1140, 1440)),
    ],
)
def test_times_are_read(starts: str, ends: str, hours: Hours) -> None:
    form = {**DAY, "starts": starts, "ends": ends, "at": " The  Annexe "}
    assert read_move(form) == (NewTime(date(2026, 3, 18), hours, "The Annexe"), ())


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"starts": "15:00", "ends": "13:00"}, {"ends": "The end is before the start."}),
        ({"starts": "3pm", "ends": "1pm"}, {"ends": "The end is before the start."}),
        ({"starts": "10:00", "ends": "10:00"}, {"ends": "It ends when it starts."}),
        ({"starts": "7", "ends": "9"}, {"starts": "Say am or pm"}),
        ({"starts": "soon", "ends": ""}, {"starts": TIME, "ends": TIME}),
        ({"on-day": "31", "on-month": "2"}, {"on": "There is no such date."}),
        ({"on-day": "", "on-month": "", "on-year": ""}, {"on": "Enter the new date."}),
        ({"at": "x" * 121}, {"at": "Make this 120 characters or fewer."}),
    ],
)
def test_what_is_wrong_is_told_beside_its_box(
    typed: dict[str, str], problems: dict[str, str]
) -> None:
    to, found = read_move({**DAY, "starts": "10:00", "ends": "12:00", **typed})
    assert to is None
    told = {each.parameter: each.message[: len(problems[each.parameter])] for each in found}
    assert told == problems


def test_why_is_one_line_and_short() -> None:
    assert read_why({"why": " no\r\n  hall "}) == ("no hall", ())
    assert [each.parameter for each in read_why({"why": "x" * 121})[1]] == ["why"]


def test_what_keeps_a_change_from_being_done_is_a_problem() -> None:
    def fail() -> None:
        raise BadChange("on", "That date has passed.")

    assert problems_of(fail) == (Problem("on", "That date has passed."),)
    assert problems_of(lambda: None) == ()
