"""What a question asks for beside its subject, in words: the headings over the parts of its list.

The words themselves are WORDS, which a phone with no signal is given too.
"""

from collections.abc import Iterable, Sequence

from assetmap.domain.search.preference import OF_TIME, Preference, PreferenceKind
from assetmap.domain.search.refusals import Refusal
from assetmap.domain.times.schedule_words import DAY_NAMES
from assetmap.services.search.parts import CONDITIONS

WORDS = {
    "areas": "Cover other areas – ring to ask",
    "days": "Other days",
    "days and times": "Other days and times",
    "times": "Other times",
    "costs": "Other costs",
    "some": "These fit some of it",
    "may": "These may suit you",
    "may too": "These may suit you too",
    "does not say": (
        "These do not say whether they have everything you asked for. Ring them to check."
    ),
    "may not": "These may not suit you",
    "turned down": "You said not this: {refused}. Ring to ask if one of these suits you anyway.",
    "aside": "Some of these are {asked}, but less like what you are looking for.",
    "nothing": "Nothing we know of is {asked}.",
    "nothing like it": "Nothing that fits well is {asked}.",
    "nothing of all": "Nothing we know of fits all of this: {asked}.",
    "continued": "{heading} (continued)",
    "only": "Show only {asked}",
}


def conditions_of(preferences: Iterable[Preference]) -> tuple[Preference, ...]:
    """What of the wishes parts the list."""
    return tuple(each for each in preferences if each.sort in CONDITIONS)


def asked_words(conditions: Sequence[Preference]) -> str:
    """`on Tuesday in the evening, free`, as it stands in a sentence."""
    sorts = {
        sort: [_asked(each) for each in conditions if each.sort is sort] for sort in CONDITIONS
    }
    days, times = sorts[PreferenceKind.DAY], sorts[PreferenceKind.TIME]
    when = (" or ".join(days).replace(" or on ", " or "), " or ".join(times))
    time = " ".join(filter(None, (*when, " and ".join(sorts[PreferenceKind.HOURS]))))
    costs, access = sorts[PreferenceKind.COST], sorts[PreferenceKind.ACCESS]
    return ", ".join(filter(None, (time, " or ".join(costs), *access)))


def refused_words(refusals: Iterable[Refusal]) -> str:
    """What was turned down, in one phrase: `bingo, bowls or church`."""
    *others, last = dict.fromkeys(each.what for each in refusals)
    return f"{', '.join(others)} or {last}" if others else last


def fits_heading(conditions: Sequence[Preference]) -> str:
    """The heading over what fits all of it: `On Tuesday in the evening, free`."""
    asked = asked_words(conditions)
    return asked[:1].upper() + asked[1:]


def other_heading(conditions: Sequence[Preference]) -> str:
    """The heading over what does not: `Other days`."""
    sorts = {each.sort for each in conditions}
    if sorts <= set(OF_TIME):
        if PreferenceKind.DAY not in sorts:
            return WORDS["times"]
        return WORDS["days" if len(sorts) == 1 else "days and times"]
    return WORDS["costs" if sorts == {PreferenceKind.COST} else "some"]


def nothing_words(conditions: Sequence[Preference], *, has_aside: bool) -> str:
    """That nothing fits all of it, or nothing of those most like what was asked for."""
    sorts = {each.sort for each in conditions}
    is_plain = sorts <= set(OF_TIME) or sorts == {PreferenceKind.COST}
    plain = "nothing like it" if has_aside else "nothing"
    return WORDS[plain if is_plain else "nothing of all"].format(asked=asked_words(conditions))


def _asked(preference: Preference) -> str:
    label = preference.label
    if not label.startswith(DAY_NAMES):
        return label[:1].lower() + label[1:]
    return label if " to " in label else f"on {label}"
