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

# Of `refusal_grammar`, by the names that a phone calls them by.
_GRAMMAR = (
    *("filled", "bare", "joined", "listed", "wanted_instead", "please", "instead_of", "closed"),
    *("of_somebody", "passives", "done_to_whom", "tells", "tells_of_whom", "tells_of_it"),
    *("wanted_more", "of_many", "but", "wanted", "chores", "cannot_any_more", "several"),
    *("asks_for_help", "of_several", "sort", "of_a_sort", "somebody", "taken_back"),
    *("can_be_taken_back", "beside", "has_none", "goes_without", "stands_there", "outside"),
    *("ends", "ends_loosely", "longest", "part_of", "looked_back"),
)


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
        **{name: _plain(getattr(grammar, name.upper())) for name in _GRAMMAR},
        "breaks": list(clauses.BREAKS),
        "clause_before": clauses.BEFORE,
        "clause_behind": clauses.BEHIND_IT,
        "may_say_no": clauses.MAY_SAY_NO,
        "excused": clauses.EXCUSED,
    }


def _plain(told: object) -> object:
    """A source or a number as it is, several words as a list in a settled order."""
    if isinstance(told, frozenset):
        return sorted(told)
    return [str(each) for each in told] if isinstance(told, tuple) else told
