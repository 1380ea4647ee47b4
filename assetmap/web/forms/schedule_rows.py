"""The rows of the days-and-times question: how often, day, from, to; and what few times need."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from werkzeug.datastructures import MultiDict

from assetmap.domain.listings.proposal import Value
from assetmap.domain.text import clean
from assetmap.domain.times.rules import (
    EveryWeeks,
    Hours,
    Monthly,
    Rule,
    SeriesDetails,
    Weekly,
)
from assetmap.domain.times.schedule import DAYS
from assetmap.domain.times.schedule_text import notation, parse_rule
from assetmap.domain.times.schedule_words import DAY_NAMES
from assetmap.domain.times.times_of_day import TIME, ClockTime, read_clock_time, read_hours
from assetmap.exchange.date_phrases import LooseDate, read_loose_date
from assetmap.web.formatting import long_date

_EVERY = {"w2": 2, "w3": 3, "w4": 4}  # weeks
WEEKS = (
    ("", "Every week"),
    ("w2", "Every other week"),
    ("w3", "Every 3 weeks"),
    ("w4", "Every 4 weeks"),
    ("1", "First of the month"),
    ("2", "Second of the month"),
    ("3", "Third of the month"),
    ("4", "Fourth of the month"),
    ("5", "Fifth of the month"),
    ("-1", "Last of the month"),
)
DAY_CHOICES = (("", "Choose a day"), *zip(DAYS, DAY_NAMES, strict=True))
TERMS = (("", "All year round"), ("yes", "School term time only"))
SPARE = 2  # empty rows under the filled ones
MOST = 40
PLACE_LONGEST = 100
_TIME = re.compile(TIME)
_ON_24_HOURS = re.compile(r"\d\d:\d\d-\d\d:\d\d", re.ASCII)
PARTS = (
    *("when-week", "when-day", "when-from", "when-to"),
    *("when-begins", "when-until", "when-terms", "when-place", "when-name"),
)


@dataclass(frozen=True)
class TimeRow:
    """One row as typed; the last five are under “More about this time”."""

    week: str = ""
    day: str = ""
    start: str = ""
    end: str = ""
    begins: str = ""
    until: str = ""
    terms: str = ""
    place: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.day or self.start or self.end)

    @property
    def has_more(self) -> bool:
        """Whether what few times need stands open: something is in it, or must be."""
        said = (self.begins, self.until, self.terms, self.place, self.name)
        return any(said) or self.week in _EVERY


def typed_rows(form: MultiDict[str, str]) -> list[TimeRow]:
    """The rows of a form, empty ones left out."""
    columns = ([" ".join(clean(text).split()) for text in form.getlist(part)] for part in PARTS)
    rows = (TimeRow(*parts) for parts in zip_longest(*columns, fillvalue=""))
    return [row for row in rows if row]


def rows_of(value: Value) -> list[TimeRow]:
    """The rows of a listing's days and times; what no row can say is left to `beside_rows`."""
    rules = (parse_rule(entry) for entry in _in_rows(value))
    return [_row(rule) for rule in rules if isinstance(rule, (Weekly, EveryWeeks, Monthly))]


def beside_rows(value: Value) -> list[str]:
    """The rules among a listing's days and times that no row can say, such as single dates."""
    in_rows = set(_in_rows(value))
    return [each for each in _entries(value) if parse_rule(each) and each not in in_rows]


def words_of(value: Value) -> list[str]:
    """What a listing's days and times say in words."""
    return [entry for entry in _entries(value) if parse_rule(entry) is None]


def _in_rows(value: Value) -> list[str]:
    return [entry for entry in _entries(value) if _has_row(parse_rule(entry))][:MOST]


def _has_row(rule: Rule | None) -> bool:
    if isinstance(rule, EveryWeeks):
        return rule.weeks in _EVERY.values()
    return isinstance(rule, (Weekly, Monthly))


def with_spare(rows: Iterable[TimeRow], more: bool = False) -> tuple[TimeRow, ...]:
    """The rows and some empty ones to fill; `more` gives twice as many."""
    return (*rows, *[TimeRow()] * (SPARE * 2 if more else SPARE))


def read_row(row: TimeRow, today: date) -> str:
    """The row in the notation of files. Raises ValueError with a plain sentence."""
    if row.day not in DAYS:
        raise ValueError("Choose a day for each time.")
    if row.week not in dict(WEEKS):
        raise ValueError("Choose every week, or which week of the month.")
    hours, day, name = _hours(row), DAYS.index(row.day), _day_name(row)
    details = _details(row, today)
    if row.week in _EVERY:
        if details.begins is None:
            raise ValueError(
                f"Give a date on which it is on, for {_often(row)} {name}. It goes under “More "
                "about this time”, as the first date."
            )
        rule: Rule = EveryWeeks(_EVERY[row.week], day, hours, details)
    elif row.week:
        rule = Monthly(int(row.week), day, hours, details)
    else:
        rule = Weekly(day, hours, details)
    if details.begins and details.until and not list(rule.dates(details.begins, details.until)):
        raise ValueError(f"There is no {name} like that between the first date and the last.")
    return notation(rule)


def _often(row: TimeRow) -> str:
    return "every other" if row.week == "w2" else f"every {_EVERY[row.week]} weeks on"


def _details(row: TimeRow, today: date) -> SeriesDetails:
    begins = _date(row.begins, row, today)
    until = _date(row.until, row, today)
    first = begins.nearest(today, DAYS.index(row.day)) if begins else None
    last = until.after(first or today) if until else None
    if first and last and last < first:
        raise ValueError(f"The last day is before the first, for {_day_name(row)}.")
    if max(len(row.place), len(row.name)) > PLACE_LONGEST:
        raise ValueError(f"Make the place and the name {PLACE_LONGEST} characters or fewer.")
    return SeriesDetails(first, last, bool(row.terms), row.name.replace('"', "”"), row.place)


def _date(text: str, row: TimeRow, today: date) -> LooseDate | None:
    if not text:
        return None
    try:
        return read_loose_date(text, today)
    except ValueError as problem:
        raise ValueError(
            f"Write the dates for {_day_name(row)} like 17 March 2026. {problem}"
        ) from None


def _day_name(row: TimeRow) -> str:
    return DAY_NAMES[DAYS.index(row.day)]


def _hours(row: TimeRow) -> Hours:
    if _ON_24_HOURS.fullmatch(f"{row.start}-{row.end}"):
        rule = parse_rule(f"{row.day} {row.start}-{row.end}")
        if rule is not None:
            return rule.hours
    start, end = _clock_time(row.start), _clock_time(row.end)
    if start is None or end is None:
        raise ValueError(f"Enter the times for {_day_name(row)}, such as 10am and 12:30pm.")
    hours = read_hours(start, end)
    if hours is None:
        raise ValueError(f"Say am or pm in the times for {_day_name(row)}.")
    return hours


def _clock_time(text: str) -> ClockTime | None:
    bare = "".join(text.casefold().split())
    return read_clock_time(bare) if _TIME.fullmatch(bare) else None


def _row(rule: Weekly | EveryWeeks | Monthly) -> TimeRow:
    week = str(rule.nth) if isinstance(rule, Monthly) else ""
    if isinstance(rule, EveryWeeks):
        week = next(word for word, weeks in _EVERY.items() if weeks == rule.weeks)
    hours, details = rule.hours, rule.details
    return TimeRow(
        *(week, DAYS[rule.day], _clock(hours.start), _clock(hours.end)),
        long_date(details.begins) if details.begins else "",
        long_date(details.until) if details.until else "",
        "yes" if details.in_terms else "",
        details.at,
        details.name,
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _entries(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else tuple(value)
