"""When listings are on, as flat arrays: a row for each rule of each schedule.

A question about a date or about hours looks at all of them at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.opening import is_session
from assetmap.domain.search.schedule_wording import is_arranged, worded_slots
from assetmap.domain.times.occurrences import moment_of
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import DAYS, slots_of
from assetmap.search_index.occurrence_table import Times

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
Positions = NDArray[np.signedinteger[Any]]

_DAY = 24 * 60
# Minutes: longer than this, people come when they like, and some of it is enough.
OPEN, ENOUGH = 180, 60


class SessionTable:
    """The rules of some listings' schedules; `owner` is the position of the listing of a row.

    `arranged` and `worded` are by listing: that it has no times of its own, and the weekdays and
    times of day that its schedule has in words alone, as bits of `Schedule.slots`. `happens` is by
    row: that it is a thing that happens, and not the hours of a door.
    """

    def __init__(self, listings: Sequence[Listing]) -> None:
        rows = [
            (n, rule)
            for n, each in enumerate(listings)
            for rule in (*each.schedule.rules, *each.schedule.opening)
        ]
        self.size = len(listings)
        self._rules = tuple(rule for _, rule in rows)
        self.owner = np.array([n for n, _ in rows], np.int64)
        self.slots = _numbers(slots_of(rule) for _, rule in rows)
        self.happens = _mask(
            happens
            for each in listings
            for happens in (
                *(is_session(each, rule) for rule in each.schedule.rules),
                *(False for _ in each.schedule.opening),
            )
        )
        self._first: Positions = np.searchsorted(self.owner, np.arange(len(listings)))
        series = np.array([len(each.schedule.rules) for each in listings], np.int64)
        self._first_door: Positions = self._first + series
        self._has_hours = _mask(bool(each.schedule.opening) for each in listings)
        self._days = np.zeros((len(rows), len(DAYS)), bool)
        for row, (_, rule) in enumerate(rows):
            self._days[row, list(rule.weekdays)] = True
        self._start = _numbers(rule.hours.start for _, rule in rows)
        self._end = self._start + _numbers(rule.hours.minutes for _, rule in rows)
        self._is_open: Mask = self._end - self._start > OPEN
        timeless = [n for n, each in enumerate(listings) if not _has_times(each)]
        self.arranged, self.worded = np.zeros(self.size, bool), np.zeros(self.size, np.int32)
        for n in timeless:
            self.arranged[n] = is_arranged(listings[n])
            self.worded[n] = worded_slots(listings[n])

    def listings_of(self, rows: Mask) -> Mask:
        """The listings of some rows, as a mask."""
        mask = np.zeros(self.size, bool)
        mask[self.owner[rows]] = True
        return mask

    def row_of_session(self, owner: Positions, rule: Positions) -> Positions:
        """The row of each of some occurrences of `Times.sessions`, by its listing and its rule."""
        rows: Positions = self._first[owner] + rule
        return rows

    def rules_of(self, position: int, rows: Mask) -> tuple[Rule, ...]:
        """The rules of one listing that are among some rows."""
        first, last = np.searchsorted(self.owner, (position, position + 1))
        return tuple(self._rules[row] for row in range(first, last) if rows[row])

    def starting_on(self, days: Iterable[str]) -> Mask:
        """The rows whose sessions begin on any of some weekdays: what goes on past midnight is on
        the day before, as people say it.
        """
        mask: Mask = np.any(self._days[:, [DAYS.index(day) for day in days]], axis=1)
        return mask

    def between(self, earliest: time | None, latest: time | None) -> Mask:
        """The rows that start no sooner than `earliest` and are over by `latest`.

        Of what is open for hours it is enough that an hour of it lies between.
        """
        first = _minutes(earliest) if earliest else 0
        last = _minutes(latest) if latest else 2 * _DAY
        whole = (self._start >= first) & (self._end <= last)
        shared = np.minimum(self._end, last) - np.maximum(self._start, first)
        mask: Mask = whole | (self._is_open & (shared >= ENOUGH))
        return mask

    def on_between(self, day: int | None, start: int, end: int) -> Mask:
        """The listings that are on, or open, for some of the time between two minutes of a weekday
        (0 is Monday; None for any). What runs across midnight is on the day after as well.
        """
        late = (self._end > _DAY) & (start < self._end - _DAY)
        rows = (self._start < end) & (start < self._end)
        if day is not None:
            rows, late = rows & self._days[:, day], late & self._days[:, day - 1]
        return self.listings_of(rows | late)

    def on(self, day: date, now: datetime, times: Times) -> Mask:
        """The rows that have a session on a day that is not over `now` (of the borough's clock)."""
        mask = np.zeros(len(self.owner), bool)
        for row, _ in self._coming(times, day, day, now):
            mask[row] = True
        return mask

    def soonest(self, rows: Mask, now: datetime, times: Times, days: int) -> Numbers:
        """Numbers that put listings in the order of their next sessions, by some of the rows, in so
        many `days` from `now`; the largest there is of one that has none. What is open for hours
        comes behind the sessions of its day, or each morning would begin with halls for hire.
        """
        never = np.iinfo(np.int32).max
        found = np.full(self.size, never, np.int32)
        today = now.date()
        last = today + timedelta(days=days - 1)
        for coming, starts in self._coming(times, today, last, now):
            row, start = coming[rows[coming]], starts[rows[coming]]
            ahead, minute = start // _DAY - today.toordinal(), start % _DAY
            place = ahead * 2 * _DAY + minute + _DAY * self._is_open[row]
            np.minimum.at(found, self.owner[row], place.astype(np.int32))
        return found

    def _coming(
        self, times: Times, first: date, last: date, now: datetime
    ) -> Iterator[tuple[Positions, Positions]]:
        """What begins on a day from `first` to `last` and is not over `now`, of sessions and then
        of doors: each one's row here, and its moment.
        """
        for table, base in ((times.sessions, self._first), (times.doors, self._first_door)):
            span = table.beginning(first, last)
            owner = table.owner[span]
            fits = table.is_on[span] & (table.end[span] > moment_of(now))
            if table is times.doors:  # hours that stand among the times are sessions already
                fits &= self._has_hours[owner]
            yield (base[owner] + table.rule[span])[fits], table.start[span][fits]


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, np.int32)


def _has_times(listing: Listing) -> bool:
    return bool(listing.schedule.rules or listing.schedule.opening)


def _mask(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, np.bool_)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
