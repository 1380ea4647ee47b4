"""When each listing of a generation is on next, kept until that is over: the listings that stand
first in many answers are worked out once, and not again for each of them.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.schedule import LONDON, Session
from assetmap.search_index.row import Row

KEPT_MOST = 6_000  # some 2 MB


class _Found(NamedTuple):
    """What was found on a day, at a moment: it holds for that day, since terms and how far is
    looked ahead go by days, and until the session is over.
    """

    on: date
    at: datetime
    until: datetime | None  # in UTC as well: within one zone Python compares clock faces
    session: Session | None

    def holds(self, on: date, at: datetime) -> bool:
        is_after = self.on == on and self.at <= at
        return is_after and (self.until is None or at < self.until)


class NextSessions:
    """Of the rows of one generation, by its calendar. Safe to use from several threads."""

    def __init__(self, rows: Sequence[Row], calendar: BoroughCalendar) -> None:
        self._rows, self._calendar = rows, calendar
        self._kept: dict[tuple[int, int], _Found] = {}

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def of(self, position: int, now: datetime, slots: int) -> Session | None:
        """`PublicListing.next_session` of the listing at a position. `now` is aware."""
        on, at = now.astimezone(LONDON).date(), now.astimezone(UTC)
        found = self._kept.get((position, slots))
        if found is None or not found.holds(on, at):
            found = self._found(position, now, slots)
            if len(self._kept) >= KEPT_MOST:
                self._kept.clear()
            self._kept[position, slots] = found
        return found.session

    def _found(self, position: int, now: datetime, slots: int) -> _Found:
        session = self._rows[position].listing.next_session(now, self._calendar, slots)
        until = session.end.astimezone(UTC) if session else None
        return _Found(now.astimezone(LONDON).date(), now.astimezone(UTC), until, session)
