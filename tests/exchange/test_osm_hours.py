"""OpenStreetMap's `opening_hours`: what becomes rules, and what words in plain English."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.times.rules import Hours, Monthly, Rule, Weekly
from assetmap.domain.times.schedule import DAYS, Schedule
from assetmap.domain.times.schedule_text import notation
from assetmap.domain.times.schedule_words import schedule_lines
from assetmap.domain.times.school_terms import goes_by_school_terms
from assetmap.exchange.osm_hours import plain_words, read_osm_hours
from tests.properties import quick

WEEKDAYS = "Monday to Friday, 9am to 5pm"

LINES = {
    "Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off": [
        *(WEEKDAYS, "Saturday, 10am to 12 noon", "Closed on bank holidays"),
    ],
    "Mo,We 10:00-12:00,13:00-15:00": [
        "Monday and Wednesday, 10am to 12 noon",
        "Monday and Wednesday, 1pm to 3pm",
    ],
    "24/7": ["Every day, 24 hours"],
    "24/7; PH off": ["Every day, 24 hours", "Closed on bank holidays"],
    "Tu[1] 10:00-12:00": ["First Tuesday of the month, 10am to 12 noon"],
    "Tu[1,3] 10:00-12:00; Fr[-1] 14:00-16:00": [
        "First Tuesday of the month, 10am to 12 noon",
        "Third Tuesday of the month, 10am to 12 noon",
        "Last Friday of the month, 2pm to 4pm",
    ],
    'Mo-Fr 09:00-17:00 || "by appointment"': [WEEKDAYS, "At other times: by appointment"],
    "Mon-Fri: 09:00-17:00; Sat closed": [WEEKDAYS],
    "Monday - Friday 9:00-17:00; PH closed": [WEEKDAYS, "Closed on bank holidays"],
    "Mo-Sa 08:00-18:00 | Su 10:00-16:00": [
        "Monday to Saturday, 8am to 6pm",
        "Sunday, 10am to 4pm",
    ],
    "Mo-Sa 08:00-18:00; Su,PH 10:00-16:00": [
        "Monday to Saturday, 8am to 6pm",
        "Sunday, 10am to 4pm",
        "Bank holidays: 10am to 4pm",
    ],
    "Fr 18:00-02:00; Sa 20:00-26:00": ["Friday, 6pm to 2am", "Saturday, 8pm to 2am"],
    # a later rule takes the place of an earlier one
    "Mo-Su 10:00-18:00; We off": [
        "Monday, Tuesday, Thursday, Friday, Saturday and Sunday, 10am to 6pm",
    ],
    "Mo-Fr 09:00-17:00; Fr 09:00-15:00": ["Monday to Thursday, 9am to 5pm", "Friday, 9am to 3pm"],
    "Mo-Fr 09:00-17:00, Fr 18:00-20:00": [WEEKDAYS, "Friday, 6pm to 8pm"],
    "Mo-Fr 09:00-17:00; Mo-Fr 12:00-13:00 off": [
        "Monday to Friday, 9am to 12 noon",
        "Monday to Friday, 1pm to 5pm",
    ],
    "Tu 10:00-12:00; Tu[1] off": [
        f"{nth} Tuesday of the month, 10am to 12 noon"
        for nth in ("Second", "Third", "Fourth", "Fifth")
    ],
    # a day or two in a year are told beside the rules
    "Mo-Fr 09:00-17:00; Dec 25-26 off": [WEEKDAYS, "Closed from 25 to 26 December"],
    "Mo-Fr 09:00-17:00; easter off": [WEEKDAYS, "Closed on Easter Sunday"],
    "Mo-Fr 09:00-17:00; Dec 24 09:00-12:00": [WEEKDAYS, "24 December: 9am to 12 noon"],
    # school holidays are told as terms
    "Mo-Fr 09:00-17:00; SH off": [WEEKDAYS, "Closed in the school holidays"],
    "Mo-Fr 09:00-17:00; SH 10:00-12:00": [
        WEEKDAYS,
        "Term time only; in the school holidays: every day, 10am to 12 noon",
    ],
    "Mo-Fr 09:00-17:00; SH Mo off": [
        WEEKDAYS,
        "Term time only; in the school holidays: closed on Monday",
    ],
    # words, on days that no rule is about
    "Jan-Mar Mo-Fr 10:00-12:00; Sa 10:00-12:00": [
        "Saturday, 10am to 12 noon",
        "January to March: Monday to Friday, 10am to 12 noon",
    ],
    'Mo-Fr 09:00-17:00; Sa 10:00-12:00 "by appointment; ring"': [
        WEEKDAYS,
        "Saturday, 10am to 12 noon (by appointment; ring)",
    ],
}

ONLY_WORDS = {
    "Apr-Sep: Mo-Fr 09:00-18:00; Oct-Mar: Mo-Fr 10:00-16:00": [
        "April to September: Monday to Friday, 9am to 6pm",
        "October to March: Monday to Friday, 10am to 4pm",
    ],
    "Mo-Su 10:00-18:00; Aug off": ["Every day, 10am to 6pm", "Closed in August"],
    "Mo-Su 10:00-18:00; Dec 10-Jan 20 off": [
        "Every day, 10am to 6pm",
        "Closed from 10 December to 20 January",
    ],
    "Mo-Su 10:00-18:00; Su sunrise-12:00": [
        "Every day, 10am to 6pm",
        "Sunday, sunrise to 12 noon",
    ],
    "sunrise-sunset": ["Sunrise to sunset"],
    "Mo-Su 08:00-(sunset+01:00)": ["Every day, 8am to 1 hour after sunset"],
    "Mo-Fr 10:00+": ["Monday to Friday, from 10am"],
    'Mo-Fr 09:00-17:00 "by appointment"': ["Monday to Friday, 9am to 5pm (by appointment)"],
    '"by appointment"': ["By appointment"],
    'Mo-Fr "by appointment"': ["Monday to Friday, by appointment"],
    "Mo-Fr": ["Monday to Friday"],
    "off": ["Closed"],
    "We off": ["Closed on Wednesday"],
    '24/7 closed "for repairs"': ["Closed (for repairs)"],
    "PH off": ["Closed on bank holidays"],
    "SH off": ["Closed in the school holidays"],
    "SH Mo-Fr 10:00-12:00": ["Monday to Friday in the school holidays, 10am to 12 noon"],
    "week 1-53/2 Fr 09:00-12:00": ["Odd weeks of the year: Friday, 9am to 12 noon"],
    "2026 May 04 off": ["Closed on 4 May 2026"],
    "Th 10:00-12:00; Th[-1] off": [
        "Thursday, 10am to 12 noon",
        "Closed on the last Thursday of the month",
    ],
    # the second time alone, as the notation says, or a slip for both?
    "Mo 09:00-12:00; Mo 14:00-17:00": ["Monday, 9am to 12 noon", "Monday, 2pm to 5pm"],
    "Mo 09:00-05:00": ["Monday, 9am to 5am"],  # a slip for 17:00, surely
}

NOT_IN_IT = [
    *(
        "",
        "9-5",
        "Mo-Fr 9-5",
        "ring first",
        "Winter & Su 10:00-16:00",
        "Mo[6] 10:00-11:00",
    ),
    *("Mo-Fr 09:00-17:00; perhaps", "Mo 25:99-26:00", "Sat 2:00-4:00", "10:00-12:00 Mo"),
]


@pytest.mark.parametrize(("text", "lines"), LINES.items())
def test_rules_and_what_stands_beside_them(text: str, lines: list[str]) -> None:
    schedule = read_osm_hours(text)
    assert schedule is not None
    assert (bool(schedule.rules), schedule_lines(schedule)) == (True, lines)


@pytest.mark.parametrize(("text", "lines"), ONLY_WORDS.items())
def test_what_no_rule_can_say_is_words_in_plain_english(text: str, lines: list[str]) -> None:
    assert read_osm_hours(text, every_day=True) == Schedule(words=tuple(lines))


@pytest.mark.parametrize("text", NOT_IN_IT)
def test_what_is_not_in_the_notation_is_not_read(text: str) -> None:
    assert read_osm_hours(text, every_day=True) is None


def test_hours_without_a_day_are_of_every_day_only_when_asked() -> None:
    assert read_osm_hours("06:00-21:00") is None
    found = read_osm_hours("06:00-21:00", every_day=True)
    assert found
    assert schedule_lines(found) == ["Every day, 6am to 9pm"]


@pytest.mark.parametrize("text", ["Mo 10:00-12:00; SH off", "Mo 10:00-12:00; SH 14:00-15:00"])
def test_school_holidays_count_as_terms(text: str) -> None:
    found = read_osm_hours(text)
    assert found
    assert goes_by_school_terms(found.terms)


def test_what_cannot_be_read_keeps_no_codes() -> None:
    assert plain_words("Mo-Fr 09:00-17:00; PH,SH off; Winter & Su 10-12") == (
        "Monday to Friday, 9am to 5pm",
        "Closed on bank holidays and school holidays",
        "Winter & Sunday 10-12",
    )
    assert plain_words("Ring us; or ask") == ("Ring us; or ask",)


CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CUTS = st.lists(st.integers(0, 288), min_size=2, max_size=6, unique=True).map(sorted)
_HOURS = _CUTS.map(
    lambda cuts: [
        Hours(a * 5, b * 5) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < 288
    ]
)
_PLACES = st.one_of(
    st.just([None]),
    st.just([-1]),
    st.lists(st.integers(1, 5), min_size=1, max_size=3, unique=True),
)
_WEEKS = st.dictionaries(st.integers(0, 6), st.tuples(_PLACES, _HOURS), min_size=1)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _written(day: int, places: list[int | None], hours: list[Hours]) -> str:
    """One day in the notation: `Tu[1,3] 10:00-12:00,13:00-15:00`."""
    nths = "" if places == [None] else f"[{','.join(map(str, places))}]"
    spans = ",".join(f"{_clock(each.start)}-{_clock(each.end)}" for each in hours)
    return f"{CODES[day]}{nths} {spans}"


@quick
@given(_WEEKS, st.sampled_from(["; ", ";", ", "]))
def test_every_week_that_is_written_reads_back(
    week: dict[int, tuple[list[int | None], list[Hours]]], joined_by: str
) -> None:
    rules: set[Rule] = {
        Weekly(day, hours) if nth is None else Monthly(nth, day, hours)
        for day, (places, several) in week.items()
        for nth in places
        for hours in several
    }
    text = joined_by.join(_written(day, *said) for day, said in week.items())
    found = read_osm_hours(f"{text}; PH off")
    assert found is not None
    all_weeks = {
        Weekly(rule.day, rule.hours)
        for rule in rules
        if isinstance(rule, Monthly) and len(week[rule.day][0]) == len(CODES) - 2
    }
    assert (set(found.rules), found.words) == (rules | all_weeks, ("Closed on bank holidays",))


@quick
@given(_WEEKS, st.sets(st.integers(0, 6)))
def test_days_that_are_off_are_never_open(
    week: dict[int, tuple[list[int | None], list[Hours]]], off: set[int]
) -> None:
    text = "; ".join(
        [
            *(_written(day, *said) for day, said in week.items() if said[0] != [-1]),
            *(f"{CODES[day]} off" for day in sorted(off)),
            "Mo-Su 00:00-00:30 off",
        ]
    )
    found = read_osm_hours(text)
    assert found is not None
    monday = date(2026, 3, 16)
    for on in (monday + timedelta(days=days) for days in range(70)):
        said = [rule.hours for rule in found.rules if rule.falls_on(on)]
        assert all(hours.start >= 30 for hours in said), notation(found.rules[0])
        assert not said or on.weekday() not in off, DAYS[on.weekday()]
