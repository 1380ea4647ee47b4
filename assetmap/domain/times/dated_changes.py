"""Dates on which something differs: a session cancelled or moved, a door open or closed.

People and files write one as a line: `2026-04-07 cancelled: no hall`, `2026-04-07 10:00 moved to
2026-04-08 14:00-16:00 at The Annexe`, `2026-12-24 open 10:00-13:00`, `2026-12-24 to 2027-01-02
closed: Christmas`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assetmap.domain.times.rules import Hours

CHANGES_MOST = 400  # of one listing: more than a year of days
_DATE = r"\d{4}-\d\d-\d\d"
_CLOCK = r"\d{1,2}:[0-5]\d"
_CHANGE = re.compile(
    rf"(?P<on>{_DATE})(?: to (?P<last>{_DATE}))?(?: (?P<start>{_CLOCK}))? "
    r"(?P<kind>cancelled|moved|open|closed)"
    rf"(?: to (?P<to>{_DATE}))?(?: (?P<h1>{_CLOCK}) ?[-–] ?(?P<h2>{_CLOCK}))?"
    r"(?: at (?P<at>[^:]+))?(?:: *(?P<why>.+))?",
    re.ASCII | re.IGNORECASE,
)


class ChangeKind(StrEnum):
    """What is different on the date."""

    CANCELLED = "cancelled"  # a session that people would expect: it is shown as cancelled
    MOVED = "moved"  # a session that is on another day, at other hours or in another place
    OPEN = "open"  # a door that is open, at these hours if they are given
    CLOSED = "closed"  # nothing is on, and no door is open


@dataclass(frozen=True, slots=True)
class DatedChange:
    """What differs on one date, or on each from `on` to `last`.

    `start` tells which session is meant, in minutes since midnight; None is every one of the date.
    A moved one is on `to` (the same date when None) at `hours` and `at`, where these are given.
    """

    on: date
    kind: ChangeKind
    last: date | None = None
    start: int | None = None
    to: date | None = None
    hours: Hours | None = None
    at: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.on:
            raise ValueError(f"{self.last} comes before {self.on}.")
        if self.last is not None and self.kind in (ChangeKind.CANCELLED, ChangeKind.MOVED):
            raise ValueError("A session is cancelled or moved one date at a time.")
        if self.kind is ChangeKind.MOVED and not (self.to or self.hours or self.at):
            raise ValueError("Say where or to when it is moved.")

    @property
    def is_of_sessions(self) -> bool:
        """Whether it is about sessions alone, not about a door as well."""
        return self.kind in (ChangeKind.CANCELLED, ChangeKind.MOVED)

    def holds(self, on: date) -> bool:
        """Whether it is about that date."""
        return self.on <= on <= (self.last or self.on)

    def is_about(self, on: date, start: int) -> bool:
        """Whether it is about a session that would begin on that date at that minute."""
        return self.holds(on) and self.start in (None, start)

    @property
    def dates(self) -> Iterable[date]:
        """Each date that it is about."""
        days = ((self.last or self.on) - self.on).days
        return (self.on + timedelta(days=n) for n in range(days + 1))


def parse_change(text: str) -> DatedChange:
    """One line as a change. Raises ValueError with a plain sentence."""
    text = " ".join(text.split())
    match = _CHANGE.fullmatch(text)
    if match is None:
        raise ValueError(
            f"We could not read “{text[:80]}”. Write a date and what is different, such as "
            "2026-04-07 cancelled, or 2026-12-24 open 10:00-13:00."
        )
    try:
        return DatedChange(
            date.fromisoformat(match["on"]),
            ChangeKind(match["kind"].lower()),
            date.fromisoformat(match["last"]) if match["last"] else None,
            _minutes(match["start"]) if match["start"] else None,
            date.fromisoformat(match["to"]) if match["to"] else None,
            Hours(_minutes(match["h1"]), _minutes(match["h2"])) if match["h1"] else None,
            (match["at"] or "").strip(),
            (match["why"] or "").strip(),
        )
    except ValueError as problem:
        said = str(problem)
        if said[:1].isupper() or said[:1].isdigit():
            raise
        raise ValueError(f"There is no such date or time as in “{text[:80]}”.") from None


def change_notation(change: DatedChange) -> str:
    """A change as the line that `parse_change` reads back."""
    hours = change.hours
    parts = [
        change.on.isoformat(),
        f"to {change.last.isoformat()}" if change.last else "",
        _clock(change.start) if change.start is not None else "",
        change.kind.value,
        f"to {change.to.isoformat()}" if change.to else "",
        f"{_clock(hours.start)}-{_clock(hours.end)}" if hours else "",
        f"at {change.at.replace(':', ' ')}" if change.at else "",
    ]
    said = " ".join(filter(None, parts))
    return f"{said}: {change.why}" if change.why else said


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
