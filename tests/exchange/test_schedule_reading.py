"""A `when` cell in any of the ways of writing it, or in several."""

import pytest

from assetmap.domain.times.schedule_words import schedule_lines
from assetmap.exchange.schedule_reading import read_schedule, readings_note

READ = {
    "": [],
    "Tue 12:00-14:00; 1st Fri 14:00-16:00; ring first": [
        "Tuesday, 12 noon to 2pm",
        "First Friday of the month, 2pm to 4pm",
        "ring first",
    ],
    "2026-03-17 12:00-14:00": ["Tuesday 17 March 2026, 12 noon to 2pm"],
    # entries of our notation among others: each is read
    "Tue 14:00-16:00; Wed 2-4pm; bring a friend": [
        "Tuesday and Wednesday, 2pm to 4pm",
        "bring a friend",
    ],
    "Tue 10:00-12:00; Tue 14:00-16:00; PH off": [
        "Tuesday, 10am to 12 noon",
        "Tuesday, 2pm to 4pm",
    ],
    "Tue 10:00-12:00; every second Fri 10-12": [
        "Tuesday, 10am to 12 noon",
        "every second Fri 10-12",
    ],
    "Mon 10:00-12:00; Tue 2-4pm (term time only)": [
        "Monday, 10am to 12 noon",
        "Tuesday, 2pm to 4pm",
        "Term time only",
    ],
    "Mon 10:00-18:00; Wed 10:00-18:00; Wed off": ["Monday, 10am to 6pm"],
    "Mon-Fri: 6:30am-10:00pm, Sat-Sun: 8:00am-6:00pm": [
        "Monday to Friday, 6:30am to 10pm",
        "Saturday and Sunday, 8am to 6pm",
    ],
    "Mondays and Tuesdays, 9.30am-4pm; Fridays, 9.30am-1pm": [
        "Monday and Tuesday, 9:30am to 4pm",
        "Friday, 9:30am to 1pm",
    ],
    # wholly understood or not at all
    "Mondays 9.30am-4pm; Fridays by appointment": ["Mondays 9.30am-4pm; Fridays by appointment"],
    "Winter & Su 10:00-16:00 | Other times: 08:00-18:00": [
        "Winter & Sunday 10:00-16:00",
        "Other times: 08:00-18:00",
    ],
    "06:00-21:00": ["06:00-21:00"],
    # likelier a slip than a night
    "Sat 10:00-4:00": ["Saturday, 10am to 4pm"],
    "Sat 10:00-04:00": ["Saturday, 10am to 4am"],
    "Wed 7:00-9:00": ["Wed 7:00-9:00"],
    # series with a first or last day, a place, or weeks of their own
    "Alternate Thursdays 10-12 from 8 January 2026": ["Every other Thursday, 10am to 12 noon"],
    "Tuesdays 2-4pm until 21 July 2026": ["Tuesday, 2pm to 4pm, until Tuesday 21 July 2026"],
    "1st Tue at the Hall and 3rd Tue at the Library, 2-4pm": [
        "First Tuesday of the month, 2pm to 4pm, at the Hall",
        "Third Tuesday of the month, 2pm to 4pm, at the Library",
    ],
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 10:00-12:00 from 2026-01-06; Mon 10:00-11:00": [
        "Monday, 10am to 11am",
        "Every other Tuesday, 10am to 12 noon",
    ],
    # which weeks, or which of two meanings, is not said
    "Alternate Thursdays 10-12": ["Alternate Thursdays 10-12"],
    "every second Wednesday 2-4": ["every second Wednesday 2-4"],
}


@pytest.mark.parametrize(("text", "lines"), READ.items())
def test_a_cell_is_read_in_whichever_way_it_is_written(text: str, lines: list[str]) -> None:
    assert schedule_lines(read_schedule(text)) == lines


def test_a_night_that_begins_in_the_morning_is_never_a_rule() -> None:
    assert read_schedule("Sat 10:00-04:00").rules == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tue 10:00-12:00; PH off", "closed"),
        ("Tuesdays 10-12 except bank holidays", "closed"),
        ("Mo-Fr 09:00-17:00; PH 10:00-14:00", "10:00-14:00"),
        ("Sundays 10-4 including bank holidays", "as usual"),
        ("Tue 10:00-12:00", ""),
    ],
)
def test_what_a_cell_says_of_bank_holidays_is_kept_as_that(text: str, said: str) -> None:
    schedule = read_schedule(text)
    assert (schedule.bank_holidays, schedule.words) == (said, ())


def test_a_note_says_both_things_that_words_can_mean() -> None:
    assert readings_note(["every second Wednesday 2-4", "Ring first"]) == (
        "“every second Wednesday 2-4” can mean: Second Wednesday of the month, 2pm to 4pm; or: "
        "Every other Wednesday, 2pm to 4pm."
    )
    assert readings_note(["Alternate Thursdays 10-12"]) == (
        "“Alternate Thursdays 10-12” does not say which weeks: give a date on which it is."
    )
