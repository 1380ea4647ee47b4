"""The parts of a day that a sentence wishes for: in the morning, at half five, at night."""

import re
from datetime import date

from assetmap.domain.search.clock_words import HOURS
from assetmap.domain.search.preference import Meaning, Meant, PreferenceKind, preference_rule
from assetmap.domain.search.preference_days import CANNOT, NOT_A_PLAN

PARTS = {
    "morning": ("morning",),
    "afternoon": ("afternoon",),
    "evening": ("evening",),
    "night": ("evening",),
    "daytime": ("morning", "afternoon"),
    "after work": ("evening",),
}
SAME_PART = {"during the day": "daytime", "tonight": "night"}
_NO_TIME = (
    r"\b(?:coffee|good|open|parents?'?|quiz|all|dread\w*|hat(?:e|es|ed|ing)|last|that"
    rf"|yesterday|not|never|{CANNOT})"
    r"(?: (?:on|at|the|in|every|and|or|\w+days?))*\W*$"
)
_TIME = (
    r"\b(?:(?:in the|of an?|on(?! tonight)|the|every|this) )?(?:(?:early|late) )?"
    r"(?P<time>(?<!this )mornings?|afternoons?|evenings?|daytime|during the day|after work"
    r"|tonight)\b"
    r"(?! (?:tea|teas|meals?|dress|sickness|after|star|primrose|prayers?))(?!'s)"
)
_NIGHTS_IN_BED = (
    r"\b(?:sleep\w*|awake|up|wet\w*|wak\w+|scared|safe|cr(?:y|ies|ying)|wander\w*|out) $"
)
_CLOCK = (
    r"\b(?:(?:at|from|around|about|after) )?(?:half (?:past )?(?P<half>" + "|".join(HOURS) + ")"
    r"|(?P<hour>1[0-2]|[1-9])(?:[:.][0-5]\d)?(?: ?(?P<half_day>[ap])\.?m\b\.?| ?o'?clock))"
    r"|\b(?:at|from|around|about) (?P<point>2[0-3]|1\d|0?\d)[:.][0-5]\d(?![\d.])"
    r"|(?<![\d:£.])\b(?P<colon>2[0-3]|1\d|0?\d):[0-5]\d(?![\d:])"
)
_NO_START = (
    r"\b(?:till?|until|before|by|since|finish\w*(?: work)?|(?:wak\w+|woken|get|gets|got) up|awake"
    r"|asleep|sleep\w*|in bed)"
    r"(?: at)? ?$"
)
_EVENING_FROM, _NOON = 17, 12  # o'clock, as sessions are sorted
_LIKELY_FROM = 8  # o'clock: an hour without am or pm is from here on to the next noon


def of_time(match: re.Match[str], _: date) -> Meant:
    """A part of the day by its name."""
    said = match["time"].casefold().removesuffix("s")
    said = SAME_PART.get(said, said)
    label = {"night": "In the evening", "after work": "In the evening"}.get(said, f"In the {said}")
    return Meaning(PARTS[said], label)


def of_clock(match: re.Match[str], _: date) -> Meant:
    """The part of the day that a time by the clock lies in."""
    hour = _hour(match)
    part = "evening" if hour >= _EVENING_FROM else "afternoon" if hour >= _NOON else "morning"
    return Meaning(PARTS[part], f"In the {part}")


def _hour(match: re.Match[str]) -> int:
    said, half_day = match["half"], (match["half_day"] or "").casefold()
    figures = match["hour"] or match["point"] or match["colon"]
    hour = HOURS.index(said.casefold()) + 1 if said else int(figures)
    if hour > _NOON or (figures and figures.startswith("0")):
        return hour
    hour %= _NOON
    is_later = half_day == "p" or (not half_day and hour < _LIKELY_FROM)
    return hour + _NOON if is_later else hour


# Before the short days are cut, which `night` tells from verbs.
FIRST = (
    preference_rule(
        PreferenceKind.TIME,
        r"\b(?:mon|tue|wed|thur?|fri|sat|sun) (?P<time>nights?)\b",
        of_time,
        NOT_A_PLAN,
        kept=True,
    ),
)
RULES = (
    preference_rule(PreferenceKind.TIME, _CLOCK, of_clock, _NO_START),
    preference_rule(PreferenceKind.TIME, r"(?<=day )(?P<time>nights?)\b", of_time, NOT_A_PLAN),
    preference_rule(PreferenceKind.TIME, r"(?<=tomorrow )(?P<time>nights?)\b", of_time),
    preference_rule(
        PreferenceKind.TIME,
        r"\bat (?P<time>night)\b(?! (?:\w+ )?(?:can'?t|cannot|don'?t) sleep)",
        of_time,
        _NIGHTS_IN_BED,
    ),
    preference_rule(PreferenceKind.TIME, _TIME, of_time, _NO_TIME),
)
