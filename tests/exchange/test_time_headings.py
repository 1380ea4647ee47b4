import pytest

from assetmap.exchange.header_mapping import match_headings
from assetmap.exchange.time_headings import WeekHeading, read_week_heading

HEADINGS = {
    "Monday": WeekHeading((0,)),
    "Sun": WeekHeading((6,)),
    "We": WeekHeading((2,)),
    "Thurs": WeekHeading((3,)),
    "opening_hours_tuesday": WeekHeading((1,)),
    "Monday hours": WeekHeading((0,)),
    "Opening Hours - Saturday": WeekHeading((5,)),
    "OpeningHoursMonday": WeekHeading((0,)),
    "Mon open": WeekHeading((0,), is_start=True),
    "Mon close": WeekHeading((0,), is_end=True),
    "Monday Opening Time": WeekHeading((0,), is_start=True),
    "Monday Closing Time": WeekHeading((0,), is_end=True),
    "fri_from": WeekHeading((4,), is_start=True),
    "fri_to": WeekHeading((4,), is_end=True),
    "Monday opening times": WeekHeading((0,)),
    "Monday AM": WeekHeading((0,), part="morning"),
    "Tue afternoon": WeekHeading((1,), part="afternoon"),
    "Monday open 2": WeekHeading((0,), is_start=True, number="2"),
    "Mon-Fri": WeekHeading((0, 1, 2, 3, 4)),
    "Saturday to Sunday hours": WeekHeading((5, 6)),
    "Weekdays": WeekHeading((0, 1, 2, 3, 4)),
    "Weekend hours": WeekHeading((5, 6)),
    "Sat and Sun": WeekHeading((5, 6)),
    "Bank Holiday opening hours": WeekHeading((7,)),
}


@pytest.mark.parametrize(("heading", "expected"), HEADINGS.items())
def test_a_heading_says_which_day_it_is_about(heading: str, expected: WeekHeading) -> None:
    assert read_week_heading(heading) == expected


@pytest.mark.parametrize(
    "heading",
    ["name", "Monday Club", "Sun lounger", "we open", "Weekday", "Mon/Fri", "Opening hours", ""],
)
def test_other_headings_are_of_no_day(heading: str) -> None:
    assert read_week_heading(heading) is None


def test_all_of_them_are_read_as_when_in_other_peoples_files_alone() -> None:
    headings = ["name", "Mon open", "Mon close", "Sat-Sun", "Day", "Start", "OpeningHours", "Rota"]
    mapping = match_headings(headings)
    assert mapping.used == {
        "name": "name",
        **dict.fromkeys(
            ["Mon open", "Mon close", "Sat-Sun", "Day", "Start", "OpeningHours"], "when"
        ),
    }
    # what they say of bank holidays among the times has a field of its own
    assert (mapping.unused, mapping.fields) == (("Rota",), {"name", "when", "bank_holidays"})
    hours = {"name": "name", "OpeningHours": "opening_hours"}  # a column of our own
    assert match_headings(headings, own=True).used == hours
