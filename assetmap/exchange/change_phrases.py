"""A date that differs in loose words: `25 December closed`, `14 April moved to 15 April 2-4pm`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assetmap.domain.times.dated_changes import ChangeKind, DatedChange, parse_change
from assetmap.domain.times.rules import Hours
from assetmap.domain.times.times_of_day import TIME, read_clock_time
from assetmap.exchange.date_phrases import DATE, MONTH, read_loose_date
from assetmap.exchange.opening_times import read_opening_times

_HELP = (
    "Write a date and what is different, such as 25 December closed, or 7 April cancelled: no hall."
)
_DATE = re.compile(DATE, re.IGNORECASE)
_TWO_DAYS = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s*(and|&|-|–|to)\s*(\d{1,2})(?:st|nd|rd|th)?\s+"
    rf"({MONTH}(?:\s+20\d\d)?)",
    re.IGNORECASE,
)
_HOURS = re.compile(
    rf"(?:{TIME})\s*(?:[-–]|\bto\b|\buntil\b|\btill?\b)\s*(?:{TIME})", re.IGNORECASE
)
_ONE_TIME = re.compile(rf"(?:{TIME})", re.IGNORECASE)
_WHY = re.compile(
    r"(?:\s*:\s+|\s*\(|\s+[-–]\s+|,?\s+because(?:\s+of)?\s+)(?P<why>[^()]*[^\W\d][^()]*)\)?\.?$"
)
_OFF = (
    r"(?:cancell?ed|called off|off|no (?:session|meeting|class|group|club)"
    r"|not (?:on|running|meeting))"
)
_SHUT = r"(?:closed|shut|not open)(?: all day)?"
_MOVE = r"(?:moved?|moves|postponed|rescheduled|changed|changes)"
_IS = r"[:,]?\s*(?:(?:is|are|we are|it is|will be|has been)\s+)?"
_TO = r"(?:\s*(?:to|until|till|and|&|[-–])\s*(?P<last>D\d))"
_START = r"(?:,?\s*(?:at\s+)?(?P<start>T\d))?"
_WHEN = r"(?:,?\s*(?:(?:from|at)\s+)?(?P<hours>H\d))?"
_AT = r"(?:,?\s*(?:at|in)\s+(?P<at>[^\d\s][^;]{0,79}))?"
_FORMS = tuple(
    (re.compile(rf"(?:on\s+)?{form}", re.IGNORECASE), kind)
    for form, kind in (
        (rf"(?P<on>D\d)(?:,?\s*(?:at\s+)?(?P<start>T\d|H\d))?{_IS}{_OFF}", ChangeKind.CANCELLED),
        (
            rf"{_OFF}(?:\s+(?:on|for))?\s+(?P<on>D\d)(?:,?\s*(?:at\s+)?(?P<start>T\d))?",
            ChangeKind.CANCELLED,
        ),
        (rf"(?:from\s+)?(?P<on>D\d){_TO}?{_IS}{_SHUT}", ChangeKind.CLOSED),
        (rf"{_SHUT}(?:\s+(?:on|from))?\s+(?P<on>D\d){_TO}?", ChangeKind.CLOSED),
        (
            rf"(?P<on>D\d){_START}{_IS}{_MOVE}(?:\s+to)?(?:\s+(?P<to>D\d))?{_WHEN}{_AT}",
            ChangeKind.MOVED,
        ),
        (
            rf"{_MOVE}\s+from\s+(?P<on>D\d)\s+to\s+(?P<to>D\d)(?:,?\s*(?P<hours>H\d))?{_AT}",
            ChangeKind.MOVED,
        ),
        (
            rf"(?:from\s+)?(?P<on>D\d){_TO}?{_IS}open(?:s|\s+as\s+usual)?{_WHEN}(?:\s+only)?",
            ChangeKind.OPEN,
        ),
        (rf"(?P<on>D\d){_TO}?[:,]?\s*(?P<hours>H\d)(?:\s+only)?", ChangeKind.OPEN),
    )
)


@dataclass(frozen=True)
class _Cut:
    """A line with its dates, hours and times put apart: `D0 moved to D1 H0`."""

    text: str
    dates: tuple[str, ...]
    hours: tuple[str, ...]
    times: tuple[str, ...]


def read_change_phrase(text: str, today: date, *, has_door: bool) -> DatedChange:
    """One line about a date that differs, in the notation or in words.

    Where there is no door, other hours are those of a session. A day without a year is the next.
    Raises ValueError with a plain sentence.
    """
    text = " ".join(text.split())
    try:
        return parse_change(text)
    except ValueError as problem:
        if re.match(r"\d{4}-\d\d-\d\d", text) and "could not read" not in str(problem):
            raise
    said, why = _why_apart(_TWO_DAYS.sub(r"\1 \4 \2 \3 \4", text[:300]))
    cut = _cut(said)
    for form, kind in _FORMS:
        if match := form.fullmatch(cut.text.strip(" ,.")):
            return _change(kind, match, cut, why, today, has_door=has_door)
    raise ValueError(f"We could not read “{text[:80]}”. {_HELP}")


def _why_apart(text: str) -> tuple[str, str]:
    """The line and what it gives as the reason, which stands after what happens."""
    for match in re.finditer(rf"{_OFF}|{_SHUT}|\bopen\b|{_MOVE}", text, re.IGNORECASE):
        if why := _WHY.search(text, match.end()):
            return text[: why.start()], why["why"].strip()
    return text, ""


def _cut(text: str) -> _Cut:
    found: list[tuple[str, ...]] = []
    for pattern, letter in ((_DATE, "D"), (_HOURS, "H"), (_ONE_TIME, "T")):
        texts = tuple(
            match[0].strip() for match in pattern.finditer(text) if not _is_mark(text, match)
        )
        for number, each in enumerate(texts):
            text = text.replace(each, f"{letter}{number}", 1)
        found.append(texts)
    return _Cut(" ".join(text.split()), *found)


def _is_mark(text: str, match: re.Match[str]) -> bool:
    """Whether a figure is one of ours, as in `D0`."""
    return match.start() > 0 and text[match.start() - 1] in "DH"


def _change(
    kind: ChangeKind, match: re.Match[str], cut: _Cut, why: str, today: date, *, has_door: bool
) -> DatedChange:
    parts = match.groupdict()
    loose = {
        name: read_loose_date(cut.dates[int(mark[1:])], today)
        for name in ("on", "last", "to")
        if (mark := parts.get(name))
    }
    on = loose["on"].coming(today)
    last = loose["last"].after(on) if "last" in loose else None
    if last and re.search(r"\band\b|&", cut.text) and last - on != timedelta(days=1):
        raise ValueError("Write each date on a line of its own.")
    hours = _hours(cut.hours[int(mark[1:])]) if (mark := parts.get("hours")) else None
    if kind is ChangeKind.OPEN and hours and not has_door and last is None:
        kind = ChangeKind.MOVED
    return DatedChange(
        on,
        kind,
        last,
        _start(parts.get("start"), cut),
        loose["to"].nearest(on) if "to" in loose else None,
        hours,
        (parts.get("at") or "").strip(" ,."),
        why,
    )


def _start(mark: str | None, cut: _Cut) -> int | None:
    if not mark:
        return None
    if mark[0].upper() == "H":
        return _hours(cut.hours[int(mark[1:])]).start
    time = read_clock_time("".join(cut.times[int(mark[1:])].lower().split()))
    if time is None:
        raise ValueError(f"There is no such time as “{cut.times[int(mark[1:])]}”.")
    return time.readings()[0]


def _hours(text: str) -> Hours:
    rules = read_opening_times(f"Monday {text}").rules
    if len(rules) != 1:
        raise ValueError(f"Say am or pm in “{text}”.")
    return rules[0].hours
