"""What a broker types off a slip of paper, and what it says: numbers, minutes, day and place."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from assetmap.domain.dates import read_date
from assetmap.domain.text import fold
from assetmap.domain.time_bank.hours import in_words, minutes_in
from assetmap.domain.time_bank.ledger import BadTransfer, PlaceKind, checked_minutes

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT_DAY = re.compile(r"(?P<day>\d{1,2})(?:[\s./-]+(?:(?P<month>\d{1,2})|(?P<name>[a-z]{3,9})))?")
# Words by which a place is found from its first letters: none of them begin alike.
_PLACES = {
    PlaceKind.PUBLIC: ("public place",),
    PlaceKind.HOME: ("home", "somebodys home"),
    PlaceKind.REMOTE: ("remote", "by phone or online", "online", "phone"),
    PlaceKind.LIFT: ("lift in a car", "car"),
}

Named = Sequence[tuple[str, str]]  # slug and label of each category, in the order of their numbers
Value = TypeVar("Value")


class Unread(ValueError):
    """What was typed cannot be read; the message is plain words."""


@dataclass(frozen=True, slots=True)
class TypedSlip:
    """A row as it was typed. `is_sure`: the box is ticked that it is right all the same."""

    number: str = ""
    giver: str = ""
    receiver: str = ""
    time: str = ""
    category: str = ""
    day: str = ""
    place: str = ""
    is_sure: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in it but what fills in itself."""
        return not any((self.giver, self.receiver, self.time, self.category))


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says: who gave to whom, how many minutes, of what, when and in what place."""

    number: int
    giver: str
    receiver: str
    minutes: int
    category: str
    on: date
    place: PlaceKind


@dataclass(frozen=True, slots=True)
class SlipProblem:
    """What is wrong with a row: at which field, in words. `can_be_so`: a tick lets it pass."""

    field: str
    message: str
    can_be_so: bool = False


def filled_down(rows: Iterable[TypedSlip]) -> tuple[TypedSlip, ...]:
    """The rows with what was left out: the next number, and the day of the row above."""
    filled, number, day = [], "", ""
    for row in rows:
        if row.is_blank:
            filled.append(row)
            continue
        number, day = row.number or _next(number), row.day or day
        filled.append(replace(row, number=number, day=day))
    return tuple(filled)


def read_slip(
    typed: TypedSlip, categories: Named, today: date
) -> tuple[Slip | None, tuple[SlipProblem, ...]]:
    """What a row says, or what of it cannot be read: one of the two is empty."""
    problems: list[SlipProblem] = []

    def read(field: str, reader: Callable[[str], Value], otherwise: Value) -> Value:
        try:
            return reader(str(getattr(typed, field)).strip())
        except (Unread, BadTransfer) as error:
            problems.append(SlipProblem(field, str(error)))
            return otherwise

    slip = Slip(
        read("number", _number, 0),
        read("giver", _account("who gave"), ""),
        read("receiver", _account("who received"), ""),
        read("time", lambda text: checked_minutes(_minutes(text)), 0),
        read("category", lambda text: category_in(text, categories), ""),
        read("day", lambda text: day_in(text, today), today),
        read("place", place_in, PlaceKind.PUBLIC),
    )
    return (None, tuple(problems)) if problems else (slip, ())


def day_in(text: str, today: date) -> date:
    """A day as brokers type it: `12`, `12/3`, `12 mar`, or with its year. Raises Unread.

    Without a month or a year it is the nearest such day to today, before it or after.
    """
    text = " ".join(text.split())
    if not text:
        raise Unread("Type the day, such as 12/3.")
    short = _SHORT_DAY.fullmatch(text.casefold())
    found = _nearest(short, today) if short else read_date(text)
    if found is None:
        raise Unread(f"We cannot read the day “{text[:20]}”. Type it like 12/3 or 12 March 2026.")
    return found


def category_in(text: str, categories: Named) -> str:
    """The slug of a category by its number, or by the first letters of its name or of a word in it.

    Raises Unread, and names those that it could be.
    """
    if not text:
        raise Unread("Say what it was: the number, or the first letters.")
    if text.isdecimal() and text.isascii():
        place = int(text[:4])
        if 1 <= place <= len(categories):
            return categories[place - 1][0]
        raise Unread(f"The numbers are 1 to {len(categories)}.")
    typed = fold(text)
    begin = [each for each in categories if typed and fold(each[1]).startswith(typed)]
    hold = [each for each in categories if typed and f" {typed}" in f" {fold(each[1])}"]
    found = begin or hold
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise Unread(f"Nothing in the list begins with “{text[:20]}”.")
    raise Unread(f"“{text[:20]}” could be {' or '.join(label for _, label in found[:3])}.")


def place_in(text: str) -> PlaceKind:
    """The sort of place by its first letters; a public place where none is said. Raises Unread."""
    typed = fold(text)
    if not text or typed == "p":
        return PlaceKind.PUBLIC
    for place, names in _PLACES.items():
        if typed and any(name.startswith(typed) for name in names):
            return place
    raise Unread("Type p (public), h (home), r (remote: phone or online) or l (lift).")


def total_problems(
    rows: int, slips: Sequence[Slip], count: str, time: str
) -> tuple[SlipProblem, ...]:
    """What is wrong with the check total: how many slips and how long, as added up from the paper.

    `rows` are those that are not blank, of which `slips` could be read: the time is compared once
    all could. A bare number of it may be hours or minutes.
    """
    problems, minutes = [], sum(each.minutes for each in slips)
    if not count.strip().isdecimal() or int(count.strip()[:6]) != rows:
        said = f"You typed “{count.strip()[:20]}”, but " if count.strip() else ""
        words = f"{said}{rows} {'slip is' if rows == 1 else 'slips are'} typed here."
        problems.append(SlipProblem("count", _sentence(words, "Count the slips on paper again.")))
    if rows == len(slips) and minutes not in _totals(time):
        said = f"You typed “{time.strip()[:20]}”, but " if time.strip() else ""
        words = f"{said}the rows here add up to {in_words(minutes)}."
        problems.append(SlipProblem("total", _sentence(words, "Add up the paper again.")))
    return tuple(problems)


def _sentence(words: str, advice: str) -> str:
    return f"{words[0].upper()}{words[1:]} {advice}"


def _totals(time: str) -> set[int]:
    try:
        found = {minutes_in(time)}
    except BadTransfer:
        return set()
    bare = time.strip()
    return found | ({int(bare) * 60} if bare.isdecimal() else set())


def _nearest(short: re.Match[str], today: date) -> date | None:
    month = _month(short)
    if month is None:
        return None
    months = [(today.year + each, month) for each in (-1, 0, 1)] if month else _months_near(today)
    days = [found for year, number in months if (found := _day(year, number, int(short["day"])))]
    return min(days, key=lambda each: (abs((each - today).days), each > today), default=None)


def _month(short: re.Match[str]) -> int | None:
    """The number of the month, 0 where none is said, None where it is no month."""
    if name := short["name"]:
        return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else None
    return int(short["month"]) or None if short["month"] else 0


def _months_near(today: date) -> list[tuple[int, int]]:
    whole = today.year * 12 + today.month - 1
    return [((whole + each) // 12, (whole + each) % 12 + 1) for each in (-1, 0, 1)]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdecimal() and number.isascii() else ""


def _number(text: str) -> int:
    if not text.isdecimal() or not text.isascii():
        raise Unread("Type the number of the slip, such as 1001.")
    return int(text[:9])


def _minutes(text: str) -> int:
    if not text:
        raise Unread("Type how long, such as 90 or 1:30.")
    return minutes_in(text)


def _account(who: str) -> Callable[[str], str]:
    def reader(text: str) -> str:
        if not text.isdecimal() or not text.isascii():
            raise Unread(f"Type the number of {who}, such as 101.")
        return str(int(text[:9]))

    return reader
