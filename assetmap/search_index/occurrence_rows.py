"""The times of many listings, worked out together.

What people say every day, such as a weekday of each week, is a run of days: all runs become rows at
once. A schedule with dates that differ, or with any other rule, is left to `domain/times`, which
says what holds: the two never differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.opening import opening_rules, session_venue
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.occurrences import DAY, Occurrence, occurrences
from assetmap.domain.times.opening_hours import openings
from assetmap.domain.times.rules import EveryWeeks, Monthly, OnDate, Rule, Weekly
from assetmap.domain.times.schedule import Schedule
from assetmap.search_index.day_states import OFF, DayStates
from assetmap.search_index.occurrence_table import Mask, Numbers, OccurrenceTable, table_of

_RUNS = frozenset([Weekly, EveryWeeks, Monthly, OnDate])
_ANY = 0
_AT_ONCE = 10_000  # runs that become rows together: some 50 MB


class _Run(NamedTuple):
    """Days, as ordinals, that lie whole steps from `anchor`, from `first` to `last`."""

    owner: int
    rule: int
    start: int  # minutes since midnight
    minutes: int
    first: int
    last: int
    anchor: int
    step: int
    nth: int  # of a month: 1 to 5, -1 the last, or _ANY
    states: int  # the row of `DayStates.table`


@dataclass(frozen=True)
class _Found:
    """Runs, and what the domain worked out of others: each one and whose it is."""

    runs: list[_Run]
    owners: list[int]
    others: list[Occurrence]

    def add(self, owner: int, found: Sequence[Occurrence]) -> None:
        self.owners.extend([owner] * len(found))
        self.others.extend(found)


class OccurrenceMaker:
    """Works out what begins from `first` to `last` by a calendar."""

    def __init__(self, calendar: BoroughCalendar, first: date, last: date) -> None:
        self._calendar, self._first, self._last = calendar, first, last
        self._states = DayStates(calendar, first, last)
        week, days = timedelta(days=7), self._states.days
        self._of_month = np.array([(on.day - 1) // 7 + 1 for on in days], np.int8)
        self._ends: Mask = np.array([(on + week).month != on.month for on in days], bool)

    def tables(
        self, listings: Iterable[tuple[int, Listing]]
    ) -> tuple[OccurrenceTable, OccurrenceTable]:
        """The sessions of some listings, and when their doors are open, by the position of each.

        Each listing is looked at once, so that they need not all be in memory.
        """
        sessions, doors = _Found([], [], []), _Found([], [], [])
        for owner, listing in listings:
            if not listing.status.is_off:
                self._take(owner, listing, sessions, doors)
        return self._table(sessions), self._table(doors)

    def _take(self, owner: int, listing: Listing, sessions: _Found, doors: _Found) -> None:
        schedule, at_door = listing.schedule, opening_rules(listing)
        days = (self._first, self._last, self._calendar)
        venue = session_venue(listing, self._calendar)
        for found, rules in ((sessions, schedule.rules), (doors, at_door)):
            if DayStates.can_tell(schedule) and all(type(rule) in _RUNS for rule in rules):
                runs = (self._run(owner, n, rule, schedule, venue) for n, rule in enumerate(rules))
                found.runs.extend(runs)
            elif found is sessions:
                found.add(owner, occurrences(schedule, *days, venue))
            else:
                found.add(owner, openings(schedule, rules, *days, venue))

    def _table(self, found: _Found) -> OccurrenceTable:
        runs, at_once = found.runs, range(0, len(found.runs), _AT_ONCE)
        parts = [self._rows(runs[n : n + _AT_ONCE]) for n in at_once]
        return OccurrenceTable.stacked([*parts, table_of(found.owners, found.others)]).in_order()

    def _run(
        self, owner: int, number: int, rule: Rule, schedule: Schedule, venue: Schedule | None
    ) -> _Run:
        details, hours = rule.details, rule.hours
        at = self._calendar.venue_of(details.at) if details.at else venue
        states = self._states.number_of(schedule, rule, at)
        # The day 1 of the calendar was a Monday.
        first, last, anchor, step, nth = details.begins, details.until, 1 + rule.day, 7, _ANY
        match rule:
            case EveryWeeks():
                anchor, step = rule.first_date.toordinal(), 7 * rule.weeks
            case Monthly():
                nth = rule.nth
            case OnDate():
                first = last = rule.on
                anchor = rule.on.toordinal()
        return _Run(
            owner,
            number,
            hours.start,
            hours.minutes,
            max(first, self._first).toordinal() if first else self._first.toordinal(),
            min(last, self._last).toordinal() if last else self._last.toordinal(),
            anchor,
            step,
            nth,
            states,
        )

    def _rows(self, runs: Sequence[_Run]) -> OccurrenceTable:
        owner, rule, start, minutes, first, last, anchor, step, nth, states = np.array(
            runs, np.int32
        ).T
        first = anchor + np.maximum(-(-(first - anchor) // step), 0) * step
        many = np.maximum((last - first) // step + 1, 0)
        run = np.repeat(np.arange(len(runs), dtype=np.int32), many)
        steps = np.arange(len(run)) - np.repeat(np.cumsum(many) - many, many)
        day = (first[run] + steps * step[run]).astype(np.int32)
        at = day - self._first.toordinal()
        state = self._states.table()[states[run], at]
        fits = (state != OFF) & self._is_nth(at, nth[run])
        run, day = run[fits], day[fits]
        begins = day * DAY + start[run]
        none = np.full(len(run), -1, np.int32)
        return OccurrenceTable(
            owner[run], begins, begins + minutes[run], rule[run], state[fits], none, begins
        )

    def _is_nth(self, at: Numbers, nth: Numbers) -> Mask:
        """Whether each day, by its place among the days, is the one of its month that is said."""
        fits: Mask = (nth == _ANY) | (self._of_month[at] == nth) | ((nth == -1) & self._ends[at])
        return fits
