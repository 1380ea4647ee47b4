"""What a sentence says beside what is wanted: a day, a time, a cost, an age, a need of access.

A wish is a soft preference that is shown and can be taken back, never a filter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assetmap.domain.search import (
    preference_costs,
    preference_days,
    preference_hours,
    preference_people,
    preference_times,
)
from assetmap.domain.search.preference import Preference

# Hours before times of day: "after 6" is more than an evening.
RULES = (
    *preference_hours.RULES,
    *preference_times.FIRST,
    *preference_days.FIRST,
    *preference_times.RULES,
    *preference_days.RULES,
    *preference_costs.RULES,
    *preference_people.RULES,
)
# What people type to see whatever there is on a day.
ANYTHING = (
    r"(?:(?:whats?|what'?s|what is|is|are|there|show|me|see|find|all|any|anything|something|stuff"
    r"|things?|events?|activit(?:y|ies)|everything|somewhere|places?|sessions?|on|going|happening"
    r"|to|do|go|be|out|open|for|of|the|in|at|and|a|area|locally|local|around|about|here|please|good"
    r"|fun|nice|what|can|we|i|list|next|coming|up)(?:[ ?!.,]+|$))*"
)
_ANYTHING = re.compile(ANYTHING, re.IGNORECASE)
_STRAIGHT = str.maketrans("’‘`´", "''''")


@dataclass(frozen=True)
class ExtractedPreferences:
    """A sentence read: its wishes in order, and the words left over."""

    preferences: tuple[Preference, ...]
    rest: str


def extract_preferences(
    words: str, today: date, ignore: Iterable[str] = ()
) -> ExtractedPreferences:
    """The wishes in `words`; those of the sorts in `ignore` stay ordinary words.

    `today` says which day `tomorrow` is.
    """
    ignored = set(ignore)
    preferences: list[Preference] = []
    rest = " ".join(words.translate(_STRAIGHT).split())
    for rule in RULES:
        if rule.sort not in ignored:
            rest = rule.cut(rest, today, preferences)
    first = {_said(preference): preference for preference in reversed(preferences)}
    order = (preference for preference in preferences if first[_said(preference)] is preference)
    return ExtractedPreferences(tuple(order), rest)


def asks_for_anything(words: str) -> bool:
    """Whether words beside a day name nothing: `what's on`, `things to do`, `events`."""
    return _ANYTHING.fullmatch(words) is not None


def _said(preference: Preference) -> Preference:
    """A wish whatever its words: said twice it is one."""
    return replace(preference, phrase="")
