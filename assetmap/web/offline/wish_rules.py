"""How a phone with no signal reads days, hours and costs, and parts its list: the server's rules.

The patterns are the server's own, written as a browser writes them. What one of them means is told
whole, or by the name of the function in `wish-makers.js` that works it out.
"""

from collections.abc import Iterable
from typing import Any

from assetmap.domain.listings.listing import Listing
from assetmap.domain.search import (
    clock_words,
    preference_costs,
    preference_days,
    preference_hours,
    preference_people,
    preference_times,
)
from assetmap.domain.search.preference import OF_TIME, Always, Maker, Meaning, PreferenceRule
from assetmap.domain.search.preferences import ANYTHING, RULES
from assetmap.domain.search.schedule_wording import is_arranged, worded_slots
from assetmap.search_index import session_table
from assetmap.services.search.parsing.preferences import NO_SUBJECT, NOT_IN_DANGER
from assetmap.services.search.parts import ABOUT_AS_GOOD, CONDITIONS
from assetmap.services.search.timing import LOOK_AHEAD
from assetmap.web.presenters.condition_words import WORDS

MAKERS: dict[Maker, str] = {
    preference_days.of_day: "day",
    preference_days.of_other_days: "otherDays",
    preference_days.from_day_to_day: "dayToDay",
    preference_days.of_date: "date",
    preference_days.of_the_next_day: "nextDay",
    preference_days.of_weekend: "weekend",
    preference_times.of_time: "time",
    preference_times.of_clock: "clock",
    preference_hours.of_earliest: "earliest",
    preference_hours.of_latest: "latest",
    preference_hours.of_two: "two",
    preference_costs.of_price: "price",
    preference_people.aged: "age",
    preference_people.kin: "kin",
}


def wish_rules(listings: Iterable[Listing]) -> dict[str, Any]:
    """`wishes` of the pack: the rules, the figures and words they use, and by the position of a
    listing what its own texts do not tell a phone: times in words, price and ages.
    """
    every = list(enumerate(listings))
    return {
        "rules": [_rule(each) for each in RULES],
        "clock": {name: browsers(each) for name, each in clock_words.rules().items()},
        "counted": browsers(preference_hours.COUNTED.pattern),
        "anything": browsers(ANYTHING),
        "parts_of_day": preference_times.PARTS,
        "same_part": preference_times.SAME_PART,
        "decades": preference_people.DECADES,
        "slang": preference_costs.SLANG,
        "prices_to": preference_costs.PRICES_TO,
        "of_time": [str(sort) for sort in OF_TIME],
        "no_subject": sorted(map(str, NO_SUBJECT)),
        "not_in_danger": [str(sort) for sort in NOT_IN_DANGER],
        "conditions": [str(sort) for sort in CONDITIONS],
        "about_as_good": ABOUT_AS_GOOD,
        "look_ahead": LOOK_AHEAD,
        "open": [session_table.OPEN, session_table.ENOUGH],
        "words": WORDS,
        "arranged": [at for at, each in every if is_arranged(each)],
        "worded": {at: slots for at, each in every if (slots := worded_slots(each))},
        "pence": {at: each.cost.pence for at, each in every if each.cost.pence is not None},
        "ages": {
            at: [each.min_age, each.max_age]
            for at, each in every
            if (each.min_age, each.max_age) != (None, None)
        },
    }


def browsers(pattern: str) -> str:
    """A pattern of Python's as a browser's regular expression."""
    return pattern.replace("(?P<", "(?<")


def _rule(rule: PreferenceRule) -> list[Any]:
    """The sort, the pattern, what forbids it, whether its words stay, and what it means."""
    before = browsers(rule.unless_after.pattern) if rule.unless_after else ""
    meaning = _meaning(rule.make.meaning) if isinstance(rule.make, Always) else MAKERS[rule.make]
    return [
        *(
            str(rule.sort),
            browsers(rule.pattern.pattern),
            before,
        ),
        *(int(rule.kept), meaning),
    ]


def _meaning(meaning: Meaning) -> dict[str, Any]:
    told: dict[str, Any] = {"values": meaning.values, "label": meaning.label}
    for name, at in (("earliest", meaning.earliest), ("latest", meaning.latest)):
        if at:
            told[name] = at.hour * 60 + at.minute
    return told
