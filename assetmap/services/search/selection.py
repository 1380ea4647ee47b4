"""Which listings answer a question, best first: parsed, matched, filtered, ranked."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import METRES_A_MILE
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match, PlaceMatch
from assetmap.domain.validation import Problem
from assetmap.search_index.distances import Nearness
from assetmap.search_index.filters import Filtered, all_of, facet_filters
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.context import Context
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.boosts import boosts
from assetmap.services.search.evidence import judged
from assetmap.services.search.matching import match
from assetmap.services.search.name_matching import match_names
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parts import Parts, parts_of
from assetmap.services.search.query_parser import parse_query
from assetmap.services.search.ranking import NEAR, NEAR_BY_MEANING, Ranking
from assetmap.services.search.reach import COMES, THERE, Reaches, reach_of
from assetmap.services.search.refused import PUSHED_DOWN, refused

Order = NDArray[np.int64]
NEAREST_MOST = 10  # listings that are named when nothing fits


@dataclass(frozen=True)
class Selection:
    """Which listings answer a question, best first, and everything known on the way."""

    cached: CacheState
    search: Search
    query: ParsedQuery
    base: Mask
    filters: dict[str, Filtered]
    order: Order
    nearest: Order  # when nothing fits: what comes nearest, and is no answer
    match: Match
    reach: Reaches | None
    parts: Parts
    known: int  # so many at the front surely match every filter
    nearness: Nearness | None
    relaxed: bool
    older: int  # so many more would answer if those not confirmed for long were shown

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that positions in `order` refer to."""
        return self.cached.snapshot

    @property
    def mask(self) -> Mask:
        """The selected listings as a mask."""
        mask = np.zeros(len(self.snapshot), bool)
        mask[self.order] = True
        return mask

    @property
    def listings(self) -> tuple[PublicListing, ...]:
        """Every selected listing, best first."""
        return tuple(self.snapshot.rows[n].listing for n in self.order.tolist())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found to be wrong with the question while it was answered."""
        found = list(self.query.problems)
        if self.search.within is not None and self.nearness is None:
            found.append(
                Problem("within", "Give a place too, so that we know where to measure from.")
            )
        if self.search.sort == "near" and self.nearness is None:
            found.append(Problem("sort", "Give a place too, to see the nearest first."))
        return tuple(found)


def select(context: Context, search: Search) -> Selection:
    """All listings that answer a question, best first."""
    cached = context.directory_cache.current()
    snapshot, book = cached.snapshot, context.phrases()
    query = parse_query(context, search, cached.text)
    meaning = None if search.exact else context.embeddings
    matched = match(cached, query.understood, book, meaning)
    nearness = _nearness(context, snapshot, query.place)
    names = match_names(snapshot, search.words, query.words, has_place=query.place is not None)
    reach = reach_of(context, snapshot, query.place, nearness)
    mask = matched.mask | names.answers
    base = _where(mask, snapshot, search, query.place, nearness, reach)
    filters = facet_filters(snapshot, search)
    unconfirmed = snapshot.unconfirmed(context.clock.today()) & ~names.asked_for
    hidden = np.zeros_like(unconfirmed) if search.older else unconfirmed
    maybe = all_of(base, (filtered.maybe for filtered in filters.values()))
    surely = all_of(base, (filtered.surely for filtered in filters.values())) & ~hidden
    scores = matched.scores + boosts(snapshot, query.preferences) + names.bonus
    unwanted = refused(cached, query.refusals, book) & ~names.asked_for
    scores = scores - PUSHED_DOWN * unwanted
    parts = parts_of(
        *(snapshot, query.preferences, np.where(maybe, matched.scores, 0.0)),
        *(~surely | unwanted, reach, names.asked_for),
    )
    ranking = Ranking(
        *(snapshot, scores, nearness, context.clock.today()),
        near=NEAR_BY_MEANING if meaning else NEAR,
        asked_for=names.asked_for,
    )
    order = ranking.order(np.flatnonzero(maybe & ~hidden), ~surely, parts, search.sort)
    how_well = judged(
        *(matched.evidence, maybe & ~hidden, names.answers),
        has_words=bool(search.words.strip()) and not query.is_browsing,
    )
    if is_none := how_well is Match.NONE:
        base, surely = np.zeros_like(base), np.zeros_like(surely)
    return Selection(
        *(cached, search, query, base & ~hidden, filters),
        order=order[:0] if is_none else order,
        nearest=order[:NEAREST_MOST] if is_none else order[:0],
        match=how_well,
        reach=reach,
        parts=parts,
        known=int(np.count_nonzero(surely)),
        nearness=nearness,
        relaxed=matched.relaxed and not is_none,
        older=int(np.count_nonzero(maybe & hidden)),
    )


def _where(
    mask: Mask,
    snapshot: Snapshot,
    search: Search,
    place: PlaceMatch | None,
    nearness: Nearness | None,
    reach: Reaches | None,
) -> Mask:
    """Those of `mask` that lie where the question asks, or come there."""
    if place and place.whole_area:
        mask = mask & ~snapshot.outside
    if nearness and reach is not None and search.within is not None:
        near = (reach == THERE) & nearness.within(search.within * METRES_A_MILE)
        mask = mask & (near | (reach == COMES))
    if search.bbox:
        mask = mask & snapshot.in_box(search.bbox)
    return mask


def _nearness(context: Context, snapshot: Snapshot, place: PlaceMatch | None) -> Nearness | None:
    """Nearness to a place, if there is one; outside the borough, how far from its places too."""
    if place is None or place.point is None:
        return None
    outside = place.authority not in ("", context.borough.authority_code)
    towns = (town.point for town in context.gazetteer.places()) if outside else ()
    far = min((place.point.distance_m(point) for point in towns if point), default=0.0)
    return Nearness(snapshot, place.point, far)
