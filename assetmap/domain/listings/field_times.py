"""How the fields about times are read from a listing, and written back."""

from dataclasses import replace
from datetime import date

from assetmap.domain.listings.field_values import one, several
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Value
from assetmap.domain.times.borough_calendar import AS_USUAL, CLOSED
from assetmap.domain.times.dated_changes import CHANGES_MOST, change_notation, parse_change
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule_text import (
    clock_hours,
    notation,
    parse_schedule,
    read_clock_hours,
    read_rule,
)


def read_when(listing: Listing) -> Value:
    """The times that a program reads, in their notation, then those in words."""
    return (*(notation(rule) for rule in listing.schedule.rules), *listing.schedule.words)


def write_when(listing: Listing, value: Value) -> Listing:
    """The listing with other times, its terms and closed days as they were."""
    read = parse_schedule(several(value))
    schedule = replace(listing.schedule, rules=read.rules, words=read.words, records=())
    return replace(listing, schedule=schedule)


def write_terms(listing: Listing, value: Value) -> Listing:
    """The listing with other words about terms and dates."""
    return replace(listing, schedule=replace(listing.schedule, terms=one(value)))


def read_closed(listing: Listing) -> Value:
    """The days on which it is closed as ISO dates, in order."""
    return tuple(on.isoformat() for on in sorted(listing.schedule.closed))


def write_closed(listing: Listing, value: Value) -> Listing:
    """The listing with other days on which it is closed."""
    try:
        closed = frozenset(date.fromisoformat(part) for part in several(value))
    except ValueError:
        raise ValueError("Write each day as year-month-day, such as 2026-12-25.") from None
    return replace(listing, schedule=replace(listing.schedule, closed=closed))


def read_opening(listing: Listing) -> Value:
    """The hours of its door in the notation."""
    return tuple(notation(rule) for rule in listing.schedule.opening)


def write_opening(listing: Listing, value: Value) -> Listing:
    """The listing with other hours of its door. Raises ValueError with a plain sentence."""
    return replace(listing, schedule=replace(listing.schedule, opening=_hours_rules(value)))


def read_phone_hours(listing: Listing) -> Value:
    """The hours in which somebody answers the telephone, in the notation."""
    return tuple(notation(rule) for rule in listing.schedule.phone)


def write_phone_hours(listing: Listing, value: Value) -> Listing:
    """The listing with other hours of its telephone. Raises ValueError with a plain sentence."""
    return replace(listing, schedule=replace(listing.schedule, phone=_hours_rules(value)))


def _hours_rules(value: Value) -> tuple[Rule, ...]:
    rules = []
    for entry in several(value):
        rule = read_rule(entry)
        if rule is None:
            raise ValueError(f"Write “{entry[:60]}” as a day and times, such as Mon 09:00-17:00.")
        rules.append(rule)
    return tuple(rules)


def write_bank_holidays(listing: Listing, value: Value) -> Listing:
    """The listing with another word on bank holidays. Raises ValueError with a plain sentence."""
    said = " ".join(one(value).lower().replace("-", " ").split())
    if said in ("", CLOSED, AS_USUAL):
        return replace(listing, schedule=replace(listing.schedule, bank_holidays=said))
    hours = read_clock_hours(one(value))
    if hours is None:
        raise ValueError("Say closed, as usual, or the times, such as 10:00-14:00.")
    return replace(listing, schedule=replace(listing.schedule, bank_holidays=clock_hours(hours)))


def read_changes(listing: Listing) -> Value:
    """The dates that differ, each in the notation, in order."""
    return tuple(change_notation(change) for change in listing.schedule.changes)


def write_changes(listing: Listing, value: Value) -> Listing:
    """The listing with other dates that differ. Raises ValueError with a plain sentence."""
    entries = several(value)
    if len(entries) > CHANGES_MOST:
        raise ValueError(f"Give at most {CHANGES_MOST} dates that differ.")
    changes = sorted(
        {parse_change(entry) for entry in entries}, key=lambda each: (each.on, str(each))
    )
    return replace(listing, schedule=replace(listing.schedule, changes=tuple(changes)))
