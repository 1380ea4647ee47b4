"""The headings of other people's columns that say when something is on."""

import re
from dataclasses import dataclass

from assetmap.domain.text import fold

OPENING_HOURS = "opening hours"  # where hours without a day are those of every day
DAYS, TIME = "days", "time of day"
DATE, FREQUENCY, EXCEPTIONS = "date of session", "frequency", "exceptions"
# Each holds times or dates: what stands in the cell tells, not the heading.
STARTS = ("starts", "opens at", "first date")
ENDS = ("ends", "closes at", "last date")
SESSION = (DAYS, TIME, DATE, FREQUENCY, EXCEPTIONS, *STARTS, *ENDS)

TIME_NAMES = {
    OPENING_HOURS: "opening times, opening hours, hours, open hours, open times, business hours, "
    "hours of operation, hours of opening, hours open, opening",
    DAYS: "day, days, day of week, days of week, day of the week, days of the week, weekday, "
    "scheduled weekday, session day, session days, meeting day, meeting days, days open, "
    "open days, opening days, day held",
    TIME: "time, times, session time, session times, meeting time, meeting times, time of day, "
    "time of session, time held, start and end time",
    DATE: "date, event date, session date, date of event",
    FREQUENCY: "frequency, recurrence, recurrence rule, rrule, how often, repeats, repeat, recurs, "
    "repetition",
    EXCEPTIONS: "exceptions, exception dates, exdate, exdates, except",
    STARTS[0]: "start, starts, start time, starts at, time start, time starts, begin, begins, "
    "start date time, dtstart, session start, session start time, from, from time, "
    "time from",
    STARTS[1]: "opens, opens at, open time, opening time, schedules opens at, arrival, arrives, "
    "arrival time, arrive, open from",
    STARTS[2]: "start date, date from, from date, first date, starts on, begins on, valid from, "
    "date start, first session",
    ENDS[0]: "end, ends, end time, ends at, time end, time ends, finish, finishes, finish time, "
    "end date time, dtend, session end, session end time, to, to time, time to, "
    "until",
    ENDS[
        1
    ]: "closes, closes at, close time, closing time, schedules closes at, departure, departs, "
    "departure time, depart, open until, open to",
    ENDS[2]: "end date, date to, to date, last date, ends on, finishes on, valid to, valid until, "
    "date end, last session",
}


def _word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WEEK = "week:"  # a column a weekday: the field is this and the heading
BANK_HOLIDAY = 7  # stands after the seven weekdays
_DAY_WORDS = {
    word: day
    for day, words in enumerate(
        (
            *("monday mondays mon mo", "tuesday tuesdays tue tues tu"),
            *("wednesday wednesdays wed weds we", "thursday thursdays thu thur thurs th"),
            *("friday fridays fri fr", "saturday saturdays sat sa", "sunday sundays sun su"),
        )
    )
    for word in words.split()
}
_GROUPS = {"weekdays": range(5), "weekday": range(5), "weekend": (5, 6), "weekends": (5, 6)}
_OPENS = _word_set("open opens opening start starts begin begins from")
_CLOSES = _word_set("close closes closing end ends finish finishes until till to")
_SEVERAL = _word_set("hours times hrs")
_PARTS = {
    **dict.fromkeys(("am", "morning", "mornings"), "morning"),
    **dict.fromkeys(("pm", "afternoon", "afternoons"), "afternoon"),
    **dict.fromkeys(("evening", "evenings", "eve"), "evening"),
}
_OTHER_WORDS = _word_set(
    "time hour at on the of and for session sessions slot shift business trading core normal "
    "usual regular standard public service services available availability is day"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HOLIDAY = re.compile(r"\b(?:bank|public) (?:holidays?|hols?)\b")


@dataclass(frozen=True)
class WeekHeading:
    """What a column of a weekday holds: its hours, or one end of them."""

    days: tuple[int, ...]  # 0 is Monday; BANK_HOLIDAY
    is_start: bool = False
    is_end: bool = False
    part: str = ""  # `morning`, `afternoon`, `evening`
    number: str = ""  # of several stretches of one day


def read_week_heading(heading: str) -> WeekHeading | None:
    """`Monday`, `Mon open`, `opening_hours_monday`, `Monday AM`, `Sat-Sun`; None for any other."""
    text = fold(_CAMEL.sub(" ", heading))
    days, words = _days(_HOLIDAY.sub("", text).split(), "/" in heading or "," in heading)
    if _HOLIDAY.search(text):
        days = () if days else (BANK_HOLIDAY,)
    rest = set(words)
    parts = {_PARTS[word] for word in rest if word in _PARTS}
    numbers = {word for word in rest if word.isdecimal() and len(word) == 1}
    known = rest <= {*_OPENS, *_CLOSES, *_SEVERAL, *_PARTS, *_OTHER_WORDS, *numbers}
    if not days or not known or len(parts) > 1 or len(numbers) > 1:
        return None
    opens, closes = bool(rest & _OPENS), bool(rest & _CLOSES)
    one_end = opens != closes and not rest & _SEVERAL
    return WeekHeading(
        days, opens and one_end, closes and one_end, "".join(parts), "".join(numbers)
    )


def _days(words: list[str], is_list: bool) -> tuple[tuple[int, ...], list[str]]:
    """The days among the words of a heading, and the other words."""
    at = [n for n, word in enumerate(words) if word in _DAY_WORDS or word in _GROUPS]
    if not at:
        return (), words
    first, last = words[at[0]], words[at[-1]]
    inside = words[at[0] + 1 : at[-1]]
    others = words[: at[0]] + words[at[-1] + 1 :]
    if len(at) == 1:
        is_code = len(first) == 2 and bool(others)  # `We` alone is a day, `we open` is not
        if is_code or words == ["weekday"]:
            return (), words
        return tuple(_GROUPS[first]) if first in _GROUPS else (_DAY_WORDS[first],), others
    if len(at) > 2 or first in _GROUPS or last in _GROUPS or is_list:
        return (), words
    begin, end = _DAY_WORDS[first], _DAY_WORDS[last]
    if inside == ["and"]:
        return (begin, end), others
    if inside not in ([], ["to"]):
        return (), words
    return tuple((begin + step) % 7 for step in range((end - begin) % 7 + 1)), others
