"""What is on in some days: the listings that a question finds, by the times of their sessions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.agenda import Agenda, AgendaDay, AgendaEntry, DailyEntry
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Hit
from assetmap.domain.times.days_asked import DaysAsked
from assetmap.domain.times.occurrences import DAY, Occurrence, State, moment_of
from assetmap.search_index.occurrence_table import OccurrenceTable
from assetmap.search_index.snapshot import Snapshot
from assetmap.services.context import Context
from assetmap.services.search.finding import answer_of
from assetmap.services.search.on_days import Rows, fits_it_all, narrowed, rows_on
from assetmap.services.search.selection import Selection, select

MOST = 240  # entries of one page: a longer one is neither read by anybody nor quickly made
EACH_DAY = 24  # of them, of each day, where there are more in all
ONE_DAY = 100  # of a page of one day

_Key = tuple[int, str]  # a thing: the position of its listing, and the name of the session
_Things = dict[int, dict[_Key, list[int]]]  # by the number of a day: a thing's rows on it


def whats_on(
    context: Context, search: Search, days: DaysAsked, venue: PublicListing | None = None
) -> Agenda:
    """What is on in some days, of all that answers a question; with a `venue`, what meets there."""
    selection = select(context, search)
    rows = rows_on(context, selection, days, venue)
    then = narrowed(context, selection, rows)
    on = _by_day(selection.snapshot, context, rows, days)
    making = _Making(context, then, moment_of(context.clock.now()), venue)
    daily = _daily(on, days, making.table)
    for things in on.values():
        for key in daily:
            things.pop(key, None)
    total = sum(map(len, on.values())) + len(daily)
    is_long = total > MOST and len(days.dates) > 1
    pages = max(1, -(-total // ONE_DAY)) if len(days.dates) == 1 else 1
    page = min(search.page, pages)
    shown = _shown(page, is_long=is_long, is_one=len(days.dates) == 1)
    return Agenda(
        answer_of(context, replace(then, search=replace(search, page=1)), with_hits=False),
        days,
        tuple(making.day(day, on.get(day.toordinal(), {}), days, shown) for day in days.dates),
        tuple(making.daily(key, by_day) for key, by_day in daily.items()),
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


def _by_day(snapshot: Snapshot, context: Context, rows: Rows, days: DaysAsked) -> _Things:
    """The rows of each thing by day, in the order of the day; what runs on from yesterday is
    today's.
    """
    table = snapshot.times(context.clock.today()).sessions
    first = days.first.toordinal()
    order = np.lexsort((snapshot.name_order[table.owner[rows]], table.start[rows]))
    found: _Things = {}
    rows = rows[order]
    days_of = np.maximum(table.start[rows] // DAY, first).tolist()
    owners, rules = table.owner[rows].tolist(), table.rule[rows].tolist()
    for row, day, owner, rule in zip(rows.tolist(), days_of, owners, rules, strict=True):
        name = snapshot.rows[owner].listing.shown.schedule.rules[rule].details.name
        found.setdefault(day, {}).setdefault((owner, name), []).append(row)
    return found


def _daily(on: _Things, days: DaysAsked, table: OccurrenceTable) -> dict[_Key, list[list[int]]]:
    """The things that are on every day of a whole week as usual, and their rows by day."""
    if not days.is_week or len(on) < len(days.dates):
        return {}
    keys = [key for key in on[days.first.toordinal()] if all(key in each for each in on.values())]
    found = {key: [on[day.toordinal()][key] for day in days.dates] for key in keys}
    return {
        key: by_day
        for key, by_day in found.items()
        if all(table.state[row] == State.ON for each in by_day for row in each)
    }


class _Making:
    """Makes entries out of rows: a hit is worked out once for each listing."""

    def __init__(
        self, context: Context, selection: Selection, now: int, venue: PublicListing | None
    ) -> None:
        self.table = selection.snapshot.times(context.clock.today()).sessions
        self._selection = selection
        self._today, self._now = context.clock.today(), now
        self._calendar, self._venue = selection.snapshot.calendar, venue
        self._hits: dict[int, Hit] = {}

    def day(
        self, on: date, things: Mapping[_Key, list[int]], days: DaysAsked, shown: slice
    ) -> AgendaDay:
        """One day with those of its things that are `shown`, what is over after the others."""
        over = {key for key, rows in things.items() if all(self._is_over(row, on) for row in rows)}
        seen = sorted(things, key=over.__contains__)[shown]
        entries, past = (
            tuple(self._made(key, things[key]) for key in seen if (key in over) is is_over)
            for is_over in (False, True)
        )
        left_out = 0 if len(days.dates) == 1 else len(things) - len(seen)
        is_known = days.known is not None and on <= days.known_until
        return AgendaDay(
            on,
            self._calendar.bank_holidays.name_of(on),
            entries,
            past,
            left_out,
            is_known,
            self._calendar.closing_of(self._venue.shown.schedule, on) if self._venue else "",
        )

    def daily(self, key: _Key, by_day: Iterable[list[int]]) -> DailyEntry:
        """A thing that is on every day."""
        return DailyEntry(
            self._hit(key[0]), key[1], tuple(self._made(key, rows) for rows in by_day)
        )

    def _is_over(self, row: int, on: date) -> bool:
        """Whether it is over; what was cancelled or moved stays until the end of its day."""
        if not self.table.is_on[row]:
            return on < self._today
        return bool(self.table.end[row] <= self._now)

    def _made(self, key: _Key, rows: Sequence[int]) -> AgendaEntry:
        times: tuple[Occurrence, ...] = tuple(self.table.occurrence(row) for row in rows)
        return AgendaEntry(self._hit(key[0]), key[1], times)

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
