"""The times that figures are for: months, quarters and years from April, and dates of one's own."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_APRIL = 4
_MONTHS_A_YEAR = 12


class PeriodKind(StrEnum):
    """How long a period is. Years are the council's: from April to March."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    OWN = "own"

    @property
    def months(self) -> int:
        """How many months it has; 0 for dates of one's own."""
        return {"month": 1, "quarter": 3, "year": _MONTHS_A_YEAR}.get(self, 0)


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both counted."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def parts(self) -> "tuple[Period, ...]":
        """The quarters of a year, and the months of a quarter; nothing of any other."""
        smaller = {PeriodKind.YEAR: PeriodKind.QUARTER, PeriodKind.QUARTER: PeriodKind.MONTH}
        kind = smaller.get(self.kind)
        if kind is None:
            return ()
        starts = range(0, self.kind.months, kind.months)
        return tuple(period_of(kind, _months_later(self.first, each)) for each in starts)

    @property
    def months(self) -> "tuple[Period, ...]":
        """The calendar months that it touches, each cut to it."""
        found, day = [], self.first
        while day <= self.last:
            month = period_of(PeriodKind.MONTH, day)
            is_whole = self.first <= month.first and month.last <= self.last
            cut = Period(PeriodKind.OWN, max(self.first, month.first), min(self.last, month.last))
            found.append(month if is_whole else cut)
            day = month.last + timedelta(days=1)
        return tuple(found)

    def moved(self, by: int) -> "Period":
        """The period so many of its own length later, or before when below nothing."""
        if self.kind is PeriodKind.OWN:
            days = (self.last - self.first).days + 1
            shift = timedelta(days=by * days)
            return Period(self.kind, self.first + shift, self.last + shift)
        return period_of(self.kind, _months_later(self.first, by * self.kind.months))

    def a_year_before(self) -> "Period":
        """The same time last year."""
        if self.kind is not PeriodKind.OWN:
            return period_of(self.kind, _months_later(self.first, -_MONTHS_A_YEAR))
        return Period(self.kind, years_before(self.first, 1), years_before(self.last, 1))


def period_of(kind: PeriodKind, day: date) -> Period:
    """The month, quarter or year that a day is in; of OWN the day alone."""
    if kind is PeriodKind.OWN:
        return Period(kind, day, day)
    months = kind.months
    since_april = (day.month - _APRIL) % _MONTHS_A_YEAR
    first = _months_later(day.replace(day=1), -(since_april % months))
    last = _months_later(first, months) - timedelta(days=1)
    return Period(kind, first, last)


def own_period(first: date, last: date) -> Period:
    """The period from one day to another: a month, quarter or year where it is just that."""
    for kind in (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH):
        whole = period_of(kind, first)
        if (whole.first, whole.last) == (first, last):
            return whole
    return Period(PeriodKind.OWN, first, last)


def years_before(day: date, years: int) -> date:
    """The same day some years before; of 29 February the 28th where there is none."""
    year = day.year - years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _months_later(first: date, months: int) -> date:
    """The first of the month so many months later; `first` is the first of one."""
    number = first.year * _MONTHS_A_YEAR + first.month - 1 + months
    return date(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1, 1)
