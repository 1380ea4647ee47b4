"""Of the listings that answer a question, those that are on in some days, and their sessions then.

The sessions come out of the tables of the generation: nothing is worked out for a question.
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
from assetmap.search_index.occurrence_table import NOTHING, OccurrenceTable
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.context import Context
from assetmap.services.search.parts import FITS
from assetmap.services.search.roles import asks_for_nothing, roles_of
from assetmap.services.search.same_place import at_same_place
from assetmap.services.search.selection import Selection

Days = NDArray[np.signedinteger[Any]]  # as ordinals
_HELPERS = tuple(str(kind) for kind in kinds_that(lambda rules: rules.at_home))


def sessions_on(
    context: Context, selection: Selection, days: DaysAsked, venue: PublicListing | None = None
) -> OccurrenceTable:
    """The sessions that answer a question on some days, in the order of their starts: things that
    happen, not doors that are open. Of a day that is over, what was cancelled or moved away is left
    out. What began yesterday and is still on is today's too. With a `venue`, only what meets there.
    """
    known, snapshot = days.known, selection.snapshot
    if known is None:
        return NOTHING
    first, last = known
    now, today = moment_of(context.clock.now()), moment(days.today)
    is_today = first == days.today
    begins = first - timedelta(days=1) if is_today else first
    times = snapshot.times(context.clock.today())
    table = times.sessions.between(begins, last, fitting(selection))
    is_shown = table.is_on | (table.start >= today)
    if is_today:
        is_shown &= (table.start >= today) | (table.end > now)
    table = table.only(is_shown & _answers(selection, table))
    return table if venue is None else table.only(_meets_at(context, snapshot, table, venue))


def narrowed(selection: Selection, sessions: OccurrenceTable) -> Selection:
    """A selection with only the listings of some sessions: its order, its counts and what fits."""
    on = np.zeros(len(selection.snapshot), bool)
    on[sessions.owner] = True
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
    return narrowed(selection, sessions_on(context, selection, days))


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


def _meets_at(
    context: Context, snapshot: Snapshot, sessions: OccurrenceTable, venue: PublicListing
) -> Mask:
    """Which sessions are at a venue: by their own place if they have one, else by the listing's."""
    here = {venue.id, *(each.id for each in at_same_place(context, venue))}
    is_here = np.zeros(len(snapshot), bool)
    is_here[[snapshot.position[each] for each in here if each in snapshot.position]] = True
    names = tuple(filter(None, (fold(venue.where.venue), fold(venue.shown.name))))
    meets = is_here[sessions.owner]
    usual = snapshot.sessions.row_of_session(sessions.owner, sessions.rule)
    may_be_away = snapshot.sessions.is_away[usual] | (sessions.change >= 0)
    for row in np.flatnonzero(may_be_away).tolist():
        schedule = snapshot.rows[int(sessions.owner[row])].listing.shown.schedule
        at = fold(place_of_its_own(schedule, sessions.occurrence(row)))
        if at:
            meets[row] = at.startswith(names)
    return meets


def _answers(selection: Selection, table: OccurrenceTable) -> Mask:
    """Which of the sessions of listings that fit are at the days and times that were asked for."""
    snapshot = selection.snapshot
    usual = snapshot.sessions.row_of_session(table.owner, table.rule)
    fits: Mask = snapshot.sessions.happens[usual]
    search, timing = selection.search, selection.signals.timing
    if search.day or search.time:
        fits &= (snapshot.sessions.slots[usual] & wanted_slots(search)) != 0
    weekdays = [DAYS.index(day) for day in all_choices(search.day)]
    day = table.start // DAY
    if weekdays:
        fits &= np.isin((day - 1) % 7, weekdays)  # day 1 of the calendar was a Monday
    if timing is not None and fits_it_all(selection):
        fits &= timing.rows[usual] & _on_dates(selection.query.preferences, day)
    return fits


def _on_dates(preferences: Iterable[Preference], day: Days) -> Mask:
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
