"""Times of day in loose words (`1.30`, `12noon`, `9am`) and pairs of them as hours."""

import re
from dataclasses import dataclass

from assetmap.domain.times.rules import Hours

NOON, DAY = 12 * 60, 24 * 60
# Without groups, so that it can stand in another pattern.
TIME = r"(?:12\s*)?(?:noon|midday|midnight)\b|\d{1,4}(?:[.:]\d\d)?(?!\d)(?:\s*[ap]\.?m\b\.?)?"
_CLOCK = re.compile(r"(\d{1,2}?)(?:[.:]?(\d\d))?\s*([ap])?[.m]*")


@dataclass(frozen=True)
class ClockTime:
    """A time as written: minutes on its own clock, and which half of the day, if it says."""

    minutes: int
    half: str = ""  # "a" or "p"; empty when nothing says
    whole_day: bool = False  # on the clock of 24 hours

    def readings(self) -> list[int]:
        """The minutes since midnight that it can mean, the likelier first."""
        if self.whole_day or self.half:
            return [self.minutes + (NOON if self.half == "p" else 0)]
        morning, afternoon = self.minutes, self.minutes + NOON
        return [morning, afternoon] if self.minutes >= 7 * 60 else [afternoon, morning]


def read_clock_time(text: str) -> ClockTime | None:
    """A time out of `text`, or None when there is no such time."""
    if text.endswith(("noon", "midday")):
        return ClockTime(0, "p")
    if text.endswith("midnight"):
        return ClockTime(DAY, whole_day=True)
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if (hour, minute, match[3]) == (24, 0, None):
        return ClockTime(DAY, whole_day=True)
    if hour > 23 or minute > 59:
        return None
    if match[3]:
        return ClockTime(hour % 12 * 60 + minute, match[3]) if 1 <= hour <= 12 else None
    if hour >= 13 or match[1].startswith("0"):
        return ClockTime(hour * 60 + minute, whole_day=True)
    return ClockTime(hour % 12 * 60 + minute)


def read_hours(start: ClockTime, end: ClockTime) -> Hours | None:
    """The hours from `start` to `end`, or None when the words could mean two things.

    Without am or pm, 7 to 11 is the morning and 12 to 6 the afternoon; an end comes after its
    start. A half of the day said once holds for both when that fits (`2 - 4.30pm`, `10 - 2pm`).
    """
    if start.whole_day or end.whole_day:
        start, end = _on_24_hours(start), _on_24_hours(end)
    if end.half and not start.half and not start.whole_day:
        begins = _said_once(start, end)
    else:
        begins = start.readings()[0] % DAY  # `midnight to 6am` begins the day
    for ends in end.readings():
        if begins < ends:
            return None if _may_be_evening(start, end, ends) else Hours(begins, ends)
    return _over_midnight(begins, start, end)


def _on_24_hours(time: ClockTime) -> ClockTime:
    if time.half or time.whole_day:
        return time
    hour = time.minutes if time.minutes >= 60 else time.minutes + NOON
    return ClockTime(hour, whole_day=True)


def _said_once(start: ClockTime, end: ClockTime) -> int:
    same_half = start.minutes + (NOON if end.half == "p" else 0)
    return same_half if same_half < end.readings()[0] else start.minutes


def _may_be_evening(start: ClockTime, end: ClockTime, ends: int) -> bool:
    """`7 - 9` with nothing to tell the half of the day: a breakfast club or a youth club?"""
    if start.half or end.half or start.whole_day or end.whole_day:
        return False
    early = 7 * 60 <= start.minutes < 9 * 60 and ends <= 10 * 60
    return early or start.minutes == end.minutes


def _over_midnight(begins: int, start: ClockTime, end: ClockTime) -> Hours | None:
    ends = end.readings()[0]
    on_24_hours = start.whole_day and end.whole_day
    if ends == 0 < begins and (on_24_hours or (start.half, end.half) == ("p", "a")):
        return Hours(begins, DAY)
    said = (start.half or start.whole_day) and (end.half or end.whole_day)
    return Hours(begins, ends % DAY) if said and begins >= 18 * 60 and ends <= 6 * 60 else None
