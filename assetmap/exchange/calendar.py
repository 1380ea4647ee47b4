"""Listings' next dates as an iCalendar file, for the calendar of a phone or a computer.

A weekly or monthly rule becomes a repeating event for as long as a sheet is kept, not for ever:
nobody corrects a calendar that has been taken away. What goes by school terms cannot be said by a
rule, so its next eight dates that are known to lie in a term stand alone, and each says that in the
holidays people should ring first. So do those of one with other words about its times of year.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import icalendar

from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.rules import OnDate, Rule
from assetmap.domain.times.schedule import LONDON, Session
from assetmap.domain.times.schedule_text import notation
from assetmap.domain.times.school_terms import goes_by_school_terms, holiday_words

DATES = 8  # of what no rule can say
DAYS_AHEAD = 90
# Written out: made from the clock's own table it would hold for these few months only.
_LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar_of(
    listings: Sequence[PublicListing], now: datetime, site: str, calendar: BoroughCalendar
) -> bytes:
    """The calendar file; empty bytes when none of the listings has a date to come.

    `site` is the directory's own address: it makes the events' names unlike anybody else's, and
    leads back to each listing.
    """
    file = icalendar.Calendar()
    file.add("prodid", "-//assetmap//directory//EN")
    file.add("version", "2.0")
    file.add_component(icalendar.Timezone.from_ical(_LONDON))
    events = [event for listing in listings for event in _events(listing, now, site, calendar)]
    for event in events:
        file.add_component(event)
    if not events:
        return b""
    return bytes(file.to_ical())


def has_dates(listing: PublicListing, now: datetime, calendar: BoroughCalendar) -> bool:
    """Whether there would be anything of this listing in a calendar file."""
    return next(_sessions(listing, now, calendar), None) is not None


def _sessions(
    listing: PublicListing, now: datetime, calendar: BoroughCalendar
) -> Iterator[tuple[Rule, Session]]:
    """The first session to come of each rule; what is closed for now has none."""
    schedule = listing.shown.schedule
    if listing.shown.status is not Status.PUBLISHED:
        return
    for rule in schedule.rules:
        session = listing.next_of(rule, now, calendar)
        if session is not None and session.start < now + timedelta(days=DAYS_AHEAD):
            yield rule, session


def _events(
    listing: PublicListing, now: datetime, site: str, calendar: BoroughCalendar
) -> Iterator[icalendar.Event]:
    schedule = listing.shown.schedule
    for rule, first in _sessions(listing, now, calendar):
        if isinstance(rule, OnDate):
            yield _event(listing, rule, first, now, site)
        elif schedule.terms:
            for session in _next_dates(listing, rule, now, calendar):
                yield _event(listing, rule, session, now, site, single=True)
        else:
            event = _event(listing, rule, first, now, site)
            event.add("rrule", _repeats(rule, now))
            closed = [_on(first, on) for on in sorted(schedule.closed) if _matters(rule, on, first)]
            if closed:
                event.add("exdate", closed)
            yield event


def _event(
    listing: PublicListing,
    rule: Rule,
    session: Session,
    now: datetime,
    site: str,
    *,
    single: bool = False,
) -> icalendar.Event:
    shown = listing.shown
    event = icalendar.Event()
    event.add("uid", _uid(listing.id, rule, session.start.date() if single else None, site))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", session.start)
    event.add("dtend", session.end)
    event.add("summary", shown.name)
    where = ", ".join(filter(None, (shown.where.venue, shown.where.address, shown.where.place)))
    place = ", ".join(filter(None, (where, shown.where.postcode)))
    if place:
        event.add("location", place)
    ring = f"Ring {shown.public.phone} before you go." if shown.public.phone else ""
    is_term_time = goes_by_school_terms(shown.schedule.terms)
    told = holiday_words(shown.schedule.terms, has_phone=bool(shown.public.phone))
    holidays = f"{told}." if is_term_time else ""
    lines = (shown.schedule.terms, holidays, shown.cost.words, ring)
    event.add("description", "\n".join(filter(None, lines)))
    event.add("url", f"{site}/listing/{listing.id}")
    return event


def _uid(listing_id: str, rule: Rule, on: date | None, site: str) -> str:
    """The same for the same rule of the same listing, so that a newer file replaces an older."""
    said = f"{listing_id} {notation(rule)} {on or ''}"
    host = site.partition("://")[2]
    return f"{hashlib.sha256(said.encode()).hexdigest()[:20]}@{host}"


def _repeats(rule: Rule, now: datetime) -> icalendar.vRecur:
    ends = (now + timedelta(days=DAYS_AHEAD)).astimezone(UTC)  # in UTC, as the format asks
    repeats: icalendar.vRecur = icalendar.vRecur.from_ical(rule.rrule)
    repeats["UNTIL"] = [ends]
    return repeats


def _matters(rule: Rule, on: date, first: Session) -> bool:
    return on >= first.start.date() and rule.falls_on(on)


def _on(first: Session, on: date) -> datetime:
    return datetime.combine(on, first.start.time(), LONDON)


def _next_dates(
    listing: PublicListing, rule: Rule, now: datetime, calendar: BoroughCalendar
) -> Iterator[Session]:
    """The next few sessions of a rule, one after the other, as far ahead as a sheet is kept."""
    moment = now
    for _ in range(DATES):
        session = listing.next_of(rule, moment, calendar)
        if session is None or session.start >= now + timedelta(days=DAYS_AHEAD):
            return
        yield session
        moment = session.end
