"""The rules by which a series of sessions repeats, on the clock on the wall in Europe/London.

Each rule can be said as one of RFC 5545 (`rrule`), and gives its own dates. Those that people say
every day are worked out here; any other is left to python-dateutil, of which the domain needs no
input or output. Times are minutes since midnight, so 10:00 stays 10:00 when the clocks change; a
session that ends at or before its start runs across midnight.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from dateutil.rrule import rrule, rrulestr

from assetmap.domain.times.rrule_parts import check_parts

WEEKDAYS_OF_RRULE = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKS_MOST = 52  # between two sessions of one that is every so many weeks
_YEARS_TO_LOOK = 9  # a leap day comes within eight years, the turn of a century aside


@dataclass(frozen=True, slots=True)
class Hours:
    """A start and an end in minutes since midnight, 0 to 1439."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < 1440 and 0 <= self.end <= 1440):
            raise ValueError("times run from 00:00 to 24:00")

    @property
    def minutes(self) -> int:
        """How long it lasts; across midnight when the end is not after the start."""
        return (self.end - self.start) % 1440 or 1440


@dataclass(frozen=True, slots=True)
class SeriesDetails:
    """What a series adds to its rule: its first and last day, and what is its own.

    `at` is where it is, when not at its listing's own place; `name` what the session is called,
    when not as its listing. `in_terms`: only on days that are known to lie in a school term.
    """

    begins: date | None = None
    until: date | None = None  # the last day on which there may be one
    in_terms: bool = False
    name: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        if self.begins and self.until and self.until < self.begins:
            raise ValueError("The last day is before the first.")

    def holds(self, on: date) -> bool:
        """Whether a day lies between its first and last."""
        return (self.begins is None or self.begins <= on) and (
            self.until is None or on <= self.until
        )


PLAIN = SeriesDetails()


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on `day` (0 is Monday)."""

    day: int
    hours: Hours
    details: SeriesDetails = PLAIN

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays that it can fall on (0 is Monday)."""
        return (self.day,)

    @property
    def rrule(self) -> str:
        """The rule as RFC 5545 says it, without its end."""
        return f"FREQ=WEEKLY;BYDAY={WEEKDAYS_OF_RRULE[self.day]}"

    def falls_on(self, on: date) -> bool:
        """Whether it is on that date, by its rule and details."""
        return on.weekday() == self.day and self.details.holds(on)

    def dates(self, first: date, last: date) -> Iterable[date]:
        """Its dates from `first` to `last`, in order."""
        return _every(self.day, 7, None, self.details, first, last)


@dataclass(frozen=True, slots=True)
class EveryWeeks:
    """Every so many weeks on `day` (0 is Monday), reckoned from the first on or after a date."""

    weeks: int
    day: int
    hours: Hours
    details: SeriesDetails

    def __post_init__(self) -> None:
        if not 2 <= self.weeks <= WEEKS_MOST:
            raise ValueError("Say every 2 to 52 weeks.")
        if self.details.begins is None:
            raise ValueError("Say on which date it was, or will be, on.")

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekday that it falls on (0 is Monday)."""
        return (self.day,)

    @property
    def rrule(self) -> str:
        """The rule as RFC 5545 says it, without its end."""
        return f"FREQ=WEEKLY;INTERVAL={self.weeks};BYDAY={WEEKDAYS_OF_RRULE[self.day]}"

    @property
    def first_date(self) -> date:
        """The day that the weeks are counted from."""
        begins = self.details.begins
        assert begins is not None
        return begins + timedelta(days=(self.day - begins.weekday()) % 7)

    def falls_on(self, on: date) -> bool:
        """Whether it is on that date, by its rule and details."""
        days = (on - self.first_date).days
        return days >= 0 and days % (7 * self.weeks) == 0 and self.details.holds(on)

    def dates(self, first: date, last: date) -> Iterable[date]:
        """Its dates from `first` to `last`, in order."""
        return _every(self.day, 7 * self.weeks, self.first_date, self.details, first, last)


@dataclass(frozen=True, slots=True)
class Monthly:
    """The `nth` weekday of every month (1 to 5, or -1 for the last)."""

    nth: int
    day: int
    hours: Hours
    details: SeriesDetails = PLAIN

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekday that it falls on (0 is Monday)."""
        return (self.day,)

    @property
    def rrule(self) -> str:
        """The rule as RFC 5545 says it, without its end."""
        return f"FREQ=MONTHLY;BYDAY={self.nth}{WEEKDAYS_OF_RRULE[self.day]}"

    def falls_on(self, on: date) -> bool:
        """Whether it is on that date, by its rule and details."""
        return on.weekday() == self.day and self._is_nth(on) and self.details.holds(on)

    def _is_nth(self, on: date) -> bool:
        if self.nth == -1:
            return (on + timedelta(days=7)).month != on.month
        return (on.day - 1) // 7 + 1 == self.nth

    def dates(self, first: date, last: date) -> Iterable[date]:
        """Its dates from `first` to `last`, in order."""
        weekly = _every(self.day, 7, None, self.details, first, last)
        return [on for on in weekly if self._is_nth(on)]


@dataclass(frozen=True, slots=True)
class OnDate:
    """One date."""

    on: date
    hours: Hours
    details: SeriesDetails = PLAIN

    @property
    def day(self) -> int:
        """The weekday of the date (0 is Monday)."""
        return self.on.weekday()

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The same, as of any rule."""
        return (self.day,)

    @property
    def rrule(self) -> str:
        """Nothing: it does not repeat."""
        return ""

    def falls_on(self, on: date) -> bool:
        """Whether it is on that date."""
        return on == self.on

    def dates(self, first: date, last: date) -> Iterable[date]:
        """Its date, if that lies from `first` to `last`."""
        return [self.on] if first <= self.on <= last else []


@dataclass(frozen=True, slots=True)
class ByRule:
    """Any other rule of RFC 5545 that counts in days or more, from its first date.

    Raises ValueError with a plain sentence for one that cannot be used.
    """

    rule: str  # such as `FREQ=MONTHLY;BYMONTHDAY=15`
    hours: Hours
    details: SeriesDetails

    def __post_init__(self) -> None:
        check_parts(self.rule)
        try:
            _rrule(self.rule, date(2026, 1, 1))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError):
            raise ValueError("This rule cannot be read.") from None
        if self.details.begins is None:
            raise ValueError("Say from which date the rule counts.")
        first = _first_date(self.rule, self.details.begins)
        if first is None or not self.details.holds(first):
            raise ValueError("There is no date on which this would be.")

    @property
    def day(self) -> int:
        """The first of its weekdays (0 is Monday)."""
        return self.weekdays[0]

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays that it falls on in its first year or so (0 is Monday)."""
        return _weekdays(self.rule, self.details.begins or date.min)

    @property
    def rrule(self) -> str:
        """The rule as RFC 5545 says it, without its end."""
        return self.rule

    def falls_on(self, on: date) -> bool:
        """Whether it is on that date, by its rule and details."""
        return bool(list(self.dates(on, on)))

    def dates(self, first: date, last: date) -> Iterable[date]:
        """Its dates from `first` to `last`, in order."""
        begins = self.details.begins
        assert begins is not None
        first = max(first, begins)
        last = min(last, self.details.until or last)
        if last < first:
            return []
        found = _rrule(self.rule, begins).between(_midnight(first), _midnight(last), inc=True)
        return [at.date() for at in found]


Rule = Weekly | EveryWeeks | Monthly | OnDate | ByRule


def _every(
    day: int, step: int, from_: date | None, details: SeriesDetails, first: date, last: date
) -> list[date]:
    """Each weekday `day` that is a whole number of steps from a date, from `first` to `last`."""
    begins, until = details.begins, details.until
    if begins is not None and begins > first:
        first = begins
    if until is not None and until < last:
        last = until
    if from_ is None:
        ordinal = first.toordinal()
        ordinal += (day - first.weekday()) % 7
    else:
        base = from_.toordinal()
        ordinal = base + max(0, -(-(first.toordinal() - base) // step)) * step
    return [date.fromordinal(n) for n in range(ordinal, last.toordinal() + 1, step)]


@lru_cache(maxsize=4096)
def _rrule(rule: str, begins: date) -> rrule:
    made = rrulestr(rule, dtstart=_midnight(begins))
    assert isinstance(made, rrule)
    return made


@lru_cache(maxsize=4096)
def _first_date(rule: str, begins: date) -> date | None:
    """The first of a rule's dates; None when nothing comes for some years, as of 30 February."""
    found = _rrule(rule, begins).after(_midnight(begins), inc=True)
    return None if found is None or found.year > begins.year + _YEARS_TO_LOOK else found.date()


@lru_cache(maxsize=4096)
def _weekdays(rule: str, begins: date) -> tuple[int, ...]:
    ends = _midnight(begins) + timedelta(days=400)
    soon = _rrule(rule, begins).between(_midnight(begins), ends, inc=True)
    return tuple(sorted({at.weekday() for at in soon})) or (begins.weekday(),)


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day)
