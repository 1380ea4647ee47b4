"""Opening times in loose words (`Mon & Thur 1-3pm`) as a schedule, when all of it is understood."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from assetmap.domain.times.borough_calendar import AS_USUAL, CLOSED
from assetmap.domain.times.rules import Hours
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import clock_hours
from assetmap.domain.times.schedule_words import hours_words
from assetmap.domain.times.times_of_day import DAY, NOON, ClockTime, read_clock_time, read_hours
from assetmap.exchange.opening_tokens import Token, cut_into_tokens
from assetmap.exchange.week_table import Days, Overlap, WeekTable, closed_words, holiday_name

_FIRST_LETTERS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_BEGIN_DAYS = ("day", "days", "nth", "every", "holiday")
# The earliest and latest start that each part of the day may have, and the half of the day.
_PARTS = {
    "morning": (5 * 60, NOON, "a"),
    "afternoon": (NOON, 18 * 60, "p"),
    "evening": (16 * 60, DAY, "p"),
}

_BANK_HOLIDAYS = {"Closed on bank holidays": CLOSED, "Open on bank holidays": AS_USUAL}
_SENTENCE = (".", ";", "|", "\n")  # what ends a list of days, where no `and` follows

Part = TypeVar("Part")


class _NotUnderstood(Exception):
    pass


def read_opening_times(text: str) -> Schedule:
    """A schedule of rules when every word of `text` is understood, else with `text` as words.

    It never takes a part of it, nor guesses: appointments, a start without an end, times that
    could be morning or evening, and two times for one day that overlap all stay words. That it is
    closed on bank holidays, or that one rings first, is understood, and becomes words beside the
    rules.
    """
    text = text.strip()
    if not text:
        return Schedule()
    tokens = cut_into_tokens(text)
    try:
        if tokens is None:
            raise _NotUnderstood
        return _Reader(tokens).read()
    except (_NotUnderstood, Overlap):
        return Schedule(words=(text,))


def bank_holidays_apart(schedule: Schedule) -> Schedule:
    """A schedule that was read, with what its words say of bank holidays where that belongs."""
    found = {word: said for word in schedule.words if (said := _bank_holidays(word))}
    if len(set(found.values())) != 1 or schedule.bank_holidays:
        return schedule
    words = tuple(word for word in schedule.words if word not in found)
    return replace(schedule, words=words, bank_holidays=next(iter(found.values())))


def _bank_holidays(word: str) -> str:
    """What one of the reader's own words says of all bank holidays; blank when it does not."""
    if word in _BANK_HOLIDAYS:
        return _BANK_HOLIDAYS[word]
    kind, _, hours = word.partition(": ")
    rules = read_opening_times(f"Monday {hours}").rules if kind == "Bank holidays" else ()
    return clock_hours(rules[0].hours) if len(rules) == 1 else ""


class _Reader:
    """Clauses of days and hours, in one order throughout: days first, or hours first."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._table = WeekTable()
        self._words: list[str] = []
        self._terms = ""
        self._terms_in_the_middle = False
        self._clauses = 0
        self._hours_first: bool | None = None

    def read(self) -> Schedule:
        self._skip("stop")
        while self._next():
            self._clause()
            self._skip("stop", "and")
        rules = self._table.rules()
        if not rules or (self._terms_in_the_middle and self._clauses > 1):
            raise _NotUnderstood
        return Schedule(rules, tuple(dict.fromkeys(self._words)), self._terms)

    def _clause(self) -> None:
        kind = self._next()
        if kind == "terms":
            self._school_terms()
        elif kind == "closed":
            self._take("closed")
            self._close(*self._days())
            self._end_of_closing()
        elif kind == "except":
            self._exception()
        elif kind == "including":
            self._take("including")
            self._words.append(f"Open on {holiday_name(self._take('holiday'))}")
        elif kind == "ring":
            self._words.append(self._take("ring"))
        elif kind in ("always", "all_day", "time", "between"):
            self._hours_and_days()
        else:
            self._days_and_hours()

    def _school_terms(self) -> None:
        at_the_edge = self._at == 0
        words = self._take("terms").strip()
        self._skip("stop")
        if self._terms:
            raise _NotUnderstood
        self._terms = words[0].upper() + words[1:]
        self._terms_in_the_middle = not at_the_edge and bool(self._next())

    def _hours_and_days(self) -> None:
        if self._hours_first is False:
            raise _NotUnderstood
        always = self._skip("always")
        hours = [Hours(0, DAY)] if always else self._several_hours("")
        self._hours_first = True
        if always or (hours == [Hours(0, DAY)] and not self._next()):
            self._add([(None, day) for day in range(7)], [], hours)
        else:
            self._add(*self._days(), hours)

    def _days_and_hours(self) -> None:
        days, holidays = self._days()
        if self._skip("closed"):
            self._close(days, holidays)
            self._end_of_closing()
            return
        if self._hours_first:
            raise _NotUnderstood
        self._hours_first = False
        if self._next() == "terms":
            self._school_terms()
        part = self._take("part").rstrip("s").lower() if self._next() == "part" else ""
        self._skip("stop")
        if self._skip("except"):
            but, but_holidays = self._days()
            if not set(but) <= set(days):
                raise _NotUnderstood
            days = [day for day in days if day not in but]
            self._close([], but_holidays)
        if self._skip("always"):
            raise _NotUnderstood
        self._add(days, holidays, self._several_hours(part))

    def _exception(self) -> None:
        """`except Thursdays`: of days that were said before, and without hours of their own."""
        self._take("except")
        days, holidays = self._days()
        if not all(self._table.has(day) for day in days):
            raise _NotUnderstood
        self._close(days, holidays)
        self._end_of_closing()

    def _end_of_closing(self) -> None:
        """`closed Wed 1-5` and `except Wed 9-2` are of those hours only, or the other way round."""
        if self._next() in ("time", "between", "all_day") and not self._has_paused():
            raise _NotUnderstood

    def _has_paused(self) -> bool:
        return self._tokens[self._at - 1][0] in ("stop", "and")

    def _add(self, days: Days, holidays: list[str], hours: list[Hours]) -> None:
        self._clauses += 1
        for day in days:
            self._table.add(day, hours)
        said = " and ".join(hours_words(each) for each in hours)
        self._words += [f"{name[0].upper()}{name[1:]}: {said}" for name in holidays]

    def _close(self, days: Days, holidays: list[str]) -> None:
        for day in days:
            self._table.close(day)
        self._words += [closed_words(name) for name in holidays]

    def _days(self) -> tuple[Days, list[str]]:
        """Days of the week or of the month, and the names of holidays among them."""
        self._skip("stop")
        holidays: list[str] = []
        several = self._several(lambda: self._some_days(holidays), *_BEGIN_DAYS, until=_SENTENCE)
        self._skip("stop")
        days = [day for some in several for day in some]
        if len({nth is None for nth, _ in days}) > 1:  # `1st Saturday and Sunday`: which Sundays?
            raise _NotUnderstood
        return days, holidays

    def _some_days(self, holidays: list[str]) -> Days:
        if self._next() == "holiday":
            holidays.append(holiday_name(self._take("holiday")))
            return []
        every = self._skip("every")
        if self._next() == "nth":
            if every:  # `every second Tuesday` may mean every other week
                raise _NotUnderstood
            return self._days_of_the_month()
        if self._next() == "days":
            return [(None, day) for day in _group(self._take("days").lower())]
        first = _weekday(self._take("day"))
        if self._next() == "to":
            self._take("to")
            last = _weekday(self._take("day"))
            return [(None, (first + step) % 7) for step in range((last - first) % 7 + 1)]
        return [(None, first)]

    def _days_of_the_month(self) -> Days:
        nths = self._several(lambda: self._take("nth").lower(), "nth")
        day = _weekday(self._take("day"))
        self._skip("month")
        return [(_NTH.get(nth) or int(nth[0]), day) for nth in nths]

    def _several_hours(self, part: str) -> list[Hours]:
        return self._several(lambda: self._hours(part), "time", "all_day", "between")

    def _hours(self, part: str) -> Hours:
        if self._skip("all_day"):
            return Hours(0, DAY)
        between = self._skip("between")
        start = self._time()
        self._take("to", *(("and",) if between else ()))
        hours = _hours_in(part, start, self._time())
        if hours is None:
            raise _NotUnderstood
        return hours

    def _time(self) -> ClockTime:
        time = read_clock_time(self._take("time").lower())
        if time is None:
            raise _NotUnderstood
        return time

    def _several(
        self, read: Callable[[], Part], *begins: str, until: tuple[str, ...] = ()
    ) -> list[Part]:
        """One or more of what `read` gives, with `and` or commas between, but none of `until`."""
        found = [read()]
        while True:
            before = self._at
            joined = self._skip("and", "stop") and self._next() in begins
            between = dict(self._tokens[before : self._at])
            if not joined or ("and" not in between and between.get("stop") in until):
                self._at = before
                return found
            found.append(read())

    def _next(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self, *kinds: str) -> str:
        if self._next() not in kinds:
            raise _NotUnderstood
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _skip(self, *kinds: str) -> bool:
        before = self._at
        while self._next() in kinds:
            self._at += 1
        return self._at > before


def _hours_in(part: str, start: ClockTime, end: ClockTime) -> Hours | None:
    """The hours of two times, where `Friday evenings` says which half of the day is meant."""
    if not part:
        return read_hours(start, end)
    earliest, latest, half = _PARTS[part]
    if not (start.half or start.whole_day):
        start = replace(start, half=half)
    hours = read_hours(start, end)
    return hours if hours and earliest <= hours.start < latest else None


def _weekday(word: str) -> int:
    return _FIRST_LETTERS.index(word[:2].lower())


def _group(word: str) -> range:
    if word.startswith(("weekend", "week end")):
        return range(5, 7)
    return range(5) if word.startswith(("week", "m")) else range(7)
