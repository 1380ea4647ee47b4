"""A `when` cell in any of the ways of writing it, or in several."""

import pytest

from assetmap.domain.times.schedule_words import schedule_lines
from assetmap.exchange.schedule_reading import read_schedule

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
        "Closed on bank holidays",
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
}


@pytest.mark.parametrize(("text", "lines"), READ.items())
def test_a_cell_is_read_in_whichever_way_it_is_written(text: str, lines: list[str]) -> None:
    assert schedule_lines(read_schedule(text)) == lines


def test_a_night_that_begins_in_the_morning_is_never_a_rule() -> None:
    assert read_schedule("Sat 10:00-04:00").rules == ()
