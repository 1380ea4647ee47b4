"""The days that a sentence wishes for: weekdays, the weekend, today, tomorrow, next Tuesday.

Own rules, since every date library tried reads `my mum sat in the house` as Saturday. A weekday by
its name means every one of them; `today`, `this weekend` and `next Tuesday` mean dates.
"""

import re
from datetime import date, timedelta

from assetmap.domain.search.preference import (
    Meaning,
    Meant,
    PreferenceKind,
    always,
    preference_rule,
)
from assetmap.domain.times.schedule import DAYS
from assetmap.domain.times.schedule_words import DAY_NAMES, date_words

CANNOT = r"(?:can'?t|cannot|don'?t) (?:do|make|face|stand|bear|like)"
_WORKS = r"(?:i|we|they|he|she|mum|dad|wife|husband|partner|son|daughter) works?"
# What stands before a day that somebody speaks of, and does not wish for.
NOT_A_PLAN = (
    r"\b(?:till?|until|since|last|by|before|dread\w*|hat(?:e|es|ed|ing)|not|never|except|bar"
    r"|apart from|other than|(?:day|time) but|good|black|shrove|pancake|ash|palm|easter|cyber"
    rf"|bank holiday|mothering|remembrance|{CANNOT}|{_WORKS})"
    r"(?: (?:on|at|for|the|a|in|every|each|this|next|last|and|or|nor|\w+days?))*\W*$"
)
_NOT_THEN = (
    r"(?! (?:is|are) (?:no (?:good|use)|out|bad|hard|difficult|awful|horrible|lonely|the worst)\b)"
    r"(?! (?:do|does|is|are|wo)n'?t\b)"
)
_LONG_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:'s)?|tues|weds|thurs"
_SHORT_DAYS = "mon|tue|wed|thur?|fri|sat|sun"
_ANY_DAY = rf"(?:{_LONG_DAYS}|{_SHORT_DAYS})\b"
_WHICH = "on|every|each|the|first|second|third|fourth|1st|2nd|3rd|4th|other|alternate"
_NO_DAY = r"(?! (?:roasts?|dinners?|best|school|papers?|league|joint|trading))"
_DAY = (
    rf"\b(?:(?:{_WHICH}) )*(?P<day>{_LONG_DAYS})\b(?: (?:of|in) (?:the|each|every) month\b)?"
    rf"{_NO_DAY}{_NOT_THEN}"
)
_THE_NEXT_DAY = (
    rf"\b(?:on )?(?P<which>this coming|this|next|coming) (?P<day>{_LONG_DAYS}|{_SHORT_DAYS})\b"
    rf"{_NO_DAY}{_NOT_THEN}"
)
# `Sat` is a day before a time of day, after `on` and after another day; by itself it is a verb.
_SHORT_DAY = (
    rf"\b(?:on (?:an? )?)?(?<!')(?<!this )(?<!next )(?<!coming )\b(?P<day>{_SHORT_DAYS})s?\b"
    r"(?= (?:mornings?|afternoons?|evenings?|nights?|lunchtimes?|[ap]m)\b)"
    r"|\bon (?:an? )?(?P<on>mon|tue|wed|thur?|fri|sat)\b(?! (?:nav|on|in|at|down))"
    r"|(?<!')(?<!this )(?<!next )(?<!coming )\b(?P<plain>mon|tue|thur?|fri)\b"
    r"|(?:(?<=(?:mon|tue|thu|fri|day) or )|(?<=(?:mon|tue|thu|fri|day) and ))"
    rf"(?P<further>{_SHORT_DAYS})\b"
)
_LAST_DAY = rf"\b(?:(?:on|the|every) )*last (?P<day>{_LONG_DAYS}) of (?:the|each|every) month\b"
_DAYS_FROM_TO = (
    rf"\b(?:from )?(?P<first>{_ANY_DAY}) ?(?:to|-|–|through|till?|until) ?(?P<last>{_ANY_DAY})"
)
_WEEKEND = (
    r"\b(?:(?:at|on|over|for) )?(?:(?P<which>this coming|this|next|coming)|the|a)? ?weekends?\b"
    r"(?! (?:away|off|break))"
)
_THIS_PART = (
    r"\b(?:tonight|this (?:afternoon|evening)|later today)\b(?!'s)"
    r"(?! (?:tea|teas|meals?|dress|primrose|prayers?))"
)
_TODAY = r"\b(?:(?:the )?day after tomorrow|today|tomorrow)\b(?!'s)"
_WEEK = timedelta(days=7)
_WEEKEND_DAYS = (5, 6)  # Monday is 0
_WHERE_OR_WITH = (
    r"(?:i'?m|s?he'?s|mum'?s|dad'?s) (?:at|in) (?:work|college|uni|school|(?:the )?hospital"
    r"|(?:the )?clinic|dialysis|mosque|church|temple)|(?:have|having|got) (?:dialysis|chemo|physio"
    r"|hospital|(?:the )?(?:kids|grandkids|grandchildren|carers?))"
)
_REFUSES = (
    r"(?:not(?: (?:on|a|an|any|every|for|at))*|(?:any|every|some other|another) (?:day|time|night)"
    r" (?:but|bar|except|besides)|(?:anything|anywhere|something|any ?one)"
    r" (?:but|bar|besides|except)(?: on)?|other than|except(?: for)?(?: on)?|apart from|excluding"
    r"|avoid|avoiding|(?:can'?t|cannot|couldn'?t|never)"
    r" (?:do|make|manage|come|go out|be there|get (?:out|there|away))(?: it)?(?: on| at)?"
    r"|(?:no (?:good|use)|not (?:free|available|around|possible)|unavailable)(?: on| at)"
    r"|(?:i|we)(?: always)? work(?: on)?|i'?m (?:busy|working)(?: on)?|busy(?: on)?"
    rf"|(?:{_WHERE_OR_WITH})(?: on)?|never(?: on)?)"
)
_IS_REFUSED = (
    r"(?:(?:(?:is|are) )?(?:no good|no use|not possible|not good|off limits|impossible)"
    r"|(?:is|are) (?:out|a no(?: go)?|ruled out|difficult|tricky|busy|taken|not an option)"
    r"|(?:don'?t|doesn'?t|won'?t) (?:work|suit)(?: for)?"
    r"(?: (?:me|us|him|her|them|mum|dad))?)(?![\w'])"
)
_DAYS_OFF = rf"(?:{_LONG_DAYS}|weekends?)"
# A day on which somebody cannot or will not come asks for all the others.
_OTHER_DAYS = (
    rf"\b{_REFUSES} (?:(?:a|the) )?(?P<day>{_DAYS_OFF})\b(?:,? (?:or|and|nor)"
    rf" (?P<also>{_DAYS_OFF})\b)?{_NO_DAY}"
    rf"|\b(?P<first>{_DAYS_OFF})(?: (?:or|and|nor) (?P<second>{_DAYS_OFF}))?,? {_IS_REFUSED}"
)


def _number_of(day: str) -> int:
    return next(i for i, slug in enumerate(DAYS) if day.casefold().startswith(slug))


def of_day(match: re.Match[str], _: date) -> Meant:
    """A weekday by its name."""
    number = _number_of(next(day for day in match.groups() if day))
    return Meaning((DAYS[number],), DAY_NAMES[number])


def of_other_days(match: re.Match[str], _: date) -> Meant:
    """Every weekday but one or two, or but the weekend."""
    said = [day.casefold() for day in match.groups() if day]
    named = sorted({_number_of(day) for day in said if not day.startswith("weekend")})
    is_weekend = any(day.startswith("weekend") for day in said)
    refused = (*named, *_WEEKEND_DAYS) if is_weekend else named
    weekdays = " or ".join(DAY_NAMES[number] for number in named)
    names = (weekdays and f"on {weekdays}", is_weekend and "at the weekend")
    days = tuple(day for number, day in enumerate(DAYS) if number not in refused)
    return Meaning(days, "Not " + " or ".join(name for name in names if name))


def from_day_to_day(match: re.Match[str], _: date) -> Meant:
    """A run of weekdays."""
    first, last = _number_of(match["first"]), _number_of(match["last"])
    days = tuple(DAYS[(first + more) % 7] for more in range((last - first) % 7 + 1))
    return Meaning(days, f"{DAY_NAMES[first]} to {DAY_NAMES[last]}")


def of_date(match: re.Match[str], today: date) -> Meant:
    """Today, tomorrow, or the day after that."""
    said = match[0].casefold()
    on = today + timedelta(days=("tomorrow" in said) + ("day after" in said))
    return Meaning((DAYS[on.weekday()],), date_words(on), (on,))


def of_the_next_day(match: re.Match[str], today: date) -> Meant:
    """`This Tuesday`, or `next Tuesday`, of which some say that it is the one in the week after:
    then both are meant.
    """
    number = _number_of(match["day"])
    soonest = today + timedelta(days=(number - today.weekday()) % 7)
    if match["which"].casefold() != "next":
        return Meaning((DAYS[number],), date_words(soonest), (soonest,))
    in_next_week = today - timedelta(days=today.weekday()) + _WEEK + timedelta(days=number)
    coming = soonest if soonest > today else soonest + _WEEK
    dates = tuple(dict.fromkeys((coming, in_next_week)))
    return Meaning((DAYS[number],), " or ".join(map(date_words, dates)), dates)


def of_weekend(match: re.Match[str], today: date) -> Meant:
    """Any weekend, the one that is coming (or on), or one of the next two."""
    which = (match["which"] or "").casefold()
    saturday = today + timedelta(days=5 - today.weekday())
    this = tuple(on for on in (saturday, saturday + timedelta(days=1)) if on >= today)
    if not which:
        return Meaning(DAYS[5:], "At the weekend")
    if which != "next":
        return Meaning(DAYS[5:], "This weekend", this)
    return Meaning(DAYS[5:], "Next weekend", (*this, *(on + _WEEK for on in this)))


# `Tonight` is a day and a time of day, so it is left for the rules of those. Short names are read
# before times of day, which tell them from verbs; long names after, for `Friday night`.
FIRST = (
    preference_rule(PreferenceKind.DAY, _OTHER_DAYS, of_other_days),
    preference_rule(PreferenceKind.DAY, _THIS_PART, of_date, NOT_A_PLAN, kept=True),
    preference_rule(PreferenceKind.DAY, _DAYS_FROM_TO, from_day_to_day),
    preference_rule(PreferenceKind.DAY, _SHORT_DAY, of_day, NOT_A_PLAN),
)
RULES = (
    preference_rule(PreferenceKind.DAY, _LAST_DAY, of_day),
    preference_rule(PreferenceKind.DAY, _THE_NEXT_DAY, of_the_next_day, NOT_A_PLAN),
    preference_rule(PreferenceKind.DAY, _DAY, of_day, NOT_A_PLAN),
    preference_rule(PreferenceKind.DAY, _WEEKEND + _NOT_THEN, of_weekend, NOT_A_PLAN),
    preference_rule(
        PreferenceKind.DAY,
        r"\b(?:on )?(?:a )?week ?days?\b",
        always(DAYS[:5], "On a weekday"),
        NOT_A_PLAN,
    ),
    preference_rule(PreferenceKind.DAY, _TODAY, of_date, NOT_A_PLAN),
)
