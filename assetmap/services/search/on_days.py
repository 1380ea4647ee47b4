"""Of the listings that answer a question, those that are on in some days, and their sessions then.

The sessions come out of the table of the day's generation: nothing is worked out for a question.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.kinds import kinds_that
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.query import all_choices
from assetmap.domain.text import fold
from assetmap.domain.times.days_asked import DaysAsked
from assetmap.domain.times.occurrences import DAY, moment, moment_of, place_of_its_own
from assetmap.domain.times.schedule import DAYS
from assetmap.search_index.filters import all_of, wanted_slots
from assetmap.search_index.occurrence_table import OccurrenceTable
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.context import Context
from assetmap.services.search.parts import FITS
from assetmap.services.search.roles import asks_for_nothing, roles_of
from assetmap.services.search.same_place import at_same_place
from assetmap.services.search.selection import Selection

Rows = NDArray[np.signedinteger[Any]]
_HELPERS = tuple(str(kind) for kind in kinds_that(lambda rules: rules.at_home))


def rows_on(
    context: Context, selection: Selection, days: DaysAsked, venue: PublicListing | None = None
) -> Rows:
    """The rows of `snapshot.times(today).sessions` that answer a question on some days, in the
    order of their starts: things that happen, not doors that are open. Of a day that is over, what
    was cancelled or moved away is left out. What began yesterday and is still on is today's too.
    With a `venue`, only what meets there.
    """
    known = days.known
    table = _table(context, selection.snapshot)
    if known is None:
        return np.empty(0, np.int64)
    first, last = known
    now = moment_of(context.clock.now())
    span = table.beginning(first, last)
    rows = np.arange(span.start, span.stop)
    if first == days.today:
        before = table.beginning(first - timedelta(days=1), first - timedelta(days=1))
        running = np.arange(before.start, before.stop)
        rows = np.concatenate((running[(table.end[running] > now) & table.is_on[running]], rows))
    is_shown = table.is_on[rows] | (table.start[rows] >= moment(days.today))
    rows = rows[is_shown & _answers(selection, table, rows)]
    if venue is not None:
        rows = rows[_meets_at(context, selection.snapshot, rows, venue)]
    return rows


def narrowed(context: Context, selection: Selection, rows: Rows) -> Selection:
    """A selection with only the listings of some rows: its order, its counts and what fits."""
    on = np.zeros(len(selection.snapshot), bool)
    on[_table(context, selection.snapshot).owner[rows]] = True
    base = selection.base & on
    surely = all_of(base, (filtered.surely for filtered in selection.filters.values()))
    return replace(
        selection,
        base=base,
        with_roles=selection.with_roles & on,
        order=selection.order[on[selection.order]],
        nearest=selection.nearest[:0],
        give=selection.give[:0],
        known=int(np.count_nonzero(surely)),
        older=0,
    )


def on_days(context: Context, selection: Selection, days: DaysAsked) -> Selection:
    """A selection with only the listings that are on in some days."""
    return narrowed(context, selection, rows_on(context, selection, days))


def fits_it_all(selection: Selection) -> bool:
    """Whether some listings fit all that was asked; else those that fit some of it are listed."""
    return bool((selection.parted.parts[selection.order] == FITS).any())


def fitting(selection: Selection) -> Mask:
    """The listings whose sessions are listed: those that fit all that was asked, where some do.

    Not what is only planned. The hours of a helper who comes to people, or of an offer of the time
    bank, are when to arrange it: nobody can go there, so only who asks for the kind sees them;
    nor a volunteer's shift where nothing was asked.
    """
    snapshot, order = selection.snapshot, selection.order
    if fits_it_all(selection):
        order = order[selection.parted.parts[order] == FITS]
    mask = np.zeros(len(snapshot), bool)
    mask[order] = True
    if asks_for_nothing(selection.search):
        mask &= ~roles_of(snapshot)
    asked = set(all_choices(selection.search.kind))
    for kind in _HELPERS:
        if kind not in asked:
            mask &= ~(snapshot.column("kind").having(kind) & snapshot.comes)
    return mask & ~snapshot.is_planned


def _table(context: Context, snapshot: Snapshot) -> OccurrenceTable:
    return snapshot.times(context.clock.today()).sessions


def _meets_at(context: Context, snapshot: Snapshot, rows: Rows, venue: PublicListing) -> Mask:
    """Which rows are at a venue: by their own place if they have one, else by the listing's."""
    here = {venue.id, *(each.id for each in at_same_place(context, venue))}
    names = tuple(filter(None, (fold(venue.where.venue), fold(venue.shown.name))))
    table = _table(context, snapshot)

    def is_here(row: int) -> bool:
        listing = snapshot.rows[int(table.owner[row])].listing
        at = fold(place_of_its_own(listing.shown.schedule, table.occurrence(row)))
        return at.startswith(names) if at else listing.id in here

    return np.fromiter(map(is_here, rows.tolist()), np.bool_, len(rows))


def _answers(selection: Selection, table: OccurrenceTable, rows: Rows) -> Mask:
    """Which rows are sessions of a listing that fits, at the days and times that were asked for."""
    snapshot = selection.snapshot
    owner = table.owner[rows]
    usual = snapshot.sessions.row_of_session(owner, table.rule[rows])
    fits = fitting(selection)[owner] & snapshot.sessions.happens[usual]
    search, timing = selection.search, selection.signals.timing
    if search.day or search.time:
        fits &= (snapshot.sessions.slots[usual] & wanted_slots(search)) != 0
    weekdays = [DAYS.index(day) for day in all_choices(search.day)]
    day = table.start[rows] // DAY
    if weekdays:
        fits &= np.isin((day - 1) % 7, weekdays)  # day 1 of the calendar was a Monday
    if timing is not None and fits_it_all(selection):
        fits &= timing.rows[usual] & _on_dates(selection.query.preferences, day)
    return fits


def _on_dates(preferences: Iterable[Preference], day: Rows) -> Mask:
    """Which days are among those that the words name; all where they name none."""
    named = [each for each in preferences if each.sort is PreferenceKind.DAY]
    if not named:
        return np.ones(len(day), bool)
    found = np.zeros(len(day), bool)
    for each in named:
        if each.dates:
            found |= np.isin(day, [on.toordinal() for on in each.dates])
        else:
            found |= np.isin((day - 1) % 7, [DAYS.index(value) for value in each.values])
    return found
