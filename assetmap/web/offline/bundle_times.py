"""When listings are on, as a phone works it out with no signal, by its own clock.

A phone knows the plain rules (every week, the second Tuesday of the month, a date, with their first
and last day), the bank holidays and the school terms. What it would get wrong with these alone is
worked out here and given as numbers of days, for FAR days: a phone asks hourly for a newer bundle
while it has a signal, so that two months are more than any goes without one.

An entry of `r` (sessions) or `op` (the door) is a rule in the notation of files. After it may stand
` -` and the days on which it is not on, or, of a rule that a phone does not know, ` +` and the only
days on which it is. Days are counted from 1 January 1970. What is on besides, such as a session
that was moved, is an entry of its own: a date.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from assetmap.domain.listings.ending import closes_on, ends_on
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.opening import opening_rules, session_venue
from assetmap.domain.listings.planned import late_words
from assetmap.domain.times.borough_calendar import CLOSED, BoroughCalendar
from assetmap.domain.times.dated_changes import ChangeKind
from assetmap.domain.times.occurrences import DAY, LOOK_AHEAD, Occurrence, State, occurrences
from assetmap.domain.times.opening_hours import openings
from assetmap.domain.times.rules import (
    ByRule,
    EveryWeeks,
    Hours,
    OnDate,
    Rule,
    SeriesDetails,
    Weekly,
)
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import notation
from assetmap.domain.times.school_terms import goes_by_school_terms, holiday_words

FAR = 60  # days
COUNTED = (EveryWeeks, ByRule)  # rules that a phone does not know
Days = tuple[date, date]  # the first and the last
_EPOCH = date(1970, 1, 1).toordinal()


def bank_holidays(calendar: BoroughCalendar, today: date) -> dict[str, str]:
    """The names of the bank holidays of as many days as dates are known ahead, by ISO date."""
    days = (today + timedelta(days=n) for n in range(-1, LOOK_AHEAD))
    return {on.isoformat(): name for on in days if (name := calendar.bank_holidays.name_of(on))}


def times_of(listing: Listing, calendar: BoroughCalendar, today: date) -> dict[str, Any]:
    """The keys of a listing that tell when it is on."""
    schedule = listing.schedule
    days = (today - timedelta(days=1), today + timedelta(days=FAR))
    sessions = list(_sessions(listing, calendar, days))
    end = ends_on(listing)
    return {
        "r": [entry for _, entry in sessions],
        "op": _door(listing, calendar, days, sessions),
        "oc": _closings(schedule, days),
        "bh": schedule.bank_holidays,
        "x": sorted(on.isoformat() for on in schedule.closed if on >= days[0]),
        "off": int(listing.status.is_off),
        "en": end.isoformat() if end else "",
        "ec": int(end is not None and end == closes_on(listing)),
        "pl": _late_opening(listing, today),
        "tt": _holiday_words(listing),
    }


def _holiday_words(listing: Listing) -> str:
    words = listing.schedule.terms
    if not goes_by_school_terms(words):
        return ""
    return holiday_words(words, has_phone=bool(listing.public.phone))


def _late_opening(listing: Listing, today: date) -> list[str]:
    """Of what is planned for a day to come: the day, and what is said once it has passed."""
    on = listing.opens_on
    is_to_come = listing.status is Status.PLANNED and on is not None and on >= today
    return [on.isoformat(), late_words(listing)] if on and is_to_come else []


def _sessions(
    listing: Listing, calendar: BoroughCalendar, days: Days
) -> Iterator[tuple[Rule, str]]:
    """Each entry of its sessions, with the rule that it is of."""
    schedule, venue = listing.schedule, session_venue(listing, calendar)
    found = occurrences(schedule, *days, calendar, venue)
    if any(isinstance(rule, COUNTED) for rule in schedule.rules):
        later = (days[1] + timedelta(days=1), days[0] + timedelta(days=LOOK_AHEAD))
        found += _first_of_each(occurrences(schedule, *later, calendar, venue))
    yield from _entries(schedule, found, calendar, days)


def _first_of_each(later: Iterable[Occurrence]) -> list[Occurrence]:
    """Of each rule the first time that it is on: what comes next is known on the last day too."""
    first: dict[int, Occurrence] = {}
    for each in later:
        if each.is_on:
            first.setdefault(each.rule, each)
    return list(first.values())


def _door(
    listing: Listing,
    calendar: BoroughCalendar,
    days: Days,
    sessions: list[tuple[Rule, str]],
) -> list[Any]:
    """The entries of its door; the places of those among its times that are its hours."""
    rules = opening_rules(listing)
    if listing.status is not Status.PUBLISHED or not rules:
        return []
    if not listing.schedule.opening:
        return [at for at, (rule, _) in enumerate(sessions) if rule in rules]
    venue = session_venue(listing, calendar)
    opened = openings(listing.schedule, rules, *days, calendar, venue)
    doors = tuple(each for each in listing.schedule.changes if not each.is_of_sessions)
    schedule = replace(listing.schedule, rules=rules, changes=doors, records=())
    return [entry for _, entry in _entries(schedule, opened, calendar, days)]


def _entries(
    schedule: Schedule,
    found: Iterable[Occurrence],
    calendar: BoroughCalendar,
    days: Days,
) -> Iterator[tuple[Rule, str]]:
    found = [each for each in found if each.is_on]
    for number, rule in enumerate(schedule.rules):
        own = [each for each in found if each.rule == number]
        plain = {_day(each) for each in own if _is_as_always(each, rule)}
        if entry := _entry(schedule, rule, plain, calendar, days):
            yield rule, entry
        for each in own:
            if not _is_as_always(each, rule):
                yield rule, _dated(schedule, rule, each)


def _is_as_always(each: Occurrence, rule: Rule) -> bool:
    """Whether a phone that is told its day knows the rest, a bank holiday's other hours too."""
    is_moved = each.state is State.MOVED_HERE
    return not is_moved and each.change < 0 and each.original % DAY == rule.hours.start


def _entry(
    schedule: Schedule,
    rule: Rule,
    plain: Collection[date],
    calendar: BoroughCalendar,
    days: Days,
) -> str:
    """A rule as a phone reads it; empty for a date on which it is not on."""
    written = notation(rule)
    if isinstance(rule, OnDate):
        is_off = days[0] <= rule.on <= days[1] and rule.on not in plain
        return "" if is_off or rule.on in schedule.closed else written
    if isinstance(rule, COUNTED):
        details = SeriesDetails(name=rule.details.name, at=rule.details.at)
        bare = Weekly(rule.day, rule.hours, details)
        return f"{notation(bare)} +{_numbers(plain)}"
    expected = {on for on in rule.dates(*days) if _is_expected(schedule, rule, on, calendar)}
    missing = expected - set(plain)
    return f"{written} -{_numbers(missing)}" if missing else written


def _is_expected(schedule: Schedule, rule: Rule, on: date, calendar: BoroughCalendar) -> bool:
    """Whether a phone would take it to be on, by what it knows."""
    if on in schedule.closed:
        return False
    by_terms = rule.details.in_terms or goes_by_school_terms(schedule.terms)
    if by_terms and not calendar.terms.is_on(on):
        return False
    return not (schedule.bank_holidays == CLOSED and calendar.bank_holidays.name_of(on))


def _dated(schedule: Schedule, rule: Rule, each: Occurrence) -> str:
    """One time that no rule tells of, as a date."""
    change = schedule.changes[each.change] if each.change >= 0 else None
    moved_to = change.at if change and change.kind is ChangeKind.MOVED else ""
    at = moved_to or rule.details.at
    hours = Hours(each.start % DAY, (each.end - 1) % DAY + 1)
    return notation(OnDate(_day(each), hours, SeriesDetails(name=rule.details.name, at=at)))


def _closings(schedule: Schedule, days: Days) -> dict[str, str]:
    """Why a door is closed on dates of its own, where it is said why."""
    return {
        on.isoformat(): change.why
        for change in schedule.changes
        if change.kind is ChangeKind.CLOSED and change.why
        for on in change.dates
        if days[0] <= on <= days[1]
    }


def _day(each: Occurrence) -> date:
    return date.fromordinal(each.start // DAY)


def _numbers(days: Iterable[date]) -> str:
    return ",".join(str(on.toordinal() - _EPOCH) for on in sorted(days))
