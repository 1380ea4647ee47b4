"""Every time that something is on around today, of all listings, as flat sorted arrays.

What's on, the next date, filters of days and `open now`, and every feed ask the same arrays. They
are made once for a day and a generation, and only of listings that changed: 3,000 series over 400
days are some 140,000 rows, of which a week is found in less than a tenth of a millisecond.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.opening import opening_rules, session_venues
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
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

# A moment of our time fits into 32 bits, and a county has a million and a half of these rows.
Rows = NDArray[np.int32]
Columns = tuple[Rows, ...]
Mask = NDArray[np.bool_]

_FEW = 50  # listings that may have changed for the table to be changed rather than made
_WIDTH = len(Occurrence._fields)
_NOT_ON = (int(State.CANCELLED), int(State.MOVED_AWAY))


class OccurrenceTable:
    """Occurrences in the order of their starts; `owner` is the position of each one's listing.

    `start`, `end` and `original` are moments (see `domain/times/occurrences`), `rule` and `change`
    the places in the listing's schedule, `state` a `State`.
    """

    def __init__(self, owner: Rows, columns: Columns, size: int) -> None:
        """`columns` are those of `Occurrence`, sorted; `size` is the number of the listings."""
        self.owner, self._columns, self.size = owner, columns, size
        self.start, self.end, self.rule, self.state, self.change, self.original = columns
        self.is_on: Mask = ~np.isin(self.state, _NOT_ON)
        self._longest = int((self.end - self.start).max()) if len(owner) else 0

    @classmethod
    def of(cls, parts: Sequence[Rows]) -> "OccurrenceTable":
        """The table of all listings, from each one's rows."""
        return cls(*_sorted(dict(enumerate(parts))), len(parts))

    def with_changed(self, parts: Mapping[int, Rows]) -> "OccurrenceTable":
        """The table with other rows of a few listings, by position: far cheaper than a new one."""
        stays = ~np.isin(self.owner, list(parts))
        owner, columns = _sorted(parts)
        kept = self.owner[stays]
        kept_key = self.start[stays].astype(np.int64) * self.size + kept
        at = np.searchsorted(kept_key, columns[0].astype(np.int64) * self.size + owner)
        made = tuple(
            np.insert(before[stays], at, new)
            for before, new in zip(self._columns, columns, strict=True)
        )
        return OccurrenceTable(np.insert(kept, at, owner), made, self.size)

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
    venues: tuple[Schedule | None, ...]  # of the hubs that it, and any series of it, meets in
    sessions: Rows
    doors: Rows


class OccurrenceMemory:
    """Keeps the rows of each listing from one generation to the next, while nothing of it changes.

    `tables` is asked under one lock at a time by whoever holds a generation of the directory.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._made_for: tuple[object, ...] = ()
        self._venues: Mapping[str, Venue] = {}
        self._times: Times | None = None

    def tables(self, listings: Sequence[Listing], calendar: BoroughCalendar, today: date) -> Times:
        """The times of all the listings around a day."""
        made_for = (today, calendar.terms, calendar.bank_holidays)
        before = self._kept if made_for == self._made_for else {}
        same_venues = calendar.venues == self._venues
        kept: dict[str, _Kept] = {}
        changed: list[int] = []
        for position, listing in enumerate(listings):
            then = before.get(listing.id)
            if then is None or not _is_same(then, listing, calendar, same_venues=same_venues):
                then = _kept(listing, calendar, today)
                changed.append(position)
            kept[listing.id] = then
        is_same_order = bool(before) and list(before) == list(kept)
        rows = list(kept.values())
        if self._times is not None and is_same_order and len(changed) <= _FEW:
            times = Times(
                self._times.sessions.with_changed({n: rows[n].sessions for n in changed}),
                self._times.doors.with_changed({n: rows[n].doors for n in changed}),
            )
        else:
            times = Times(
                OccurrenceTable.of([each.sessions for each in rows]),
                OccurrenceTable.of([each.doors for each in rows]),
            )
        self._kept, self._made_for = kept, made_for
        self._venues, self._times = calendar.venues, times
        return times


def _is_same(
    then: _Kept, listing: Listing, calendar: BoroughCalendar, *, same_venues: bool
) -> bool:
    if then.listing is not listing:
        return False
    return same_venues or session_venues(listing, calendar) == then.venues


def _kept(listing: Listing, calendar: BoroughCalendar, today: date) -> _Kept:
    venues = session_venues(listing, calendar)
    first, last = today - timedelta(days=LOOK_BACK), today + timedelta(days=LOOK_AHEAD)
    if listing.status.is_off:
        return _Kept(listing, venues, _array(()), _array(()))
    schedule = listing.schedule
    sessions = occurrences(schedule, first, last, calendar, venues[0])
    doors = openings(schedule, opening_rules(listing), first, last, calendar, venues[0])
    return _Kept(listing, venues, _array(sessions), _array(doors))


def _sorted(parts: Mapping[int, Rows]) -> tuple[Rows, Columns]:
    """The rows of some listings by start and then by position: their owners, and the columns."""
    every = list(parts.values())
    rows = np.concatenate(every) if every else np.empty((0, _WIDTH), np.int32)
    owner: Rows = np.repeat(np.array(list(parts), np.int32), [len(part) for part in every])
    order = np.lexsort((owner, rows[:, 0]))
    return owner[order], tuple(np.ascontiguousarray(column) for column in rows[order].T)


def _array(found: Iterable[Occurrence]) -> Rows:
    rows = np.array(list(found), np.int32)
    return rows if len(rows) else np.empty((0, _WIDTH), np.int32)
