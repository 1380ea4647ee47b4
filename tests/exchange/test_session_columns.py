"""Columns of day, start, end and frequency, as `when`."""

import pytest

from assetmap.exchange.header_mapping import match_headings, row_texts
from assetmap.exchange.session_columns import session_columns

MONDAY = "Monday, 10am to 12 noon"


def read(heading: str, row: str) -> tuple[dict[str, str], list[str]]:
    """The texts of a row whose headings and cells stand between bars, and its notes."""
    notes: list[str] = []
    headings = match_headings(heading.split("|"))
    texts = row_texts(headings, row.split("|"), notes, own=False)
    return session_columns(texts, notes), notes


DAY_START_END = [
    ("Monday|10:00|12:00", "Mon 10:00-12:00"),
    ("Tue|9am|5pm", "Tue 09:00-17:00"),
    ("Mon, Wed|10|12", "Mon 10:00-12:00; Wed 10:00-12:00"),
    ("Weekends|09:00:00|17:00:00", "Sat 09:00-17:00; Sun 09:00-17:00"),
    ("1st & 3rd Tues|10am|12noon", "1st Tue 10:00-12:00; 3rd Tue 10:00-12:00"),
    ("Monday|10am-12pm|", "Mon 10:00-12:00"),
    ("Monday|10:00|", "Monday, from 10:00"),
    ("Monday||", "Monday"),
    ("|10:00|12:00", "10am to 12 noon"),
    ("Someday|10:00|12:00", "Someday, 10am to 12 noon"),
    ("Wed|7|9", "Wednesday, 7 - 9"),  # morning or evening?
]


@pytest.mark.parametrize(
    "headings",
    [
        "Day|Start|End",
        "Day of week|Start time|Finish time",
        "scheduled_weekday|schedules_opens_at|schedules_closes_at",
        "weekday|From|To",
        "day|arrival|departure",
    ],
)
@pytest.mark.parametrize(("row", "when"), DAY_START_END)
def test_a_day_with_its_start_and_end(headings: str, row: str, when: str) -> None:
    assert read(headings, row) == ({"when": when}, [])


FREQUENCIES = [
    ("Weekly", "Mon 10:00-12:00"),
    ("FREQ=WEEKLY", "Mon 10:00-12:00"),
    ("FREQ=WEEKLY;BYDAY=TU,WE", "Tue 10:00-12:00; Wed 10:00-12:00"),
    ("RRULE:FREQ=MONTHLY;BYDAY=-1MO", "Last Mon 10:00-12:00"),
    # where which weeks is not said, it is words, and never every week
    ("FREQ=WEEKLY;INTERVAL=3", "Every 3 weeks on Monday, 10am to 12 noon"),
    ("Fortnightly", "Every 2 weeks on Monday, 10am to 12 noon"),
    ("Monthly", "Every month on Monday, 10am to 12 noon"),
    ("FREQ=MONTHLY", "Every month on Monday, 10am to 12 noon"),
    ("FREQ=WEEKLY;UNTIL=20260601", "Mon 10:00-12:00 until 2026-06-01"),
    ("FREQ=WEEKLY;COUNT=6", f"{MONDAY}, 6 times"),
    ("FREQ=YEARLY", "Every year on Monday, 10am to 12 noon"),
    ("FREQ=HOURLY", f"Ask which weeks: {MONDAY}"),
    ("now and then", f"Now and then: {MONDAY}"),
]


@pytest.mark.parametrize(("frequency", "when"), FREQUENCIES)
def test_how_often_it_is(frequency: str, when: str) -> None:
    row = f"Monday|10:00|12:00|{frequency}"
    assert read("Day|Start|End|Frequency", row) == ({"when": when}, [])


def test_terms_are_kept_as_terms() -> None:
    found, _ = read("Day|Start|End|Frequency", "Monday|10:00|12:00|Weekly in term time")
    assert found == {"when": "Mon 10:00-12:00", "terms": "In term time"}


MOBILE = "day|arrival|departure|frequency|start|end|exceptions"


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        (
            "Monday|09:20|09:50|FREQ=WEEKLY;INTERVAL=3|2019-10-14||",
            {"when": "Every 3 weeks Mon 09:20-09:50 from 2019-10-14"},
        ),
        (
            "Monday|09:20|09:50|FREQ=WEEKLY|2019-10-14||2026-12-28, 2027-01-04",
            {
                "when": "Mon 09:20-09:50 from 2019-10-14",
                "closed_dates": "2026-12-28; 2027-01-04",
            },
        ),
        (
            "Monday|09:20|09:50|FREQ=WEEKLY|2019-10-14|2026-06-01|",
            {"when": "Mon 09:20-09:50 from 2019-10-14 until 2026-06-01"},
        ),
        (
            "Monday|09:20|09:50|Fortnightly|2019-10-14|2026-06-01|",
            {"when": "Every 2 weeks Mon 09:20-09:50 from 2019-10-14 until 2026-06-01"},
        ),
        (
            "|09:20|09:50|FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE|2019-10-14||",
            {
                "when": r"RRULE:FREQ=WEEKLY\;INTERVAL=2\;BYDAY=MO,WE 09:20-09:50 from 2019-10-14",
            },
        ),
        (
            "Monday|09:20|09:50|FREQ=WEEKLY;COUNT=6|2026-03-16||",
            {"when": r"RRULE:FREQ=WEEKLY\;COUNT=6\;BYDAY=MO 09:20-09:50 from 2026-03-16"},
        ),
        (  # the last date comes before the first: words, as they stand
            "Monday|09:20|09:50|FREQ=WEEKLY|2026-06-01|2026-03-16|",
            {"when": "Monday, 9:20am to 9:50am, from 1 June 2026, until 16 March 2026"},
        ),
        (
            "Monday|09:20|09:50|FREQ=WEEKLY|||August",
            {"when": "Monday, 9:20am to 9:50am, except August"},
        ),
        (
            "|09:20|09:50|FREQ=WEEKLY|2019-10-14||",  # the rule's day is that of its first date
            {"when": "Mon 09:20-09:50 from 2019-10-14"},
        ),
    ],
)
def test_dates_are_told_from_times_by_what_they_look_like(row: str, texts: dict[str, str]) -> None:
    assert read(MOBILE, row) == (texts, [])


@pytest.mark.parametrize(
    ("headings", "row", "when"),
    [
        ("Date|Start|End", "17/03/2026|10:00|12:00", "2026-03-17 10:00-12:00"),
        ("Date|Time", "Tuesday 17 March 2026|10am - 12 noon", "2026-03-17 10:00-12:00"),
        ("start|end", "2026-03-17T10:00|2026-03-17T12:00", "2026-03-17 10:00-12:00"),
        ("start|end", "2026-07-17T09:00:00Z|2026-07-17T11:00:00Z", "2026-07-17 10:00-12:00"),
        (
            "Date|Frequency|Start|End",
            "17/03/2026|Weekly|10:00|12:00",
            "Tue 10:00-12:00 from 2026-03-17",
        ),
    ],
)
def test_one_date(headings: str, row: str, when: str) -> None:
    assert read(headings, row) == ({"when": when}, [])


@pytest.mark.parametrize(
    ("headings", "row", "when", "notes"),
    [
        ("Time", "Mon 10-12", "Mon 10-12", []),
        ("Day|Time", "Mon & Thu|10am - 12", "Mon 10:00-12:00; Thu 10:00-12:00", []),
        ("when|Start|End", "Tuesday|10:00|12:00", "Tue 10:00-12:00", []),
        ("when|Day", "10am-12pm|Tuesday", "Tue 10:00-12:00", []),
        ("when|Start|End", "By appointment|10:00|12:00", "10am to 12 noon; By appointment", []),
        ("when|Frequency", "Tue 10:00-12:00|Weekly", "Tue 10:00-12:00", []),
        (
            "when|Frequency",
            "Tue 10:00-12:00|Fortnightly",
            "Every 2 weeks: Tuesday, 10am to 12 noon",
            [],
        ),
        (
            "when|Frequency|Start date",
            "Tue 10:00-12:00|Fortnightly|17/03/2026",
            "Every 2 weeks Tue 10:00-12:00 from 2026-03-17",
            [],
        ),
        (
            "when",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 10:00-12:00 from 2026-01-06",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 10:00-12:00 from 2026-01-06",
            [],
        ),
        (
            "when|Start|End",
            "Tue 10:00-12:00|10:00|13:00",
            "Tue 10:00-12:00",
            ["Other columns say “10am to 1pm”; we left it out."],
        ),
        (
            "when|Day",
            "Tue 10:00-12:00|Wednesday",
            "Tue 10:00-12:00",
            ["Other columns say “Wednesday”; we left it out."],
        ),
    ],
)
def test_other_columns_complete_when_and_never_contradict_it_in_silence(
    headings: str, row: str, when: str, notes: list[str]
) -> None:
    assert read(headings, row) == ({"when": when}, notes)


def test_figures_that_may_be_ages_are_no_times() -> None:
    assert read("From|To", "5|11") == (
        {},
        [
            "“5” is neither a time nor a date, so we left it out.",
            "“11” is neither a time nor a date, so we left it out.",
        ],
    )


def test_a_date_alone_may_be_of_anything() -> None:
    note = "A date without a day or a time (17 March 2026) was left out."
    assert read("Date", "17/03/2026") == ({}, [note])
    assert read("when|Start date", "ask|17/03/2026") == ({"when": "ask"}, [note])
