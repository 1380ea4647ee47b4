"""What is asked of a list: every parameter of the standard, read and checked.

One that an address does not take is refused: to pass over it would answer another question.
"""

import math
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assetmap.domain.place import Postcode, parse_postcode
from assetmap.domain.text import one_line
from assetmap.domain.times.rules import WEEKDAYS_OF_RRULE
from assetmap.domain.times.schedule_words import DAY_NAMES

PER_PAGE, PER_PAGE_MOST = 20, 100
PAGE_MOST = 1_000_000
AGE_MOST = 150
METRES_MOST = 2_000_000.0  # further than the United Kingdom is long

STRICT = ("strict",)
LIST = (*STRICT, "page", "per_page", "format", "search")
_TAGGED = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full")
_FITTING = ("postcode", "proximity", "minimum_age", "maximum_age", "day", "start_time", "end_time")
SERVICE_AT_LOCATIONS = (*LIST, *_TAGGED, *_FITTING)
SERVICES = (*SERVICE_AT_LOCATIONS, "minimal")
ORGANIZATIONS = (*LIST, "full", "full_service")
ORGANIZATION = (*STRICT, "full_service")
TAXONOMY_TERMS = (*LIST, "taxonomy_id", "top_only", "parent_id")

_NOT_TOGETHER = {
    "proximity": "Give a postcode too, from which to measure.",
    "maximum_age": "maximum_age is below minimum_age.",
    "end_time": "end_time is not after start_time.",
    "minimal": "Give either minimal or full.",
    "page": "With format=ndjson there are no pages: everything comes at once.",
    "full_service": "The strict form of an organisation has no services. Give strict=no.",
}
_YES, _NO = frozenset(("true", "yes", "1")), frozenset(("false", "no", "0"))
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:Z)?|24:00()", re.ASCII)
_LOST_PLUS = re.compile(r"(T\S*) (\d\d:?\d\d)$")  # in an address `+` stands for a blank


class BadParameter(ValueError):
    """A parameter that cannot be used: its name, and a sentence that says what to do."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True)
class Question:
    """What is asked. `start` and `end` are minutes of a day, `proximity` metres, `day` 0 Monday."""

    strict: bool = False
    page: int | None = None
    per_page: int | None = None
    is_stream: bool = False
    search: str = ""
    full: bool = False
    minimal: bool = False
    full_service: bool = False
    taxonomy_terms: tuple[str, ...] = ()
    taxonomy: str = ""
    organization: str = ""
    parent: str = ""
    top_only: bool = False
    modified_after: datetime | None = None
    postcode: Postcode | None = None
    proximity: float | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    day: int | None = None
    start: int | None = None
    end: int | None = None


def read_question(
    pairs: Iterable[tuple[str, str]], allowed: Collection[str], *, strict: bool = False
) -> Question:
    """The question of an address's parameters, a blank one being none. `strict` is what goes where
    it is not said. Raises BadParameter.
    """
    given: dict[str, Any] = {"strict": strict}
    seen: set[str] = set()
    for name, text in pairs:
        if name not in allowed:
            raise BadParameter(name[:60], _no_such(name, allowed))
        value = one_line(text).strip()
        if not value:
            continue
        if name in seen and name != "taxonomy_term_id":
            raise BadParameter(name, f"Give {name} once.")
        seen.add(name)
        field, read = _READERS[name]
        try:
            found = read(value)
        except ValueError as error:
            raise BadParameter(name, str(error)) from None
        given[field] = (*given.get(field, ()), found) if name == "taxonomy_term_id" else found
    question = Question(**given)
    _check_together(question)
    return question


def _check_together(question: Question) -> None:
    """Raises BadParameter where two parameters cannot both be meant."""
    given, ages = question, (question.minimum_age, question.maximum_age)
    times = (question.start, question.end)
    is_paged = question.page is not None or question.per_page is not None
    wrongs = {
        "proximity": given.proximity is not None and given.postcode is None,
        "maximum_age": None not in ages and ages[0] > ages[1],  # type: ignore[operator]
        "end_time": None not in times and times[0] >= times[1],  # type: ignore[operator]
        "minimal": given.minimal and given.full,
        "page": given.is_stream and is_paged,
        "full_service": given.full_service and given.strict,
    }
    for parameter, is_wrong in wrongs.items():
        if is_wrong:
            raise BadParameter(parameter, _NOT_TOGETHER[parameter])


def _no_such(name: str, allowed: Collection[str]) -> str:
    return f"There is no parameter “{name[:60]}” here. There are: {', '.join(allowed)}."


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
        if not least <= number <= most:
            raise ValueError(f"Give a whole number from {least} to {most}.")
        return number

    return read


def _number(most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not 0 <= number <= most:
            raise ValueError(f"Give a number from 0 to {most:.0f}.")
        return number

    return read


def _yes_or_no(text: str) -> bool:
    word = text.casefold()
    if word not in _YES | _NO:
        raise ValueError("Give true or false.")
    return word in _YES


def _is_stream(text: str) -> bool:
    if text not in ("json", "ndjson"):
        raise ValueError("Give json or ndjson.")
    return text == "ndjson"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_LOST_PLUS.sub(r"\1+\2", text))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("Give a date and time such as 2026-03-01T09:00:00Z.") from None


def _postcode(text: str) -> Postcode:
    found = parse_postcode(text)
    if found is None:
        raise ValueError("Give a whole postcode, such as SW1A 1AA.")
    return found


def _day(text: str) -> int:
    word = text.casefold()
    for number, (code, name) in enumerate(zip(WEEKDAYS_OF_RRULE, DAY_NAMES, strict=True)):
        if word == code.casefold() or (len(word) >= 3 and name.casefold().startswith(word)):
            return number
    raise ValueError("Give a day of the week, such as MO or Monday.")


def _clock(text: str) -> int:
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError("Give a time such as 09:30.")
    return int(match[1]) * 60 + int(match[2]) if match[1] else 24 * 60


def _lower(text: str) -> str:
    return text.casefold()


# The parameters of the standard: the field of Question that each fills, and how it is read.
_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "strict": ("strict", _yes_or_no),
    "page": ("page", _whole(1, PAGE_MOST)),
    "per_page": ("per_page", _whole(1, PER_PAGE_MOST)),
    "format": ("is_stream", _is_stream),
    "search": ("search", str),
    "full": ("full", _yes_or_no),
    "minimal": ("minimal", _yes_or_no),
    "full_service": ("full_service", _yes_or_no),
    "taxonomy_term_id": ("taxonomy_terms", _lower),
    "taxonomy_id": ("taxonomy", _lower),
    "organization_id": ("organization", _lower),
    "parent_id": ("parent", _lower),
    "top_only": ("top_only", _yes_or_no),
    "modified_after": ("modified_after", _moment),
    "postcode": ("postcode", _postcode),
    "proximity": ("proximity", _number(METRES_MOST)),
    "minimum_age": ("minimum_age", _number(AGE_MOST)),
    "maximum_age": ("maximum_age", _number(AGE_MOST)),
    "day": ("day", _day),
    "start_time": ("start", _clock),
    "end_time": ("end", _clock),
}
