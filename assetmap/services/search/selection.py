"""Which listings answer a question, best first: read, matched, filtered, ranked, judged."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match
from assetmap.domain.validation import Problem
from assetmap.search_index.distances import Nearness
from assetmap.search_index.filters import Filtered, all_of, facet_filters
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.context import Context
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.boosts import boosts
from assetmap.services.search.matching import Matched, match
from assetmap.services.search.name_matching import NameMatch, match_names
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parts import Parts, parts_of
from assetmap.services.search.query_parser import parse_query
from assetmap.services.search.ranking import NEAR, NEAR_BY_MEANING, Ranking
from assetmap.services.search.reach import Whereabouts, whereabouts
from assetmap.services.search.refusable import thing_book
from assetmap.services.search.refused import PUSHED_DOWN, kept_off_the_front, refused
from assetmap.services.search.urgent import helping, may_stand

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
    whereabouts: Whereabouts
    parts: Parts
    known: int  # so many of them surely match every filter
    relaxed: bool
    older: int  # so many more would answer if those not confirmed for long were shown

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that positions in `order` refer to."""
        return self.cached.snapshot

    @property
    def nearness(self) -> Nearness | None:
        """How near every listing is to the place that was asked for, if there is one."""
        return self.whereabouts.nearness

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


@dataclass(frozen=True)
class _Signals:
    """What speaks for and against every listing: by words and meaning, by name, by refusals."""

    matched: Matched
    names: NameMatch
    unwanted: Mask
    scores: NDArray[np.float64]


def select(context: Context, search: Search) -> Selection:
    """All listings that answer a question, best first."""
    cached = context.directory_cache.current()
    snapshot, today = cached.snapshot, context.clock.today()
    query = parse_query(context, search, cached.text.spelling(context.phrases().words))
    place = whereabouts(context, snapshot, query.place)
    signals = _signals(context, cached, query)
    names = signals.names
    mask = signals.matched.mask | names.answers
    base = place.narrowed(
        mask & may_stand(snapshot, context.borough, query.understood), snapshot, search
    )
    filters = facet_filters(snapshot, search)
    unconfirmed = snapshot.unconfirmed(today) & ~names.asked_for
    hidden = np.zeros_like(unconfirmed) if search.older else unconfirmed
    maybe = all_of(base, (filtered.maybe for filtered in filters.values()))
    surely = all_of(base, (filtered.surely for filtered in filters.values())) & ~hidden
    parts = parts_of(
        *(snapshot, query.preferences, np.where(maybe, signals.matched.scores, 0.0)),
        *(~surely | signals.unwanted, place.reaches, names.asked_for),
    )
    left_out = kept_off_the_front(signals.unwanted, maybe & ~hidden, parts)
    base, maybe, surely = base & ~left_out, maybe & ~left_out, surely & ~left_out
    ranking = Ranking(
        *(snapshot, signals.scores, place.nearness, today),
        near=NEAR_BY_MEANING if signals.matched.is_by_meaning else NEAR,
        asked_for=names.asked_for,
    )
    order = ranking.order(np.flatnonzero(maybe & ~hidden), ~surely, parts, search.sort)
    how_well = signals.matched.evidence.judged(
        *(maybe & ~hidden, names.answers),
        # In danger what helps is an answer, however it was said.
        has_words=bool(search.words.strip()) and not query.is_browsing and not query.is_urgent,
    )
    is_none = how_well is Match.NONE
    answers = ~hidden & (not is_none)
    return Selection(
        *(cached, search, query, base & answers, filters),
        order=order[:0] if is_none else order,
        nearest=order[:NEAREST_MOST] if is_none else order[:0],
        match=how_well,
        whereabouts=place,
        parts=parts,
        known=int(np.count_nonzero(surely & answers)),
        relaxed=signals.matched.relaxed and not is_none,
        older=int(np.count_nonzero(maybe & hidden)),
    )


def _signals(context: Context, cached: CacheState, query: ParsedQuery) -> _Signals:
    """How every listing fits what was understood of a question's words."""
    search, snapshot, book = query.search, cached.snapshot, context.phrases()
    matched = match(cached, query.understood, book, None if search.exact else context.embeddings)
    names = match_names(
        *(snapshot, query.named, query.words),
        has_place=query.place is not None,
        slips=not search.exact,
    )
    unwanted = (
        refused(cached, query, thing_book(context.borough.refusals, snapshot.words))
        & ~names.asked_for
    )
    scores = matched.scores + boosts(snapshot, query.preferences) + names.bonus
    scores = scores + helping(snapshot, context.borough, query.understood)
    return _Signals(matched, names, unwanted, scores - PUSHED_DOWN * unwanted)
