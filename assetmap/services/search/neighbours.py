"""What the neighbours list near the border: the same question, asked of each in its own words.

Each reads it by its own thesaurus, over its own listings, by its own rules on what was confirmed;
the place is handed on as a point, for it may have no name there. What fits all that was asked and
can be gone to counts, and nothing else: who wants what comes to them, or nearly fits, has this
directory's own.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import METRES_A_MILE, Point
from assetmap.domain.search.facets import FACETS
from assetmap.domain.search.query import PER_PAGE, Search
from assetmap.domain.search.results import Answer, Hit, Match, NeighbourAnswer, PlaceMatch
from assetmap.domain.text import fold
from assetmap.search_index.schema import content_words
from assetmap.search_index.snapshot import Snapshot
from assetmap.services.context import Context
from assetmap.services.neighbours import NEAR_BORDER_M
from assetmap.services.search.finding import hits
from assetmap.services.search.parts import FITS
from assetmap.services.search.reach import THERE
from assetmap.services.search.selection import Selection, select
from assetmap.services.search.urgent import urgent_kinds

EACH_MOST = 5  # listings of a neighbour
MOST = 10  # of all together: a help beside the answer, and not another one
# Neighbours: where many meet, as in London, the nearest of them. One that is not open costs 50 ms.
ASKED_MOST = 2
_SAME_SPOT_M = 250.0  # two directories place one venue by its door and by its postcode


class _Asked(NamedTuple):
    """What a neighbour is asked, about a place; `is_own` tells what lies in the borough that asks,
    and so not over the border.
    """

    search: Search
    place: PlaceMatch
    is_own: Callable[[PublicListing], bool]


class _Given(NamedTuple):
    """What a neighbour has, the best first, and by whose words it is told."""

    borough: Borough
    hits: tuple[Hit, ...]


def with_neighbours(context: Context, found: Answer) -> Answer:
    """An answer with what the neighbours have near its place; as it is where there are none.

    They are asked on the first page alone, and not in danger, nor for a listing by its name.
    """
    if not context.neighbours.are_any:
        return found
    place = found.understood.place
    if place is None or place.point is None or not _may_be_asked(found):
        return replace(found, neighbours=())
    given = tuple(_given(context, found, place, place.point))
    return replace(found, neighbours=_nearest(given))


def _may_be_asked(found: Answer) -> bool:
    search = found.search
    is_danger = bool(found.urgent) or found.understood.is_urgent
    return search.page == 1 and not (is_danger or search.ward or _is_for_one(found))


def _is_for_one(found: Answer) -> bool:
    """Whether a listing was asked for by all of its name; half of it may be what it is: a lunch
    club.
    """
    typed = set(content_words(found.search.words))
    names = (hit.listing.shown.name for hit in found.hits if hit.is_asked_for)
    return any(set(content_words(name)) <= typed for name in names)


def _given(
    context: Context, found: Answer, place: PlaceMatch, point: Point
) -> Iterator[NeighbourAnswer]:
    """What each neighbour has, until there is enough."""
    within_m = NEAR_BORDER_M
    if found.search.within is not None:
        within_m = min(within_m, found.search.within * METRES_A_MILE)
    asked = _Asked(_handed_on(found, within_m), place, partial(_is_in_borough, context))
    near = context.neighbours.near(point, within_m)[:ASKED_MOST]
    listed = (*found.hits, *found.nearest)
    left = MOST
    with closing(context.neighbours.asked(near, partial(_answer, asked=asked))) as answers:
        for neighbour, given in answers:
            new = tuple(hit for hit in given.hits if not _is_listed(hit, listed))
            if new:
                told = (neighbour.code, neighbour.name, neighbour.public_url)
                yield NeighbourAnswer(*told, given.borough, new)
            listed, left = (*listed, *new), left - len(new)
            if left <= 0:
                return


def _handed_on(found: Answer, within_m: float) -> Search:
    """The question as a neighbour is asked it: without the words for the place."""
    return replace(
        found.search,
        words=_words(found),
        near="",
        within=within_m / METRES_A_MILE,
        sort="best",
        view="list",
        per_page=PER_PAGE,
    )


def _words(found: Answer) -> str:
    """The words as they were typed, for the neighbour has its own spelling, without the place."""
    typed, phrase = found.search.words, found.understood.place_in_words
    if not phrase:
        return typed
    before, is_there, after = typed.partition(phrase)
    return " ".join(f"{before} {after}".split()) if is_there else found.understood.said


def _answer(context: Context, asked: _Asked) -> _Given:
    """What an authority has for a neighbour's question."""
    snapshot = context.directory_cache.current().snapshot
    search = _in_its_words(asked.search, snapshot)
    if search is None:
        return _Given(context.borough, ())
    selection = select(context, search, asked.place)
    understood = selection.query.understood
    is_danger = understood.is_urgent or urgent_kinds(context.borough, search, understood)
    if is_danger or selection.match is not Match.GOOD:
        return _Given(context.borough, ())
    return _Given(context.borough, _there(context, selection, asked))


def _in_its_words(search: Search, snapshot: Snapshot) -> Search | None:
    """The question with those choices that a directory offers; None where it has not all that is
    asked for, so that nothing in it fits.
    """
    if search.need and search.need not in snapshot.words.need:
        return None
    known: dict[str, Any] = {}
    for facet in FACETS:
        offered = snapshot.choices[facet]
        groups = (tuple(filter(offered.__contains__, group)) for group in search.choices(facet))
        known[facet] = tuple(groups)
    return replace(search, **known) if all(map(all, known.values())) else None


def _there(context: Context, selection: Selection, asked: _Asked) -> tuple[Hit, ...]:
    """The first that fit all that was asked and can be gone to."""
    order, reaches = selection.order, selection.location.reaches
    assert reaches is not None, "a point was asked about"
    fits = (selection.parted.parts[order] == FITS) & (reaches[order] == THERE)
    rows = selection.snapshot.rows
    over = (at for at in order[fits].tolist() if not asked.is_own(rows[at].listing))
    chosen = np.array(list(islice(over, EACH_MOST)), np.int64)
    found = hits(context, replace(selection, order=chosen))
    return tuple(replace(hit, outside_borough=True) for hit in found)


def _is_in_borough(context: Context, listing: PublicListing) -> bool:
    where, own = listing.where, context.borough.authority_code
    if where.authority or not where.point:
        return where.authority == own
    return context.gazetteer.authority_of(where.point) == own


def _is_listed(hit: Hit, listed: Sequence[Hit]) -> bool:
    """Whether another directory's listing is one that is shown already, by its name and place."""
    name, point = fold(hit.listing.shown.name), hit.listing.point
    same = (each.listing.point for each in listed if fold(each.listing.shown.name) == name)
    return any(each and point and each.distance_m(point) <= _SAME_SPOT_M for each in same)


def _nearest(given: Sequence[NeighbourAnswer]) -> tuple[NeighbourAnswer, ...]:
    """The nearest of all, by neighbour: each list, and the list of neighbours, nearest first."""
    pairs = [(each, hit) for each in given for hit in each.hits]
    nearest: dict[str, list[Hit]] = {}
    for each, hit in sorted(pairs, key=lambda pair: _metres(pair[1]))[:MOST]:
        nearest.setdefault(each.code, []).append(hit)
    by_code = {each.code: each for each in given}
    return tuple(replace(by_code[code], hits=tuple(some)) for code, some in nearest.items())


def _metres(hit: Hit) -> float:
    assert hit.distance_m is not None, "what can be gone to has a point"
    return hit.distance_m
