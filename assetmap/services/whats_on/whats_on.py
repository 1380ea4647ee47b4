"""What is on in some days: the listings that a question finds, by the times of their sessions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.agenda import Agenda, AgendaDay, AgendaEntry, DailyEntry
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Hit
from assetmap.domain.times.days_asked import DaysAsked
from assetmap.domain.times.occurrences import moment_of
from assetmap.search_index.occurrence_table import OccurrenceTable
from assetmap.services.context import Context
from assetmap.services.search.finding import answer_of
from assetmap.services.search.on_days import fits_it_all, narrowed, sessions_on
from assetmap.services.search.selection import Selection, select
from assetmap.services.whats_on.things_by_day import DayThings, Rows, things_by_day

MOST = 240  # entries of one page: a longer one is neither read by anybody nor quickly made
EACH_DAY = 24  # of them, of each day, where there are more in all
ONE_DAY = 100  # of a page of one day


def whats_on(
    context: Context, search: Search, days: DaysAsked, venue: PublicListing | None = None
) -> Agenda:
    """What is on in some days, of all that answers a question; with a `venue`, what meets there."""
    selection = select(context, search)
    found = sessions_on(context, selection, days, venue)
    then = narrowed(selection, found)
    now = moment_of(context.clock.now())
    on = things_by_day(selection.snapshot, found, days, now)
    making = _Making(context, then, on.sessions, venue)
    total = on.total
    is_long = total > MOST and len(days.dates) > 1
    pages = max(1, -(-total // ONE_DAY)) if len(days.dates) == 1 else 1
    page = min(search.page, pages)
    shown = _shown(page, is_long=is_long, is_one=len(days.dates) == 1)
    return Agenda(
        answer_of(context, replace(then, search=replace(search, page=1)), with_hits=False),
        days,
        tuple(making.day(day, things, days, shown) for day, things in on.by_day.items()),
        tuple(making.daily(by_day) for by_day in on.daily),
        total,
        fits_it_all(selection),
        page,
        pages,
        venue,
    )


def _shown(page: int, *, is_long: bool, is_one: bool) -> slice:
    """Which of a day's entries stand on the page."""
    if is_one:
        return slice((page - 1) * ONE_DAY, page * ONE_DAY)
    return slice(0, EACH_DAY if is_long else MOST)


class _Making:
    """Makes entries out of rows: a hit is worked out once for each listing."""

    def __init__(
        self,
        context: Context,
        selection: Selection,
        sessions: OccurrenceTable,
        venue: PublicListing | None,
    ) -> None:
        self._sessions, self._selection = sessions, selection
        self._today = context.clock.today()
        self._calendar, self._venue = selection.snapshot.calendar, venue
        self._hits: dict[int, Hit] = {}

    def day(self, on: date, things: DayThings, days: DaysAsked, shown: slice) -> AgendaDay:
        """One day with those of its things that are `shown`, what is over after the others."""
        coming, over = things.shown(shown)
        left_out = 0 if len(days.dates) == 1 else len(things) - len(coming) - len(over)
        is_known = days.known is not None and on <= days.known_until
        return AgendaDay(
            on,
            self._calendar.bank_holidays.name_of(on),
            tuple(map(self._made, coming)),
            tuple(map(self._made, over)),
            left_out,
            is_known,
            self._calendar.closing_of(self._venue.shown.schedule, on) if self._venue else "",
        )

    def daily(self, by_day: Sequence[Rows]) -> DailyEntry:
        """A thing that is on every day."""
        entries = tuple(map(self._made, by_day))
        return DailyEntry(entries[0].hit, entries[0].name, entries)

    def _made(self, rows: Rows) -> AgendaEntry:
        times = tuple(map(self._sessions.occurrence, rows.tolist()))
        hit = self._hit(int(self._sessions.owner[rows[0]]))
        name = hit.listing.shown.schedule.rules[times[0].rule].details.name
        return AgendaEntry(hit, name, times)

    def _hit(self, position: int) -> Hit:
        found = self._hits.get(position)
        if found is None:
            found = self._hits[position] = self._new_hit(position)
        return found

    def _new_hit(self, position: int) -> Hit:
        selection = self._selection
        row = selection.snapshot.rows[position]
        metres = selection.nearness.metres[position] if selection.nearness else np.nan
        return Hit(
            listing=row.listing,
            distance_m=None if np.isnan(metres) else round(float(metres)),
            unknown=tuple(name for name, each in selection.filters.items() if each.open[position]),
            outside_borough=row.outside,
            freshness=row.standing.on(self._today),
            reach=selection.location.reach_of(position),
        )
