"""How far the listings can be trusted: checked in time, how long ago, and reports dealt with."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import numpy as np

from assetmap.domain.checks.freshness import months_after
from assetmap.domain.checks.report import Report, ReportState
from assetmap.domain.search.query import Search
from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.schedule import LONDON
from assetmap.search_index.row import Row
from assetmap.services.context import Context
from assetmap.services.search.selection import select
from assetmap.storage.tables import REPORTS

WORKING_DAYS = 2  # within which a report is to be dealt with: section 7 of the product's rules
TARGET = 0.9  # of the listings are checked in time
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Trust:
    """The figures of today. Shares are parts of 1; None where there is nothing to count.

    `listings` has the ids of those checked in time, and of those that are not. `median_age` is in
    days, of the listings that somebody has checked. `closed_in_time` of `closed` reports of the
    last year were dealt with within WORKING_DAYS; `waiting` are open. `overdue_by` counts the
    listings whose check is overdue by who looks after them, the most first.
    """

    total: int
    in_time: tuple[str, ...]
    not_in_time: tuple[str, ...]
    median_age: int | None
    closed: int
    closed_in_time: int
    waiting: int
    overdue_by: tuple[tuple[str, int], ...]

    @property
    def share_in_time(self) -> float | None:
        """The share of listings whose check is not due yet."""
        return len(self.in_time) / self.total if self.total else None

    @property
    def share_closed(self) -> float | None:
        """The share of reports dealt with in time, of those dealt with in the last year."""
        return self.closed_in_time / self.closed if self.closed else None


def trust(context: Context) -> Trust:
    """The figures of the listings that the find page shows, and of the last year's reports."""
    today = context.clock.today()
    found = select(context, Search())
    rows = [found.snapshot.rows[n] for n in np.flatnonzero(found.mask).tolist()]
    in_time = tuple(x.listing.id for x in rows if _is_in_time(x, today))
    late = tuple(x.listing.id for x in rows if not _is_in_time(x, today))
    ages = [(today - on).days for x in rows if (on := x.listing.shown.checked.on)]
    first = months_after(today, -12)
    reports = context.store.find(REPORTS)
    closed = [x for x in reports if (day := closed_on(x)) and first < day <= today]
    days = context.borough.bank_holidays
    in_days = sum(_was_quick(each, days) for each in closed)
    waiting = sum(each.state is ReportState.OPEN for each in reports)
    return Trust(
        *(len(rows), in_time, late, round(median(ages)) if ages else None),
        *(len(closed), in_days, waiting, _overdue_by(rows, today)),
    )


def closed_on(report: Report) -> date | None:
    """The day on which a report was dealt with; None while it waits."""
    return report.closed_at.astimezone(LONDON).date() if report.closed_at else None


def working_days_after(day: date, count: int, holidays: BankHolidays) -> date:
    """The day so many working days after another: Mondays to Fridays that are no bank holiday."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY and not holidays.name_of(day)
    return day


def _was_quick(report: Report, holidays: BankHolidays) -> bool:
    closed = closed_on(report)
    return closed is not None and closed <= working_days_after(report.on, WORKING_DAYS, holidays)


def _is_in_time(row: Row, today: date) -> bool:
    return row.standing.is_checked and today < row.standing.due_on


def _overdue_by(rows: Sequence[Row], today: date) -> tuple[tuple[str, int], ...]:
    late = (x for x in rows if x.standing.overdue_on and x.standing.overdue_on <= today)
    return tuple(Counter(x.listing.shown.steward or "-" for x in late).most_common())
