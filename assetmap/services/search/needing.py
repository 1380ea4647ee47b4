"""Which groups and hubs need what somebody could give: "I can drive" finds `A driver on Tuesdays`.

They stand apart from the list, for who wants to give and for nobody who asks for help.
"""

from functools import lru_cache

import numpy as np

from assetmap.domain.borough.giving import Giving
from assetmap.domain.listings.needs import needs_of
from assetmap.domain.search.facets import FACETS
from assetmap.search_index.schema import terms_of
from assetmap.services.context import Context
from assetmap.services.search.reach import QueryLocation
from assetmap.services.search.selection import Selection

MOST = 10  # listings


def needing(context: Context, selection: Selection) -> dict[int, tuple[str, ...]]:
    """The listings whose needs of today answer who wants to give, by position, with those needs:
    what answers most of the words first, then the nearest.

    Without words of a thing that one can do or has, every need answers. Only where ways to give
    are sought, by no other filter than their category, since a need says no day and no cost.
    """
    search, query, snapshot = selection.search, selection.query, selection.snapshot
    is_filtered = any(search.choices(facet) for facet in FACETS if facet != "category")
    if not selection.asks_to_give or query.is_urgent or is_filtered:
        return {}
    today, place, giving = context.clock.today(), selection.location, context.borough.giving
    may = place.is_reached & ~selection.signals.unwanted & ~snapshot.finished(today)
    may = place.narrowed(may & ~snapshot.unconfirmed(today), snapshot, search)
    wanted = _wanted(query.words, giving)
    found = []
    for position in np.flatnonzero(may & snapshot.kept.row.flat["has_needs"]).tolist():
        lines = needs_of(snapshot.rows[position].listing.shown, today)
        fitting, score = _fitting(lines, wanted)
        if fitting:
            rank = (-score, _metres(place, position), int(snapshot.name_order[position]))
            found.append((rank, position, fitting))
    return {position: fitting for _, position, fitting in sorted(found)}


def rules(giving: Giving) -> dict[str, object]:
    """What a reader elsewhere, without a network, needs to find the same."""
    return {"most": MOST, "of_anything": list(giving.of_anything), "skills": giving.skills}


def _wanted(words: str, giving: Giving) -> tuple[frozenset[str], ...]:
    """Each thing that is offered in some words, as the terms that a need may name it by.

    What all who want to give say ("help", "my time") names no thing.
    """
    anything = {term for word in giving.of_anything for term in terms_of(word)}
    terms = [term for term in terms_of(words) if term not in anything]
    return tuple(dict.fromkeys(_named(term, giving) for term in terms))


def _named(term: str, giving: Giving) -> frozenset[str]:
    same = (skill for skill in _skills(giving.skills) if term in skill)
    return frozenset((term,)).union(*same)


@lru_cache(maxsize=4)  # a borough's own, and not for each word of each question
def _skills(skills: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(terms_of(skill)) for skill in skills)


def _fitting(
    lines: tuple[str, ...], wanted: tuple[frozenset[str], ...]
) -> tuple[tuple[str, ...], int]:
    """Which of some needs answer, best first, and how much of what is offered they do together."""
    if not wanted:
        return lines, 0
    scores = [sum(not each.isdisjoint(terms_of(line)) for each in wanted) for line in lines]
    fitting = [(-score, n) for n, score in enumerate(scores) if score]
    every = frozenset(term for line in lines for term in terms_of(line))
    answered = sum(not each.isdisjoint(every) for each in wanted)
    return tuple(lines[n] for _, n in sorted(fitting)), answered


def _metres(place: QueryLocation, position: int) -> float:
    metres = place.nearness.metres[position] if place.nearness else np.nan
    return float("inf") if np.isnan(metres) else round(float(metres))
