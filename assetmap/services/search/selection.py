"""Which listings answer a question, best first: read, matched, filtered, ranked, judged."""

from dataclasses import dataclass
from datetime import date

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
from assetmap.services.search import roles
from assetmap.services.search.audience import for_others
from assetmap.services.search.boosts import boosts, takes_no_such_age
from assetmap.services.search.matching import Matched, match
from assetmap.services.search.name_matching import NameMatch, match_names
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parts import Parts, parts_of
from assetmap.services.search.query_parser import parse_query
from assetmap.services.search.ranking import NEAR, NEAR_BY_MEANING, Ranking
from assetmap.services.search.reach import Whereabouts, whereabouts
from assetmap.services.search.refused import PUSHED_DOWN, refused
from assetmap.services.search.subjects import only_besides
from assetmap.services.search.urgent import helping, may_stand

Order = NDArray[np.int64]
Numbers = NDArray[np.float64]
NEAREST_MOST = 10  # listings that are named when nothing fits


@dataclass(frozen=True)
class Selection:
    """Which listings answer a question, best first, and everything known on the way."""

    cached: CacheState
    search: Search
    query: ParsedQuery
    base: Mask
    with_roles: Mask  # the same with the roles that nobody asked for
    filters: dict[str, Filtered]
    order: Order
    nearest: Order  # when nothing fits: what comes nearest, and is no answer
    give: Order  # one role that fits what was asked by somebody who did not ask for roles, or none
    match: Match
    whereabouts: Whereabouts
    parts: Parts
    besides: Mask  # mainly about something other than what was chosen without words
    for_others: Numbers  # what each loses by being for named people that nobody spoke of
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
    """What speaks for and against every listing: by words and meaning, by name, by refusals.

    `wanted` are roles for who wants to give, `left_out` those that nobody asked for.
    """

    matched: Matched
    names: NameMatch
    unwanted: Mask
    wanted: Mask
    left_out: Mask
    besides: Mask
    for_others: Numbers
    relevance: Numbers
    scores: Numbers

    @property
    def found(self) -> Mask:
        """The listings that answer at all."""
        return self.matched.mask | self.names.answers | self.wanted


def select(context: Context, search: Search) -> Selection:
    """All listings that answer a question, best first."""
    cached = context.directory_cache.current()
    snapshot, today = cached.snapshot, context.clock.today()
    query = parse_query(context, search, cached.text.spelling(context.phrases().words))
    place = whereabouts(context, snapshot, query.place)
    signals = _signals(context, cached, query)
    mask = signals.found & may_stand(snapshot, context.borough, query.understood)
    with_roles = place.narrowed(mask, snapshot, search)
    base = with_roles & ~signals.left_out
    filters = facet_filters(snapshot, search)
    hidden = snapshot.unconfirmed(today) & ~signals.names.asked_for & (not search.older)
    maybe = all_of(base, (filtered.maybe for filtered in filters.values()))
    surely = all_of(base, (filtered.surely for filtered in filters.values())) & ~hidden
    parts = parts_of(
        *(snapshot, query.preferences, np.where(maybe, signals.relevance, 0.0)),
        *(~surely | signals.unwanted, place.reaches, signals.names.asked_for),
    )
    ranking = _ranking(snapshot, query, signals, place, today)
    order = ranking.order(np.flatnonzero(maybe & ~hidden), ~surely, parts, search.sort)
    how_well = _how_well(query, signals, maybe & ~hidden)
    is_none = how_well is Match.NONE
    answers = ~hidden & (not is_none)
    may_give = with_roles & signals.left_out & answers & place.is_reached & ~signals.unwanted
    may_give = all_of(may_give, (filtered.surely for filtered in filters.values()))
    ways = ranking.order(np.flatnonzero(may_give), ~surely, parts, "best")
    return Selection(
        *(cached, search, query, base & answers, with_roles & answers, filters),
        order=order[:0] if is_none else order,
        nearest=order[:NEAREST_MOST] if is_none else order[:0],
        give=roles.way_to_give(ways, signals.matched.evidence, query, signals.names.answers),
        match=how_well,
        whereabouts=place,
        parts=parts,
        besides=signals.besides,
        for_others=signals.for_others,
        known=int(np.count_nonzero(surely & answers)),
        relaxed=signals.matched.relaxed and not is_none,
        older=int(np.count_nonzero(maybe & hidden)),
    )


def _how_well(query: ParsedQuery, signals: _Signals, selected: Mask) -> Match:
    """How well the selected listings answer; roles are what who wants to give asks for."""
    has_words = bool(query.search.words.strip()) and not query.is_browsing
    named = signals.names.answers | signals.wanted
    # In danger what helps is an answer, however it was said.
    return signals.matched.evidence.judged(
        selected, named, has_words=has_words and not query.is_urgent
    )


def _ranking(
    snapshot: Snapshot, query: ParsedQuery, signals: _Signals, place: Whereabouts, today: date
) -> Ranking:
    """The order of a question's listings."""
    asked_for = signals.names.asked_for
    return Ranking(
        *(snapshot, signals.scores, place.nearness, today),
        near=NEAR_BY_MEANING if signals.matched.is_by_meaning else NEAR,
        asked_for=asked_for,
        behind=(
            signals.besides,
            takes_no_such_age(snapshot, query.preferences) & ~asked_for,
        ),
    )


def _signals(context: Context, cached: CacheState, query: ParsedQuery) -> _Signals:
    """How every listing fits what was understood of a question's words."""
    search, snapshot, book = query.search, cached.snapshot, context.phrases()
    matched = match(cached, query.understood, book, None if search.exact else context.embeddings)
    names = match_names(
        *(snapshot, search.words, query.words),
        has_place=query.place is not None,
        slips=not search.exact,
    )
    unwanted = refused(cached, query.refusals, book) & ~names.asked_for
    every = roles.roles_of(snapshot)
    wanted = every & query.wants_to_give
    shown = roles.asked_for(snapshot, search, context.borough.giving, names)
    relevance = matched.scores + roles.WANTED * wanted
    scores = relevance + boosts(snapshot, query.preferences) + names.bonus
    scores = scores + helping(snapshot, context.borough, query.understood)
    for_named = for_others(
        *(snapshot, search, query.understood, names.asked_for),
        by_meaning=matched.is_by_meaning,
    )
    scores = roles.behind_namesakes(scores - for_named, every & ~wanted, names)
    return _Signals(
        *(matched, names, unwanted, wanted),
        left_out=every & ~wanted & ~shown,
        besides=only_besides(snapshot, search, has_words=not query.is_browsing),
        for_others=for_named,
        relevance=relevance,
        scores=scores - PUSHED_DOWN * unwanted,
    )
