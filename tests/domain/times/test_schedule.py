import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.occurrences import next_session
from assetmap.domain.times.rules import Hours, Monthly, OnDate, Rule, Weekly
from assetmap.domain.times.schedule import DAYS, LONDON, TIMES, Schedule, Session
from assetmap.domain.times.schedule_text import parse_schedule
from tests.domain.schedules import HOURS, MONTHLY, RULES, WEEKLY, sessions_on
from tests.properties import quick

SPRING = date(2026, 3, 29)  # at 01:00 the clocks go on to 02:00
AUTUMN = date(2026, 10, 25)  # at 02:00 the clocks go back to 01:00
NIGHTS = st.one_of(
    *(
        st.datetimes(
            datetime.combine(night - timedelta(days=1), datetime.min.time()),
            datetime.combine(night + timedelta(days=1), datetime.min.time()),
            timezones=st.just(UTC),
        )
        for night in (SPRING, AUTUMN)
    )
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


def london(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


def next_of(schedule: Schedule, now: datetime) -> Session | None:
    return next_session(schedule, now, BoroughCalendar())


def slots(*entries: str) -> set[str]:
    """The slots of a schedule in the notation, as `tue morning`."""
    bits = parse_schedule(entries).slots()
    names = [f"{day} {time}" for day in DAYS for time in TIMES]
    return {name for number, name in enumerate(names) if bits & 1 << number}


@pytest.mark.parametrize(("start", "end"), [(-1, 60), (1440, 60), (60, -1), (60, 1441)])
def test_hours_refuse_times_outside_the_day(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"^times run from 00:00 to 24:00$"):
        Hours(start, end)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [(600, 720, 120), (1320, 120, 240), (0, 1440, 1440), (0, 0, 1440), (600, 600, 1440)],
)
def test_hours_minutes_run_across_midnight(start: int, end: int, minutes: int) -> None:
    assert Hours(start, end).minutes == minutes


@quick
@given(MONTHLY, st.integers(2024, 2028), st.integers(1, 12))
def test_monthly_falls_on_the_nth_weekday_of_the_calendar(
    rule: Monthly, year: int, month: int
) -> None:
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    days = [week[rule.day] for week in weeks if week[rule.day].month == month]
    wanted = days[-1:] if rule.nth == -1 else days[rule.nth - 1 : rule.nth]
    assert [day for week in weeks for day in week if day in days and rule.falls_on(day)] == wanted


@quick
@given(st.lists(RULES, min_size=1, max_size=4), st.one_of(MOMENTS, NIGHTS))
def test_next_is_not_over_and_falls_on_a_rules_day_at_its_hours(
    rules: list[Rule], now: datetime
) -> None:
    session = next_of(Schedule(tuple(rules)), now)
    if session is None:
        assert all(isinstance(rule, OnDate) and rule.on <= now.date() for rule in rules)
        return
    assert session.end.astimezone(UTC) > now
    on = session.start.date()
    times = {(rule.hours.start, rule.hours.end % 1440) for rule in rules if rule.falls_on(on)}
    start, end = session.start, session.end
    assert (start.hour * 60 + start.minute, end.hour * 60 + end.minute) in times


@quick
@given(st.lists(RULES, min_size=1, max_size=4), st.one_of(MOMENTS, NIGHTS))
def test_next_is_the_same_whatever_zone_now_is_told_in(rules: list[Rule], now: datetime) -> None:
    schedule = Schedule(tuple(rules))
    assert next_of(schedule, now.astimezone(LONDON)) == next_of(schedule, now)


@quick
@given(st.lists(WEEKLY, min_size=1, max_size=3), MOMENTS)
def test_next_of_weekly_rules_is_found_by_looking_at_every_day(
    rules: list[Weekly], now: datetime
) -> None:
    schedule = Schedule(tuple(rules))
    today = now.astimezone(LONDON).date()
    every = [
        session
        for ahead in range(-1, 9)
        for session in sessions_on(schedule, today + timedelta(days=ahead))
        if session.end.astimezone(UTC) > now
    ]
    assert next_of(schedule, now) == min(every)


@pytest.mark.parametrize("night", [SPRING, AUTUMN])
def test_sessions_keep_their_clock_time_when_the_clocks_change(night: date) -> None:
    schedule = parse_schedule(["Sat 22:00-06:00", "Sun 10:00-12:00"])
    saturday = night - timedelta(days=1)
    over_night = Session(london(f"{saturday}T22:00"), london(f"{night}T06:00"))
    after = Session(london(f"{night}T10:00"), london(f"{night}T12:00"))
    assert next_of(schedule, london(f"{saturday}T12:00")) == over_night
    assert next_of(schedule, london(f"{night}T05:59")) == over_night
    assert next_of(schedule, london(f"{night}T06:00")) == after


@pytest.mark.parametrize(("night", "hours"), [(SPRING, 7), (AUTUMN, 9)])
def test_session_over_a_night_that_the_clocks_change_is_shorter_or_longer(
    night: date, hours: int
) -> None:
    saturday = night - timedelta(days=1)
    session = next_of(parse_schedule(["Sat 22:00-06:00"]), london(f"{saturday}T12:00"))
    assert session is not None
    lasted = session.end.astimezone(UTC) - session.start.astimezone(UTC)
    assert lasted == timedelta(hours=hours)


def test_next_does_not_bring_back_a_session_in_the_hour_that_comes_twice() -> None:
    schedule = parse_schedule(["Sun 00:30-01:15"])
    first, second = london(f"{AUTUMN}T01:10"), london(f"{AUTUMN}T01:10", fold=1)
    tonight = Session(london(f"{AUTUMN}T00:30"), london(f"{AUTUMN}T01:15"))
    assert next_of(schedule, first) == tonight
    assert next_of(schedule, second) == Session(
        london("2026-11-01T00:30"), london("2026-11-01T01:15")
    )


@pytest.mark.parametrize(
    ("entry", "now", "start", "end"),
    [
        ("Tue 10:00-12:00", "2026-03-16T09:00", "2026-03-17T10:00", "2026-03-17T12:00"),
        ("Tue 10:00-12:00", "2026-03-17T11:59", "2026-03-17T10:00", "2026-03-17T12:00"),
        ("Tue 10:00-12:00", "2026-03-17T12:00", "2026-03-24T10:00", "2026-03-24T12:00"),
        ("Fri 22:00-02:00", "2026-03-21T01:59", "2026-03-20T22:00", "2026-03-21T02:00"),
        ("Fri 22:00-02:00", "2026-03-21T02:00", "2026-03-27T22:00", "2026-03-28T02:00"),
        ("Fri 20:00-24:00", "2026-03-20T23:59", "2026-03-20T20:00", "2026-03-21T00:00"),
        ("Mon 00:00-24:00", "2026-03-16T09:00", "2026-03-16T00:00", "2026-03-17T00:00"),
        ("Mon 10:00-10:00", "2026-03-16T09:00", "2026-03-16T10:00", "2026-03-17T10:00"),
        ("Last Sun 10:00-12:00", "2026-03-16T09:00", "2026-03-29T10:00", "2026-03-29T12:00"),
        ("5th Mon 10:00-11:00", "2026-03-16T09:00", "2026-03-30T10:00", "2026-03-30T11:00"),
        ("1st Fri 14:00-16:00", "2026-12-31T09:00", "2027-01-01T14:00", "2027-01-01T16:00"),
        ("2026-12-25 12:00-14:00", "2026-03-16T09:00", "2026-12-25T12:00", "2026-12-25T14:00"),
    ],
)
def test_next_is_the_session_now_on_or_the_one_after(
    entry: str, now: str, start: str, end: str
) -> None:
    assert next_of(parse_schedule([entry]), london(now)) == Session(london(start), london(end))


def test_next_is_none_without_rules_or_after_the_last_date() -> None:
    now = london("2026-03-16T09:00")
    assert next_of(parse_schedule(["by appointment"]), now) is None
    assert next_of(parse_schedule(["2026-03-15 10:00-12:00"]), now) is None


def test_next_leaves_out_closed_dates() -> None:
    closed = [date(2026, 3, 17), date(2026, 3, 24)]
    schedule = parse_schedule(["Tue 10:00-12:00"], closed=closed)
    assert next_of(schedule, london("2026-03-16T09:00")) == Session(
        london("2026-03-31T10:00"), london("2026-03-31T12:00")
    )


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["Tue 10:00-12:00"], {"tue morning"}),
        (["Tue 10:00-12:30"], {"tue morning", "tue afternoon"}),
        (["Tue 10:00-12:29"], {"tue morning"}),
        (["Tue 09:00-21:00"], {"tue morning", "tue afternoon", "tue evening"}),
        (["Tue 10:00-10:15"], {"tue morning"}),
        (["Tue 11:45-12:15"], {"tue morning", "tue afternoon"}),
        (["Tue 11:31-12:29"], {"tue morning", "tue afternoon"}),
        (["Tue 11:50-12:15"], {"tue afternoon"}),
        (["Sun 22:00-02:00"], {"sun evening", "mon morning"}),
        (["Sun 23:45-00:15"], {"sun evening", "mon morning"}),
        (["Fri 20:00-24:00"], {"fri evening"}),
        (["1st Fri 14:00-16:00", "Mon 09:00-10:00"], {"fri afternoon", "mon morning"}),
        (["2026-03-17 18:00-20:00"], {"tue evening"}),
        (["by appointment"], set()),
        ([], set()),
    ],
)
def test_slots_are_the_days_and_times_that_hold_enough_of_a_session(
    entries: list[str], expected: set[str]
) -> None:
    assert slots(*entries) == expected


@quick
@given(st.integers(0, 6), HOURS)
def test_slots_hold_at_least_one_on_the_day_or_the_next(day: int, hours: Hours) -> None:
    bits = Schedule((Weekly(day, hours),)).slots()
    near = 0b111 << day * 3 | 0b111 << (day + 1) % 7 * 3
    assert bits
    assert bits & ~near == 0


def test_schedule_only_keeps_the_rules_of_the_slots_asked_for() -> None:
    schedule = parse_schedule(["Mon 09:00-12:00", "Tue 18:00-20:00", "1st Tue 10:00-12:00"])
    tuesday_evening = 1 << (1 * 3 + 2)
    assert schedule.only(tuesday_evening) == parse_schedule(["Tue 18:00-20:00"])
    assert schedule.only((1 << 21) - 1) == schedule


def test_only_keeps_the_rules_that_fall_in_a_slot_and_everything_else() -> None:
    closed = [date(2026, 3, 17)]
    schedule = parse_schedule(["Tue 10:00-12:30", "Fri 18:00-20:00", "ask"], "Term time", closed)
    afternoon = 1 << 1 * 3 + 1  # Tuesday
    assert schedule.only(afternoon) == parse_schedule(
        ["Tue 10:00-12:30", "ask"], "Term time", closed
    )
    assert schedule.only((1 << 21) - 1) == schedule
    assert schedule.only(0) == parse_schedule(["ask"], "Term time", closed)
