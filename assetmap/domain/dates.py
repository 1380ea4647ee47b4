"""Days as people here write them."""

import re
from datetime import date, datetime

_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?:[ T].*)?")
_NAMED = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})", re.IGNORECASE
)
_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTHS = {
    written: number
    for number, name in enumerate(_NAMES, start=1)
    for written in (name, name[:3], name[:4])  # sept
}


def read_date(text: str) -> date | None:
    """The day in a text: ISO (`2026-03-03`), day first in figures (`3/3/2026`, `3.3.26`) or with
    the month's name (`Tuesday 3rd March 2026`). None when it is none.
    """
    text = " ".join(text.split())
    try:
        if match := _FIGURES.fullmatch(text):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            return date(year, int(match[2]), int(match[1]))
        if match := _NAMED.fullmatch(text):
            return date(int(match[3]), _MONTHS.get(match[2].lower(), 0), int(match[1]))
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
