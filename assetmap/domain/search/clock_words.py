"""Times by the clock as people write them: `6`, `half five`, `6.30pm`, `18:30`, `noon`.

Nobody says whether six is in the evening, so a bare hour is guessed: from one to seven it is after
noon, from eight to eleven before it, unless the words beside it say otherwise. And a bare number is
a time of day only where the words behind it do not count something (`after 6 weeks`, `from 5 to 11
year olds`).
"""

import re
from datetime import time

HOURS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_NOON = 12
_LIKELY_FROM = 8  # o'clock: an hour without am or pm is from here on to the next noon
_QUARTERS = {"half": 30, "half past": 30, "quarter past": 15, "quarter to": -15}
_NAMED = ("noon", "midday")
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
# What may stand behind a bare hour. Of whatever else stands there it is the number.
_BEHIND = re.compile(
    r" *(?:$|[.,;:!?)](?!\d)| (?:(?:and|or|to|from|for|till?|until|-|–)(?! \d)\b"
    r"|(?:but|so|because|cos|coz|as|if|when|while|where|in|on|at|near|around|please|pls|thanks"
    r"|with|without|who|that|which|onwards?|most|some|weekdays?|weekends?|today|tomorrow|tonight"
    rf"|this|next|ideally|preferably|only|would|is|are|it|i|we|he|she|my|every|each day|{_DAYS})\b"
    r"(?! (?:hospital|prison|care|crutches)\b)))",
    re.IGNORECASE,
)
_SAYS_MORNING = re.compile(r" in the mornings?\b", re.IGNORECASE)
_SAYS_LATER = re.compile(r" (?:in the (?:after)?noons?|in the evenings?|at night)\b", re.IGNORECASE)
_OF_AN_EVENING = re.compile(r"\b(?:evenings?|nights?|tonight)\b", re.IGNORECASE)


def rules() -> dict[str, str]:
    """The patterns by which the words behind an hour are read, for those who read it elsewhere."""
    return {
        "hours": "|".join(HOURS),
        "behind": _BEHIND.pattern,
        "morning": _SAYS_MORNING.pattern,
        "later": _SAYS_LATER.pattern,
        "evening": _OF_AN_EVENING.pattern,
    }


def clock_pattern(name: str) -> str:
    """A pattern for a time by the clock, whose groups begin with `name`."""
    hours = "|".join(sorted(HOURS, key=len, reverse=True))
    return (
        rf"(?:(?P<{name}_part>half(?: past)?|quarter past|quarter to) )?"
        rf"(?<![£$€.:\d])(?P<{name}_hour>\d{{1,2}}(?!\d)|{hours}|12 noon|noon|midday)"
        rf"(?:[:.](?P<{name}_minute>[0-5]\d)(?!\d))?"
        rf"(?: ?(?P<{name}_half>[ap]\.?m\b\.?|o'?clock\b|hrs?\b|noon\b))?(?!\w)"
    )


def read_clock(match: re.Match[str], name: str, *, whatever_follows: bool = False) -> time | None:
    """The time that the groups of `name` hold; None when it is a number of something else.

    What stands behind it tells that, unless it is known to be a time `whatever_follows`.
    """
    is_known = whatever_follows or is_sure(match, name)
    if not is_known and not _BEHIND.match(match.string, match.end(f"{name}_hour")):
        return None
    hour = _hour(match, name)
    if hour is None:
        return None
    part = " ".join((match[f"{name}_part"] or "").casefold().split())
    minutes = hour * 60 + int(match[f"{name}_minute"] or 0) + _QUARTERS.get(part, 0)
    return time(minutes // 60, minutes % 60) if 0 < minutes < 24 * 60 else None


def is_sure(match: re.Match[str], name: str) -> bool:
    """Whether it is written as only times are: `6pm`, `half six`, `6.30`, `noon`."""
    more = (match[f"{name}_{each}"] for each in ("part", "minute", "half"))
    return any(more) or match[f"{name}_hour"].casefold() in _NAMED


def is_open(match: re.Match[str], name: str) -> bool:
    """Whether it leaves open which half of the day is meant."""
    said = match[f"{name}_hour"].casefold()
    half = (match[f"{name}_half"] or "")[:1].casefold()
    hour = HOURS.index(said) + 1 if said in HOURS else int(said) if said.isdecimal() else _NOON
    return half not in ("a", "p") and 0 < hour < _NOON and not said.startswith("0")


def in_other_half(at: time) -> time:
    """The time twelve hours away."""
    return at.replace(hour=(at.hour + _NOON) % 24)


def _hour(match: re.Match[str], name: str) -> int | None:
    said, half = match[f"{name}_hour"].casefold(), (match[f"{name}_half"] or "").casefold()
    if said in _NAMED or "noon" in said:
        return _NOON
    hour = HOURS.index(said) + 1 if said in HOURS else int(said)
    if hour > _NOON or said.startswith("0"):
        # A bare 18 is an age; 18:30 is a time.
        return hour if hour < 24 and is_sure(match, name) else None
    if half[:1] in ("a", "p"):
        return hour % _NOON + (_NOON if half[0] == "p" else 0)
    if half == "noon" or hour == _NOON:
        return _NOON
    return hour + _NOON if _is_later(match, name, hour) else hour


def _is_later(match: re.Match[str], name: str, hour: int) -> bool:
    behind = match.string[match.end(f"{name}_hour") :]
    if _SAYS_MORNING.match(behind):
        return False
    if _SAYS_LATER.match(behind) or hour < _LIKELY_FROM:
        return True
    return bool(_OF_AN_EVENING.search(match.string))
