"""How a phone reads with no signal what a question refuses: as the server does."""

from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search import refusal_grammar as grammar
from assetmap.domain.search import refusing_clauses as clauses
from assetmap.domain.search.refusal_endings import BEHIND
from assetmap.domain.search.refusal_triggers import TRIGGERS
from assetmap.domain.times.schedule import DAYS, slot_bits
from assetmap.services.search.refusable import TOO_MANY, thing_book
from assetmap.services.search.refused import FRONT, MENTIONED, PUSHED_DOWN


def refusal_rules(borough: Borough) -> dict[str, Any]:
    """The grammar as sources of regular expressions, and the borough's words by their stems.

    `things` are names joined by `|`, words, categories, and 1 for what a thing is like, 2 more for
    what people do, with bits of `Schedule.slots` for a time of day; `labels` are categories by the
    stems of their names.
    """
    things = thing_book(borough.refusals, borough.words)
    return {
        **_grammar(),
        "things": [
            [
                *("|".join(each.say), list(each.words), list(each.categories)),
                each.is_quality + 2 * each.is_done,
                *((slot_bits(DAYS, each.times),) if each.times else ()),
            ]
            for each in borough.refusals.things
        ],
        "labels": {" ".join(stems): list(slugs) for stems, slugs in things.labels.items()},
        **{
            name: sorted(getattr(things, name))
            for name in ("never", "lacked", "contrasted", "feared", "groups", "needs", "wants")
        },
        "too_many": TOO_MANY,
        "pushed_down": PUSHED_DOWN,
        "mentioned": MENTIONED,
        "front": FRONT,
    }


def _grammar() -> dict[str, Any]:
    return {
        "triggers": [[str(sort), source] for sort, source in TRIGGERS],
        "behind": [[str(sort), source] for sort, source in BEHIND],
        "filled": grammar.FILLED,
        "bare": grammar.BARE,
        "joined": grammar.JOINED,
        "listed": grammar.LISTED,
        "tells": grammar.TELLS,
        "tells_of_whom": grammar.TELLS_OF_WHOM,
        "tells_of_it": grammar.TELLS_OF_IT,
        "wanted_more": grammar.WANTED_MORE,
        "of_many": grammar.OF_MANY,
        "but": list(grammar.BUT),
        "wanted": grammar.WANTED,
        "several": grammar.SEVERAL,
        "of_several": list(grammar.OF_SEVERAL),
        "sort": grammar.SORT,
        "of_a_sort": [str(sort) for sort in grammar.OF_A_SORT],
        "somebody": sorted(grammar.SOMEBODY),
        "taken_back": grammar.TAKEN_BACK,
        "can_be_taken_back": [str(sort) for sort in grammar.CAN_BE_TAKEN_BACK],
        "beside": grammar.BESIDE,
        "has_none": grammar.HAS_NONE,
        "goes_without": grammar.GOES_WITHOUT,
        "stands_there": grammar.STANDS_THERE,
        "outside": grammar.OUTSIDE,
        "ends": grammar.ENDS,
        "ends_loosely": grammar.ENDS_LOOSELY,
        "longest": grammar.LONGEST,
        "part_of": sorted(grammar.PART_OF),
        "breaks": list(clauses.BREAKS),
        "clause_before": clauses.BEFORE,
        "clause_behind": clauses.BEHIND_IT,
        "may_say_no": clauses.MAY_SAY_NO,
        "excused": clauses.EXCUSED,
        "looked_back": grammar.LOOKED_BACK,
    }
