"""A spreadsheet's cell as the text that a person sees in it."""

import math
from datetime import date, datetime, time, timedelta

Cell = int | float | str | bool | time | date | datetime | timedelta | None
_EPOCH = date(1900, 1, 1)  # a moment of before is a time of day, without a date


def cell_text(value: Cell) -> str:
    """`2026-03-16` for a date, `10:30` for a time, `yes` and `no`, and 1375000000 without `.0`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, time):
        return _clock(value.hour, value.minute, value.second + value.microsecond / 1e6)
    return value.isoformat() if value is not None else ""


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return ""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"  # as many figures as spreadsheets keep: 0.3, not 0.30000000000000004


def _moment(value: datetime) -> str:
    clock = _clock(value.hour, value.minute, value.second + value.microsecond / 1e6)
    if value.date() < _EPOCH:
        return clock
    if not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return f"{value.date().isoformat()} {clock}"


def _duration(value: timedelta) -> str:
    """Hours and minutes: what spreadsheets show as `[h]:mm`, also past a day."""
    minutes = round(value.total_seconds() / 60)
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _clock(hour: int, minute: int, seconds: float) -> str:
    """The time to the minute: a spreadsheet keeps 10:30 as a part of a day, and not exactly."""
    minutes = min(hour * 60 + minute + round(seconds / 60), 24 * 60 - 1)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
