"""Ids for series that stay while the series does, so that a calendar finds again what it holds.

A series is the same one when its line is the same; else when it is the only one left over on the
same weekdays; else by its place in the order. Whatever changes of it, or of the dates that differ,
counts one revision up.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from assetmap.domain.times.rules import OnDate, Rule
from assetmap.domain.times.schedule import Schedule, SeriesRecord

LONG_AGO = date(2024, 1, 1)  # a Monday, from which older series are reckoned


def with_records(before: Schedule | None, after: Schedule, today: date, now: datetime) -> Schedule:
    """The schedule with a record for each of its rules, those of `before` kept where they fit.

    `now` becomes the moment of the change; `today` the day that a new series is reckoned from.
    """
    old = [] if before is None else list(zip(before.rules, records_of(before), strict=True))
    left = dict(enumerate(after.rules))
    found: dict[int, SeriesRecord] = {}
    for is_same in (_same, _same_but_details, _same_days, _any):
        _match(old, left, found, is_same, now)
    differs = before is not None and _dates(before) != _dates(after)
    records = []
    for number in range(len(after.rules)):
        record = found.get(number)
        if record is None:
            record = SeriesRecord(secrets.token_hex(5), today, 0, now)
        elif differs and record.changed != now:
            record = replace(record, revision=record.revision + 1, changed=now)
        records.append(record)
    return replace(after, records=tuple(records))


def records_of(schedule: Schedule) -> tuple[SeriesRecord, ...]:
    """The records of its rules; of a listing that was kept before there were any, by position."""
    if len(schedule.records) == len(schedule.rules):
        return schedule.records
    return tuple(SeriesRecord(f"s{n}", LONG_AGO) for n in range(1, len(schedule.rules) + 1))


def _match(
    old: list[tuple[Rule, SeriesRecord]],
    left: dict[int, Rule],
    found: dict[int, SeriesRecord],
    is_same: Callable[[Rule, Rule], bool],
    now: datetime,
) -> None:
    for number, rule in list(left.items()):
        for at, (before, record) in enumerate(old):
            if is_same(before, rule):
                changed = before != rule
                found[number] = (
                    replace(record, revision=record.revision + 1, changed=now)
                    if changed
                    else record
                )
                del old[at], left[number]
                break


def _same(before: Rule, after: Rule) -> bool:
    return before == after


def _same_but_details(before: Rule, after: Rule) -> bool:
    return before.rrule == after.rrule and before.hours == after.hours and not _is_date(before)


def _same_days(before: Rule, after: Rule) -> bool:
    return before.weekdays == after.weekdays and _is_date(before) is _is_date(after)


def _any(before: Rule, after: Rule) -> bool:
    return _is_date(before) is _is_date(after)


def _is_date(rule: Rule) -> bool:
    return isinstance(rule, OnDate)


def _dates(schedule: Schedule) -> tuple[object, ...]:
    """What changes every series' dates: a calendar must see that it is a newer one."""
    return schedule.changes, schedule.closed, schedule.bank_holidays, schedule.terms
