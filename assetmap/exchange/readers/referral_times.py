"""Open Referral's schedules as entries of `when`: the rules that are certain, and words.

A schedule is made of pieces of iCalendar (RFC 5545): how often, on which days, from when to when.
Version 1.0 and the feeds of Outpost name a weekday instead.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assetmap.domain.text import fold
from assetmap.domain.times.rules import WEEKDAYS_OF_RRULE
from assetmap.domain.times.schedule_words import DAY_NAMES
from assetmap.domain.times.times_of_day import read_clock_time
from assetmap.exchange.osm_rules import nth_words
from assetmap.exchange.readers.referral_values import Item, day_of, first_text, is_false, text_of
from assetmap.exchange.schedule_reading import read_schedule
from assetmap.exchange.time_phrases import entry_rule

Day = tuple[int, int]  # which in the month (0 for each), and the weekday: 0 is Monday

_CLOCK = re.compile(r"(?:.*T)?(\d{1,2}):([0-5]\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_BY_DAY = re.compile(r"([+-]?\d)?([A-Z]{2})")
_NTH = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "Last"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_RULE_PARTS = ("byday", "bymonthday", "byyearday", "byweekno", "bymonth", "count")
_SHORT_NAMES = tuple(name[:3] for name in DAY_NAMES)
_PLAIN_LIST = re.compile(r"[+-]?\d+(?:,[+-]?\d+)*")


@dataclass(frozen=True)
class Times:
    """What schedules say: entries of `when`, dates that differ, and what else they tell."""

    when: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def read_times(schedules: Sequence[Item], holidays: Sequence[Item] = ()) -> Times:
    """The times of a service's schedules and, in version 1.0, of its holiday schedules."""
    when: list[str] = []
    remarks: list[str] = []
    for schedule in schedules:
        read = _Schedule(schedule)
        said = [text for key in ("description", "notes") if (text := first_text(schedule, key))]
        if entries := read.entries():
            when += entries
            remarks += [text for text in said if not _says_only_times(text)]
        elif said:
            when += said
        elif words := read.words():
            when.append(words)
    changes = [change for each in holidays if (change := _change(each))]
    return Times(*(tuple(dict.fromkeys(each)) for each in (when, changes, remarks)))


class _Schedule:
    """One schedule, its pieces read."""

    def __init__(self, schedule: Item) -> None:
        self._said = schedule
        self._freq = first_text(schedule, "freq").upper()
        self._days, self._is_sure = _days(schedule)
        self._opens = clock_of(schedule.get("opens_at"))
        self._closes = clock_of(schedule.get("closes_at"))
        self._starts = day_of(schedule.get("dtstart"))
        self._first = day_of(schedule.get("valid_from")) or self._starts
        self._last = day_of(schedule.get("valid_to")) or day_of(schedule.get("until"))
        self._every = _number(schedule.get("interval"))
        self._plain = not any(first_text(schedule, part) for part in _RULE_PARTS if part != "byday")

    def entries(self) -> list[str]:
        """Entries in our notation; none where it does not surely say when it is."""
        if not (self._opens and self._closes and self._is_sure and self._every):
            return []
        found = list(self._entries())
        return found if all(entry_rule(each) for each in found) else []

    def _entries(self) -> Iterable[str]:
        is_simple = self._every == 1 and self._plain
        if not self._freq and not self._days:
            return self._once()
        if is_simple and self._freq in ("", "WEEKLY") and all(not nth for nth, _ in self._days):
            return [self._entry(_SHORT_NAMES[day]) for _, day in self._days or self._of_start()]
        if is_simple and self._freq == "DAILY" and not self._days:
            return [self._entry(day) for day in _SHORT_NAMES]
        is_nth = self._freq == "MONTHLY" and all(nth in _NTH for nth, _ in self._days)
        if is_simple and is_nth and self._days:
            return [self._entry(f"{_NTH[nth]} {_SHORT_NAMES[day]}") for nth, day in self._days]
        return self._by_rule()

    def _entry(self, days: str) -> str:
        begins = f" from {self._first}" if self._first else ""
        until = f" until {self._last}" if self._last else ""
        return f"{days} {self._opens}-{self._closes}{begins}{until}"

    def _once(self) -> list[str]:
        """One date: its first day is its last, or it has no other."""
        on = self._starts or self._first
        same = {day for day in (self._first, self._last) if day} <= {on}
        return [f"{on} {self._opens}-{self._closes}"] if on and same else []

    def _of_start(self) -> list[Day]:
        return [(0, self._starts.weekday())] if self._starts else []

    def _by_rule(self) -> list[str]:
        """A rule of iCalendar as it stands, counted from its first date."""
        begins = self._starts or self._first
        parts = [f"FREQ={self._freq}"]
        parts += [f"INTERVAL={self._every}"] if self._every > 1 else []
        for name in _RULE_PARTS:
            text = first_text(self._said, name).replace(" ", "")
            if name == "byday" and self._days:
                text = ",".join(f"{nth or ''}{WEEKDAYS_OF_RRULE[day]}" for nth, day in self._days)
            elif text and not _PLAIN_LIST.fullmatch(text):
                return []
            parts += [f"{name.upper()}={text}"] if text else []
        if not begins or self._freq not in _UNITS:
            return []
        if self._freq == "WEEKLY" and first_text(self._said, "bymonthday"):
            return []  # which iCalendar does not have either
        until = f" until {self._last}" if self._last else ""
        return [
            f"RRULE:{';'.join(parts)} {self._opens}-{self._closes} from {begins}{until}",
        ]

    def words(self) -> str:
        """The schedule as people say it, as far as it says anything of days and hours."""
        often = self._often()
        days = " and ".join(
            nth_words(nth, day) if nth in _NTH else DAY_NAMES[day] for nth, day in self._days
        ) or first_text(self._said, "byday", "weekday")
        opens, closes = (first_text(self._said, key) for key in ("opens_at", "closes_at"))
        opens, closes = self._opens or opens, self._closes or closes
        hours = f"{opens} to {closes}" if opens and closes else opens and f"from {opens}"
        hours = hours or (closes and f"until {closes}")
        said = ", ".join(filter(None, (f"{often} on {days}" if often and days else often or days,)))
        said = ", ".join(filter(None, (said, hours)))
        if not said and not (self._first or self._last):
            return ""
        begins = f"from {_day(self._first)}" if self._first else ""
        until = f"until {_day(self._last)}" if self._last else ""
        said = ", ".join(filter(None, (said, begins, until)))
        return said[:1].upper() + said[1:]

    def _often(self) -> str:
        unit = _UNITS.get(self._freq, "")
        if not unit or (self._freq == "WEEKLY" and self._every == 1 and self._days):
            return ""
        return f"every {unit}" if self._every <= 1 else f"every {self._every} {unit}s"


def clock_of(value: object) -> str:
    """`10:00` for `10:00:00`, `10:00Z` or `10am`; empty for what is no sure time of day."""
    text = text_of(value)
    if match := _CLOCK.fullmatch(text):
        hour, minute = int(match[1]), int(match[2])
        is_time = hour < 24 or (hour, minute) == (24, 0)
        return f"{hour:02}:{minute:02}" if is_time else ""
    read = read_clock_time(text.casefold())
    if read is None or not (read.half or read.whole_day):
        return ""
    minutes = read.readings()[0]
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _days(schedule: Item) -> tuple[list[Day], bool]:
    """The days of a schedule, and whether all that it says of them is understood."""
    value = schedule.get("byday") or schedule.get("weekday")
    every = value if isinstance(value, list) else [value]
    texts = (re.sub(r"https?://\S*/", "", text_of(each)) for each in every)
    words = [word for text in texts for word in re.split(r"[,;/\s]+", text) if word]
    found = [_day_of(word) for word in words]
    return [day for day in found if day], all(found)


def _day_of(word: str) -> Day | None:
    if word.isdecimal():  # version 1.0 counts from Monday, which is 1
        return (0, int(word) - 1) if 1 <= int(word) <= 7 else None
    match = _BY_DAY.fullmatch(word.upper())
    if match and match[2] in WEEKDAYS_OF_RRULE:
        return int(match[1] or 0), WEEKDAYS_OF_RRULE.index(match[2])
    folded = fold(word).rstrip("s")
    for day, name in enumerate(DAY_NAMES):
        if len(folded) >= 3 and name.casefold().startswith(folded):
            return 0, day
    return None


def _number(value: object) -> int:
    """How many weeks or months; 1 where it does not say, 0 where that is no number."""
    text = text_of(value)
    return 1 if not text else int(text) if text.isdecimal() else 0


def _says_only_times(text: str) -> bool:
    read = read_schedule(text)
    return bool(read.rules) and not read.words


def _change(holiday: Item) -> str:
    """A holiday schedule of version 1.0 as a date that differs; empty where it is not sure."""
    first, last = day_of(holiday.get("start_date")), day_of(holiday.get("end_date"))
    if not first or (last and last < first):
        return ""
    if is_false(holiday.get("closed")):
        opens, closes = clock_of(holiday.get("opens_at")), clock_of(holiday.get("closes_at"))
        is_sure = opens and closes and last in (None, first)
        return f"{first} open {opens}-{closes}" if is_sure else ""
    return f"{first} closed" if last in (None, first) else f"{first} to {last} closed"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
