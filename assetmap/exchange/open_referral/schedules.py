"""When a service is on, in the pieces of iCalendar (RFC 5545) that the standard has.

Times are those of the clock on the wall in Europe/London, without a zone: 10:00 stays 10:00 in
summer. What cannot be said in those pieces goes out in words alone, never as a rule that is nearly
right. Where a single series of a listing is, is told only where the place of the listing is.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.times.dated_changes import DatedChange
from assetmap.domain.times.rules import WEEKDAYS_OF_RRULE, ByRule, EveryWeeks, OnDate, Rule
from assetmap.domain.times.schedule_text import notation
from assetmap.domain.times.schedule_words import (
    bank_holiday_words,
    change_words,
    full_date,
    rule_lines,
)
from assetmap.domain.times.series_records import records_of
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.filled import Record, filled
from assetmap.exchange.open_referral.location import has_location

_SAID = frozenset(("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT"))
_LOOK_FOR_FIRST = timedelta(days=9 * 366)  # a leap day comes within eight years, as in the rules


def schedules_of(listing: PublicListing, feed: Feed) -> list[Record]:
    """The series of a service, the hours of its door, and what is only known in words."""
    shown = listing.shown
    service_id = feed.id_of("service", listing.id)
    here = feed.id_of("service_at_location", listing.id) if has_location(listing) else ""
    notes = " ".join(_notes(listing, feed.today))
    records = [
        filled(
            {
                "id": feed.id_of("schedule", listing.id, *key),
                "service_id": service_id,
                "service_at_location_id": "" if is_elsewhere else here,
                **record,
                "notes": notes,
            }
        )
        for key, record, is_elsewhere in _each(listing)
    ]
    if notes and not records:
        return [
            {
                "id": feed.id_of("schedule", shown.id, "notes"),
                "service_id": service_id,
                "description": notes,
            }
        ]
    return records


def _each(listing: PublicListing) -> Iterator[tuple[tuple[str, str], Record, bool]]:
    """For each schedule what its identifier is made of, what it says apart from what they share,
    and whether it is at a place of its own.
    """
    schedule = listing.shown.schedule
    for rule, series in zip(schedule.rules, records_of(schedule), strict=True):
        yield ("series", series.id), _of_rule(rule, listing), bool(rule.details.at)
    for rule in dict.fromkeys(schedule.opening):
        record = _of_rule(rule, listing)
        record["description"] = f"Open: {record['description']}"
        yield ("opening", notation(rule)), record, False
    for words in dict.fromkeys(schedule.words):
        yield ("words", words), {"description": words}, False


def _of_rule(rule: Rule, listing: PublicListing) -> Record:
    shown = rule if _tells_place(listing) else _without_place(rule)
    record: Record = {"description": next(iter(rule_lines((shown,))))}
    repeated = _repeated(rule)
    if repeated is None:
        return record
    return {
        **record,
        **repeated,
        "opens_at": _clock(rule.hours.start),
        "closes_at": _clock(rule.hours.end),
    }


def _repeated(rule: Rule) -> Record | None:
    """On which days it is, in the standard's pieces; None where they cannot say it."""
    if isinstance(rule, OnDate):
        on = rule.on.isoformat()
        return {"valid_from": on, "valid_to": on, "dtstart": on}
    parts = dict(part.split("=", 1) for part in rule.rrule.split(";"))
    if parts["FREQ"] == "DAILY" and set(parts) <= {"FREQ", "COUNT"}:
        parts |= {"FREQ": "WEEKLY", "BYDAY": ",".join(WEEKDAYS_OF_RRULE)}
    if parts["FREQ"] not in ("WEEKLY", "MONTHLY") or not set(parts) <= _SAID:
        return None
    first, begins = _first(rule), rule.details.begins
    if parts["FREQ"] == "WEEKLY" and "BYDAY" not in parts:
        parts["BYDAY"] = WEEKDAYS_OF_RRULE[rule.day]
    if parts["FREQ"] == "MONTHLY" and not {"BYDAY", "BYMONTHDAY"} & set(parts) and begins:
        parts["BYMONTHDAY"] = str(begins.day)
    last = _last(rule, first) if "COUNT" in parts else rule.details.until
    return {
        "valid_from": begins.isoformat() if begins else None,
        "valid_to": last.isoformat() if last else None,
        "dtstart": first.isoformat() if first else None,
        "freq": parts["FREQ"],
        "interval": int(parts.get("INTERVAL", 1)),
        "byday": parts.get("BYDAY"),
        "bymonthday": parts.get("BYMONTHDAY"),
    }


def _first(rule: Rule) -> date | None:
    """The first date of one that says from when it is: what its weeks are counted from."""
    begins = rule.details.begins
    if begins is None:
        return None
    if isinstance(rule, EveryWeeks):
        return rule.first_date
    return next(iter(rule.dates(begins, begins + _LOOK_FOR_FIRST)), None)


def _last(rule: Rule, first: date | None) -> date | None:
    """The last date of one that is so many times: the standard has no count."""
    assert isinstance(rule, ByRule)
    dates = list(rule.dates(first, first.replace(year=first.year + 100))) if first else []
    return dates[-1] if dates else None


def _notes(listing: PublicListing, today: date) -> Iterator[str]:
    """What is said of holidays and of dates that differ, those past aside."""
    schedule = listing.shown.schedule
    if schedule.terms:
        yield _sentence(schedule.terms)
    if schedule.bank_holidays:
        yield _sentence(f"On bank holidays: {bank_holiday_words(schedule.bank_holidays)}")
    for on in sorted(on for on in schedule.closed if on >= today):
        yield f"Not on {full_date(on)}."
    for change in schedule.changes:
        if max(change.last or change.on, change.to or change.on) >= today:
            yield _sentence(_change_words(change, tells_place=_tells_place(listing)))


def _change_words(change: DatedChange, *, tells_place: bool) -> str:
    if tells_place or not change.at:
        return change_words(change)
    if change.to or change.hours:
        return change_words(replace(change, at=""))
    return f"{full_date(change.on)}: at another place"


def _tells_place(listing: PublicListing) -> bool:
    return listing.where.precision is Precision.VENUE


def _without_place(rule: Rule) -> Rule:
    return replace(rule, details=replace(rule.details, at=""))


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"  # midnight at the end is 00:00


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
