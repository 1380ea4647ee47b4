"""A week as it is being read: which hours each day has, before it becomes rules."""

from collections.abc import Iterable

from assetmap.domain.times.rules import Hours, Monthly, Rule, Weekly

Day = tuple[int | None, int]  # (nth of the month or None for every week, weekday; 0 is Monday)
Days = list[Day]


class Overlap(Exception):
    """Two times for one day that lie across each other: nothing says which of them holds."""


class WeekTable:
    """Hours by day. `(None, 1)` is every Tuesday, `(1, 1)` the first of a month."""

    def __init__(self) -> None:
        self._hours: dict[Day, list[Hours]] = {}

    def add(self, day: Day, hours: Iterable[Hours]) -> None:
        """Hours more on a day. Raises Overlap when they lie across others of that day."""
        before = [each for other in self._same_weekday(day) for each in self._hours[other]]
        new = [each for each in dict.fromkeys(hours) if each not in self._hours.get(day, [])]
        for at, each in enumerate(new):
            if any(overlap(each, other) for other in (*before, *new[:at])):
                raise Overlap
        if new:
            self._hours.setdefault(day, []).extend(new)

    def close(self, day: Day) -> None:
        """No hours on that day. Raises Overlap when it is one day of many that have hours."""
        self._hours.pop(day, None)
        if self._same_weekday(day):
            raise Overlap

    def has(self, day: Day) -> bool:
        """Whether any hours are known of exactly that day."""
        return day in self._hours

    def rules(self) -> tuple[Rule, ...]:
        """Everything as rules, in the order in which it came."""
        return tuple(
            Weekly(day, hours) if nth is None else Monthly(nth, day, hours)
            for (nth, day), several in self._hours.items()
            for hours in several
        )

    def _same_weekday(self, day: Day) -> list[Day]:
        """The days with hours that can fall on the same date as `day`."""
        nth, weekday = day
        return [
            (other, on)
            for other, on in self._hours
            if on == weekday and (None in (nth, other) or nth == other or -1 in (nth, other))
        ]


def overlap(one: Hours, other: Hours) -> bool:
    """Whether two times of one day have a minute in common."""
    return one.start < other.start + other.minutes and other.start < one.start + one.minutes


def holiday_name(words: str) -> str:
    """`Bank Holiday` and `PH` as `bank holidays`; a named day (`Boxing Day`) with capitals."""
    name = " ".join(words.split())
    return (
        "bank holidays" if name.lower().startswith(("bank", "public", "ph", "bh")) else name.title()
    )


def closed_words(name: str) -> str:
    """`Closed on bank holidays`."""
    return f"Closed on {name}"
