"""Which listings answer a question, best first: read, matched, filtered, ranked, judged."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.areas.area_set import Area
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match, Part, PlaceMatch
from assetmap.domain.validation import Problem
from assetmap.search_index.distances import Nearness
from assetmap.search_index.filters import Filtered, all_of, facet_filters
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.context import Context
from assetmap.services.directory_cache import CacheState
from assetmap.services.search import roles
from assetmap.services.search.boosts import takes_no_such_age
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parts import PARTS, Parted, parts_of
from assetmap.services.search.ranking import NEAR, NEAR_BY_MEANING, Ranking
from assetmap.services.search.reach import QueryLocation, query_location
from assetmap.services.search.recent_queries import recent_query
from assetmap.services.search.refused import kept_off_the_front
from assetmap.services.search.signals import Signals, signals_of
from assetmap.services.search.urgent import may_stand
from assetmap.services.search.wards import in_ward, ward_of

Order = NDArray[np.int64]
NEAREST_MOST = 10  # listings that are named when nothing fits


@dataclass(frozen=True)
class Selection:
    """Which listings answer a question, best first, and everything known on the way."""

    cached: CacheState
    book: PhraseBook
    search: Search
    query: ParsedQuery
    base: Mask
    with_roles: Mask  # the same with the roles that nobody asked for
    filters: dict[str, Filtered]
    order: Order
    nearest: Order  # when nothing fits: what comes nearest, and is no answer
    give: Order  # one role that fits what was asked by somebody who did not ask for roles, or none
    match: Match
    location: QueryLocation
    ward: Area | None  # that was asked for, if there is one
    parted: Parted
    signals: Signals
    known: int  # so many of them surely match every filter
    relaxed: bool
    asks_to_give: bool  # somebody who wants to give asks, by words or by what they chose
    older: int  # so many more would answer if those not confirmed for long were shown

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that positions in `order` refer to."""
        return self.cached.snapshot

    @property
    def nearness(self) -> Nearness | None:
        """How near every listing is to the place that was asked for, if there is one."""
        return self.location.nearness

    @property
    def in_parts(self) -> dict[Part, int]:
        """How many of the selected listings stand in each part of the list."""
        counts = np.bincount(self.parted.parts[self.order], minlength=len(PARTS)).tolist()
        return dict(zip(PARTS, counts, strict=True))

    @property
    def has_aside(self) -> bool:
        """Whether some of them meet every condition, but are much less like what was asked for."""
        return bool(self.parted.aside[self.order].any())

    @property
    def named(self) -> int:
        """How many of them were asked for by their names."""
        return int(np.count_nonzero(self.signals.names.asked_for[self.order]))

    @property
    def mask(self) -> Mask:
        """The selected listings as a mask."""
        mask = np.zeros(len(self.snapshot), bool)
        mask[self.order] = True
        return mask

    @property
    def listings(self) -> tuple[PublicListing, ...]:
        """Every selected listing, best first."""
        return tuple(self.each())

    def each(self, *, by_id: bool = False) -> Iterator[PublicListing]:
        """Each selected listing, best first or in the order of their ids; read one by one."""
        order = np.sort(self.order) if by_id else self.order
        rows = self.snapshot.rows
        return (rows[position].listing for position in order.tolist())

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
        if self.search.ward and self.ward is None:
            says = f"There is no ward “{self.search.ward}” today, so we left it out."
            found.append(Problem("ward", says))
        return tuple(found)


@dataclass(frozen=True)
class _Filtered:
    """Which listings a question's filters leave: of `base`, those that are not ruled out and those
    that surely match; `hidden` are not confirmed for long. `with_roles` is `base` with the roles
    that nobody asked for.
    """

    filters: dict[str, Filtered]
    with_roles: Mask
    base: Mask
    maybe: Mask
    surely: Mask
    hidden: Mask

    def without(self, mask: Mask) -> "_Filtered":
        """The same without some listings."""
        base, maybe, surely = (each & ~mask for each in (self.base, self.maybe, self.surely))
        return replace(self, base=base, maybe=maybe, surely=surely)

    def roles(self, mask: Mask) -> Mask:
        """Those of some roles that surely match every filter."""
        return all_of(self.with_roles & mask, (each.surely for each in self.filters.values()))

    @property
    def shown(self) -> Mask:
        """The listings to list."""
        return self.maybe & ~self.hidden


def select(context: Context, search: Search, place: PlaceMatch | None = None) -> Selection:
    """All listings that answer a question, best first; one about a `place`, where it is known."""
    # Once: to look whether they are those of now takes as long as a step here.
    cached, book = context.directory_cache.current(), context.phrases()
    snapshot, query = cached.snapshot, recent_query(context, search, cached, book, place)
    where = query_location(context, snapshot, query.place)
    signals = signals_of(context, cached, query, book)
    ward = ward_of(context, search)
    mask = signals.found & _may_be_shown(context, snapshot, query, ward)
    left = _filtered(context, snapshot, query, signals, where.narrowed(mask, snapshot, search))
    parted = parts_of(
        *(snapshot, query.preferences, signals.timing),
        *(np.where(left.maybe, signals.relevance, 0.0), ~left.surely | signals.unwanted),
        *(where.reaches, signals.named(query) & ~signals.unwanted),
    )
    left = left.without(kept_off_the_front(signals.unwanted, left.shown, parted.parts))
    ranking = _ranking(snapshot, query, signals, where, context.clock.today())
    order = ranking.order(np.flatnonzero(left.shown), ~left.surely, parted.parts, search.sort)
    is_none = (how_well := signals.judged(query, left.shown)) is Match.NONE
    answers = ~left.hidden & (not is_none)
    ways = order[:0]
    if roles.may_fit_a_way(query):
        may_give = left.roles(signals.left_out & ~signals.unwanted) & answers & where.is_reached
        ways = ranking.order(np.flatnonzero(may_give), ~left.surely, parted.parts, "best")
    return Selection(
        *(cached, book, search, query),
        *(left.base & answers, left.with_roles & answers, left.filters),
        order=order[:0] if is_none else order,
        nearest=order[:NEAREST_MOST] if is_none else order[:0],
        give=roles.way_to_give(ways, signals.matched.evidence, query, signals.names.answers),
        match=how_well,
        location=where,
        ward=ward,
        parted=parted,
        signals=signals,
        known=int(np.count_nonzero(left.surely & answers)),
        relaxed=signals.matched.relaxed and not is_none,
        asks_to_give=_asks_to_give(context, snapshot, query),
        older=int(np.count_nonzero(left.maybe & left.hidden)),
    )


def _may_be_shown(
    context: Context, snapshot: Snapshot, query: ParsedQuery, ward: Area | None
) -> Mask:
    """The listings that a question may be answered with, whatever its words."""
    may = may_stand(snapshot, context.borough, query.understood)
    return may & ~snapshot.finished(context.clock.today()) & in_ward(context, snapshot, ward)


def _asks_to_give(context: Context, snapshot: Snapshot, query: ParsedQuery) -> bool:
    giving = context.borough.giving
    return query.wants_to_give or roles.asks_to_give(snapshot, query.search, giving)


def _filtered(
    context: Context, snapshot: Snapshot, query: ParsedQuery, signals: Signals, with_roles: Mask
) -> _Filtered:
    """What the filters leave of some listings."""
    base = with_roles & ~signals.left_out
    filters = facet_filters(snapshot, query.search, context.clock.now())
    unconfirmed = snapshot.unconfirmed(context.clock.today()) & ~signals.names.asked_for
    hidden = unconfirmed & (not query.search.older)
    maybe = all_of(base, (filtered.maybe for filtered in filters.values()))
    surely = all_of(base, (filtered.surely for filtered in filters.values())) & ~hidden
    return _Filtered(filters, with_roles, base, maybe, surely, hidden)


def _ranking(
    snapshot: Snapshot, query: ParsedQuery, signals: Signals, place: QueryLocation, today: date
) -> Ranking:
    """The order of a question's listings."""
    asked_for = signals.names.asked_for
    shut_out = takes_no_such_age(snapshot, query.preferences) & ~asked_for
    return Ranking(
        *(snapshot, signals.scores, place.nearness, today),
        near=NEAR_BY_MEANING if signals.matched.is_by_meaning else NEAR,
        asked_for=asked_for,
        soonest=signals.soonest,
        behind=(signals.besides, shut_out),
        # In danger what helps stands first; where something is refused, what is far from it.
        refused=signals.unwanted,
    )
