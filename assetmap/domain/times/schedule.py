"""When something is on: weekly, the nth weekday of a month, or dates; in Europe/London.

Times are minutes since midnight on the clock on the wall, so 10:00 stays 10:00 when the clocks
change. A session that ends at or before its start runs across midnight.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIMES = ("morning", "afternoon", "evening")
_EDGES = ((0, 12 * 60), (12 * 60, 17 * 60), (17 * 60, 24 * 60))
_LONGEST_LOOK = 400  # days: past a year, so that a yearly date is still found


@dataclass(frozen=True, slots=True)
class Hours:
    """A start and an end in minutes since midnight, 0 to 1439."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < 1440 and 0 <= self.end <= 1440):
            raise ValueError("times run from 00:00 to 24:00")

    @property
    def minutes(self) -> int:
        """How long it lasts; across midnight when the end is not after the start."""
        return (self.end - self.start) % 1440 or 1440


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on `day` (0 is Monday)."""

    day: int
    hours: Hours

    def falls_on(self, on: date) -> bool:
        """Whether it is on that date."""
        return on.weekday() == self.day


@dataclass(frozen=True, slots=True)
class Monthly:
    """The `nth` weekday of every month (1 to 5, or -1 for the last)."""

    nth: int
    day: int
    hours: Hours

    def falls_on(self, on: date) -> bool:
        """Whether it is on that date."""
        if on.weekday() != self.day:
            return False
        if self.nth == -1:
            return (on + timedelta(days=7)).month != on.month
        return (on.day - 1) // 7 + 1 == self.nth


@dataclass(frozen=True, slots=True)
class OnDate:
    """One date."""

    on: date
    hours: Hours

    @property
    def day(self) -> int:
        """The weekday of the date (0 is Monday)."""
        return self.on.weekday()

    def falls_on(self, on: date) -> bool:
        """Whether it is on that date."""
        return on == self.on


Rule = Weekly | Monthly | OnDate


@dataclass(frozen=True, order=True, slots=True)
class Session:
    """One time that it is on; aware date-times in Europe/London."""

    start: datetime
    end: datetime


def _always(_on: date) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rules, words for what no rule can say, dates it is closed, and school terms as words."""

    rules: tuple[Rule, ...] = ()
    words: tuple[str, ...] = ()
    terms: str = ""
    closed: frozenset[date] = field(default_factory=frozenset)

    def only(self, slots: int) -> "Schedule":
        """The schedule with just the rules that fall in some of the 21 `slots`."""
        return replace(self, rules=tuple(rule for rule in self.rules if slots_of(rule) & slots))

    def next(self, now: datetime, is_open: Callable[[date], bool] = _always) -> Session | None:
        """The session now on, or else the next one, within 400 days of `now` (aware).

        Only days that `is_open` says yes to count.
        """
        first = now.astimezone(LONDON).date() - timedelta(days=1)
        now = now.astimezone(UTC)  # within one zone Python compares clock faces, not moments
        soonest = (self._next_of(rule, first, now, is_open) for rule in self.rules)
        return min((session for session in soonest if session), default=None)

    def _next_of(
        self, rule: Rule, first: date, now: datetime, is_open: Callable[[date], bool]
    ) -> Session | None:
        for on in _days(rule, first):
            session = _session(on, rule.hours)
            if session.end > now and on not in self.closed and is_open(on):
                return session
        return None

    def slots(self) -> int:
        """Weekdays and times of day as 21 bits, day * 3 + time: a filter's mask.

        A session counts for a time of day that holds half an hour of it, or as much as any does.
        """
        bits = 0
        for rule in self.rules:
            bits |= slots_of(rule)
        return bits


def _days(rule: Rule, first: date) -> Iterator[date]:
    """The dates of a rule from `first` on, for as long as anybody looks ahead."""
    if isinstance(rule, OnDate):
        yield rule.on
        return
    ahead = (rule.day - first.weekday()) % 7
    for days in range(ahead, _LONGEST_LOOK, 7):
        on = first + timedelta(days=days)
        if rule.falls_on(on):
            yield on


def slot_bits(days: Iterable[str], times: Iterable[str]) -> int:
    """The bits of `Schedule.slots` for any of some of DAYS at any of some of TIMES."""
    at = tuple(times)
    return sum(1 << (DAYS.index(day) * 3 + TIMES.index(time)) for day in days for time in at)


def slots_of(rule: Rule) -> int:
    """The bits of `Schedule.slots` for one rule."""
    inside = {
        day * 3 + part: min(end, closes) - max(start, opens)
        for day, start, end in _pieces(rule.day, rule.hours)
        for part, (opens, closes) in enumerate(_EDGES)
        if min(end, closes) > max(start, opens)
    }
    enough = min(30, max(inside.values()))
    return sum(1 << slot for slot, minutes in inside.items() if minutes >= enough)


def _session(on: date, hours: Hours) -> Session:
    """Wall-clock times: the end is worked out on the wall too, so DST nights stay right."""
    start = datetime.combine(on, time(), LONDON).replace(
        hour=hours.start // 60, minute=hours.start % 60
    )
    ends_on = on + timedelta(days=1) if hours.end <= hours.start or hours.end == 1440 else on
    clock = hours.end % 1440
    return Session(start, datetime.combine(ends_on, time(clock // 60, clock % 60), LONDON))


def _pieces(day: int, hours: Hours) -> Iterator[tuple[int, int, int]]:
    """A session cut at midnight: (weekday, start, end) in minutes."""
    end = hours.start + hours.minutes
    yield day, hours.start, min(end, 1440)
    if end > 1440:
        yield (day + 1) % 7, 0, end - 1440
