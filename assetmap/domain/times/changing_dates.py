"""Cancelling or moving one date of a series, and taking that back.

A date is known by the day and the minute at which its series alone would have it, wherever it was
moved to since.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.dated_changes import CHANGES_MOST, DatedChange
from assetmap.domain.times.occurrences import (
    DAY,
    LOOK_AHEAD,
    Occurrence,
    State,
    moment_of,
    occurrences,
    session_of,
)
from assetmap.domain.times.rules import Hours
from assetmap.domain.times.schedule import LONDON, Schedule, Session
from assetmap.domain.times.schedule_words import time_words

_LONGEST_MOVE = timedelta(days=LOOK_AHEAD)


class BadChange(ValueError):
    """A date cannot be changed like that: `part` is `on`, `starts`, `ends`, or blank for the whole;
    the message is a plain sentence.
    """

    def __init__(self, part: str, message: str) -> None:
        super().__init__(message)
        self.part = part


@dataclass(frozen=True, slots=True)
class ComingDate:
    """One date of the series with the number `rule`: the day and minute that its rule sets, how it
    stands, when and where it is (or would have been, if cancelled), and what differs, if anything.
    """

    rule: int
    on: date
    start: int
    state: State
    session: Session
    change: DatedChange | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether people would come in vain."""
        return self.state is State.CANCELLED

    @property
    def is_moved(self) -> bool:
        """Whether it is on another day, at another time or in another place than usual."""
        return self.state is State.MOVED_HERE


def coming_dates(
    schedule: Schedule,
    now: datetime,
    calendar: BoroughCalendar,
    venue: Schedule | None = None,
) -> list[ComingDate]:
    """The dates of all its series that are not over, within 400 days of `now` (aware), in order."""
    today = now.astimezone(LONDON).date()
    first, last = today - timedelta(days=1), today + timedelta(days=LOOK_AHEAD)
    at = moment_of(now)
    return [
        _coming(schedule, each, calendar)
        for each in occurrences(schedule, first, last, calendar, venue)
        if each.state is not State.MOVED_AWAY and each.end > at
    ]


def _coming(schedule: Schedule, each: Occurrence, calendar: BoroughCalendar) -> ComingDate:
    on, start = date.fromordinal(each.original // DAY), each.original % DAY
    change = schedule.changes[each.change] if each.change >= 0 else None
    session = session_of(schedule, each, calendar)
    return ComingDate(each.rule, on, start, each.state, session, change)


def with_change(schedule: Schedule, change: DatedChange) -> Schedule:
    """The schedule with one date cancelled or moved, in place of what was said of it before.

    Raises BadChange when it has more dates that differ than can be kept.
    """
    assert change.start is not None, "which session of the day is meant"
    others = _without(schedule, change.on, change.start)
    if len(others) >= CHANGES_MOST:
        raise BadChange("", f"No more than {CHANGES_MOST} dates can differ. Ring us, please.")
    changes = sorted((*others, change), key=lambda each: (each.on, str(each)))
    return replace(schedule, changes=tuple(changes))


def without_change(schedule: Schedule, on: date, start: int) -> Schedule:
    """The schedule with one date as its series has it: no longer cancelled or moved.

    What was said of every session of that day still holds for the others.
    """
    return replace(schedule, changes=tuple(_without(schedule, on, start)))


def _without(schedule: Schedule, on: date, start: int) -> list[DatedChange]:
    kept: list[DatedChange] = []
    for change in schedule.changes:
        if not change.is_of_sessions or not change.is_about(on, start):
            kept.append(change)
        elif change.start is None:
            kept += (replace(change, start=other) for other in _others(schedule, on, start))
    return kept


def _others(schedule: Schedule, on: date, start: int) -> Iterable[int]:
    """When the other sessions of a day begin."""
    starts = {rule.hours.start for rule in schedule.rules if rule.falls_on(on)}
    return sorted(starts - {start})


def check_cancelling(coming: ComingDate, now: datetime) -> None:
    """Raises BadChange when a date cannot be cancelled."""
    if coming.session.end.astimezone(LONDON) <= now.astimezone(LONDON):
        raise BadChange("", "That date has passed.")


def check_moving(
    schedule: Schedule,
    coming: ComingDate,
    change: DatedChange,
    now: datetime,
    calendar: BoroughCalendar,
    venue: Schedule | None = None,
) -> None:
    """Raises BadChange when a date cannot be moved as `change` says."""
    to = change.to or change.on
    hours = change.hours or schedule.rules[coming.rule].hours
    start = to.toordinal() * DAY + hours.start
    today = now.astimezone(LONDON).date()
    if to < today:
        raise BadChange("on", "That date has passed. Give today, or a day to come.")
    if start <= moment_of(now):
        raise BadChange("starts", "That time has passed. Give one that is still to come.")
    if to > today + _LONGEST_MOVE:
        raise BadChange("on", "Give a date within the next 12 months.")
    if clash := _clash(schedule, coming, start, hours, calendar, venue):
        raise BadChange("on", f"It is on that day at that time anyway, {clash}. Choose another.")
    if venue is not None and not change.at and (why := calendar.closing_of(venue, to)):
        closed = "" if why == "Closed" else f" ({why})"
        raise BadChange("on", f"The place is closed on that day{closed}. Choose another day.")


def _clash(
    schedule: Schedule,
    coming: ComingDate,
    start: int,
    hours: Hours,
    calendar: BoroughCalendar,
    venue: Schedule | None,
) -> str:
    """The times of another date of the same series, or of one like it, that a move falls onto."""
    day, end = date.fromordinal(start // DAY), start + hours.minutes
    own = schedule.rules[coming.rule].details
    original = coming.on.toordinal() * DAY + coming.start
    around = (day - timedelta(days=1), day + timedelta(days=1))
    for each in occurrences(schedule, *around, calendar, venue):
        other = schedule.rules[each.rule].details
        is_own = (each.rule, each.original) == (coming.rule, original)
        is_alike = (other.name, other.at) == (own.name, own.at)
        if is_own or not is_alike or not each.is_on:
            continue
        if each.start < end and start < each.end:
            return f"from {time_words(each.start % DAY)} to {time_words(each.end % DAY)}"
    return ""
