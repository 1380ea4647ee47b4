"""When a schedule comes to its end: every series has a last day or is a single date, and nothing
else says that it goes on.
"""

from datetime import date, timedelta

from assetmap.domain.times.dated_changes import ChangeKind, DatedChange
from assetmap.domain.times.rules import ByRule, OnDate, Rule
from assetmap.domain.times.schedule import Schedule

_YEAR = timedelta(days=400)  # longer than any rule but one of some years goes without a date
_LONGEST = timedelta(days=30 * 366)  # of a rule that counts its dates


def ends_on(schedule: Schedule) -> date | None:
    """The day on which the last of it ends; None for what goes on, or of which nobody can tell.

    Words may mean anything, and a door or a telephone with hours is open until somebody says
    otherwise. A session of the last day that runs past midnight ends on the day after.
    """
    if not schedule.rules or schedule.words or schedule.opening or schedule.phone:
        return None
    ends = [_end_of(rule) for rule in schedule.rules]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    days = [_over(end, rule) for end, rule in zip(known, schedule.rules, strict=True)]
    return max([*days, *(to for _, to in _moved(schedule))])


def last_date(schedule: Schedule) -> date | None:
    """The last day on which something began, cancelled dates left out; None as `ends_on`."""
    if ends_on(schedule) is None:
        return None
    moved = dict(_moved(schedule))
    found = list(moved.values())
    for rule in schedule.rules:
        days = [on for on in _last_year(rule) if _is_kept(schedule, rule, on)]
        found += days[-1:]
    return max(found, default=ends_on(schedule))


def _end_of(rule: Rule) -> date | None:
    """The last date of a rule; None of one that never ends."""
    if isinstance(rule, OnDate):
        return rule.on
    if rule.details.until is None and not (isinstance(rule, ByRule) and "COUNT=" in rule.rule):
        return None
    days = _last_year(rule)
    return days[-1] if days else rule.details.until


def _last_year(rule: Rule) -> list[date]:
    """The dates of the last year of a rule that ends, in order."""
    if isinstance(rule, OnDate):
        return [rule.on]
    begins, until = rule.details.begins, rule.details.until
    if until is None:
        assert begins is not None
        return list(rule.dates(begins, begins + _LONGEST))
    return list(rule.dates(until - _YEAR, until))


def _over(end: date, rule: Rule) -> date:
    is_late = rule.hours.start + rule.hours.minutes > 24 * 60
    return end + timedelta(days=1) if is_late else end


def _moved(schedule: Schedule) -> list[tuple[DatedChange, date]]:
    """The dates that were moved to another day, and to which."""
    return [
        (change, change.to)
        for change in schedule.changes
        if change.kind is ChangeKind.MOVED
        and change.to is not None
        and any(rule.falls_on(change.on) for rule in schedule.rules)
    ]


def _is_kept(schedule: Schedule, rule: Rule, on: date) -> bool:
    """Whether a date of a rule took place: neither cancelled, nor moved to another day."""
    if on in schedule.closed:
        return False
    return not any(
        change.kind is ChangeKind.CANCELLED or (change.kind is ChangeKind.MOVED and change.to)
        for change in schedule.changes
        if change.is_about(on, rule.hours.start)
    )
