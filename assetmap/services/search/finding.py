"""Answers a question: words, filters, nearness, counts, one page of hits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.answer import Answer, FacetValue, Found, Hit
from assetmap.domain.facets import Labels
from assetmap.domain.folding import fold
from assetmap.domain.place import METRES_A_MILE
from assetmap.domain.public_listing import PublicListing
from assetmap.domain.search import Problem, Search, all_choices
from assetmap.services.desk import Desk
from assetmap.services.memory import Remembered
from assetmap.services.search.because import Reasons
from assetmap.services.search.matching import match
from assetmap.services.search.preferring import preferences
from assetmap.services.search.ranking import Ranking
from assetmap.services.search.understanding import Reading, understand
from assetmap.snapshot.counts import Counts, facet_counts
from assetmap.snapshot.filters import Filtered, facet_filters, wanted_slots
from assetmap.snapshot.nearness import Nearness
from assetmap.snapshot.snapshot import Mask, Snapshot

Order = NDArray[np.int64]


@dataclass(frozen=True)
class Selection:
    """Which listings answer a question, best first, and everything known on the way."""

    remembered: Remembered
    search: Search
    reading: Reading
    base: Mask
    filters: dict[str, Filtered]
    order: Order
    known: int  # so many at the front surely match every filter
    nearness: Nearness | None
    relaxed: bool
    older: int  # so many more would answer if those not confirmed for long were shown

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that positions in `order` refer to."""
        return self.remembered.snapshot

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
        found = list(self.reading.problems)
        if self.search.within is not None and self.nearness is None:
            found.append(
                Problem("within", "Give a place too, so that we know where to measure from.")
            )
        if self.search.sort == "near" and self.nearness is None:
            found.append(Problem("sort", "Give a place too, to see the nearest first."))
        return tuple(found)


def select(desk: Desk, search: Search) -> Selection:
    """All listings that answer a question, best first."""
    remembered = desk.memory.now()
    snapshot = remembered.snapshot
    book = desk.phrases()
    reading = understand(desk, search, remembered.text.spelling(book.words))
    meaning = None if search.exact else desk.meaning
    matched = match(remembered, reading.understood, book, meaning)
    nearness = _nearness(desk, snapshot, reading.understood.place)
    base = _where(matched.mask, snapshot, search, reading.understood.place, nearness)
    filters = facet_filters(snapshot, search)
    surely, maybe = base.copy(), base.copy()
    for filtered in filters.values():
        surely &= filtered.surely
        maybe &= filtered.maybe
    older = 0
    if not search.older:
        unconfirmed = snapshot.unconfirmed(desk.clock.today())
        older = int(np.count_nonzero(maybe & unconfirmed))
        base, surely, maybe = base & ~unconfirmed, surely & ~unconfirmed, maybe & ~unconfirmed
    scores = matched.scores + preferences(snapshot, reading.understood.wishes)
    ranking = Ranking(snapshot, scores, nearness, desk.clock.today())
    order = ranking.order(np.flatnonzero(maybe), ~surely, search.sort)
    known = int(np.count_nonzero(surely))
    return Selection(
        remembered,
        search,
        reading,
        base,
        filters,
        order,
        known,
        nearness,
        matched.relaxed,
        older,
    )


def answer(desk: Desk, search: Search) -> Answer:
    """The page of the answer that a question asks for, with counts for every filter."""
    selection = select(desk, search)
    total = len(selection.order)
    problems = list(selection.problems)
    pages = max(1, -(-total // search.per_page))
    if search.page > pages:
        problems.append(Problem("page", f"There is no page {search.page}: the last is {pages}."))
        search = replace(search, page=pages)
    first = (search.page - 1) * search.per_page
    counts = facet_counts(selection.snapshot, search, selection.base, selection.filters)
    return Answer(
        search=search,
        understood=replace(selection.reading.understood, relaxed=selection.relaxed),
        total=total,
        total_known=selection.known,
        hits=hits(desk, selection, first, first + search.per_page),
        facets=_facets(selection.snapshot.choices, counts, search),
        generation=selection.snapshot.generation,
        problems=tuple(problems),
        near_spellings=_near_spellings(desk, selection) if total == 0 else (),
        older=selection.older,
        urgent=desk.borough.urgent_lines if selection.reading.understood.is_urgent else (),
    )


def hits(
    desk: Desk, selection: Selection, first: int = 0, last: int | None = None
) -> tuple[Hit, ...]:
    """The hits of a selection from `first` up to `last`, all of them when `last` is None."""
    now = desk.clock.now()
    slots = wanted_slots(selection.search)
    understood = selection.reading.understood
    reasons = Reasons(selection.remembered, understood, desk.phrases(), selection.search.words)
    found = []
    for position in selection.order[first:last].tolist():
        listing = selection.snapshot.rows[position].listing
        metres = selection.nearness.metres[position] if selection.nearness else np.nan
        found.append(
            Hit(
                listing=listing,
                distance_m=None if np.isnan(metres) else round(float(metres)),
                next=listing.shown.schedule.only(slots).next(now),
                unknown=tuple(
                    name for name, filtered in selection.filters.items() if filtered.open[position]
                ),
                outside_borough=selection.snapshot.rows[position].outside,
                freshness=selection.snapshot.rows[position].standing.on(now.date()),
                because=reasons.of(position),
            )
        )
    return tuple(found)


def _where(
    mask: Mask, snapshot: Snapshot, search: Search, place: Found | None, nearness: Nearness | None
) -> Mask:
    """Those of `mask` that lie where the question asks."""
    if place and place.whole_area:
        mask = mask & ~snapshot.outside
    if nearness and search.within is not None:
        mask = mask & nearness.within(search.within * METRES_A_MILE)
    if search.bbox:
        mask = mask & snapshot.in_box(search.bbox)
    return mask


def _nearness(desk: Desk, snapshot: Snapshot, place: Found | None) -> Nearness | None:
    """Nearness to a place, if there is one; outside the borough, how far from its places too."""
    if place is None or place.point is None:
        return None
    outside = place.authority not in ("", desk.borough.authority_code)
    towns = (town.point for town in desk.gazetteer.places()) if outside else ()
    far = min((place.point.distance_m(point) for point in towns if point), default=0.0)
    return Nearness(snapshot, place.point, far)


def _near_spellings(desk: Desk, selection: Selection) -> tuple[str, ...]:
    """Words that listings or the thesaurus use, near to those that found nothing."""
    spelling = selection.remembered.text.spelling(desk.phrases().words)
    words = fold(selection.search.words).split()
    return tuple(dict.fromkeys(near for word in words for near in spelling.near(word)))


def _facets(
    choices: Mapping[str, Labels], counts: Counts, search: Search
) -> dict[str, tuple[FacetValue, ...]]:
    facets = {}
    for facet, labels in choices.items():
        chosen = set(all_choices(search.choices(facet)))
        facets[facet] = tuple(
            FacetValue(value, label, counts[facet][value], value in chosen)
            for value, label in labels.items()
        )
    return facets
