"""One series of a listing as iCalendar events that stay the same ones for who subscribed to them.

A series is one event with a rule; each date that is cancelled, moved or at other hours is a second
event under the same UID, with the RECURRENCE-ID of that date. Nothing in them comes from the clock:
the UID is that of the series' record, and what tells versions apart its number of changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.dated_changes import DatedChange
from assetmap.domain.times.occurrences import DAY, Occurrence, State, moment
from assetmap.domain.times.rules import OnDate, Rule
from assetmap.domain.times.schedule import LONDON, SeriesRecord
from assetmap.domain.times.schedule_words import full_date
from assetmap.domain.times.school_terms import goes_by_school_terms, holiday_words
from assetmap.domain.times.series_dates import SeriesDates
from assetmap.exchange import ical_lines

NEVER_SAID = datetime(2024, 1, 1, tzinfo=UTC)  # the last change of what was kept before there were
ZONE = "Europe/London"
_ON_BANK_HOLIDAYS = "Check on bank holidays: we do not know if it is on."
_IN_TERMS = "School term time only."


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a listing, its record, and its dates."""

    listing: PublicListing
    rule: Rule
    record: SeriesRecord
    dates: SeriesDates


def event_bytes(series: Series, site: str, calendar: BoroughCalendar) -> bytes:
    """The events of a series. `site` is the directory's own address."""
    once = isinstance(series.rule, OnDate)
    differing = series.dates.differing
    lines = _event(series, differing[0] if once and differing else None, site, calendar)
    found = ical_lines.file_of(lines)
    for each in () if once else differing:
        found += ical_lines.file_of(_event(series, each, site, calendar))
    return found


def _event(
    series: Series, differing: Occurrence | None, site: str, calendar: BoroughCalendar
) -> Iterator[str]:
    """The lines of one event: the series itself, or one of its dates that differs."""
    hours = series.rule.hours
    start = moment(series.dates.first, hours.start)
    end = start + hours.minutes
    is_cancelled = differing is not None and differing.state is State.CANCELLED
    yield "BEGIN:VEVENT"
    yield f"UID:{series.listing.id}-{series.record.id}@{site.partition('://')[2]}"
    yield from _version(series)
    if differing is not None:
        start, end = differing.start, differing.end
        if not isinstance(series.rule, OnDate):
            yield f"RECURRENCE-ID;TZID={ZONE}:{ical_lines.local(differing.original)}"
    yield f"DTSTART;TZID={ZONE}:{ical_lines.local(start)}"
    yield f"DTEND;TZID={ZONE}:{ical_lines.local(end)}"
    if differing is None and series.dates.rrule:
        yield _rrule(series.dates)
        left_out = [ical_lines.local(moment(on, hours.start)) for on in series.dates.left_out]
        if left_out:
            yield f"EXDATE;TZID={ZONE}:{','.join(left_out)}"
    name = ": ".join(filter(None, (series.listing.shown.name, series.rule.details.name)))
    yield f"SUMMARY:{'Cancelled: ' if is_cancelled else ''}{ical_lines.text(name)}"
    if where := _where(series, differing):
        yield f"LOCATION:{ical_lines.text(where)}"
    yield f"DESCRIPTION:{ical_lines.text(_description(series, differing, calendar))}"
    yield f"URL:{site}/listing/{series.listing.id}"
    yield f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"  # to know that it is on does not make anybody busy
    yield "END:VEVENT"


def _version(series: Series) -> Iterator[str]:
    """Which version it is, by the last change of the series or of its listing."""
    moments = (series.record.changed, series.listing.shown.changed_at)
    changed = ical_lines.utc(max((at for at in moments if at), default=NEVER_SAID))
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{series.record.revision}"


def _rrule(dates: SeriesDates) -> str:
    if dates.last is None:
        return f"RRULE:{dates.rrule}"
    # In UTC, as the format asks beside a DTSTART of a zone; to the end of the day there.
    ends = datetime.combine(dates.last, time(23, 59, 59), LONDON)
    return f"RRULE:{dates.rrule};UNTIL={ical_lines.utc(ends)}"


def _where(series: Series, differing: Occurrence | None) -> str:
    """Where it is. A place of its own is told of a listing alone whose place everybody may know:
    beside one that is hidden it could be that very place.
    """
    where = series.listing.where
    if where.precision is Precision.VENUE:
        change = _change(series, differing)
        if own := (change.at if change else "") or series.rule.details.at:
            return own
    return ", ".join(filter(None, (where.venue, where.address, where.place, where.postcode)))


def _description(series: Series, differing: Occurrence | None, calendar: BoroughCalendar) -> str:
    shown, rule = series.listing.shown, series.rule
    has_phone = bool(shown.public.phone)
    terms = shown.schedule.terms
    told = holiday_words(terms, has_phone=has_phone) if goes_by_school_terms(terms) else ""
    is_unknown = calendar.bank_holidays.is_known and not shown.schedule.bank_holidays
    lines = (
        _what_differs(series, differing, calendar),
        shown.notice,
        terms,
        f"{told}." if told else "",
        _IN_TERMS if rule.details.in_terms and not told else "",
        _ON_BANK_HOLIDAYS if is_unknown and not isinstance(rule, OnDate) else "",
        shown.cost_words,
        f"Ring {shown.public.phone} before you go." if has_phone else "",
    )
    return "\n".join(filter(None, lines))


def _what_differs(series: Series, differing: Occurrence | None, calendar: BoroughCalendar) -> str:
    """`Moved from Tuesday 7 April 2026: no hall`; blank of the series itself."""
    if differing is None:
        return ""
    change = _change(series, differing)
    if change is None:
        day = calendar.bank_holidays.name_of(date.fromordinal(differing.start // DAY))
        return f"Not at its usual time: {day}."
    said = "Cancelled"
    if differing.state is State.MOVED_HERE:
        said = f"Moved from {full_date(date.fromordinal(differing.original // DAY))}"
        if differing.original // DAY == differing.start // DAY:
            said = "Not at its usual time or place"
    return f"{said}: {change.why}" if change.why else f"{said}."


def _change(series: Series, differing: Occurrence | None) -> DatedChange | None:
    changes = series.listing.shown.schedule.changes
    return changes[differing.change] if differing and differing.change >= 0 else None
