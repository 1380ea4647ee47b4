"""The hours that a sentence sets: not before ten, home by three, after school, at lunchtime.

What people are bound by is not always the thing that they look for: who finishes work at five, or
takes children to school, tells when a thing may begin or must be over.
"""

import re
from datetime import date, time

from assetmap.domain.search.clock_words import (
    clock_pattern,
    in_other_half,
    is_open,
    is_sure,
    read_clock,
)
from assetmap.domain.search.preference import (
    Always,
    Maker,
    Meaning,
    Meant,
    PreferenceKind,
    PreferenceRule,
    preference_rule,
)
from assetmap.domain.times.schedule_words import time_words

_AT, _TO = clock_pattern("at"), clock_pattern("to")
_UNTIL = r"(?:till?|'til|until)"
_CANNOT = (
    r"(?:can'?t|cannot|couldn'?t|won'?t|not able to|unable to)"
    r"(?: (?!before\b|after\b|till?\b|until\b|past\b|sleep\b|stop\b)[a-z']+){1,4}"
)
_WHO = (
    r"(?:i|we|he|she|mum|mam|dad|nan|husband|wife|partner|son|daughter|they)"
    r"(?:'ve|'s|'m|'re| have| has| am| is| are| don'?t| doesn'?t| only| usually| never)*"
)
_FINISH = (
    r"(?:finish\w*|knock\w* off|clock\w* off|(?:get|gets|got|getting) (?:off|in|home|back|out of)"
    r"|done|home|back|free|(?:leav(?:e|es|ing)|left)(?= (?:work|school|college|uni|the office)))"
)
_WORK = (
    r"(?: (?:from|with|for))?(?: (?:my |the |a )?(?:work\w*|school|college|uni|shift|office|job))?"
)
_PAST = r"(?: (?:at|around|about|by|from|after|till?|until|'til))+"

# What somebody is bound by: free from then on.
_FINISHED = (
    rf"\b(?:(?:when|once|after|until|because|as|cos) )?(?:{_WHO}|don'?t|doesn'?t)"
    rf" {_FINISH}{_WORK}{_PAST} {_AT}"
    rf"|\b(?:when|once|after)? ?(?:finish\w*|leav\w*|home from|back from|out of|off|after)"
    rf" (?:from )?work(?:ing)?{_PAST[:-1]}* {clock_pattern('off')}"
)
_WORKING = (
    r"\b(?:work(?:s|ing)?|at work|on shift|in the office|busy|at college|in college|at uni)"
    rf"(?: [a-z']+){{0,3}}? {_UNTIL} {_AT}"
)
_NINE_TO_FIVE = (
    rf"\bwork(?:s|ing)?(?: [a-z']+){{0,2}} {clock_pattern('from')} ?(?:to|-|–|{_UNTIL}) ?{_AT}"
)
_NOT_BEFORE = (
    r"\b(?:no earlier than|no sooner than|not before|not earlier than|nothing before|never before"
    rf"|not {_UNTIL}(?: after)?|nothing {_UNTIL}|{_CANNOT} (?:before|{_UNTIL})) {_AT}"
)
_NOT_AFTER = (
    r"\b(?:no later than|not after|not later than|not past|nothing after|nothing past"
    rf"|{_CANNOT} (?:after|past)) {_AT}"
)
_AFTER = (
    r"\b(?:(?:only |any ?time |starts? |starting )?(?:after|later than)|any ?time from|as from"
    rf"|(?P<from>from)) {_AT}(?: (?:onwards?|or later|or after|on(?=$|[.,;]))(?!\w))?"
)
_ONWARDS = rf"(?<![\d£$.-])\b{_AT} (?:onwards?|or later|or after|and after)\b"
_BEFORE = (
    r"\b(?:before|earlier than|(?P<by>by)"
    r"|(?:finish\w*|ends?|ending|over|done|home|back) (?:by|before|at)"
    r"|(?:have|has|need|needs|got|must) (?:to )?(?:be (?:home|back|away|gone|out)|leave|go|collect"
    r"|fetch|get (?:home|back)|pick)(?: (?!by\b|at\b|before\b)[a-z']+){0,4} (?:by|at|before)"
    rf") {_AT}(?: (?:at the latest|or earlier|or before)\b)?"
)
_AT_THE_LATEST = rf"(?<![\d£$.-])\b(?:at )?{_AT} (?:at the latest|or earlier|or before)\b"
_BETWEEN = (
    rf"\b(?:any ?time )?(?P<between>between|from) {_AT} ?(?:and|to|-|–|{_UNTIL}) ?{_TO}"
    rf"|(?<![\d£$.-])\b{clock_pattern('first')} ?(?:to|-|–|{_UNTIL}) ?{clock_pattern('last')}"
)

_CHILDREN = r"(?:kids?|children|child|bairns|little ones?|boys?|girls?|lad|son|daughter)"
_AT_SCHOOL = (
    r"\b(?:(?:during|in|within) )?school (?:hours|time)\b(?!table)"
    r"|\b(?:once|while|whilst|when|with|after)(?: (?:the|my|our|his|her|all))?"
    rf" (?:{_CHILDREN}|they|he|she)(?:'re|'s| are| is| have| has| go)?(?: all)?"
    r" (?:(?:back |gone |off )?(?:at|in|to)) (?:school|nursery|pre-?school)\b(?! (?:age|uniform))"
    r"|\b(?:after|once|when) (?:i'?ve |i have |i )?(?:done )?(?:the )?"
    r"(?:school run|(?:school )?drop[- ]?off)\b"
    r"|\b(?:after|once|when) (?:i'?ve |i have |i )?(?:drop(?:ped|ping)?|taken)"
    r"(?: (?:the|my|our|them|him|her|kids?|children|son|daughter|boys?|girls?)){1,3}"
    r" (?:off|to|at)(?: (?:to|at))?(?: (?:school|nursery))?\b"
)
_BEFORE_PICK_UP = (
    r"\bbefore (?:the )?(?:school )?(?:pick[- ]?up|run)(?: time)?\b"
    rf"|\bbefore (?:i |we )?(?:pick|collect|fetch)(?:ing)?(?: (?:up|the|my|our|{_CHILDREN}))+"
    r"(?: from school)?\b"
)
_SUFFERING = (
    r"\b(?:bull\w+|hit|hurt\w*|panic\w*|anxi\w*|cr(?:y|ies|ying)|struggl\w*|scared|upset|poorly|ill"
    r"|trouble|refus\w*|exclu\w*|autis\w*)\b.*$"
)
_AFTER_SCHOOL = r"\bafter[- ]school\b(?! (?:uniform|leav\w+|age|meals?))"
_HOME_FROM_SCHOOL = (
    rf"\b(?:when|once|after) (?:the |my |our )?(?:{_CHILDREN}|they|he|she)"
    r"(?:'re|'s| are| is| get| gets| come| comes)? (?:home|back|out|in) (?:from|of) school\b"
)
_MEAL = (
    r"(?! (?:and|club|clubs|cakes?|dance|dances|part(?:y|ies)|speak\w*|service|is|was|he|she)\b)"
)
_MINE = r"(?:(?:my|his|her|our|their|the|the kids'?) )?"
_LUNCH = (
    rf"\b(?:(?:at|over|in|during|on|for) )?{_MINE}lunch[- ]?(?:times?|hours?|breaks?)\b"
    r"(?! (?:is|was|concerts?|club))"
)
# What stands before an hour that is no bound of what is looked for.
_NO_BOUND = (
    r"\b(?:look(?:s|ed|ing)?|nam(?:e|ed)|ask(?:s|ed|ing)?|since|died|dead|happened|born|married"
    r"|passed away|awake|up|asleep|sleep\w*|(?:in|to|out of|from) bed|wak\w+(?: up)?|wok\w+(?: up)?"
    r"|shortly|soon|the (?:day|week|month|year)s?|deliver\w*|owed?|aged?|two|one"
    r"|(?:due|pay|paid|deadline|rent|bill)(?: \w+){0,3}"
    r"|(?:gone|going|went|go|put|divid\w+|multipl\w+|increas\w+|reduc\w+|rais\w+|rose|lost|cut)"
    r"(?: (?:up|down))?) $"
)
_NO_END = _NO_BOUND.replace("|two|one", "|two|one|open\\w*|starts?|starting")
# Before a bare number: that it counts years, money, or the like.
COUNTED = re.compile(
    r"\b(?:child\w*|kids?|toddlers?|tots?|bab(?:y|ies)|ages?|aged|years?|months?|juniors?|boys?"
    r"|girls?|sons?|daughters?|grand\w+|cost\w*|prices?|priced|pay|tickets?|fees?|sizes?|scale|score|rat\w+|stage|level"
    r"|grade|number|bus|route|step|anyone|families|groups? of|under|over)(?: \w+){0,2} $",
    re.IGNORECASE,
)


def _span(earliest: time | None, latest: time | None) -> Meaning:
    """Hours, and what a chip says of them: `Between 10am and 2pm`."""
    start, end = _words(earliest), _words(latest)
    label = f"Between {start} and {end}" if start and end else f"{_BOUND[not start]} {start or end}"
    return Meaning((), label, (), earliest, latest)


_BOUND = ("After", "Before")


def _words(at: time | None) -> str:
    return time_words(at.hour * 60 + at.minute) if at else ""


def _time(match: re.Match[str], name: str) -> time | None:
    """The time in the groups of `name`; none for a number that counts something else."""
    counts = any(match.groupdict().get(each) for each in ("from", "by", "between"))
    if counts and not is_sure(match, name) and COUNTED.search(match.string[: match.start()]):
        return None
    return read_clock(match, name)


def of_earliest(match: re.Match[str], _: date) -> Meant:
    """What may not begin before a time."""
    at = _time(match, "off" if match.groupdict().get("off_hour") else "at")
    return _span(at, None) if at else None


def of_latest(match: re.Match[str], _: date) -> Meant:
    """What must be over by a time."""
    at = _time(match, "at")
    return _span(None, at) if at else None


def of_two(match: re.Match[str], _: date) -> Meant:
    """Between two times. Where only one says which half of the day it is in, so does the other."""
    first, last = ("at", "to") if match["between"] else ("first", "last")
    if not match["between"] and not is_sure(match, last):
        return None
    end = _time(match, last)
    # `10 and 2`: what stands behind the first is the second, whatever it counts.
    start = read_clock(match, first, whatever_follows=True) if end else None
    if start is None or end is None:
        return None
    is_last_open = is_open(match, last)
    if start >= end and is_last_open:
        end = in_other_half(end)
    if start >= end and is_open(match, first):
        start = in_other_half(start)
    return _span(start, end) if start < end else None


def _hours(
    pattern: str, make: Maker, unless_after: str = "", *, kept: bool = False
) -> PreferenceRule:
    return preference_rule(PreferenceKind.HOURS, pattern, make, unless_after, kept=kept)


def _always(earliest: time | None, latest: time | None) -> Always:
    return Always(_span(earliest, latest))


_SCHOOL = (time(9), time(15))
RULES = (
    _hours(_NINE_TO_FIVE, of_earliest),
    _hours(_FINISHED, of_earliest),
    _hours(_WORKING, of_earliest),
    _hours(_BETWEEN, of_two, _NO_END),
    _hours(_NOT_BEFORE, of_earliest),
    _hours(_NOT_AFTER, of_latest),
    _hours(_AFTER, of_earliest, _NO_BOUND),
    _hours(_ONWARDS, of_earliest, _NO_BOUND),
    _hours(_BEFORE, of_latest, _NO_END),
    _hours(_AT_THE_LATEST, of_latest, _NO_END),
    _hours(_AT_SCHOOL, _always(*_SCHOOL), _SUFFERING),
    _hours(_BEFORE_PICK_UP, _always(None, _SCHOOL[1])),
    _hours(r"\bbefore school\b(?! (?:starts|age|uniform))", _always(None, _SCHOOL[0]), kept=True),
    _hours(_AFTER_SCHOOL, _always(_SCHOOL[1], None), kept=True),
    _hours(_HOME_FROM_SCHOOL, _always(_SCHOOL[1], None)),
    _hours(
        rf"\b(?:once|when|after) {_MINE}(?:{_CHILDREN}|baby|they)(?:'re|'s| are| is| have| has)?"
        r" (?:all )?(?:in bed|asleep|gone to bed|settled)\b",
        _always(time(19), None),
    ),
    _hours(_LUNCH, _always(time(11), time(14, 30)), r"\b(?:working|school) $"),
    _hours(rf"\bafter {_MINE}lunch\b{_MEAL}", _always(time(13), None)),
    _hours(rf"\bafter {_MINE}(?:tea|dinner|supper)\b{_MEAL}", _always(time(18), None)),
    _hours(rf"\bbefore {_MINE}lunch\b{_MEAL}", _always(None, time(12, 30))),
    _hours(rf"\bbefore {_MINE}(?:tea|dinner|supper)\b{_MEAL}", _always(None, time(17))),
)
