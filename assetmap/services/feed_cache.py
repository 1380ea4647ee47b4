"""The events of each listing as written last: made again only when something of it changes."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.opening import is_session, session_venues
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.occurrences import LOOK_AHEAD, LOOK_BACK
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.series_dates import SeriesCalendar
from assetmap.domain.times.series_records import records_of
from assetmap.exchange.calendar_events import Series, event_bytes


@dataclass(frozen=True, slots=True)
class WrittenSeries:
    """One series of a listing, and its events as the bytes of a calendar file."""

    rule: Rule
    events: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    listing: PublicListing
    venues: tuple[Schedule | None, ...]
    series: tuple[WrittenSeries, ...]


class FeedCache:
    """The series of each listing as written last. Safe to use from several threads."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._lock = threading.Lock()
        self._made_for: tuple[object, ...] = ()
        self._kept: dict[str, _Kept] = {}

    def series_of(
        self, listings: Sequence[PublicListing], calendar: BoroughCalendar, today: date
    ) -> list[tuple[WrittenSeries, ...]]:
        """The series of each of some listings that have dates around a day."""
        made_for = (today, calendar.terms, calendar.bank_holidays)
        with self._lock:
            if made_for != self._made_for:
                self._made_for, self._kept = made_for, {}
            kept = self._kept
        dates = series_calendar(calendar, today)
        return [self._series_of(kept, each, dates) for each in listings]

    def _series_of(
        self, kept: dict[str, _Kept], listing: PublicListing, dates: SeriesCalendar
    ) -> tuple[WrittenSeries, ...]:
        before, venues = kept.get(listing.id), session_venues(listing.shown, dates.calendar)
        # By what they say: a listing may have been read anew and be another object.
        if before and (before.listing, before.venues) == (listing, venues):
            return before.series
        series = tuple(written(listing, venues[0], dates, self._site))
        kept[listing.id] = _Kept(listing, venues, series)
        return series


def series_calendar(
    calendar: BoroughCalendar, today: date, ends: date | None = None
) -> SeriesCalendar:
    """The stretch of days around today of which feeds tell what differs."""
    first, last = today - timedelta(days=LOOK_BACK), today + timedelta(days=LOOK_AHEAD)
    return SeriesCalendar(calendar, first, last, ends)


def written(
    listing: PublicListing,
    venue: Schedule | None,
    dates: SeriesCalendar,
    site: str,
    not_before: date = date.min,
) -> Iterator[WrittenSeries]:
    """The series of a listing that have dates; none of one that is paused or only planned.

    A series without a first day of its own begins on `not_before` at the soonest.
    """
    shown = listing.shown
    if shown.status is not Status.PUBLISHED:
        return
    for rule, record in zip(shown.schedule.rules, records_of(shown.schedule), strict=True):
        if not is_session(shown, rule):
            continue
        found = dates.dates_of(shown.schedule, rule, max(record.since, not_before), venue)
        if found is not None:
            series = Series(listing, rule, record, found)
            yield WrittenSeries(rule, event_bytes(series, site, dates.calendar))
