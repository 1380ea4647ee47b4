"""The rows of the days-and-times question: which week, which day, from, to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from werkzeug.datastructures import MultiDict

from assetmap.domain.listings.proposal import Value
from assetmap.domain.times.rules import Hours, Monthly, Weekly
from assetmap.domain.times.schedule import DAYS
from assetmap.domain.times.schedule_text import notation, parse_rule
from assetmap.domain.times.schedule_words import DAY_NAMES
from assetmap.domain.times.times_of_day import TIME, ClockTime, read_clock_time, read_hours

WEEKS = (
    ("", "Every week"),
    ("1", "First of the month"),
    ("2", "Second of the month"),
    ("3", "Third of the month"),
    ("4", "Fourth of the month"),
    ("5", "Fifth of the month"),
    ("-1", "Last of the month"),
)
DAY_CHOICES = (("", "Choose a day"), *zip(DAYS, DAY_NAMES, strict=True))
SPARE = 2  # empty rows under the filled ones
MOST = 40
_TIME = re.compile(TIME)
_ON_24_HOURS = re.compile(r"\d\d:\d\d-\d\d:\d\d", re.ASCII)
_PARTS = ("when-week", "when-day", "when-from", "when-to")


@dataclass(frozen=True)
class TimeRow:
    """One row as typed."""

    week: str = ""
    day: str = ""
    start: str = ""
    end: str = ""

    def __bool__(self) -> bool:
        return bool(self.day or self.start or self.end)


def typed_rows(form: MultiDict[str, str]) -> list[TimeRow]:
    """The rows of a form, empty ones left out."""
    columns = ([text.strip() for text in form.getlist(part)] for part in _PARTS)
    rows = (TimeRow(*parts) for parts in zip_longest(*columns, fillvalue=""))
    return [row for row in rows if row][:MOST]


def rows_of(value: Value) -> list[TimeRow]:
    """The rows of a listing's days and times; what no row can say is left to the words."""
    rules = (parse_rule(entry) for entry in _entries(value))
    return [_row(rule) for rule in rules if isinstance(rule, (Weekly, Monthly))]


def words_of(value: Value) -> list[str]:
    """What a listing's days and times say that is no row: words, and single dates."""
    return [
        entry for entry in _entries(value) if not isinstance(parse_rule(entry), (Weekly, Monthly))
    ]


def with_spare(rows: Iterable[TimeRow], more: bool = False) -> tuple[TimeRow, ...]:
    """The rows and some empty ones to fill; `more` gives twice as many."""
    return (*rows, *[TimeRow()] * (SPARE * 2 if more else SPARE))


def read_row(row: TimeRow) -> str:
    """The row in the notation of files. Raises ValueError with a plain sentence."""
    if row.day not in DAYS:
        raise ValueError("Choose a day for each time.")
    if row.week not in dict(WEEKS):
        raise ValueError("Choose every week, or which week of the month.")
    hours = _hours(row)
    day = DAYS.index(row.day)
    return notation(Monthly(int(row.week), day, hours) if row.week else Weekly(day, hours))


def _hours(row: TimeRow) -> Hours:
    name = DAY_NAMES[DAYS.index(row.day)]
    if _ON_24_HOURS.fullmatch(f"{row.start}-{row.end}"):
        rule = parse_rule(f"{row.day} {row.start}-{row.end}")
        if rule is not None:
            return rule.hours
    start, end = _clock_time(row.start), _clock_time(row.end)
    if start is None or end is None:
        raise ValueError(f"Enter the times for {name}, such as 10am and 12:30pm.")
    hours = read_hours(start, end)
    if hours is None:
        raise ValueError(f"Say am or pm in the times for {name}.")
    return hours


def _clock_time(text: str) -> ClockTime | None:
    bare = "".join(text.casefold().split())
    return read_clock_time(bare) if _TIME.fullmatch(bare) else None


def _row(rule: Weekly | Monthly) -> TimeRow:
    week = str(rule.nth) if isinstance(rule, Monthly) else ""
    hours = rule.hours
    return TimeRow(week, DAYS[rule.day], _clock(hours.start), _clock(hours.end))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _entries(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else tuple(value)
