from datetime import date

import pytest

from assetmap.domain.times.dated_changes import CHANGES_MOST
from assetmap.domain.times.schedule_text import parse_rules
from assetmap.web.forms.hours_answers import (
    chosen_holidays,
    draw_changes,
    draw_hours,
    read_changes_lines,
    read_holidays,
    read_hours_lines,
)
from assetmap.web.forms.listing_form import Form
from assetmap.web.forms.values import Unread

TODAY = date(2026, 3, 16)
WEEKDAYS = tuple(f"{day} 09:00-17:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Mon to Fri 9-5", WEEKDAYS),
        ("Mon to Fri 9-5\nSat 10am to 1pm", (*WEEKDAYS, "Sat 10:00-13:00")),
        ("Mon 09:00-17:00", ("Mon 09:00-17:00",)),
        ("Weekdays 9am to 5pm until 17 July", tuple(f"{e} until 2026-07-17" for e in WEEKDAYS)),
        ("", ()),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, entries: tuple[str, ...]) -> None:
    assert read_hours_lines(text, (), TODAY) == entries


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "9-5",
            "We could not read “9-5”. Write days and times, such as Mon to Fri 9am to 5pm.",
        ),
        (
            "Mon 7-9",
            (
                "“Mon 7-9” can mean more than one thing. Say am or pm, and from which date if it "
                "is not every week."
            ),
        ),
        (
            "Mon to Fri 9-5, closed bank holidays",
            (
                "Write the days and times alone, without the rest of “Mon to Fri 9-5, closed bank "
                "holidays”. There is a question about bank holidays below."
            ),
        ),
    ],
)
def test_hours_that_cannot_be_read_say_what_to_do(text: str, message: str) -> None:
    with pytest.raises(Unread) as caught:
        read_hours_lines(f"Sat 10-1\n{text}", (), TODAY)
    assert (caught.value.messages, caught.value.value) == ((message,), ("Sat 10:00-13:00",))


@pytest.mark.parametrize(
    ("entries", "lines"),
    [
        (WEEKDAYS, "Monday to Friday, 9am to 5pm"),
        (
            ("Tue 09:00-12:00", "Tue 13:00-17:00", "1st Sat 10:00-13:00"),
            (
                "Tuesday, 9am to 12 noon\nTuesday, 1pm to 5pm\n"
                "First Saturday of the month, 10am to 1pm"
            ),
        ),
        (
            tuple(f"{d} 00:00-24:00" for d in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
            "Every day, 24 hours",
        ),
        # what its words do not say whole is drawn as it is kept
        (
            ("Every 2 weeks Tue 10:00-12:00 from 2026-03-17",),
            "Every 2 weeks Tue 10:00-12:00 from 2026-03-17",
        ),
        (('Tue 10:00-12:00 called "Desk"',), 'Tue 10:00-12:00 called "Desk"'),
    ],
)
def test_hours_are_drawn_in_words_and_read_back_as_the_same(
    entries: tuple[str, ...], lines: str
) -> None:
    assert draw_hours(entries) == lines
    assert set(read_hours_lines(lines, (), TODAY)) == set(entries)
    assert read_hours_lines(lines, tuple(reversed(entries)), TODAY) == tuple(reversed(entries)) or (
        len(entries) > 1
    )


def test_the_answer_about_bank_holidays() -> None:
    assert read_holidays(Form({"bank_holidays": "closed"})) == "closed"
    assert read_holidays(Form({"bank_holidays": "as usual"})) == "as usual"
    assert read_holidays(Form({"bank_holidays": ""})) == ""
    assert read_holidays(Form({"bank_holidays": "<b>"})) == ""
    other = Form({"bank_holidays": "hours", "bank_holidays-hours": "10-2"})
    assert read_holidays(other) == "10:00-14:00"
    assert chosen_holidays("", other) == ("hours", "10-2")
    assert chosen_holidays("10:00-14:00", None) == ("hours", "10am to 2pm")
    assert chosen_holidays("closed", None) == ("closed", "")
    assert chosen_holidays("", None) == ("", "")


@pytest.mark.parametrize("typed", ["", "lunchtime", "10-2 and 3-4", "7-9"])
def test_other_hours_on_bank_holidays_must_be_said(typed: str) -> None:
    with pytest.raises(Unread, match="such as 10am to 2pm"):
        read_holidays(Form({"bank_holidays": "hours", "bank_holidays-hours": typed}))


TUESDAYS = parse_rules(["Tue 10:00-12:00"])


def test_dates_that_differ_are_read_and_drawn_in_words() -> None:
    text = (
        "25 December closed\n24 December 10-1\n7 April cancelled: no hall\n"
        "14 April moved to 15 April 2-4pm"
    )
    read = read_changes_lines(text, (), TODAY, has_door=True, rules=TUESDAYS)
    assert read == (
        "2026-12-25 closed",
        "2026-12-24 open 10:00-13:00",
        "2026-04-07 cancelled: no hall",
        "2026-04-14 moved to 2026-04-15 14:00-16:00",
    )
    lines = draw_changes(read)
    assert lines.split("\n") == [
        "Friday 25 December 2026: closed",
        "Thursday 24 December 2026: open, 10am to 1pm",
        "Tuesday 7 April 2026: cancelled (no hall)",
        "Tuesday 14 April 2026: moved to Wednesday 15 April 2026, 2pm to 4pm",
    ]
    assert read_changes_lines(lines, read, TODAY, has_door=True, rules=()) == read
    assert read_changes_lines(lines, (), TODAY, has_door=True, rules=()) == read


def test_what_is_on_record_stays_whatever_was_changed_of_the_times_since() -> None:
    before = ("2026-04-07 cancelled",)
    lines = draw_changes(before) + "\n14 April cancelled"
    wednesdays = parse_rules(["Wed 10:00-12:00"])
    with pytest.raises(Unread) as caught:
        read_changes_lines(lines, before, TODAY, has_door=False, rules=wednesdays)
    assert caught.value.messages == (
        "Nothing is on on Tuesday 14 April 2026, so nothing can be cancelled then.",
    )
    assert caught.value.value == before


def test_five_hundred_dates_are_refused_in_plain_words() -> None:
    lines = "\n".join(["7 April cancelled"] * 500)
    with pytest.raises(
        Unread, match=f"Give at most {CHANGES_MOST} dates that differ. You gave 500."
    ):
        read_changes_lines(lines, (), TODAY, has_door=False, rules=())
