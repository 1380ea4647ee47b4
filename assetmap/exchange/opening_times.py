"""Opening times in loose words (`Mon & Thur 1-3pm`) as a schedule, when all of it is understood."""

import re
from collections.abc import Callable
from typing import TypeVar

from assetmap.domain.listings.schedule import Hours, Monthly, Rule, Schedule, Weekly
from assetmap.domain.listings.times_of_day import TIME, ClockTime, read_clock_time, read_hours

_TERMS = re.compile(r"[\s,;(]*((?:school )?term[ -]?time(?: only)?)\)?\.?$", re.IGNORECASE)
_OPENING = re.compile(r"^(?:open|opening (?:times|hours))\b:?\s*", re.IGNORECASE)
_DAY = r"(mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:['’]?s)?\b"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<nth>(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)\b)
    | (?P<day>{_DAY})
    | (?P<days>daily\b|every\s?day\b|(?:7|seven)\sdays\sa\sweek\b|weekdays?\b|weekends?\b)
    | (?P<month>(?:of|in)\s+(?:the|each|every)?\s*month\b)
    | (?P<every>(?:every|each|on)\b)
    | (?P<time>{TIME})
    | (?P<to>[-–—]|(?:to|until|till?)\b)
    | (?P<and>[&+/]|and\b)
    | (?P<stop>[,;:.\n])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_FIRST_LETTERS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}

Days = list[tuple[int | None, int]]  # (nth of the month or None for weekly, weekday)
Part = TypeVar("Part")


class _NotUnderstood(Exception):
    pass


def read_opening_times(text: str) -> Schedule:
    """A schedule of rules when every word of `text` is understood, else with `text` as words.

    It never takes a part of it, nor guesses: exceptions, appointments, a start without an end
    and times that could be morning or evening all stay words.
    """
    text = text.strip()
    if not text:
        return Schedule()
    body, terms = text, ""
    if match := _TERMS.search(text):
        body, terms = text[: match.start()], match[1][0].upper() + match[1][1:]
    try:
        rules = _Reader(_tokens(_OPENING.sub("", body))).read()
    except _NotUnderstood:
        return Schedule(words=(text,))
    return Schedule(tuple(dict.fromkeys(rules)), terms=terms)


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at, text = [], 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _NotUnderstood
        name = next(name for name, value in match.groupdict().items() if value is not None)
        found.append((name, match[name].lower()))
        at = match.end()
    return found


class _Reader:
    """Groups of days and hours, in one order throughout: days first, or hours first."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def read(self) -> list[Rule]:
        rules: list[Rule] = []
        hours_first = self._next() == "time"
        while self._next():
            if hours_first:
                hours = self._several(self._hours, "time")
                days = self._days()
            else:
                days = self._days()
                hours = self._several(self._hours, "time")
            rules += [_rule(nth, day, each) for nth, day in days for each in hours]
            self._skip("stop", "and")
        if not rules:
            raise _NotUnderstood
        return rules

    def _days(self) -> Days:
        self._skip("stop")
        several = self._several(self._some_days, "day", "days", "nth", "every")
        self._skip("stop")
        days = [day for some in several for day in some]
        if len({nth is None for nth, _ in days}) > 1:  # `1st Saturday and Sunday`: which Sundays?
            raise _NotUnderstood
        return days

    def _some_days(self) -> Days:
        every = self._skip("every")
        if self._next() == "nth":
            if every:  # `every second Tuesday` may mean every other week
                raise _NotUnderstood
            return self._days_of_the_month()
        name, word = self._take("day", "days")
        if name == "days":
            return [(None, day) for day in _group(word)]
        first = _weekday(word)
        if self._next() == "to":
            self._take("to")
            last = _weekday(self._take("day")[1])
            return [(None, (first + step) % 7) for step in range((last - first) % 7 + 1)]
        return [(None, first)]

    def _days_of_the_month(self) -> Days:
        nths = self._several(lambda: self._take("nth")[1], "nth")
        day = _weekday(self._take("day")[1])
        self._skip("month")
        return [(_NTH.get(nth) or int(nth[0]), day) for nth in nths]

    def _hours(self) -> Hours:
        start = self._time()
        self._take("to")
        hours = read_hours(start, self._time())
        if hours is None:
            raise _NotUnderstood
        return hours

    def _time(self) -> ClockTime:
        time = read_clock_time(self._take("time")[1])
        if time is None:
            raise _NotUnderstood
        return time

    def _several(self, read: Callable[[], Part], *begins: str) -> list[Part]:
        """One or more of what `read` gives, with `and` or commas between."""
        found = [read()]
        while True:
            before = self._at
            if not self._skip("and", "stop") or self._next() not in begins:
                self._at = before
                return found
            found.append(read())

    def _next(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self, *names: str) -> tuple[str, str]:
        if self._next() not in names:
            raise _NotUnderstood
        self._at += 1
        return self._tokens[self._at - 1]

    def _skip(self, *names: str) -> bool:
        before = self._at
        while self._next() in names:
            self._at += 1
        return self._at > before


def _rule(nth: int | None, day: int, hours: Hours) -> Rule:
    return Weekly(day, hours) if nth is None else Monthly(nth, day, hours)


def _weekday(word: str) -> int:
    return _FIRST_LETTERS.index(word[:2])


def _group(word: str) -> range:
    if word.startswith("weekday"):
        return range(5)
    return range(5, 7) if word.startswith("weekend") else range(7)
