"""The committee sheet: the figures of a month's last day, kept as they were then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class CommitteeSheet:
    """The figures of one day. `id` is the day (`2026-03-31`); `version` tells which definitions
    they follow (reports/definitions.py). `values` are numbers by the definition's key; None is what
    is not known. `lists` has the ids of the listings behind a figure, so that it can be opened
    later as it was; `gaps` and `stories` are the sentences that were printed.
    """

    id: str
    on: date
    made_at: datetime
    version: int
    values: Mapping[str, float | None]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()
    stories: tuple[tuple[str, str], ...] = ()  # title and text


def month_end(day: date) -> date:
    """The day itself when it is the last of its month, else the last of the month before."""
    tomorrow = day + timedelta(days=1)
    return day if tomorrow.month != day.month else day.replace(day=1) - timedelta(days=1)


def year_before(month_end: date) -> date:
    """The last day of the same month a year before: 28 February for 29 February, and back."""
    following = (month_end + timedelta(days=1)).replace(year=month_end.year - 1)
    if month_end.month == 12:
        following = date(month_end.year, 1, 1)
    return following - timedelta(days=1)
