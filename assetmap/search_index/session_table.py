"""When listings are on, as flat arrays: a row for each rule of each schedule.

A question about a date or about hours looks at all of them at once.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.search.schedule_wording import is_arranged, worded_slots
from assetmap.domain.times.schedule import DAYS, Monthly, OnDate, Rule, slots_of
from assetmap.domain.times.school_terms import SchoolTerms, goes_by_school_terms

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]

_ANY = 0  # of the nth weekday of a month, and of a date: every one
_DAY = 24 * 60
# Minutes: longer than this, people come when they like, and some of it is enough.
OPEN, ENOUGH = 180, 60


class SessionTable:
    """The rules of some listings' schedules; `owner` is the position of the listing of a row.

    `arranged` and `worded` are by listing: that it has no times of its own, and the weekdays and
    times of day that its schedule has in words alone, as bits of `Schedule.slots`.
    """

    def __init__(self, listings: Sequence[Listing]) -> None:
        rows = [(n, rule) for n, each in enumerate(listings) for rule in each.schedule.rules]
        self.size = len(listings)
        self._rules = tuple(rule for _, rule in rows)
        self.owner = np.array([n for n, _ in rows], np.int64)
        self.slots = _numbers(slots_of(rule) for _, rule in rows)
        self._day = _numbers(rule.day for _, rule in rows)
        self._nth = _numbers(rule.nth if isinstance(rule, Monthly) else _ANY for _, rule in rows)
        self._on = _numbers(_date_of(rule) for _, rule in rows)
        self._start = _numbers(rule.hours.start for _, rule in rows)
        self._end = self._start + _numbers(rule.hours.minutes for _, rule in rows)
        self._is_open: Mask = self._end - self._start > OPEN
        self._in_terms = _mask(goes_by_school_terms(each.schedule.terms) for each in listings)
        self._shut = _mask(each.status is Status.PAUSED for each in listings)
        self._closed = [(n, each.schedule.closed) for n, each in enumerate(listings)]
        self._closed = [(n, dates) for n, dates in self._closed if dates]
        timeless = [n for n, each in enumerate(listings) if not each.schedule.rules]
        self.arranged, self.worded = np.zeros(self.size, bool), np.zeros(self.size, np.int32)
        for n in timeless:
            self.arranged[n] = is_arranged(listings[n])
            self.worded[n] = worded_slots(listings[n])

    def listings_of(self, rows: Mask) -> Mask:
        """The listings of some rows, as a mask."""
        mask = np.zeros(self.size, bool)
        mask[self.owner[rows]] = True
        return mask

    def rules_of(self, position: int, rows: Mask) -> tuple[Rule, ...]:
        """The rules of one listing that are among some rows."""
        first, last = np.searchsorted(self.owner, (position, position + 1))
        return tuple(self._rules[row] for row in range(first, last) if rows[row])

    def starting_on(self, days: Iterable[str]) -> Mask:
        """The rows whose sessions begin on any of some weekdays: what goes on past midnight is on
        the day before, as people say it.
        """
        mask: Mask = np.isin(self._day, [DAYS.index(day) for day in days])
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

    def on(self, day: date, now: datetime, terms: SchoolTerms) -> Mask:
        """The rows that have a session on a day that is not over `now` (of the borough's clock)."""
        nth, is_last = (day.day - 1) // 7 + 1, (day + timedelta(days=7)).month != day.month
        falls = (self._on == _ANY) & (self._day == day.weekday())
        falls &= (self._nth == _ANY) | (self._nth == nth) | (is_last & (self._nth == -1))
        falls |= self._on == day.toordinal()
        if day <= now.date():
            falls &= self._end + _DAY * (day - now.date()).days > now.hour * 60 + now.minute
        shut = self._shut.copy()
        if not terms.is_on(day):
            shut |= self._in_terms
        shut[[n for n, dates in self._closed if day in dates]] = True
        mask: Mask = falls & ~shut[self.owner]
        return mask

    def soonest(self, rows: Mask, now: datetime, terms: SchoolTerms, days: int) -> Numbers:
        """Numbers that put listings in the order of their next sessions, by some of the rows, in so
        many `days` from `now`; the largest there is of one that has none. What is open for hours
        comes behind the sessions of its day, or each morning would begin with halls for hire.
        """
        never = np.iinfo(np.int32).max
        found = np.full(self.size, never, np.int32)
        place_in_day = self._start + _DAY * self._is_open
        for ahead in range(days):
            if not rows.any():
                break
            on = rows & self.on(now.date() + timedelta(days=ahead), now, terms)
            np.minimum.at(found, self.owner[on], ahead * 2 * _DAY + place_in_day[on])
            rows = rows & (found == never)[self.owner]
        return found


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, np.int32)


def _mask(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, np.bool_)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _date_of(rule: Rule) -> int:
    return rule.on.toordinal() if isinstance(rule, OnDate) else _ANY
