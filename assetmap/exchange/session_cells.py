"""The cells of a session's columns, each taken for what it looks like: a day, a time or a date."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from assetmap.domain.dates import read_date
from assetmap.domain.times.schedule import LONDON
from assetmap.domain.times.times_of_day import TIME as ONE_TIME
from assetmap.domain.times.times_of_day import read_clock_time
from assetmap.exchange.opening_times import read_opening_times
from assetmap.exchange.time_headings import DATE, DAYS, ENDS, EXCEPTIONS, FREQUENCY, STARTS, TIME
from assetmap.exchange.values import join_list, short

_SECONDS = re.compile(r"\b(\d{1,2}:[0-5]\d):00(?:\.0+)?$")
_DATE_AND_TIME = re.compile(r"(.*?\d{2,4})[T ,]+(\d{1,2}[:.]\d\d.*)")
_BARE = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class SessionCells:
    """What the columns of one session say; empty or None for what they do not."""

    days: str = ""
    hours: str = ""  # `10:00 - 12:00`, or a start alone as `from 10:00`
    on: date | None = None
    first: date | None = None
    last: date | None = None
    closed: str = ""  # dates, as `closed_dates` has them
    exceptions: str = ""  # in words
    has_frequency: bool = False


def read_cells(said: dict[str, str], notes: list[str]) -> SessionCells:
    """The cells of a session by what they look like; one that looks like nothing is noted."""
    has_days = DAYS in said
    starts, first = _time_and_date((said[name] for name in STARTS if name in said), has_days, notes)
    ends, last = _time_and_date((said[name] for name in ENDS if name in said), has_days, notes)
    time, on = said.get(TIME, ""), read_date(said.get(DATE, ""))
    if on is None and DATE in said:
        time_in_date, on = _time_and_date([said[DATE]], True, notes)
        starts = starts or time_in_date
    if first and first == last:  # one session, from a moment to a moment
        last = None
        if not has_days and FREQUENCY not in said:
            on, first = first, None
    if on and FREQUENCY in said:  # the first of many
        on, first = None, first or on
    hours = _hours(starts, ends, time)
    closed, exceptions = _exceptions(said.get(EXCEPTIONS, ""))
    return SessionCells(
        said.get(DAYS, ""), hours, on, first, last, closed, exceptions, FREQUENCY in said
    )


def _hours(starts: str, ends: str, time: str) -> str:
    if time and read_opening_times(f"Monday {time}").rules:
        return time
    if time and not _is_time(_plain(time), True):
        return time
    starts = starts or time
    if starts and ends:
        return f"{starts} - {ends}"
    if read_opening_times(f"Monday {starts}").rules:
        return starts
    return f"from {starts}" if starts else f"until {ends}" if ends else ""


def _time_and_date(
    cells: Iterable[str], has_days: bool, notes: list[str]
) -> tuple[str, date | None]:
    """The first time and the first date among the cells."""
    time, on = "", None
    for cell in cells:
        text = cell.strip()
        moment = _moment(text)
        if moment:
            time, on = time or moment[0], on or moment[1]
            continue
        if _is_time(_plain(text), has_days):
            time = time or _plain(text)
        elif day := read_date(text):
            on = on or day
        elif has_days and read_opening_times(f"Monday {text}").rules:
            time = time or text
        else:
            notes.append(f"“{short(cell)}” is neither a time nor a date, so we left it out.")
    return time, on


def _moment(text: str) -> tuple[str, date] | None:
    """The time and the date of a date-time; one with an offset as the clock shows it in London."""
    try:
        at = datetime.fromisoformat(text)
        at = at.astimezone(LONDON) if at.tzinfo else at
        if "T" in text:
            return f"{at:%H:%M}", at.date()
    except (ValueError, OverflowError):
        pass
    match = _DATE_AND_TIME.fullmatch(text)
    day = read_date(match[1]) if match else None
    if match is None or day is None or not _is_time(_plain(match[2]), True):
        return None
    return _plain(match[2]), day


def _plain(text: str) -> str:
    return _SECONDS.sub(r"\1", text.strip())


def _is_time(text: str, has_days: bool) -> bool:
    """Whether it is a time of day. A bare figure is one only beside a day: it may be an age."""
    if not re.fullmatch(ONE_TIME, text, re.IGNORECASE):
        return False
    return read_clock_time(text.lower()) is not None and (has_days or not _BARE.fullmatch(text))


def _exceptions(text: str) -> tuple[str, str]:
    """Dates on which it is not, as a list; or the words, when they are not all dates."""
    parts = [part.strip() for part in re.split(r"[;,\n]", text) if part.strip()]
    dates = [read_date(part) for part in parts]
    if all(dates):
        return join_list(day.isoformat() for day in dates if day), ""
    return "", text
