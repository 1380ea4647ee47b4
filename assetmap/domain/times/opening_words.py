"""How a door stands, as people say it: `Open now until 4pm`, `Closed now. Opens today at 5pm`."""

from datetime import datetime, timedelta

from assetmap.domain.times.opening_hours import Opening
from assetmap.domain.times.schedule import LONDON
from assetmap.domain.times.schedule_words import date_words, full_date, time_words

RING, ASK = "ring to ask", "ask"  # what to do where nobody has said
_NO_WHY = "Closed"  # what the calendar calls a closed date that gives no reason


def opening_words(opening: Opening, now: datetime, *, has_phone: bool) -> str:
    """How a door stands `now` (aware), and when it closes or opens next, in one line."""
    if opening.is_open:
        return _open(opening.until, now)
    if opening.unsure:
        first = RING if has_phone else ASK
        return f"Bank holiday: {first} whether it is open"
    if opening.closed_for:
        why = "" if opening.closed_for == _NO_WHY else f": {opening.closed_for}"
        return f"Closed today{why}{_next(opening.opens, now, in_full=True)}"
    return f"Closed now{_next(opening.opens, now)}"


def _open(until: datetime | None, now: datetime) -> str:
    if until is None:
        return "Open now"
    there = now.astimezone(LONDON)
    if until.date() > there.date() + timedelta(days=1):
        return "Open now, day and night"
    return f"Open now until {_time(until)}"


def _next(opens: datetime | None, now: datetime, *, in_full: bool = False) -> str:
    if opens is None:
        return ""
    today, on = now.astimezone(LONDON).date(), opens.date()
    if on == today:
        day = "today"
    elif on == today + timedelta(days=1) and not in_full:
        day = "tomorrow"
    else:
        day = date_words(on) if on.year == today.year else full_date(on)
    return f". Opens {day} at {_time(opens)}"


def _time(at: datetime) -> str:
    return time_words(at.hour * 60 + at.minute)
