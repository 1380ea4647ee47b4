"""The days and times of day that a sentence wishes for.

Own rules, since every date library tried reads `my mum sat in the house` as Saturday.
"""

import re
from datetime import date

from assetmap.domain.listings.schedule import DAYS
from assetmap.domain.listings.schedule_text import DAY_NAMES
from assetmap.domain.search.preference import Meant, PreferenceKind, always, preference_rule

_CANNOT = r"(?:can'?t|cannot|don'?t) (?:do|make|face|stand|bear|like)"
_WORKS = r"(?:i|we|they|he|she|mum|dad|wife|husband|partner|son|daughter) works?"
# What stands before a day that somebody speaks of, and does not wish for.
_NOT_A_PLAN = (
    r"\b(?:till?|until|since|last|by|before|dread\w*|hat(?:e|es|ed|ing)|not|never|except|bar"
    r"|apart from|other than|(?:day|time) but|good|black|shrove|pancake|ash|palm|easter|cyber"
    rf"|bank holiday|mothering|remembrance|{_CANNOT}|{_WORKS})"
    r"(?: (?:on|at|for|the|a|in|every|each|this|next|last|and|or|nor|\w+days?))*\W*$"
)
_NOT_THEN = (
    r"(?! (?:is|are) (?:no (?:good|use)|out|bad|hard|difficult|awful|horrible|lonely|the worst)\b)"
    r"(?! (?:do|does|is|are|wo)n'?t\b)"
)
_LONG_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:'s)?|tues|weds|thurs"
_SHORT_DAYS = "mon|tue|wed|thur?|fri|sat|sun"
_ANY_DAY = rf"(?:{_LONG_DAYS}|{_SHORT_DAYS})\b"
_WHICH = "on|every|each|this|next|the|first|second|third|fourth|1st|2nd|3rd|4th|other|alternate"
_DAY = (
    rf"\b(?:(?:{_WHICH}) )*(?P<day>{_LONG_DAYS})\b(?: (?:of|in) (?:the|each|every) month\b)?"
    rf"(?! (?:roasts?|dinners?|best|school|papers?|league|joint|trading)){_NOT_THEN}"
)
# `Sat` is a day before a time of day, after `on` and after another day; by itself it is a verb.
_SHORT_DAY = (
    rf"\b(?:on (?:an? )?)?(?<!')\b(?P<day>{_SHORT_DAYS})s?\b"
    r"(?= (?:mornings?|afternoons?|evenings?|nights?|lunchtimes?|[ap]m)\b)"
    r"|\bon (?:an? )?(?P<on>mon|tue|wed|thur?|fri|sat)\b(?! (?:nav|on|in|at|down))"
    r"|(?<!')\b(?P<plain>mon|tue|thur?|fri)\b"
    r"|(?:(?<=(?:mon|tue|thu|fri|day) or )|(?<=(?:mon|tue|thu|fri|day) and ))"
    rf"(?P<further>{_SHORT_DAYS})\b"
)
_LAST_DAY = rf"\b(?:(?:on|the|every) )*last (?P<day>{_LONG_DAYS}) of (?:the|each|every) month\b"
_DAYS_FROM_TO = (
    rf"\b(?:from )?(?P<first>{_ANY_DAY}) ?(?:to|-|–|through|till?|until) ?(?P<last>{_ANY_DAY})"
)
_WEEKEND = r"\b(?:(?:at|on|over) )?(?:(?:the|a) )?weekends?\b(?! (?:away|off))"
_PARTS = {
    "morning": ("morning",),
    "afternoon": ("afternoon",),
    "evening": ("evening",),
    "night": ("evening",),
    "daytime": ("morning", "afternoon"),
    "after work": ("evening",),
}
_SAME_PART = {"during the day": "daytime", "lunchtime": "daytime", "tonight": "night"}
_NO_TIME = (
    r"\b(?:coffee|good|open|parents?'?|quiz|all|dread\w*|hat(?:e|es|ed|ing)|last|that|sunday"
    rf"|yesterday|not|never|{_CANNOT})"
    r"(?: (?:on|at|the|in|every|and|or|\w+days?))*\W*$"
)
_TIME = (
    r"\b(?:(?:in the|of an?|on|the|every|this) )?(?:(?:early|late) )?"
    r"(?P<time>(?<!this )mornings?|afternoons?|evenings?|daytime|during the day|after work"
    r"|lunchtimes?|tonight)\b"
    r"(?! (?:tea|teas|meals?|dress|sickness|after|star|primrose|prayers?))(?!'s)"
)
_NIGHTS_IN_BED = (
    r"\b(?:sleep\w*|awake|up|wet\w*|wak\w+|scared|safe|cr(?:y|ies|ying)|wander\w*|out) $"
)
_HOURS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_CLOCK = (
    r"\b(?:(?:at|from|around|about|after) )?(?:half (?:past )?(?P<half>" + "|".join(_HOURS) + ")"
    r"|(?P<hour>1[0-2]|[1-9])(?:[:.][0-5]\d)?(?: ?(?P<half_day>[ap])\.?m\b\.?| ?o'?clock))"
)
_NO_START = (
    r"\b(?:till?|until|before|by|since|finish\w*(?: work)?|(?:wak\w+|woken|get|gets|got) up)"
    r"(?: at)? ?$"
)
_EVENING_FROM, _NOON = 17, 12  # o'clock, as sessions are sorted
_LIKELY_FROM = 8  # o'clock: an hour without am or pm is from here on to the next noon


def _number_of(day: str) -> int:
    return next(i for i, slug in enumerate(DAYS) if day.casefold().startswith(slug))


def _of_day(match: re.Match[str], _: date) -> Meant:
    number = _number_of(next(day for day in match.groups() if day))
    return (DAYS[number],), DAY_NAMES[number]


def _from_day_to_day(match: re.Match[str], _: date) -> Meant:
    first, last = _number_of(match["first"]), _number_of(match["last"])
    days = tuple(DAYS[(first + more) % 7] for more in range((last - first) % 7 + 1))
    return days, f"{DAY_NAMES[first]} to {DAY_NAMES[last]}"


def _from_today(match: re.Match[str], today: date) -> Meant:
    number = (today.weekday() + ("tomorrow" in match[0].casefold())) % 7
    return (DAYS[number],), DAY_NAMES[number]


def _of_time(match: re.Match[str], _: date) -> Meant:
    said = match["time"].casefold().removesuffix("s")
    said = _SAME_PART.get(said, said)
    label = {"night": "In the evening", "after work": "In the evening"}.get(said, f"In the {said}")
    return _PARTS[said], label


def _of_clock(match: re.Match[str], _: date) -> Meant:
    said = match["half"]
    hour = (_HOURS.index(said.casefold()) + 1 if said else int(match["hour"])) % _NOON
    half_day = (match["half_day"] or "").casefold()
    if half_day == "p" or (not half_day and hour < _LIKELY_FROM):
        hour += _NOON
    part = "evening" if hour >= _EVENING_FROM else "afternoon" if hour >= _NOON else "morning"
    return _PARTS[part], f"In the {part}"


RULES = (
    preference_rule(PreferenceKind.DAY, _DAYS_FROM_TO, _from_day_to_day),
    preference_rule(PreferenceKind.DAY, _SHORT_DAY, _of_day, _NOT_A_PLAN),
    preference_rule(PreferenceKind.TIME, _CLOCK, _of_clock, _NO_START),
    preference_rule(PreferenceKind.TIME, r"(?<=day )(?P<time>nights?)\b", _of_time, _NOT_A_PLAN),
    preference_rule(
        PreferenceKind.TIME,
        r"\bat (?P<time>night)\b(?! (?:\w+ )?(?:can'?t|cannot|don'?t) sleep)",
        _of_time,
        _NIGHTS_IN_BED,
    ),
    preference_rule(PreferenceKind.TIME, _TIME, _of_time, _NO_TIME),
    preference_rule(PreferenceKind.DAY, _LAST_DAY, _of_day),
    preference_rule(PreferenceKind.DAY, _DAY, _of_day, _NOT_A_PLAN),
    preference_rule(
        PreferenceKind.DAY,
        _WEEKEND + _NOT_THEN,
        always(("sat", "sun"), "At the weekend"),
        _NOT_A_PLAN,
    ),
    preference_rule(
        PreferenceKind.DAY,
        r"\b(?:on )?(?:a )?week ?days?\b",
        always(DAYS[:5], "On a weekday"),
        _NOT_A_PLAN,
    ),
    preference_rule(PreferenceKind.DAY, r"\b(?:today|tomorrow)\b(?!'s)", _from_today, _NOT_A_PLAN),
)
