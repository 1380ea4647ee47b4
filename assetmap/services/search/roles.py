"""Who is shown volunteering roles: those who want to give. Who asks for help gets none among it.

A role helps nobody who takes it up, so a list of lunch clubs that begins with `Lunch club cook`
has failed whoever is hungry. A time-bank offer is somebody's help for who asks, and stays.
"""

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.giving import Giving
from assetmap.domain.listings.kinds import kinds_that
from assetmap.domain.search.facets import FACETS
from assetmap.domain.search.query import Search, all_choices
from assetmap.domain.search.results import Match
from assetmap.domain.text import fold
from assetmap.search_index.per_generation import per_generation
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.search.evidence import Evidence
from assetmap.services.search.name_matching import NameMatch
from assetmap.services.search.parsing.parsed_query import ParsedQuery

Numbers = NDArray[np.float64]

# More than words, listings' words and a subject together, so that who wants to give gets ways to
# do so first; less than a name, or than what is refused.
WANTED = 3.0
_JUST_BELOW = 0.01
_TRIED = 20  # the best roles, of which one may fit
_ROLES = tuple(str(kind) for kind in kinds_that(lambda rules: rules.only_gives))
# The filters that are about ways to give: whoever chooses one asks for those.
OF_ROLES = tuple(name for name, facet in FACETS.items() if set(_ROLES) & set(facet.of_kinds))


@per_generation
def roles_of(snapshot: Snapshot) -> Mask:
    """The listings that are roles."""
    mask: Mask = np.any([snapshot.column("kind").having(kind) for kind in _ROLES], axis=0)
    return mask


def asked_for(snapshot: Snapshot, query: ParsedQuery, giving: Giving, names: NameMatch) -> Mask:
    """The roles that a question asks for by a filter, by its tile or by their name."""
    roles = roles_of(snapshot)
    if _are_chosen(snapshot, query.search, giving):
        return roles
    return _named(snapshot, roles, names, fold(query.words), has_place=query.place is not None)


def _named(
    snapshot: Snapshot, roles: Mask, names: NameMatch, typed: str, *, has_place: bool
) -> Mask:
    """The roles that are asked for by their name.

    By words of it that stand in no name of what is no role, since `lunch club` asks for a lunch
    club and not for its cook. Where they do, by the whole name, or by the one word that it begins
    with; beside a place that word is an ordinary one.
    """
    named = roles & names.answers
    if (names.answers & ~roles).any():
        for position in np.flatnonzero(named).tolist():
            name = snapshot.rows[position].folded_name
            first = name if has_place else name.split(" ", 1)[0]
            named[position] = typed in (name, first)
    return named


def _are_chosen(snapshot: Snapshot, search: Search, giving: Giving) -> bool:
    """Whether roles are asked for. Who asks for nothing at all gets the whole directory."""
    return asks_for_nothing(search) or asks_to_give(snapshot, search, giving)


def asks_to_give(snapshot: Snapshot, search: Search, giving: Giving) -> bool:
    """Whether a role's kind, a filter of roles or a category of giving is chosen; of several any
    will do.
    """
    if not set(_ROLES).isdisjoint(all_choices(search.kind)):
        return True
    if any(search.choices(facet) for facet in OF_ROLES):
        return True
    need = snapshot.words.need.get(search.need)
    chosen = (*all_choices(search.category), *(need.categories if need else ()))
    return any(map(giving.is_asked_for_by, chosen))


def asks_for_nothing(search: Search) -> bool:
    """Whether a question has no words, no place, no need and no filter."""
    asked = (search.words.strip(), search.near, search.need, search.age is not None)
    return not any(asked) and not any(search.choices(facet) for facet in FACETS)


def behind_namesakes(scores: Numbers, roles: Mask, names: NameMatch) -> Numbers:
    """The scores where no role that its first word asks for stands above what is no role.

    Who types `lunch` may mean the cook of a lunch club, and more likely does not.
    """
    others = names.answers & ~roles
    hinted = names.answers & roles & ~names.asked_for
    if not others.any() or not hinted.any():
        return scores
    return np.where(hinted, np.minimum(scores, scores[others].max() - _JUST_BELOW), scores)


def may_fit_a_way(query: ParsedQuery) -> bool:
    """Whether a role could fit what was asked. What only says where, when or for whom asks for
    nothing that one could, and nobody in danger is asked to give.
    """
    is_asked = not query.is_browsing or bool(query.search.need or query.search.category)
    return is_asked and not query.is_urgent


def way_to_give(
    ways: NDArray[np.int64], evidence: Evidence, query: ParsedQuery, named: Mask
) -> NDArray[np.int64]:
    """The first of some roles, best first, that fits what was asked (see `may_fit_a_way`).

    To words it fits as well as an answer must; without words it fits what was chosen.
    """
    if query.is_browsing:
        return ways[:1]
    for n, position in enumerate(ways[:_TRIED].tolist()):
        alone = np.zeros(len(named), bool)
        alone[position] = True
        if evidence.judged(alone, named, has_words=True) is Match.GOOD:
            return ways[n : n + 1]
    return ways[:0]


def values_that_ask(giving: Giving, snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """The values of filters that ask for roles, by facet: what each finds is counted with them."""
    every = snapshot.column("category").values
    asking = {facet: snapshot.column(facet).values for facet in OF_ROLES}
    return {"kind": _ROLES, "category": tuple(filter(giving.is_asked_for_by, every)), **asking}


def rules(giving: Giving) -> dict[str, object]:
    """What a reader elsewhere, without a network, needs to show roles to the same people."""
    return {
        "kinds": _ROLES,
        "filters": OF_ROLES,
        "wanted": WANTED,
        "categories": giving.categories,
        "concepts": giving.concepts,
        "of_others": [pattern.source for pattern in giving.of_others],
        "says": [pattern.source for pattern in giving.says],
        "asks": [pattern.source for pattern in giving.asks],
    }
