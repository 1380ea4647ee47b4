"""Every time that something is on: in which order what differs counts, and the traps of dates."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.occurrences import (
    State,
    moment,
    moment_as_time,
    moment_of,
    next_session,
    occurrences,
    session_of,
)
from assetmap.domain.times.schedule import LONDON, Schedule, Session
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms
from tests.domain.schedules import SERIES
from tests.properties import quick

EASTER = date(2026, 4, 6)  # a Monday, and in the holidays
MAY_DAY = date(2026, 5, 4)  # a Monday in term
TERMS = SchoolTerms(
    (
        SchoolTerm("2025 to 2026", date(2026, 1, 5), date(2026, 3, 27)),
        SchoolTerm("2025 to 2026", date(2026, 4, 13), date(2026, 7, 21)),
    )
)
ENGLAND = BankHolidays("england")
HUB = parse_schedule(["Mon 09:00-17:00"])


def calendar(hub: Schedule = HUB) -> BoroughCalendar:
    return BoroughCalendar(TERMS, ENGLAND, {"riverside hub": Venue(hub, "RM18 7AR")})


def schedule(*entries: str, changes: tuple[str, ...] = (), **parts: object) -> Schedule:
    read = parse_schedule(entries)
    return replace(read, changes=tuple(map(parse_change, changes)), **parts)  # type: ignore[arg-type]


def said_on(found: Schedule, on: date, hub: Schedule | None = None) -> str:
    """What there is on a day, as `10:00-12:00 on`."""
    return ", ".join(
        f"{moment_as_time(each.start):%H:%M}-{moment_as_time(each.end):%H:%M} {each.state.name}"
        for each in occurrences(found, on, on, calendar(hub or HUB), hub)
    )


ON, AT_TWO = "10:00-12:00 ON", "14:00-16:00 ON"
CLOSED_HUB = replace(HUB, closed=frozenset([MAY_DAY]))
HOLIDAY_HUB = replace(HUB, bank_holidays="closed")


@pytest.mark.parametrize(
    ("entries", "parts", "hub", "on", "said"),
    [
        # The rule alone.
        (["Mon 10:00-12:00"], {}, None, date(2026, 4, 27), ON),
        (["Mon 10:00-12:00"], {}, None, date(2026, 4, 28), ""),
        # School terms take away from the rule.
        (["Mon 10:00-12:00"], {"terms": "Term time only"}, None, date(2026, 3, 30), ""),
        (["Mon 10:00-12:00 in term time"], {}, None, date(2026, 3, 30), ""),
        (["Mon 10:00-12:00 in term time"], {}, None, date(2026, 4, 13), ON),
        (["Mon 10:00-12:00 in term time"], {}, None, date(2027, 1, 11), ""),  # not known yet
        # A bank holiday before terms.
        (["Mon 10:00-12:00"], {"bank_holidays": "closed"}, None, MAY_DAY, ""),
        (["Mon 10:00-12:00"], {"bank_holidays": "as usual"}, None, MAY_DAY, ON),
        (["Mon 10:00-12:00"], {"bank_holidays": "14:00-16:00"}, None, MAY_DAY, AT_TWO),
        (["Mon 10:00-12:00"], {}, None, MAY_DAY, "10:00-12:00 UNSURE"),
        (["Mon 10:00-12:00 in term time"], {"bank_holidays": "as usual"}, None, EASTER, ""),
        # The hub's closing before the bank holiday.
        (["Mon 10:00-12:00"], {"bank_holidays": "as usual"}, CLOSED_HUB, MAY_DAY, ""),
        (["Mon 10:00-12:00"], {"bank_holidays": "as usual"}, HOLIDAY_HUB, MAY_DAY, ""),
        (["Mon 10:00-12:00"], {}, HOLIDAY_HUB, date(2026, 4, 27), ON),
        # Its own dates before all.
        (["Mon 10:00-12:00"], {"changes": ("2026-05-04 open",)}, CLOSED_HUB, MAY_DAY, ON),
        (["Mon 10:00-12:00"], {"changes": ("2026-04-27 closed",)}, None, date(2026, 4, 27), ""),
        (["Mon 10:00-12:00"], {"closed": {date(2026, 4, 27)}}, None, date(2026, 4, 27), ""),
        (
            ["Mon 10:00-12:00"],
            {"changes": ("2026-04-27 cancelled: flood",)},
            None,
            date(2026, 4, 27),
            "10:00-12:00 CANCELLED",
        ),
        # A date that was written down by itself is meant, on a bank holiday and in the holidays.
        (["2026-05-04 10:00-12:00"], {"bank_holidays": "closed"}, None, MAY_DAY, ON),
        (["2026-05-04 10:00-12:00"], {}, CLOSED_HUB, MAY_DAY, ""),
        # One of two sessions of a day.
        (
            ["Mon 10:00-12:00", "Mon 14:00-16:00"],
            {"changes": ("2026-04-27 10:00 cancelled",)},
            None,
            date(2026, 4, 27),
            f"10:00-12:00 CANCELLED, {AT_TWO}",
        ),
        # Moved: struck where it was, and on where it went, even onto a day that is skipped.
        (
            ["Mon 10:00-12:00"],
            {
                "changes": ("2026-04-20 moved to 2026-04-27 14:00-16:00",),
                "closed": {date(2026, 4, 27)},
            },
            None,
            date(2026, 4, 27),
            "14:00-16:00 MOVED_HERE",
        ),
        (
            ["Mon 10:00-12:00"],
            {"changes": ("2026-04-20 moved to 2026-04-21",)},
            None,
            date(2026, 4, 20),
            "10:00-12:00 MOVED_AWAY",
        ),
        (["Mon 22:00-02:00"], {}, None, date(2026, 4, 27), "22:00-02:00 ON"),
        (["Mon 22:00-02:00"], {}, None, date(2026, 4, 28), ""),
    ],
)
def test_what_differs_counts_in_one_order(
    entries: list[str], parts: dict[str, object], hub: Schedule | None, on: date, said: str
) -> None:
    assert said_on(schedule(*entries, **parts), on, hub) == said  # type: ignore[arg-type]


def test_a_series_at_a_hub_of_its_own_goes_by_that_hub() -> None:
    found = schedule("Mon 10:00-12:00 at Riverside Hub", "Mon 14:00-15:00 at The Annexe")
    days = occurrences(found, MAY_DAY, MAY_DAY, calendar(CLOSED_HUB))
    assert [each.rule for each in days] == [1]


def test_both_boxing_days_are_bank_holidays() -> None:
    found = schedule("Sat 10:00-12:00", "Mon 10:00-12:00", bank_holidays="closed")
    last = date(2027, 1, 2)
    days = occurrences(found, date(2026, 12, 24), last, calendar())
    assert [date.fromordinal(each.start // 1440) for each in days] == [last]


def test_sessions_say_their_own_place_and_why_they_are_unsure() -> None:
    found = schedule(
        "Mon 10:00-12:00 at The Annexe", changes=("2026-05-11 moved to 2026-05-12 at Library",)
    )
    first, second, moved = [
        session_of(found, each, calendar())
        for each in occurrences(found, date(2026, 4, 27), date(2026, 5, 14), calendar())
        if each.is_on
    ]

    def session(on: str, at: str, unsure: str = "") -> Session:
        start = datetime.fromisoformat(f"{on}T10:00").replace(tzinfo=LONDON)
        return Session(start, start + timedelta(hours=2), at, unsure)

    assert first == session("2026-04-27", "The Annexe")
    assert second == session("2026-05-04", "The Annexe", "Early May bank holiday")
    assert moved == session("2026-05-12", "Library")


def test_next_session_passes_over_what_is_cancelled_and_finds_what_is_a_year_away() -> None:
    now = datetime(2026, 3, 16, 9, tzinfo=LONDON)
    found = schedule("Tue 10:00-12:00", changes=("2026-03-17 cancelled",))
    session = next_session(found, now, calendar())
    assert session is not None
    assert session.start.date() == date(2026, 3, 24)
    yearly = schedule("RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15 10:00-12:00 from 2025-03-15")
    session = next_session(yearly, now, calendar())
    assert session is not None
    assert session.start.date() == date(2027, 3, 15)
    over = schedule("Tue 10:00-12:00 until 2026-03-10")
    assert next_session(over, now, calendar()) is None


@quick
@given(st.lists(SERIES, min_size=1, max_size=3), st.dates(date(2026, 1, 1), date(2026, 6, 1)))
def test_without_a_calendar_they_are_the_dates_of_the_rules(rules: list, first: date) -> None:  # type: ignore[type-arg]
    last = first + timedelta(days=200)
    bare = [replace(r, details=replace(r.details, in_terms=False)) for r in rules]
    found = occurrences(Schedule(tuple(bare)), first, last, BoroughCalendar())
    expected = sorted(
        (moment(on, rule.hours.start), moment(on, rule.hours.start) + rule.hours.minutes, n)
        for n, rule in enumerate(bare)
        for on in rule.dates(first, last)
    )
    assert [(each.start, each.end, each.rule) for each in found] == expected
    assert {each.state for each in found} <= {State.ON}


def test_moments_are_on_the_wall() -> None:
    spring = datetime(2026, 3, 29, 0, 30, tzinfo=LONDON)
    assert moment_as_time(moment_of(spring)) == spring
    assert moment_of(spring + timedelta(hours=3)) - moment_of(spring) == 180


def test_of_two_changes_about_one_session_only_the_nearer_holds() -> None:
    club = schedule(
        "Tue 10:00-12:00",
        changes=("2026-03-17 moved to 2026-03-18", "2026-03-17 10:00 cancelled: no hall"),
    )
    found = occurrences(club, date(2026, 3, 16), date(2026, 3, 22), BoroughCalendar())
    assert [(each.start, each.state) for each in found] == [
        (moment(date(2026, 3, 17), 10 * 60), State.CANCELLED)
    ]
