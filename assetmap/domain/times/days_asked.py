"""The days that somebody asks about what is on: a week, today, tomorrow, a weekend, or one day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assetmap.domain.dates import read_date
from assetmap.domain.times.occurrences import LOOK_AHEAD
from assetmap.domain.validation import Problem

WHEN = ("today", "tomorrow", "weekend")
PARAMETERS = ("when", "week-of", "on")  # of an address, the one that counts before the others
_EXAMPLE = "such as 2026-03-16"
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True)
class DaysAsked:
    """The days from `first` to `last`. `when` is one of WHEN; blank for a week or one other day.

    `today` is the day on which it was asked.
    """

    first: date
    last: date
    today: date
    when: str = ""

    @property
    def dates(self) -> tuple[date, ...]:
        """Each of the days, in order."""
        days = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=n) for n in range(days))

    @property
    def is_week(self) -> bool:
        """Whether it is a whole week, Monday to Sunday."""
        return self.last == self.first + timedelta(days=6)

    @property
    def is_this_week(self) -> bool:
        """Whether it is the week in which it was asked."""
        return self.is_week and self.first <= self.today <= self.last

    @property
    def is_past(self) -> bool:
        """Whether all of them are over."""
        return self.last < self.today

    @property
    def is_beyond(self) -> bool:
        """Whether they lie further ahead than dates are known."""
        return self.first > self.known_until

    @property
    def known_until(self) -> date:
        """The last day of which it is known what is on."""
        return self.today + timedelta(days=LOOK_AHEAD)

    @property
    def known(self) -> tuple[date, date] | None:
        """The first and last of the days of which it is known what is on; None when none is.

        Of a week that is partly over also the days before today; of one long past none.
        """
        if self.is_past or self.is_beyond:
            return None
        return self.first, min(self.last, self.known_until)

    def parameters(self) -> Iterator[tuple[str, str]]:
        """The days as parameters of an address; none for this week."""
        if self.when:
            yield "when", self.when
        elif not self.is_week:
            yield "on", self.first.isoformat()
        elif not self.is_this_week:
            yield "week-of", self.first.isoformat()

    def week_at(self, weeks: int) -> "DaysAsked | None":
        """The week so many weeks on from the one that these days begin in; None for one that is
        over, or beyond the days that are known.
        """
        try:
            found = week_of(monday_of(self.first) + timedelta(weeks=weeks), self.today)
        except OverflowError:
            return None
        return None if found.known is None else found


def monday_of(on: date) -> date:
    """The Monday of a day's week. Raises OverflowError at the very end of the calendar."""
    return on - timedelta(days=on.weekday())


def week_of(on: date, today: date) -> DaysAsked:
    """The week of a day. Raises OverflowError at the very end of the calendar."""
    monday = monday_of(on)
    return DaysAsked(monday, monday + timedelta(days=6), today)


def read_days(parameters: dict[str, str], today: date) -> tuple[DaysAsked, list[Problem]]:
    """The days that the PARAMETERS of an address ask for, this week when they ask for none.

    What is wrong with them is told in plain words, and this week stands in their place.
    """
    given = {name: " ".join(parameters.get(name, "").split()) for name in PARAMETERS}
    said = [name for name in PARAMETERS if given[name]]
    if not said:
        return week_of(today, today), []
    name = said[0]
    problems = [
        Problem(other, f"We used “{name}” and left “{other}” out: give only one.")
        for other in said[1:]
    ]
    try:
        return _read(name, given[name], today), problems
    except (ValueError, OverflowError) as problem:
        words = str(problem) if isinstance(problem, ValueError) else "There is no such week."
        return week_of(today, today), [Problem(name, f"{words} Here is this week."), *problems]


def _read(name: str, typed: str, today: date) -> DaysAsked:
    if name == "when":
        return _when(typed.casefold(), today)
    on = read_date(typed[:40])
    if on is None:
        shown = typed if len(typed) <= 40 else f"{typed[:40]}…"
        raise ValueError(f"“{shown}” is no date. Write one {_EXAMPLE}.")
    return week_of(on, today) if name == "week-of" else DaysAsked(on, on, today)


def _when(word: str, today: date) -> DaysAsked:
    match word:
        case "today":
            return DaysAsked(today, today, today, word)
        case "tomorrow":
            on = today + timedelta(days=1)
            return DaysAsked(on, on, today, word)
        case "weekend":
            saturday = today + timedelta(days=_SATURDAY - today.weekday())
            sunday = today + timedelta(days=_SUNDAY - today.weekday())
            return DaysAsked(max(saturday, today), sunday, today, word)
    raise ValueError("“when” is today, tomorrow or weekend.")
