"""Every time that something is on around today, of all listings, as flat sorted arrays.

What's on, the next date, filters of days and `open now`, and every feed ask the same arrays. They
are made once for a day and a generation, and only of listings that changed: 3,000 series over 400
days are some 140,000 rows, of which a week is found in less than a tenth of a millisecond.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.opening import are_same, opening_rules, session_venues
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.occurrences import (
    LOOK_AHEAD,
    LOOK_BACK,
    Occurrence,
    State,
    moment,
    occurrences,
)
from assetmap.domain.times.opening_hours import openings
from assetmap.domain.times.schedule import Schedule

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

_WIDTH = len(Occurrence._fields)
_NOT_ON = (int(State.CANCELLED), int(State.MOVED_AWAY))


class OccurrenceTable:
    """Occurrences in the order of their starts; `owner` is the position of each one's listing.

    `start`, `end` and `original` are moments (see `domain/times/occurrences`), `rule` and `change`
    the places in the listing's schedule, `state` a `State`.
    """

    def __init__(self, parts: Sequence[Rows]) -> None:
        owner = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        rows = np.concatenate(parts) if parts else np.empty((0, _WIDTH), np.int64)
        order = np.argsort(rows[:, 0], kind="stable")
        self.owner: Rows = owner[order]
        self.start, self.end, self.rule, self.state, self.change, self.original = rows[order].T
        self.is_on: Mask = ~np.isin(self.state, _NOT_ON)
        self._longest = int((self.end - self.start).max()) if len(rows) else 0
        self.size = len(parts)

    def beginning(self, first: date, last: date) -> slice:
        """The rows of what begins on a day from `first` to `last`."""
        edges = np.searchsorted(self.start, (moment(first), moment(last + timedelta(days=1))))
        return slice(int(edges[0]), int(edges[1]))

    def during(self, at: int) -> Rows:
        """The rows of what is on at a moment, cancelled and moved ones left out."""
        edges = np.searchsorted(self.start, (at - self._longest, at + 1))
        rows = np.arange(edges[0], edges[1])
        found: Rows = rows[(self.end[rows] > at) & self.is_on[rows]]
        return found

    def occurrence(self, row: int) -> Occurrence:
        """One row as the domain knows it."""
        return Occurrence(
            int(self.start[row]),
            int(self.end[row]),
            int(self.rule[row]),
            State(int(self.state[row])),
            int(self.change[row]),
            int(self.original[row]),
        )


class Times(NamedTuple):
    """The sessions of all listings around a day, and the hours that their doors are open."""

    sessions: OccurrenceTable
    doors: OccurrenceTable


@dataclass(frozen=True)
class _Kept:
    listing: Listing
    venues: tuple[Schedule | None, ...]  # of the listing, and of each series at a place of its own
    sessions: Rows
    doors: Rows


class OccurrenceMemory:
    """Keeps the rows of each listing from one generation to the next, while nothing of it changes.

    `tables` is asked under one lock at a time by whoever holds a generation of the directory.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._made_for: tuple[object, ...] = ()

    def tables(self, listings: Sequence[Listing], calendar: BoroughCalendar, today: date) -> Times:
        """The times of all the listings around a day."""
        made_for = (today, calendar.terms, calendar.bank_holidays)
        before = self._kept if made_for == self._made_for else {}
        kept = {
            each.id: self._rows_of(before.get(each.id), each, calendar, today) for each in listings
        }
        self._kept, self._made_for = kept, made_for
        rows = [kept[each.id] for each in listings]
        return Times(
            OccurrenceTable([each.sessions for each in rows]),
            OccurrenceTable([each.doors for each in rows]),
        )

    def _rows_of(
        self, before: _Kept | None, listing: Listing, calendar: BoroughCalendar, today: date
    ) -> _Kept:
        venues = session_venues(listing, calendar)
        if before and before.listing is listing and are_same(before.venues, venues):
            return before
        venue = venues[0]
        first, last = today - timedelta(days=LOOK_BACK), today + timedelta(days=LOOK_AHEAD)
        if listing.status is Status.PAUSED:
            return _Kept(listing, venues, _array(()), _array(()))
        schedule = listing.schedule
        sessions = occurrences(schedule, first, last, calendar, venue)
        doors = openings(schedule, opening_rules(listing), first, last, calendar, venue)
        return _Kept(listing, venues, _array(sessions), _array(doors))


def _array(found: Iterable[Occurrence]) -> Rows:
    rows = np.array(list(found), np.int64)
    return rows if len(rows) else np.empty((0, _WIDTH), np.int64)
