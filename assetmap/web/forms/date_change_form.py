"""The forms that cancel or move one date: what was typed, as the times and place that are meant."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from assetmap.domain.text import clean
from assetmap.domain.times.changing_dates import BadChange
from assetmap.domain.times.rules import Hours
from assetmap.domain.times.times_of_day import TIME, ClockTime, read_clock_time, read_hours
from assetmap.domain.validation import Problem
from assetmap.services.listings.date_changes import NewTime
from assetmap.web.forms.lengths import long_words
from assetmap.web.forms.values import BadDate, Boxes, read_boxes, typed_boxes

WHY_LONGEST, PLACE_LONGEST = 120, 120
_TIME = re.compile(TIME)
_NO_TIME = "Enter a time, such as 10am or 12:30pm."


@dataclass(frozen=True)
class TypedMove:
    """The form of a move as typed."""

    on: Boxes = ("", "", "")
    starts: str = ""
    ends: str = ""
    at: str = ""


def typed_move(form: Mapping[str, str]) -> TypedMove:
    """What stands in the boxes."""
    starts, ends, at = (" ".join(clean(form.get(n, "")).split()) for n in ("starts", "ends", "at"))
    return TypedMove(typed_boxes(form, "on"), starts, ends, at)


def read_move(form: Mapping[str, str]) -> tuple[NewTime | None, tuple[Problem, ...]]:
    """When and where it is moved to, or None and what is wrong."""
    typed = typed_move(form)
    on, problems = _read_day(typed.on)
    hours, wrong = _read_times(typed.starts, typed.ends)
    problems += (*wrong, *long_words(form, "at", PLACE_LONGEST))
    if problems or on is None or hours is None:
        return None, problems
    return NewTime(on, hours, typed.at), ()


def read_why(form: Mapping[str, str]) -> tuple[str, tuple[Problem, ...]]:
    """Why it is cancelled, on one line, and what is wrong with it."""
    why = " ".join(clean(form.get("why", "")).split())
    return why, long_words(form, "why", WHY_LONGEST)


def problems_of(change: Callable[[], object]) -> tuple[Problem, ...]:
    """Do a change, and give what kept it from being done, for beside the boxes."""
    try:
        change()
    except BadChange as error:
        return (Problem(error.part, str(error)),)
    return ()


def _read_day(boxes: Boxes) -> tuple[date | None, tuple[Problem, ...]]:
    try:
        on = read_boxes(boxes)
    except BadDate as error:
        return None, (Problem("on", str(error)),)
    return on, () if on else (Problem("on", "Enter the new date."),)


def _read_times(starts: str, ends: str) -> tuple[Hours | None, tuple[Problem, ...]]:
    start, end = _time(starts), _time(ends)
    named = (("starts", start), ("ends", end))
    if start is None or end is None:
        return None, tuple(Problem(name, _NO_TIME) for name, time in named if time is None)
    if start == end:
        return None, (Problem("ends", "It ends when it starts. Look at both times."),)
    hours = read_hours(start, end)
    if hours is None and _is_sure(start) and _is_sure(end):
        return None, (Problem("ends", "The end is before the start. Look at both times."),)
    return hours, () if hours else (Problem("starts", "Say am or pm, such as 7pm."),)


def _time(text: str) -> ClockTime | None:
    bare = "".join(text.casefold().split())
    return read_clock_time(bare) if _TIME.fullmatch(bare) else None


def _is_sure(time: ClockTime) -> bool:
    return time.whole_day or bool(time.half)
