"""What a sentence says beside what is wanted: a day, a time, a cost, an age, a need of access.

A wish is a soft preference that is shown and can be taken back, never a filter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assetmap.domain.search import preference_costs, preference_people, preference_times
from assetmap.domain.search.preference import Preference

_RULES = (*preference_times.RULES, *preference_costs.RULES, *preference_people.RULES)
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
    for rule in _RULES:
        if rule.sort not in ignored:
            rest = rule.cut(rest, today, preferences)
    kept = {
        (preference.sort, preference.values): preference for preference in reversed(preferences)
    }
    order = [
        preference
        for preference in preferences
        if kept[preference.sort, preference.values] is preference
    ]
    return ExtractedPreferences(tuple(order), rest)
