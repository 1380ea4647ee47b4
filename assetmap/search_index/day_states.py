"""What the calendar says of each day of a stretch, for each way in which schedules go by it."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.times.borough_calendar import AS_USUAL, CLOSED, BoroughCalendar, DayState
from assetmap.domain.times.occurrences import State
from assetmap.domain.times.rules import OnDate, Rule
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.school_terms import goes_by_school_terms

OFF = -1
States = NDArray[np.int8]  # by day: the `State` of what a rule says is on, or OFF
Mask = NDArray[np.bool_]

_AS_IT_IS = ("", CLOSED, AS_USUAL)
_STATES = {DayState.ON: int(State.ON), DayState.UNSURE: int(State.UNSURE), DayState.OFF: OFF}


class DayStates:
    """The states of the days from `first` to `last`, each way worked out once."""

    def __init__(self, calendar: BoroughCalendar, first: date, last: date) -> None:
        self._calendar = calendar
        self.days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        self._states: list[States] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._usual: dict[tuple[str, bool], States] = {}
        self._closed: dict[int, tuple[Schedule, Mask]] = {}

    @staticmethod
    def can_tell(schedule: Schedule) -> bool:
        """Whether days are all that a schedule goes by, and not dates of its own that differ, or
        hours of its own for bank holidays.
        """
        return not schedule.changes and schedule.bank_holidays in _AS_IT_IS

    def number_of(self, schedule: Schedule, rule: Rule, venue: Schedule | None) -> int:
        """Which row of `table` goes for a rule of a schedule that meets in a hub."""
        # A date that was written down by itself is meant, whatever day it is.
        is_fixed = isinstance(rule, OnDate)
        way = () if is_fixed else (schedule.bank_holidays, goes_by_school_terms(schedule.terms))
        key = (way, rule.details.in_terms, schedule.closed, venue and id(venue))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._states)
            self._states.append(self._of(schedule, rule, venue, is_fixed=is_fixed))
        return number

    def table(self) -> NDArray[np.int8]:
        """The states by way and by day."""
        return np.array(self._states, np.int8).reshape(-1, len(self.days))

    def _of(
        self, schedule: Schedule, rule: Rule, venue: Schedule | None, *, is_fixed: bool
    ) -> States:
        found = np.zeros(len(self.days), np.int8) if is_fixed else self._usually(schedule).copy()
        if venue is not None:
            found[self._closings_of(venue)] = OFF
        if rule.details.in_terms:
            found[[not self._calendar.terms.is_on(on) for on in self.days]] = OFF
        if schedule.closed:
            found[[on in schedule.closed for on in self.days]] = OFF
        return found

    def _usually(self, schedule: Schedule) -> States:
        """What bank holidays and school terms leave of the days."""
        way = (schedule.bank_holidays, goes_by_school_terms(schedule.terms))
        found = self._usual.get(way)
        if found is None:
            asked = (self._calendar.of_rule(schedule, None, on).state for on in self.days)
            found = self._usual[way] = np.array([_STATES[each] for each in asked], np.int8)
        return found

    def _closings_of(self, venue: Schedule) -> Mask:
        kept = self._closed.get(id(venue))  # which nothing else is while this keeps it
        if kept is None:
            may_be = venue.changes or venue.closed or venue.bank_holidays == CLOSED
            days = self.days if may_be else ()
            closed = np.zeros(len(self.days), bool)
            closed[: len(days)] = [bool(self._calendar.closing_of(venue, on)) for on in days]
            kept = self._closed[id(venue)] = (venue, closed)
        return kept[1]
