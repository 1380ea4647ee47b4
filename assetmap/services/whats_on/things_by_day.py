"""Sessions put together as a page of what is on has them: by the day, and by the thing that is on.

A thing is all of a listing that has one name: a club that meets twice on a Tuesday stands there
once, with both times. A county has tens of thousands of sessions in a week, and a page shows some.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.times.days_asked import DaysAsked
from assetmap.domain.times.occurrences import DAY, State
from assetmap.search_index.occurrence_table import Mask, OccurrenceTable
from assetmap.search_index.snapshot import Snapshot

Rows = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class _Groups:
    """Rows by day and thing: the rows of each group, in the order of the day, stand together."""

    rows: Rows
    edges: Rows  # where each group begins, and the end of the last
    day: Rows  # of each group, from the first day that was asked for
    thing: Rows

    @classmethod
    def of(cls, day: Rows, thing: Rows) -> "_Groups":
        """The groups of some rows, from the day and the thing of each."""
        rows = np.lexsort((thing, day))
        day, thing = day[rows], thing[rows]
        is_new = np.ones(len(rows), bool)
        is_new[1:] = (day[1:] != day[:-1]) | (thing[1:] != thing[:-1])
        begins = np.flatnonzero(is_new)
        return cls(rows, np.append(begins, len(rows)), day[begins], thing[begins])

    def rows_of(self, group: int) -> Rows:
        """The rows of one group."""
        return self.rows[self.edges[group] : self.edges[group + 1]]

    @property
    def first(self) -> Rows:
        """The first row of each group."""
        return self.rows[self.edges[:-1]]

    def all_of(self, mask: Mask) -> Mask:
        """The groups of which each row is in a mask."""
        is_not = np.append(0, np.cumsum(~mask[self.rows]))[self.edges]
        every: Mask = is_not[1:] == is_not[:-1]
        return every


@dataclass(frozen=True)
class DayThings:
    """The things of one day in its order, those that are over behind the others."""

    _groups: _Groups
    _in_order: Rows
    _coming: int

    def __len__(self) -> int:
        return len(self._in_order)

    def shown(self, which: slice) -> tuple[list[Rows], list[Rows]]:
        """The rows of each of some things: of those that are not over, and of those that are."""
        begins, ends, _ = which.indices(len(self))
        cut = min(max(self._coming, begins), ends)
        coming, over = self._in_order[begins:cut], self._in_order[cut:ends]
        return list(map(self._groups.rows_of, coming)), list(map(self._groups.rows_of, over))


@dataclass(frozen=True)
class ThingsByDay:
    """What is on. `sessions` are in the order of the day, and all rows are its rows.

    `by_day` has each of the days that were asked for. `daily` has the things that are on every day
    of a whole week as usual, and the rows of each on every day; they stand in no day.
    """

    sessions: OccurrenceTable
    by_day: Mapping[date, DayThings]
    daily: Sequence[Sequence[Rows]]

    @property
    def total(self) -> int:
        """How many things there are, each day's by itself."""
        return sum(map(len, self.by_day.values())) + len(self.daily)


def things_by_day(
    snapshot: Snapshot, found: OccurrenceTable, days: DaysAsked, now: int
) -> ThingsByDay:
    """The sessions found in some days as things. What runs on from yesterday is today's; `now` is a
    moment.
    """
    # Of one start by name; so a thing stands where the first of its sessions does.
    sessions = found.only(np.lexsort((snapshot.name_order[found.owner], found.start)))
    table, first = snapshot.sessions, days.first.toordinal()
    day = np.maximum(sessions.start // DAY - first, 0)
    usual = table.row_of_session(sessions.owner, sessions.rule)
    thing = table.row_of_session(sessions.owner, table.named_as[usual])
    groups = _Groups.of(day, thing)
    is_daily = _daily(groups, groups.all_of(sessions.state == State.ON), days)
    # What was cancelled or moved stays until the end of its day.
    is_over = np.where(sessions.is_on, sessions.end <= now, day + first < days.today.toordinal())
    over = groups.all_of(is_over)
    order = np.lexsort((groups.first, over, groups.day))
    order = order[~is_daily[order]]
    edges = np.searchsorted(groups.day[order], np.arange(len(days.dates) + 1))
    by_day = {}
    for n, on in enumerate(days.dates):
        of_day = order[edges[n] : edges[n + 1]]
        by_day[on] = DayThings(groups, of_day, int(np.count_nonzero(~over[of_day])))
    return ThingsByDay(sessions, by_day, _by_thing(groups, is_daily))


def _daily(groups: _Groups, as_usual: Mask, days: DaysAsked) -> Mask:
    """Which groups are of a thing that is on every day of a whole week as usual."""
    if not days.is_week:
        return np.zeros(len(groups.day), bool)
    things, many = np.unique(groups.thing[as_usual], return_counts=True)
    found: Mask = np.isin(groups.thing, things[many == len(days.dates)])
    return found


def _by_thing(groups: _Groups, which: Mask) -> list[list[Rows]]:
    """The groups of things that are on each day, by the thing, in the order of the first day."""
    chosen = np.flatnonzero(which)
    firsts = chosen[groups.day[chosen] == 0]
    firsts = firsts[np.argsort(groups.first[firsts])]
    by_thing: dict[int, list[Rows]] = {int(groups.thing[each]): [] for each in firsts}
    for each in chosen.tolist():
        by_thing[int(groups.thing[each])].append(groups.rows_of(each))
    return list(by_thing.values())
