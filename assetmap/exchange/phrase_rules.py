"""The parts of a phrase about times as the schedules that it can mean."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from assetmap.domain.times.rules import (
    ByRule,
    EveryWeeks,
    Monthly,
    OnDate,
    Rule,
    SeriesDetails,
    Weekly,
)
from assetmap.domain.times.schedule import Schedule
from assetmap.exchange.opening_times import bank_holidays_apart, read_opening_times
from assetmap.exchange.phrase_parts import NotSure, PhraseParts

# A Monday from which is reckoned what does not say since when, and does not need to.
LONG_AGO = date(2024, 1, 1)


def phrase_schedules(parts: PhraseParts, today: date | None) -> tuple[Schedule, ...]:
    """Each schedule that the parts can mean, the likelier first. Raises NotSure."""
    if parts.month_days or parts.dates:
        return (_on_days(parts, today),)
    read = bank_holidays_apart(read_opening_times(parts.rest))
    if not read.rules:
        raise NotSure
    in_terms = bool(read.terms)
    try:
        choices = _choices(parts, read.rules, today)
        return tuple(
            replace(
                read, rules=tuple(_detailed(r, parts, today, in_terms) for r in rules), terms=""
            )
            for rules in choices
        )
    except ValueError as problem:
        raise NotSure(str(problem)) from None


def _on_days(parts: PhraseParts, today: date | None) -> Schedule:
    """On single dates, or on days of the month: what is left must be hours alone."""
    if parts.weeks or parts.nth or (parts.dates and (parts.begins or parts.until)):
        raise NotSure
    if parts.month_days and parts.dates:
        raise NotSure
    read = _hours_alone(parts)
    hours = [rule.hours for rule in read.rules]
    if parts.dates:
        details = SeriesDetails(at=parts.at)
        rules: list[Rule] = [OnDate(on, each, details) for on in parts.dates for each in hours]
    else:
        days = ",".join(str(day) for day in parts.month_days)
        begins = _begins(parts, None, today) or today or LONG_AGO
        details = SeriesDetails(begins, _until(parts, begins, today), at=parts.at)
        rules = [ByRule(f"FREQ=MONTHLY;BYMONTHDAY={days}", each, details) for each in hours]
    return replace(read, rules=tuple(rules))


def _hours_alone(parts: PhraseParts) -> Schedule:
    """What is left beside dates: hours, and at the most the weekday that several dates are on."""
    read = bank_holidays_apart(read_opening_times(f"Monday {parts.rest}"))
    day = 0
    if not read.rules and len(parts.dates) > 1:
        read = bank_holidays_apart(read_opening_times(parts.rest))
        day = parts.dates[0].weekday()
        if any(on.weekday() != day for on in parts.dates):
            raise NotSure
    if not read.rules or read.terms:
        raise NotSure
    if any(not isinstance(rule, Weekly) or rule.day != day for rule in read.rules):
        raise NotSure
    return read


def _choices(
    parts: PhraseParts, rules: tuple[Rule, ...], today: date | None
) -> list[tuple[Rule, ...]]:
    if not (parts.weeks or parts.nth):
        return [rules]
    if any(not isinstance(rule, Weekly) for rule in rules) or len({r.day for r in rules}) > 1:
        raise NotSure
    day = rules[0].day
    monthly = [tuple(Monthly(parts.nth, day, r.hours) for r in rules)] if parts.nth else []
    weeks = parts.weeks or parts.nth
    return [
        *monthly,
        *(
            tuple(EveryWeeks(weeks, day, r.hours, SeriesDetails(begins)) for r in rules)
            for begins in _starts(parts, day, weeks, today)
        ),
    ]


def _starts(parts: PhraseParts, day: int, weeks: int, today: date | None) -> Iterator[date]:
    """The first dates that something every so many weeks can have: its own, or all that differ."""
    if begins := _begins(parts, day, today):
        yield begins
        return
    since = today or LONG_AGO
    first = since + timedelta(days=(day - since.weekday()) % 7)
    for step in range(weeks):
        yield first + timedelta(weeks=step)


def _begins(parts: PhraseParts, day: int | None, today: date | None) -> date | None:
    if parts.begins is None:
        return None
    return parts.begins.nearest(today or parts.begins.days[0], day)


def _until(parts: PhraseParts, begins: date | None, today: date | None) -> date | None:
    if parts.for_weeks and begins:
        return begins + timedelta(weeks=parts.for_weeks - 1)
    if parts.until is None:
        return None
    return parts.until.after(begins or today or parts.until.days[0])


def _detailed(rule: Rule, parts: PhraseParts, today: date | None, in_terms: bool) -> Rule:
    begins = _begins(parts, rule.day, today) or rule.details.begins
    if parts.for_weeks and begins:  # so many times, from the first that there is
        first = begins + timedelta(days=(rule.day - begins.weekday()) % 7)
        until = _until(parts, first, today)
    else:
        until = _until(parts, begins if parts.begins else None, today)
    if until and begins and until < begins:
        if parts.begins is None:
            raise NotSure
        raise ValueError("The last day is before the first.")
    details = SeriesDetails(begins, until, in_terms, at=parts.at)
    made = replace(rule, details=details)
    if begins and until and not list(made.dates(begins, until)):
        raise ValueError("There is no date on which this would be.")
    return made
