"""What people write of days and times, each phrase with what it means, on Monday 16 March 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.times.rules import (
    ByRule,
    EveryWeeks,
    Hours,
    Monthly,
    OnDate,
    Rule,
    SeriesDetails,
    Weekly,
)
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import notation
from assetmap.domain.times.schedule_words import rule_lines
from assetmap.exchange.time_phrases import Certain, Either, Words, read_phrase
from tests.properties import quick

TODAY = date(2026, 3, 16)
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

CERTAIN: dict[str, list[str]] = {
    "Tuesday 10 - 12": ["Tue 10:00-12:00"],
    "1st & 3rd Tuesday 10-12": ["1st Tue 10:00-12:00", "3rd Tue 10:00-12:00"],
    "every other Monday 7-9pm from 5 January": ["Every 2 weeks Mon 19:00-21:00 from 2026-01-05"],
    "Tuesdays until 21 July 10-11.30": ["Tue 10:00-11:30 until 2026-07-21"],
    "Mondays in term time 1-3": ["Mon 13:00-15:00 in term time"],
    "1st Tuesday at St John’s Hall and 3rd Tuesday at the Library, 2-4pm": [
        "1st Tue 14:00-16:00 at St John's Hall",
        "3rd Tue 14:00-16:00 at the Library",
    ],
    "the 15th of every month 10-12": [
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-03-16"
    ],
    "On the 1st and 15th of each month, 10am-11am": [
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15 10:00-11:00 from 2026-03-16"
    ],
    "Sat 14 March 10am-1pm": ["2026-03-14 10:00-13:00"],
    "Saturday, 18 April 2026, 10am to 1pm": ["2026-04-18 10:00-13:00"],
    "Tuesday 14 April, 10-12": ["2026-04-14 10:00-12:00"],
    "April 14th, 2pm-4pm": ["2026-04-14 14:00-16:00"],
    "Saturdays 14 March and 11 April 10-12": ["2026-03-14 10:00-12:00", "2026-04-11 10:00-12:00"],
    "14 March, 18 April and 16 May, 10-12": [
        *("2026-03-14 10:00-12:00", "2026-04-18 10:00-12:00", "2026-05-16 10:00-12:00"),
    ],
    "fortnightly Tuesdays 2-4pm starting 17 March": [
        "Every 2 weeks Tue 14:00-16:00 from 2026-03-17"
    ],
    "every 3 weeks on Monday 10-12 from 2 March": ["Every 3 weeks Mon 10:00-12:00 from 2026-03-02"],
    "alternate Mondays, from 6 January, 10-12": ["Every 2 weeks Mon 10:00-12:00 from 2026-01-06"],
    "every 2nd Tuesday of the month 2pm - 4pm": ["2nd Tue 14:00-16:00"],
    "every first Saturday 10am-12": ["1st Sat 10:00-12:00"],
    "every 2nd and 4th Friday, 10am to 11.30am": ["2nd Fri 10:00-11:30", "4th Fri 10:00-11:30"],
    "Monthly on the last Sunday, 2-4pm": ["Last Sun 14:00-16:00"],
    "last Thursday of every month 10.30am-12.30pm": ["Last Thu 10:30-12:30"],
    "Second and fourth Wednesday 1.30-3.30": ["2nd Wed 13:30-15:30", "4th Wed 13:30-15:30"],
    "1st and 3rd Thurs of the month, 1–3pm": ["1st Thu 13:00-15:00", "3rd Thu 13:00-15:00"],
    "Wednesday evenings 7-9": ["Wed 19:00-21:00"],
    "Tuesday and Thursday evenings, 7pm to 9pm": ["Tue 19:00-21:00", "Thu 19:00-21:00"],
    "Tuesdays 10am-12 at the Library": ["Tue 10:00-12:00 at the Library"],
    "First Tuesday of each month at St Mary's Church Hall, 2pm to 4pm": [
        "1st Tue 14:00-16:00 at St Mary's Church Hall"
    ],
    "Weds 9.30am to 11.30am term time only, at Chadwell Library": [
        "Wed 09:30-11:30 in term time at Chadwell Library"
    ],
    "Thursdays 1pm-3pm (not in school holidays)": ["Thu 13:00-15:00 in term time"],
    "Thursdays in term time from 9.15am to 11am": ["Thu 09:15-11:00 in term time"],
    "Tuesdays at 10am-12 noon": ["Tue 10:00-12:00"],
    "We meet every Tuesday from 10am to 12 noon": ["Tue 10:00-12:00"],
    "Mondays 6 January to 24 March, 10-12": ["Mon 10:00-12:00 from 2026-01-06 until 2026-03-24"],
    "Tuesdays 1pm-2.30pm (14 April - 19 May 2026)": [
        "Tue 13:00-14:30 from 2026-04-14 until 2026-05-19"
    ],
    "Mondays 10am to 12pm starting 13 April for six weeks": [
        "Mon 10:00-12:00 from 2026-04-13 until 2026-05-18"
    ],
    "Thursdays 10-12, first session 2 April": ["Thu 10:00-12:00 from 2026-04-02"],
    "Mondays 10-12 until 20 July; Wednesdays 2-4pm": [
        "Mon 10:00-12:00 until 2026-07-20",
        "Wed 14:00-16:00",
    ],
    "Mon, Wed & Fri 10am-4pm": ["Mon 10:00-16:00", "Wed 10:00-16:00", "Fri 10:00-16:00"],
    "Saturdays 9am - 1pm, weekly": ["Sat 09:00-13:00"],
    "every day except Sunday 9-5": [f"{day} 09:00-17:00" for day in WEEK[:6]],
    "Mon to Thur 9am-5pm, Fri 9am-4.30pm": [
        *(f"{day} 09:00-17:00" for day in WEEK[:4]),
        "Fri 09:00-16:30",
    ],
    "7 days a week 8am-8pm": [f"{day} 08:00-20:00" for day in WEEK],
    "24 hours a day": [f"{day} 00:00-24:00" for day in WEEK],
    "Monday 2–4pm and 6–8pm": ["Mon 14:00-16:00", "Mon 18:00-20:00"],
    "10am to 12 noon on Tuesdays and 2pm to 4pm on Thursdays": [
        *("Tue 10:00-12:00", "Thu 14:00-16:00"),
    ],
}

# Each reading begins with the weeks that it can have, where nothing says which they are.
EITHER: dict[str, list[list[str]]] = {
    "every second Wednesday 2-4": [
        ["2nd Wed 14:00-16:00"],
        ["Every 2 weeks Wed 14:00-16:00 from 2026-03-18"],
        ["Every 2 weeks Wed 14:00-16:00 from 2026-03-25"],
    ],
    "every third Thursday 7pm-9pm": [
        ["3rd Thu 19:00-21:00"],
        ["Every 3 weeks Thu 19:00-21:00 from 2026-03-19"],
        ["Every 3 weeks Thu 19:00-21:00 from 2026-03-26"],
        ["Every 3 weeks Thu 19:00-21:00 from 2026-04-02"],
    ],
    "every second Monday 10-12 from 2 March": [
        ["2nd Mon 10:00-12:00 from 2026-03-02"],
        ["Every 2 weeks Mon 10:00-12:00 from 2026-03-02"],
    ],
    "alternate Thursdays 10-12": [
        ["Every 2 weeks Thu 10:00-12:00 from 2026-03-19"],
        ["Every 2 weeks Thu 10:00-12:00 from 2026-03-26"],
    ],
    "2-4pm every other Wednesday": [
        ["Every 2 weeks Wed 14:00-16:00 from 2026-03-18"],
        ["Every 2 weeks Wed 14:00-16:00 from 2026-03-25"],
    ],
    "Tue 10-12 fortnightly": [
        ["Every 2 weeks Tue 10:00-12:00 from 2026-03-17"],
        ["Every 2 weeks Tue 10:00-12:00 from 2026-03-24"],
    ],
    "Every fortnight on Tuesday, 10-12, at the Hub": [
        ["Every 2 weeks Tue 10:00-12:00 from 2026-03-17 at the Hub"],
        ["Every 2 weeks Tue 10:00-12:00 from 2026-03-24 at the Hub"],
    ],
    "Mondays 7-9": [["Mon 07:00-09:00"], ["Mon 19:00-21:00"]],
}

NO_END = "We do not know when it ends. With an end, such as 2pm to 3pm, people see the next date."
EACH_LINE = "Write each time on a line of its own."
WORDS: dict[str, str] = {
    "first Friday of the month, 2pm": NO_END,
    "We meet every Friday 2pm": NO_END,
    "Alternate Sundays at 3pm": NO_END,
    "Thursday 7.30pm": NO_END,
    "Alternate Fridays 10-12 and every Monday 2-4": EACH_LINE,
    "Tues 10-12 and 2-4 until 21 July": EACH_LINE,
    "Tuesday 6 January to 24 March 10-12": "",
    "Tuesdays 10-12, 14 April": "",
    "every other Monday and Tuesday 10-12": "",
    "every other day 10-12": "",
    "first Tuesday of every other month 10-12": "",
    "bi-weekly on Mondays 10-12": "",
    "Tuesdays 10-12 at various venues": "",
    "Every Tuesday, 6.30pm–8pm (except the first Tuesday of the month)": "",
    "2nd Saturday, 10am–1pm, except August": "",
    "Every Saturday in July 10-12": "",
    "Last working day of the month 10-12": "",
    "First Monday of the month (second if bank holiday) 2-4pm": "",
    "Various times, ring for details": "",
    "by appointment": "",
    "Wednesday mornings": "",
    "Sunday 10.30am, Wednesday 7.30pm": "",
    "Ring for times": "",
}

# Slips, and words that only look like what is understood.
MISTAKES: dict[str, str] = {
    "Tue 30 February 10-12": "There is no such date as “Tue 30 February”.",
    "Sun 14 March 10-12": "14 March 2026 is a Saturday.",
    "Mondays 10-12 from 20 July 2026 to 6 July 2026": "The last day is before the first.",
    "Tuesdays 10-12 from 16 March 2026 to 16 March 2026": (
        "There is no date on which this would be."
    ),
    "Fri 6.30-8pm (school years 7-9)": "",
    "Tuesdays 10-12 at the weekend": "",
}


def entries(reading: Certain) -> list[str]:
    return [notation(rule) for rule in reading.schedule.rules]


@pytest.mark.parametrize(("text", "expected"), CERTAIN.items())
def test_a_phrase_with_one_meaning(text: str, expected: list[str]) -> None:
    reading = read_phrase(text, TODAY)
    assert isinstance(reading, Certain)
    assert entries(reading) == expected
    assert reading.schedule.words == ()


@pytest.mark.parametrize(("text", "expected"), EITHER.items())
def test_a_phrase_with_several_meanings_gives_them_all(
    text: str, expected: list[list[str]]
) -> None:
    reading = read_phrase(text, TODAY)
    assert isinstance(reading, Either)
    assert [entries(each) for each in reading.readings] == expected


@pytest.mark.parametrize(("text", "hint"), (WORDS | MISTAKES).items())
def test_what_is_not_understood_whole_stays_words_and_says_what_would_help(
    text: str, hint: str
) -> None:
    assert read_phrase(text, TODAY) == Words(text, hint)


def test_of_what_listings_say_seven_in_ten_are_more_than_words_to_the_reader() -> None:
    understood = len(CERTAIN) + len(EITHER) + len(BANK_HOLIDAYS)
    assert understood + len(WORDS) >= 80
    assert understood / (understood + len(WORDS)) >= 0.7


BANK_HOLIDAYS = {
    "Thursdays 10-12 except bank holidays": (["Thu 10:00-12:00"], "closed"),
    "Weekdays 8.30am-5pm, closed bank holidays": (
        [f"{day} 08:30-17:00" for day in WEEK[:5]],
        "closed",
    ),
    "Sundays 10am-4pm including bank holidays": (["Sun 10:00-16:00"], "as usual"),
    "Mon 1-3pm, Sundays and bank holidays 10-4": (
        ["Mon 13:00-15:00", "Sun 10:00-16:00"],
        "10:00-16:00",
    ),
}


@pytest.mark.parametrize(("text", "expected"), BANK_HOLIDAYS.items())
def test_bank_holidays_are_kept_as_such(text: str, expected: tuple[list[str], str]) -> None:
    reading = read_phrase(text, TODAY)
    assert isinstance(reading, Certain)
    assert (entries(reading), reading.schedule.bank_holidays) == expected
    assert reading.schedule.words == ()


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("Tuesdays 2-4", ("We took “2-4” as 2pm to 4pm.",)),
        ("Tuesdays 2-4pm", ()),
        ("Tuesdays 14:00-16:00", ()),
        (
            "alternate Mondays, from 6 January, 10am-12",
            (
                "We took “6 January” as Tuesday 6 January 2026.",
                "We took Monday 12 January 2026 as the first.",
            ),
        ),
        ("Tuesdays 2-4pm until 21 July", ("We took “21 July” as Tuesday 21 July 2026.",)),
        ("Tuesdays 2-4pm until 21 July 2026", ()),
        ("18 April 10am-12", ("We took “18 April” as Saturday 18 April 2026.",)),
    ],
)
def test_what_is_taken_for_granted_is_said(text: str, assumed: tuple[str, ...]) -> None:
    reading = read_phrase(text, TODAY)
    assert isinstance(reading, Certain)
    assert reading.assumed == assumed


def test_without_a_day_today_no_year_and_no_weeks_are_guessed() -> None:
    assert isinstance(read_phrase("Tuesdays 2-4pm until 21 July"), Words)
    assert isinstance(read_phrase("Sat 14 March 10am-1pm"), Words)
    dated = read_phrase("Sat 14 March 2026 10am-1pm")
    assert isinstance(dated, Certain)
    assert entries(dated) == ["2026-03-14 10:00-13:00"]
    assert isinstance(read_phrase("alternate Thursdays 10-12"), Either)


@pytest.mark.parametrize(
    "entry",
    [
        "Tue 10:00-12:00",
        "Every 2 weeks Tue 10:00-12:00 from 2026-03-17 until 2026-07-21 in term time at The Annexe",
        'Tue 10:00-12:00 called "Surgery"',
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 10:00-12:00 from 2026-01-06",
        "2026-03-17 10:00-12:00",
    ],
)
def test_the_notation_is_read_as_itself(entry: str) -> None:
    reading = read_phrase(entry, TODAY)
    assert isinstance(reading, Certain)
    assert reading.schedule == Schedule(reading.schedule.rules)
    assert len(reading.schedule.rules) == 1


@pytest.mark.parametrize("text", CERTAIN)
def test_what_was_read_is_read_again_from_its_own_words(text: str) -> None:
    """A page draws hours in these words, and what comes back must be the same."""
    reading = read_phrase(text, TODAY)
    assert isinstance(reading, Certain)
    for rule in reading.schedule.rules:
        (line,) = rule_lines([rule])
        again = read_phrase(line, TODAY)
        if isinstance(rule, (EveryWeeks, ByRule)):  # since when is not in the words
            assert not isinstance(again, Words)
        else:
            assert again == Certain(Schedule((rule,)))


HALF_HOURS = st.integers(0, 47).map(lambda n: n * 30)
DETAILS = st.builds(
    SeriesDetails,
    begins=st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    until=st.none() | st.dates(date(2026, 7, 1), date(2027, 6, 30)),
    in_terms=st.booleans(),
    name=st.sampled_from(["", "Surgery", "Tuesday Club"]),
    at=st.sampled_from(["", "the Library", "St John's Hall, Grays", "Room 5", "the pub or so"]),
)
# An end at midnight is 24:00, which lasts as long as one at 00:00.
TIMES = st.builds(Hours, HALF_HOURS, st.integers(1, 48).map(lambda n: n * 30))
RULES = st.one_of(
    st.builds(Weekly, st.integers(0, 6), TIMES, DETAILS),
    st.builds(Monthly, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6), TIMES, DETAILS),
    st.builds(OnDate, st.dates(date(2026, 1, 1), date(2027, 12, 31)), TIMES),
)


@quick
@given(RULES)
def test_the_words_of_any_rule_are_read_as_that_rule_or_as_none(rule: Rule) -> None:
    (line,) = rule_lines([rule])
    reading = read_phrase(line, TODAY)
    if isinstance(reading, Certain):
        assert reading.schedule.rules == (rule,)


def test_a_very_long_text_is_words_at_once() -> None:
    text = "every second Wednesday at " * 4000
    assert read_phrase(text, TODAY) == Words(" ".join(text.split()))
