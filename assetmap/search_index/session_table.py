"""When listings are on, as flat arrays: a row for each rule of each schedule.

A question about a date or about hours looks at all of them at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.listing import Listing
from assetmap.domain.search.schedule_wording import is_arranged, worded_slots
from assetmap.domain.times.occurrences import moment_of
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import DAYS, Schedule
from assetmap.search_index.edits import Edit, Rows, joined_rows
from assetmap.search_index.session_rows import COLUMNS, rule_rows, weekday_bits
from assetmap.search_index.timetable import Times

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
Positions = NDArray[np.signedinteger[Any]]

_DAY = 24 * 60
# Minutes: longer than this, people come when they like, and some of it is enough.
OPEN, ENOUGH = 180, 60
_WEEK = 7  # days that are looked at together for what comes next


@dataclass(frozen=True)
class SessionTable:
    """The rules of some listings' schedules, series first and then the hours of the door.

    `rules` are rows by owner, and masks of rows go by them: of each rule the weekdays and times of
    day as `slots`, the weekdays alone as bits of `days`, `start` and `end` in minutes, whether it
    `happens` and is not the hours of a door, whether it has a place of its own (`is_away`), and
    `named_as`, the number of the first of its listing's rules that has its name.

    `series` says how many of a listing's rules are not of its door. `arranged` and `worded` are of
    listings: that one has no times of its own, and the weekdays and times of day that its schedule
    has in words alone, as bits of `Schedule.slots`.
    """

    rules: Rows
    series: Numbers
    arranged: Mask
    worded: Numbers

    @classmethod
    def of(cls, listings: Sequence[Listing]) -> "SessionTable":
        """The table of some listings, by their places among them."""
        return cls._of(dict(enumerate(listings)))

    @classmethod
    def _of(cls, listings: Mapping[int, Listing]) -> "SessionTable":
        every = listings.values()
        return cls(
            rule_rows(listings),
            np.array([len(each.schedule.rules) for each in every], np.int32),
            np.array([_is_timeless(each) and is_arranged(each) for each in every], bool),
            np.array([worded_slots(each) if _is_timeless(each) else 0 for each in every], np.int32),
        )

    def with_changed(self, edit: Edit, listings: Sequence[Listing]) -> "SessionTable":
        """The table of the next generation; `listings` are those of `edit.changed`."""
        new = self._of(dict(zip(edit.changed.tolist(), listings, strict=True)))
        return SessionTable(
            edit.rows_applied(self.rules, new.rules),
            edit.applied(self.series, new.series),
            edit.applied(self.arranged, new.arranged),
            edit.applied(self.worded, new.worded),
        )

    @classmethod
    def joined(cls, parts: Sequence["SessionTable"]) -> "SessionTable":
        """Of the tables of listings that stand one behind the other."""
        return cls(
            joined_rows([(each.size, each.rules) for each in parts]),
            np.concatenate([each.series for each in parts]),
            np.concatenate([each.arranged for each in parts]),
            np.concatenate([each.worded for each in parts]),
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All of it as plain arrays."""
        listings = {"series": self.series, "arranged": self.arranged, "worded": self.worded}
        return {"owner": self.owner, **self.rules.columns, **listings}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "SessionTable":
        """The table whose arrays these are."""
        rules = Rows(arrays["owner"], {name: arrays[name] for name in COLUMNS})
        return cls(rules, arrays["series"], arrays["arranged"], arrays["worded"])

    @property
    def size(self) -> int:
        """The number of the listings."""
        return len(self.series)

    @property
    def owner(self) -> Positions:
        """The position of the listing of each row."""
        return self.rules.owner

    @property
    def slots(self) -> Numbers:
        """The weekdays and times of day of each row, as bits of `Schedule.slots`."""
        return self.rules.columns["slots"]

    @property
    def happens(self) -> Mask:
        """Which rows are things that happen, and not the hours of a door."""
        return self.rules.columns["happens"]

    @property
    def is_away(self) -> Mask:
        """Which rows have a place of their own."""
        return self.rules.columns["is_away"]

    @property
    def named_as(self) -> Numbers:
        """For each row the number of the first of its listing's rules that has the same name."""
        return self.rules.columns["named_as"]

    @property
    def _start(self) -> NDArray[np.int16]:
        return self.rules.columns["start"]

    @property
    def _end(self) -> NDArray[np.int16]:
        return self.rules.columns["end"]

    @cached_property
    def _is_open(self) -> Mask:
        mask: Mask = self._end - self._start > OPEN
        return mask

    @cached_property
    def _first(self) -> Positions:
        many = np.bincount(self.owner, minlength=self.size)
        first: Positions = np.cumsum(many) - many
        return first

    @cached_property
    def _first_door(self) -> Positions:
        return self._first + self.series

    @cached_property
    def _has_hours(self) -> Mask:
        """Which listings have hours of their door by themselves."""
        mask: Mask = np.bincount(self.owner, minlength=self.size) > self.series
        return mask

    def listings_of(self, rows: Mask) -> Mask:
        """The listings of some rows, as a mask."""
        mask = np.zeros(self.size, bool)
        mask[self.owner[rows]] = True
        return mask

    def only_at(self, slots: int) -> Mask:
        """The listings all of whose weekdays and times of day are some of these bits of
        `Schedule.slots`, by their sessions or else by words alone; no time known is none of them.
        """
        elsewhen = self.listings_of((self.slots & ~slots) != 0) | ((self.worded & ~slots) != 0)
        then = self.listings_of((self.slots & slots) != 0) | ((self.worded & slots) != 0)
        mask: Mask = then & ~elsewhen
        return mask

    def row_of_session(self, owner: Positions, rule: Positions) -> Positions:
        """The row of each of some occurrences of `Times.sessions`, by its listing and its rule."""
        rows: Positions = self._first[owner] + rule
        return rows

    def rules_of(self, position: int, schedule: Schedule, rows: Mask) -> tuple[Rule, ...]:
        """The rules of one listing, whose schedule is given, that are among some rows."""
        rules, own = (*schedule.rules, *schedule.opening), rows[self.rules.of(position)]
        return tuple(rule for rule, is_meant in zip(rules, own, strict=True) if is_meant)

    def starting_on(self, days: Iterable[str]) -> Mask:
        """The rows whose sessions begin on any of some weekdays: what goes on past midnight is on
        the day before, as people say it.
        """
        return self._on_any(weekday_bits(DAYS.index(day) for day in days))

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
            rows, late = rows & self._on_any(1 << day), late & self._on_any(1 << (day - 1) % 7)
        return self.listings_of(rows | late)

    def on(self, day: date, now: datetime, times: Times) -> Mask:
        """The rows that have a session on a day that is not over `now` (of the borough's clock)."""
        mask = np.zeros(len(self.owner), bool)
        for rows, _ in self._coming(times, day, day, now):
            mask[rows] = True
        return mask

    def soonest(self, rows: Mask, now: datetime, times: Times, days: int) -> Numbers:
        """Numbers that put listings in the order of their next sessions, by some of the rows, in so
        many `days` from `now`; the largest there is of one that has none. What is open for hours
        comes behind the sessions of its day, or each morning would begin with halls for hire.
        """
        never = np.iinfo(np.int32).max
        found = np.full(self.size, never, np.int32)
        waiting = self.listings_of(rows)
        today = now.date()
        # A day counts before whatever comes on a later one: what has been found is not looked for.
        for first, last in _stretches(days):
            begins, ends = today + timedelta(days=first), today + timedelta(days=last)
            for coming, starts in self._coming(times, begins, ends, now, waiting):
                meant = rows[coming]
                row, start = coming[meant], starts[meant]
                ahead, minute = start // _DAY - today.toordinal(), start % _DAY
                place = ahead * 2 * _DAY + minute + _DAY * self._is_open[row]
                np.minimum.at(found, self.owner[row], place.astype(np.int32))
            waiting &= found == never
            if not waiting.any():
                break
        return found

    def _coming(
        self, times: Times, first: date, last: date, now: datetime, of: Mask | None = None
    ) -> Iterator[tuple[Positions, Positions]]:
        """What begins on a day from `first` to `last` and is not over `now`, of sessions and then
        of doors: each one's row here, and its moment. With `of`, of those listings alone.
        """
        # Hours that stand among the times are sessions already.
        doors = self._has_hours if of is None else self._has_hours & of
        for index, of_these, base in (
            (times.sessions, of, self._first),
            (times.doors, doors, self._first_door),
        ):
            table = index.between(first, last, of_these)
            fits = table.is_on & (table.end > moment_of(now))
            yield (base[table.owner] + table.rule)[fits], table.start[fits]

    def _on_any(self, days: int) -> Mask:
        """The rows that are on any of some weekdays, as bits."""
        mask: Mask = (self.rules.columns["days"] & np.uint8(days)) != 0
        return mask


def _is_timeless(listing: Listing) -> bool:
    return not (listing.schedule.rules or listing.schedule.opening)


def _stretches(days: int) -> Iterator[tuple[int, int]]:
    """So many days from one on, in stretches that grow: the first and last day of each."""
    first, long = 0, _WEEK
    while first < days:
        yield first, min(first + long, days) - 1
        first, long = first + long, 2 * long


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
