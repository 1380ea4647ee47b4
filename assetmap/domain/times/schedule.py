"""When something is on: its series of sessions, the hours of its door and phone, and changes.

Two things are kept apart, as people do: a *series* is a thing that happens (a rule, with its first
and last day and a place of its own, if any); *hours* say when a door or a phone is open. Times are
those of the clock on the wall in Europe/London.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from assetmap.domain.times.dated_changes import DatedChange
from assetmap.domain.times.rules import Hours, Rule

LONDON = ZoneInfo("Europe/London")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIMES = ("morning", "afternoon", "evening")
_EDGES = ((0, 12 * 60), (12 * 60, 17 * 60), (17 * 60, 24 * 60))


@dataclass(frozen=True, order=True, slots=True)
class Session:
    """One time that it is on; aware date-times in Europe/London.

    `at` is where, when it is not at its listing's own place. `unsure` says why it may not be, such
    as `Easter Monday`: the listing does not tell what it does on bank holidays. `name` is what the
    session is called, when not as its listing.
    """

    start: datetime
    end: datetime
    at: str = ""
    unsure: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """What calendars that were subscribed to must find again: a series under one id for good.

    `since` is the day from which its first date is reckoned when the rule itself names none;
    `revision` counts its changes, the last of them at `changed`.
    """

    id: str
    since: date
    revision: int = 0
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything about when: series, words for what no rule can say, hours, and dates that differ.

    `rules` has one for each series, and `records` their ids in the same order once it is kept.
    `terms` is about school terms and seasons, in words. `closed` are dates on which nothing of it
    is on; `changes` are other dates that differ. `opening` and `phone` are rules of the hours of
    the door and of the telephone. `bank_holidays` is `closed`, `as usual`, hours such as
    `10:00-14:00`, or blank where nobody has said.
    """

    rules: tuple[Rule, ...] = ()
    words: tuple[str, ...] = ()
    terms: str = ""
    closed: frozenset[date] = field(default_factory=frozenset)
    changes: tuple[DatedChange, ...] = ()
    opening: tuple[Rule, ...] = ()
    phone: tuple[Rule, ...] = ()
    bank_holidays: str = ""
    records: tuple[SeriesRecord, ...] = ()

    def only(self, slots: int) -> "Schedule":
        """The schedule with just the rules that fall in some of the 21 `slots`."""
        kept = tuple(rule for rule in self.rules if slots_of(rule) & slots)
        return self if kept == self.rules else replace(self, rules=kept, records=())

    def slots(self) -> int:
        """Weekdays and times of day as 21 bits, day * 3 + time: a filter's mask.

        A session counts for a time of day that holds half an hour of it, or as much as any does.
        The hours that a door is open count as sessions do.
        """
        bits = 0
        for rule in (*self.rules, *self.opening):
            bits |= slots_of(rule)
        return bits


def slot_bits(days: Iterable[str], times: Iterable[str]) -> int:
    """The bits of `Schedule.slots` for any of some of DAYS at any of some of TIMES."""
    at = tuple(times)
    return sum(1 << (DAYS.index(day) * 3 + TIMES.index(time)) for day in days for time in at)


def slots_of(rule: Rule) -> int:
    """The bits of `Schedule.slots` for one rule."""
    bits = 0
    for weekday in rule.weekdays:
        bits |= _slots_on(weekday, rule.hours)
    return bits


@lru_cache(maxsize=4096)  # asked of every rule of all listings, and few hours are in use
def _slots_on(weekday: int, hours: Hours) -> int:
    inside = {
        day * 3 + part: min(end, closes) - max(start, opens)
        for day, start, end in _pieces(weekday, hours)
        for part, (opens, closes) in enumerate(_EDGES)
        if min(end, closes) > max(start, opens)
    }
    enough = min(30, max(inside.values()))
    return sum(1 << slot for slot, minutes in inside.items() if minutes >= enough)


def _pieces(day: int, hours: Hours) -> Iterator[tuple[int, int, int]]:
    """A session cut at midnight: (weekday, start, end) in minutes."""
    end = hours.start + hours.minutes
    yield day, hours.start, min(end, 1440)
    if end > 1440:
        yield (day + 1) % 7, 0, end - 1440
