"""When a door or a telephone is open: its hours, less what the calendar takes away.

A dated exception with hours stands for all the hours of its day, also of a day that has none.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.dated_changes import ChangeKind
from assetmap.domain.times.occurrences import (
    DAY,
    LOOK_AHEAD,
    Occurrence,
    State,
    moment,
    moment_as_time,
    occurrences,
)
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import LONDON, Schedule

_SOON = 8  # days, within which what opens every week does


def openings(
    schedule: Schedule,
    rules: tuple[Rule, ...],
    first: date,
    last: date,
    calendar: BoroughCalendar,
    venue: Schedule | None = None,
) -> list[Occurrence]:
    """Each time that begins from `first` to `last` at which the door of some `rules` is open, in
    order. Its state is ON, or UNSURE on a bank holiday of which nothing is known.
    """
    doors = tuple(change for change in schedule.changes if not change.is_of_sessions)
    bare = replace(schedule, rules=rules, changes=doors, records=())
    set_by_date = {
        on: at
        for at, change in enumerate(doors)
        if change.kind is ChangeKind.OPEN and change.hours
        for on in change.dates
        if first <= on <= last
    }
    found = [
        each
        for each in occurrences(bare, first, last, calendar, venue)
        if date.fromordinal(each.start // DAY) not in set_by_date
    ]
    for on, at in set_by_date.items():
        hours = doors[at].hours
        if hours is not None and rules:
            start = moment(on, hours.start)
            found.append(Occurrence(start, start + hours.minutes, 0, State.ON, at, start))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a door stands at a moment.

    `until` is when it closes, if it is open, and `opens` when it opens next, if it is not; aware
    times. `closed_for` says why it is closed all of today, such as `Easter Monday`; `unsure` names
    the bank holiday on which it may be open and nobody has said.
    """

    is_open: bool = False
    until: datetime | None = None
    opens: datetime | None = None
    closed_for: str = ""
    unsure: str = ""


def opening_at(
    schedule: Schedule,
    rules: tuple[Rule, ...],
    now: datetime,
    calendar: BoroughCalendar,
    venue: Schedule | None = None,
) -> Opening | None:
    """How the door of some rules stands `now` (aware); None when it has no hours."""
    if not rules:
        return None
    today = now.astimezone(LONDON).date()
    yesterday, last = today - timedelta(days=1), today + timedelta(days=_SOON)
    found = openings(schedule, rules, yesterday, last, calendar, venue)
    for each in found:
        if each.state is State.ON and _begun(each, now) and not _over(each, now):
            return Opening(is_open=True, until=_end_of(each, found))
    holiday = calendar.bank_holidays.name_of(today)
    is_unsure = any(each.state is State.UNSURE and _is_on(each, today) for each in found)
    coming = next(
        (each for each in found if each.state is State.ON and not _begun(each, now)), None
    )
    if coming is None:
        far = today + timedelta(days=LOOK_AHEAD)
        later = openings(schedule, rules, last + timedelta(days=1), far, calendar, venue)
        coming = next((each for each in later if each.state is State.ON), None)
    return Opening(
        opens=moment_as_time(coming.start) if coming else None,
        closed_for=_why_closed(schedule, rules, calendar, venue, today),
        unsure=holiday if is_unsure else "",
    )


def _why_closed(
    schedule: Schedule,
    rules: tuple[Rule, ...],
    calendar: BoroughCalendar,
    venue: Schedule | None,
    today: date,
) -> str:
    """Why it is closed all of a day on which it is open by its rules; blank otherwise."""
    if not any(rule.falls_on(today) for rule in rules):
        return ""
    own = calendar.closing_of(schedule, today)
    return own or (calendar.closing_of(venue, today) if venue else "")


def _end_of(each: Occurrence, found: list[Occurrence]) -> datetime:
    """When it closes: one stretch that begins as another ends goes on, past midnight as well."""
    end = each.end
    for other in found:
        if other.state is State.ON and other.start <= end < other.end:
            end = other.end
    return moment_as_time(end)


def _begun(each: Occurrence, now: datetime) -> bool:
    return moment_as_time(each.start).astimezone(UTC) <= now.astimezone(UTC)


def _over(each: Occurrence, now: datetime) -> bool:
    return moment_as_time(each.end).astimezone(UTC) <= now.astimezone(UTC)


def _is_on(each: Occurrence, day: date) -> bool:
    return each.start // DAY == day.toordinal()
