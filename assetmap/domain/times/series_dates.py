"""A series as a calendar program is told of it: its first date, its rule, and what differs.

The dates that follow from these are those that `occurrences` gives, which a test holds it to. What
differs is only told of a stretch of days: exceptions that are over are not kept for ever, and of
days far ahead nothing is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.occurrences import DAY, Occurrence, State, occurrences
from assetmap.domain.times.rules import ByRule, Hours, OnDate, Rule
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.school_terms import goes_by_school_terms

_LOOKS = (7, 35, 400, 9 * 366)  # days after its beginning in which the first date is looked for
_FAR = 100 * 366  # days: nobody counts sessions that far


@dataclass(frozen=True, slots=True)
class SeriesDates:
    """`first` stays for good; `rrule` is blank for what is on once; `last` is the last day on which
    there may be one, None when no end is known. `left_out` are dates of the rule on which nothing
    is on, and `differing` what is cancelled, moved or at other hours, in the order of the rule.
    """

    first: date
    rrule: str
    last: date | None
    left_out: tuple[date, ...]
    differing: tuple[Occurrence, ...]


class SeriesCalendar:
    """Works out the dates of series, of which those from `first` to `last` are looked at.

    `ends` is a last day for all of them, for a file that nobody will correct.
    """

    def __init__(
        self, calendar: BoroughCalendar, first: date, last: date, ends: date | None = None
    ) -> None:
        self.calendar, self.first, self.last, self.ends = calendar, first, last, ends

    @cached_property
    def _bank_holidays(self) -> frozenset[date]:
        """Those of the stretch; a page whose series were all worked out before asks for none."""
        first, last, name_of = self.first, self.last, self.calendar.bank_holidays.name_of
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return frozenset(on for on in days if name_of(on))

    def dates_of(
        self, schedule: Schedule, rule: Rule, since: date, venue: Schedule | None
    ) -> SeriesDates | None:
        """The dates of one of a schedule's rules; None when none falls into the stretch.

        `since` is the day that its first date is reckoned from where the rule names none, and
        `venue` the schedule of the hub that its listing meets in.
        """
        first = first_date(rule, since)
        dates = tuple(rule.dates(self.first, self.last))
        one = replace(schedule, rules=(rule,), records=())
        looked_at = dates if schedule.changes else self._unusual(schedule, rule, venue, dates)
        found = self._found(one, venue, looked_at)
        last = _earliest(self._end(schedule, rule, found), self.ends)
        if first is None or (last is not None and last < first):
            return None

        def is_of_it(on: date) -> bool:
            return first <= on and (last is None or on <= last)

        left_out = tuple(on for on in looked_at if is_of_it(on) and on not in found)
        differing = tuple(
            found[on] for on in sorted(found) if is_of_it(on) and _differs(found[on], rule.hours)
        )
        if not (differing or any(map(is_of_it, dates))) or (isinstance(rule, OnDate) and left_out):
            return None
        return SeriesDates(first, *_repeated(rule, first, last), left_out, differing)

    def _found(
        self, one: Schedule, venue: Schedule | None, dates: Iterable[date]
    ) -> dict[date, Occurrence]:
        """What is on, or cancelled, by the date on which the rule alone would have it."""
        if one.changes:
            all_ = occurrences(one, self.first, self.last, self.calendar, venue)
        else:
            all_ = [each for on in dates for each in occurrences(one, on, on, self.calendar, venue)]
        return {
            date.fromordinal(each.original // DAY): each
            for each in all_
            if each.state is not State.MOVED_AWAY
        }

    def _unusual(
        self, schedule: Schedule, rule: Rule, venue: Schedule | None, dates: tuple[date, ...]
    ) -> tuple[date, ...]:
        """Those of some dates on which anything but the rule counts, if nothing is changed."""
        if rule.details.at:
            venue = self.calendar.venue_of(rule.details.at)
        days = self._bank_holidays | schedule.closed
        if venue is not None:
            days |= venue.closed.union(*(change.dates for change in venue.changes))
        terms = self.calendar.terms
        in_terms = _goes_by_terms(schedule, rule)
        return tuple(on for on in dates if on in days or (in_terms and not terms.is_on(on)))

    def _end(self, schedule: Schedule, rule: Rule, found: dict[date, Occurrence]) -> date | None:
        """The last day of a series: its own, or that of the terms that are known, beyond which
        nothing says that one of term time is on but what was settled for a date.
        """
        if isinstance(rule, OnDate):
            return None
        until = rule.details.until
        if not _goes_by_terms(schedule, rule):
            return until
        return _earliest(until, max([self.calendar.terms.known_until or date.min, *found]))


def first_date(rule: Rule, since: date) -> date | None:
    """The date that a series begins with; `since` counts where it names none itself."""
    if isinstance(rule, OnDate):
        return rule.on
    begins = rule.details.begins or since
    for days in _LOOKS:
        for on in rule.dates(begins, begins + timedelta(days=days)):
            return on
    return None


def _goes_by_terms(schedule: Schedule, rule: Rule) -> bool:
    return rule.details.in_terms or goes_by_school_terms(schedule.terms)


def _differs(each: Occurrence, hours: Hours) -> bool:
    return (
        each.state in (State.CANCELLED, State.MOVED_HERE)
        or each.start != each.original
        or each.end - each.start != hours.minutes
    )


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _repeated(rule: Rule, first: date, last: date | None) -> tuple[str, date | None]:
    """The rule without an end and its last day: RFC 5545 has either a number of times or a day."""
    if not isinstance(rule, ByRule):
        return rule.rrule, None if isinstance(rule, OnDate) else last
    parts = dict(part.partition("=")[::2] for part in rule.rrule.split(";"))
    if "UNTIL" in parts:
        last = _earliest(last, _day(parts.pop("UNTIL")))
    if "COUNT" in parts and last is not None:
        far = min(last, first + timedelta(days=_FAR))
        if len(list(rule.dates(first, far))) < int(parts["COUNT"]):
            del parts["COUNT"]
        else:
            last = None
    return ";".join(f"{name}={value}" for name, value in parts.items()), last


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
