"""How often something comes again: iCalendar's recurrence rules (RFC 5545) and the usual words."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from assetmap.domain.text import fold
from assetmap.exchange.week_table import Day

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_UNDERSTOOD = {"FREQ", "INTERVAL", "BYDAY", "BYSETPOS", "UNTIL", "WKST", "COUNT"}
_WEEKLY = ("", "weekly", "every week", "each week", "once a week", "1 week", "regular weekly")
_DAILY = ("daily", "every day", "each day")
_MONTHLY = ("monthly", "every month", "each month", "once a month")
_TWO_WEEKS = (
    *("fortnightly", "every fortnight", "every two weeks", "every 2 weeks", "2 weekly"),
    *("alternate weeks", "every other week", "two weekly", "once a fortnight"),
)
_EVERY_N = re.compile(r"(?:every )?(\d{1,2}) (weeks|weekly|months|monthly)")
_RULE = re.compile(r"\bFREQ=\S*", re.IGNORECASE)
_ASK = "Ask which weeks"
_TERMS = re.compile(
    r"[\s,;(]*\b((?:in |during )?(?:school )?term[\s-]?time(?: only)?)\b\)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Frequency:
    """Every `every` units (`day`, `week`, `month`, `year`); empty `unit` for one in words only."""

    unit: str = "week"
    every: int = 1
    words: str = ""  # as people say it: `Every 3 weeks`
    days: tuple[Day, ...] = field(default=())
    until: date | None = None
    times: int = 0  # how many in all; 0 when it does not say
    terms: str = ""

    @property
    def is_open_ended(self) -> bool:
        """Whether nothing says that it ends."""
        return self.until is None and not self.times


def read_frequency(text: str) -> Frequency:
    """A frequency from a cell. What is not understood has no unit, and words that say it."""
    if match := _RULE.search(text):
        return _read_rule(match[0])
    terms = ""
    if match := _TERMS.search(text):
        terms = match[1][0].upper() + match[1][1:]
        text = (text[: match.start()] + text[match.end() :]).strip(" ,;()")
    said = fold(text)
    if said in _WEEKLY:
        return Frequency(terms=terms)
    if said in _DAILY:
        return Frequency("day", terms=terms, words="Every day")
    if said in _MONTHLY:
        return Frequency("month", terms=terms, words="Every month")
    if said in _TWO_WEEKS:
        return Frequency("week", 2, "Every 2 weeks", terms=terms)
    if match := _EVERY_N.fullmatch(said):
        unit = match[2][:4] if match[2].startswith("week") else "month"
        every = int(match[1])
        return Frequency(unit, every, _every(every, unit), terms=terms)
    return Frequency("", words=text, terms=terms)


def _read_rule(rule: str) -> Frequency:
    from icalendar import vRecur  # slow import: only where a file has such rules

    try:
        parts: dict[str, Any] = dict(vRecur.from_ical(rule))
    except ValueError:
        return Frequency("", words=_ASK)
    unit = _UNITS.get(str(parts["FREQ"][0]), "")
    every = int(parts.get("INTERVAL", [1])[0])
    days = _days(parts)
    if not unit or not every or days is None or set(parts) - _UNDERSTOOD:
        return Frequency("", words=_ASK)
    until = parts.get("UNTIL", [None])[0]
    return Frequency(
        unit,
        every,
        _every(every, unit),
        days,
        until.date() if isinstance(until, datetime) else until,
        int(parts.get("COUNT", [0])[0]),
    )


def _days(parts: dict[str, Any]) -> tuple[Day, ...] | None:
    """The days of a rule, with their places in the month; None when they are not sayable."""
    found: list[Day] = []
    places = [int(place) for place in parts.get("BYSETPOS", [])]
    written = parts.get("BYDAY", [])
    if places and len(written) != 1:
        return None
    for day in written:
        weekday = _CODES.index(str(day)[-2:])
        found += [(nth, weekday) for nth in places or (day.relative or None,)]
    if any(nth not in (None, 1, 2, 3, 4, 5, -1) for nth, _ in found):
        return None
    return tuple(found)


def _every(every: int, unit: str) -> str:
    return f"Every {unit}" if every == 1 else f"Every {every} {unit}s"
