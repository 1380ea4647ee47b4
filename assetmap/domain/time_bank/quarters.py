"""Quarters of a year, for which statements are made."""

from datetime import date, timedelta

_MONTHS = 3


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of the quarter that a day is in."""
    month = (day.month - 1) // _MONTHS * _MONTHS + 1
    first = date(day.year, month, 1)
    after = date(day.year + 1, 1, 1) if month + _MONTHS > 12 else date(day.year, month + _MONTHS, 1)
    return first, after - timedelta(days=1)


def last_quarter(day: date) -> tuple[date, date]:
    """The quarter before the one that a day is in."""
    first, _ = quarter_of(day)
    return quarter_of(first - timedelta(days=1))
