"""The time now, which a setting can hold still for tests and demonstrations."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Clock:
    """Tells the time in Europe/London; `frozen` (an aware date-time) stops it."""

    frozen: datetime | None = None

    def now(self) -> datetime:
        """The aware date-time now, in Europe/London."""
        return self.frozen.astimezone(LONDON) if self.frozen else datetime.now(LONDON)

    def today(self) -> date:
        """The date now, in Europe/London."""
        return self.now().date()


def parse_clock(text: str) -> Clock:
    """A clock from `ASSETMAP_TODAY`: empty runs freely, `2026-03-16` stands at 9:00 that day.

    A date-time without an offset is London time. Raises ValueError for anything else.
    """
    text = text.strip()
    if not text:
        return Clock()
    when = datetime.fromisoformat(text)
    if _is_date(text):
        when = when.replace(hour=9)
    try:
        return Clock(
            when.replace(tzinfo=LONDON) if when.tzinfo is None else when.astimezone(LONDON)
        )
    except OverflowError:
        raise ValueError(f"{text} is beyond the calendar") from None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
