"""Every time that something is on in a stretch of days: rules, less what the calendar takes away.

Moments are minutes on the clock on the wall: the day's number in the calendar (its ordinal) times
1,440, and the minutes since midnight. So they sort, and no change of the clocks moves them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from typing import NamedTuple

from assetmap.domain.times.borough_calendar import BoroughCalendar, DayState
from assetmap.domain.times.dated_changes import ChangeKind, DatedChange
from assetmap.domain.times.rules import Hours, OnDate, Rule
from assetmap.domain.times.schedule import LONDON, Schedule, Session
from assetmap.domain.times.schedule_text import read_clock_hours

DAY = 24 * 60  # minutes
LOOK_BACK, LOOK_AHEAD = 7, 400  # days around today in which dates are known: a yearly one is found
# Days within which the next of all that is weekly falls, of all that is monthly, and of the rest.
_AHEAD = (7, 35, LOOK_AHEAD)


class State(IntEnum):
    """How a session stands that a rule says is on."""

    ON = 0
    UNSURE = 1  # a bank holiday, and the listing does not say what it does then
    CANCELLED = 2  # shown until its day is over, as cancelled
    MOVED_AWAY = 3  # shown until its day is over, with where it went
    MOVED_HERE = 4


class Occurrence(NamedTuple):
    """One time: its start and end as moments, which of the schedule's rules and changes it is of
    (-1: no change), and the moment at which its rule alone would have begun it.
    """

    start: int
    end: int
    rule: int
    state: State
    change: int
    original: int

    @property
    def is_on(self) -> bool:
        """Whether people can go."""
        return self.state not in (State.CANCELLED, State.MOVED_AWAY)


def occurrences(
    schedule: Schedule,
    first: date,
    last: date,
    calendar: BoroughCalendar,
    venue: Schedule | None = None,
) -> list[Occurrence]:
    """The sessions that begin on a day from `first` to `last`, in order of their starts.

    `venue` is the schedule of the hub that its listing meets in.
    """
    found: list[Occurrence] = []
    for number, rule in enumerate(schedule.rules):
        at = calendar.venue_of(rule.details.at) if rule.details.at else venue
        found += _of_rule(schedule, number, rule, first, last, calendar, at)
        found += _moved_here(schedule, number, rule, first, last)
    return sorted(found)


def _of_rule(
    schedule: Schedule,
    number: int,
    rule: Rule,
    first: date,
    last: date,
    calendar: BoroughCalendar,
    venue: Schedule | None,
) -> Iterator[Occurrence]:
    terms, in_terms = calendar.terms, rule.details.in_terms
    is_fixed = isinstance(rule, OnDate)
    for on in rule.dates(first, last):
        change = _change_of(schedule, on, rule.hours.start) if schedule.changes else -1
        if change >= 0:
            yield from _changed(schedule.changes[change], change, number, rule, on)
            continue
        if on in schedule.closed:
            continue
        day = calendar.of_rule(schedule, venue, on)
        state, hours = State.ON, rule.hours
        # A date that was written down by itself is meant, whatever day it is.
        if day.state is DayState.OFF and not (is_fixed and not _venue_closed(calendar, venue, on)):
            continue
        if in_terms and not terms.is_on(on):
            continue
        if not is_fixed and day.state is DayState.UNSURE:
            state = State.UNSURE
        elif not is_fixed and day.state is DayState.HOLIDAY_HOURS:
            hours = read_clock_hours(schedule.bank_holidays) or hours
        yield _at(on, hours, number, state, -1, moment(on, rule.hours.start))


def _venue_closed(calendar: BoroughCalendar, venue: Schedule | None, on: date) -> bool:
    return venue is not None and bool(calendar.closing_of(venue, on))


def _changed(
    change: DatedChange, at: int, number: int, rule: Rule, on: date
) -> Iterator[Occurrence]:
    """What a change leaves of a session: nothing where all is closed, else it as it stands."""
    original = moment(on, rule.hours.start)
    if change.kind is ChangeKind.CANCELLED:
        yield _at(on, rule.hours, number, State.CANCELLED, at, original)
    elif change.kind is ChangeKind.OPEN:
        yield _at(on, rule.hours, number, State.ON, at, original)
    elif change.kind is ChangeKind.MOVED and (change.to or change.hours):
        yield _at(on, rule.hours, number, State.MOVED_AWAY, at, original)


def _moved_here(
    schedule: Schedule, number: int, rule: Rule, first: date, last: date
) -> Iterator[Occurrence]:
    for at, change in enumerate(schedule.changes):
        if change.kind is not ChangeKind.MOVED or not rule.falls_on(change.on):
            continue
        # Of several about one session only one holds: it is not in two places.
        if _change_of(schedule, change.on, rule.hours.start) != at:
            continue
        to = change.to or change.on
        if first <= to <= last:
            original = moment(change.on, rule.hours.start)
            yield _at(to, change.hours or rule.hours, number, State.MOVED_HERE, at, original)


def _change_of(schedule: Schedule, on: date, start: int) -> int:
    """Which change is about a session of that date and minute: one of its own before one of all."""
    found = -1
    for at, change in enumerate(schedule.changes):
        if change.is_about(on, start):
            if change.start == start:
                return at
            found = at if found < 0 else found
    return found


def _at(
    on: date, hours: Hours, number: int, state: State, change: int, original: int
) -> Occurrence:
    start = moment(on, hours.start)
    return Occurrence(start, start + hours.minutes, number, state, change, original)


def next_session(
    schedule: Schedule,
    now: datetime,
    calendar: BoroughCalendar,
    venue: Schedule | None = None,
) -> Session | None:
    """The session now on, or else the next one, within 400 days of `now` (aware)."""
    today = now.astimezone(LONDON).date()
    first = today - timedelta(days=1)
    for days in _AHEAD:
        last = today + timedelta(days=days)
        for each in occurrences(schedule, first, last, calendar, venue):
            if each.is_on and not _is_over(each, now):
                return session_of(schedule, each, calendar)
        first = last + timedelta(days=1)
    return None


def session_of(schedule: Schedule, each: Occurrence, calendar: BoroughCalendar) -> Session:
    """An occurrence as a session on the clock in London, with where it is if not as usual."""
    on = date.fromordinal(each.start // DAY)
    unsure = calendar.bank_holidays.name_of(on) if each.state is State.UNSURE else ""
    name = schedule.rules[each.rule].details.name
    start, end = moment_as_time(each.start), moment_as_time(each.end)
    return Session(start, end, place_of_its_own(schedule, each), unsure, name)


def place_of_its_own(schedule: Schedule, each: Occurrence) -> str:
    """Where an occurrence is, when not at its listing's own place: moved there, or always there."""
    change = schedule.changes[each.change] if each.change >= 0 else None
    is_moved = change is not None and change.kind is ChangeKind.MOVED
    is_there = is_moved and each.state is not State.MOVED_AWAY
    moved_to = change.at if change is not None and is_there else ""
    return moved_to or schedule.rules[each.rule].details.at


def moment(on: date, minutes: int = 0) -> int:
    """A day and the minutes since its midnight as one number that sorts."""
    return on.toordinal() * DAY + minutes


def moment_of(now: datetime) -> int:
    """An aware time as a moment on the clock in London."""
    there = now.astimezone(LONDON)
    return moment(there.date(), there.hour * 60 + there.minute)


def moment_as_time(at: int) -> datetime:
    """A moment as an aware time: worked out on the wall, so that nights stay right on which the
    clocks change.
    """
    on, minutes = date.fromordinal(at // DAY), at % DAY
    return datetime.combine(on, time(minutes // 60, minutes % 60), LONDON)


def _is_over(each: Occurrence, now: datetime) -> bool:
    # Within one zone Python compares clock faces, not moments.
    return moment_as_time(each.end).astimezone(UTC) <= now.astimezone(UTC)
