"""Answers a question: one page of the listings that it selects, and counts for every filter."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

import numpy as np

from assetmap.domain.listings.needs import needs_of
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.facets import Labels
from assetmap.domain.search.query import Search, all_choices
from assetmap.domain.search.results import Answer, FacetValue, Hit, Part, Understood
from assetmap.domain.text import fold
from assetmap.domain.times.schedule import Session, slots_of
from assetmap.domain.times.school_terms import is_on_holiday
from assetmap.domain.validation import Problem
from assetmap.search_index.filters import Counts, column_counts, facet_counts, wanted_slots
from assetmap.services.context import Context
from assetmap.services.search import roles
from assetmap.services.search.covering import covers_place
from assetmap.services.search.explanations import Explanations
from assetmap.services.search.needing import MOST as NEEDING_MOST
from assetmap.services.search.needing import needing
from assetmap.services.search.openings import opening_now
from assetmap.services.search.parts import PARTS
from assetmap.services.search.selection import Order, Selection, select
from assetmap.services.search.urgent import urgent_lines


def answer(context: Context, search: Search) -> Answer:
    """The page of the answer that a question asks for, with counts for every filter."""
    return answer_of(context, select(context, search))


def answer_of(context: Context, selection: Selection, *, with_hits: bool = True) -> Answer:
    """The page of the answer that a selection is, with counts for every filter.

    Without `with_hits` none are worked out, for who lists them otherwise.
    """
    search = selection.search
    total = len(selection.order)
    problems = list(selection.problems)
    pages = max(1, -(-total // search.per_page))
    if search.page > pages:
        problems.append(Problem("page", f"There is no page {search.page}: the last is {pages}."))
        search = replace(search, page=pages)
    first = (search.page - 1) * search.per_page
    urgent, leave_url = urgent_lines(context.borough, search, selection.query.understood)
    last = first + search.per_page if with_hits else first
    needed = needing(context, selection)
    return Answer(
        search=search,
        understood=_understood(selection),
        total=total,
        total_known=selection.known,
        hits=_with_needed(hits(context, selection, first, last), selection, needed),
        facets=_facets(selection.snapshot.choices, _counts(context, selection), search),
        version=selection.snapshot.version,
        problems=tuple(problems),
        near_spellings=_near_spellings(selection) if total == 0 else (),
        asks_to_give=selection.asks_to_give,
        also_need=also_need(context, selection, needed),
        older=selection.older,
        match=selection.match,
        in_parts=selection.in_parts,
        named=selection.named,
        has_aside=selection.has_aside,
        nearest=_hits_at(context, selection, selection.nearest),
        give=_give(context, selection),
        urgent=urgent,
        leave_url=leave_url,
        ward=selection.ward.name if selection.ward else "",
        covers=covers_place(context, selection.query.understood.place),
    )


def _understood(selection: Selection) -> Understood:
    found, relaxed = selection.query.understood, selection.relaxed
    return found if found.relaxed == relaxed else replace(found, relaxed=relaxed)


def _give(context: Context, selection: Selection) -> Hit | None:
    found = _hits_at(context, selection, selection.give)
    return replace(found[0], part=Part.GIVE) if found else None


def _with_needed(
    found: tuple[Hit, ...], selection: Selection, needed: Mapping[int, tuple[str, ...]]
) -> tuple[Hit, ...]:
    position = selection.snapshot.position
    return tuple(
        replace(hit, needed=needed.get(position[hit.listing.id], ())) if needed else hit
        for hit in found
    )


def also_need(
    context: Context, selection: Selection, needed: Mapping[int, tuple[str, ...]]
) -> tuple[Hit, ...]:
    """The first of those that need something, by `needing`, that the list has not got already."""
    listed = selection.mask
    positions = [position for position in needed if not listed[position]][:NEEDING_MOST]
    found = _hits_at(context, selection, np.array(positions, np.int64))
    return tuple(
        replace(hit, needed=needed[position], part=Part.GIVE)
        for hit, position in zip(found, positions, strict=True)
    )


def hits(
    context: Context, selection: Selection, first: int = 0, last: int | None = None
) -> tuple[Hit, ...]:
    """The hits of a selection from `first` up to `last`, all of them when `last` is None."""
    return _hits_at(context, selection, selection.order[first:last])


def _hits_at(context: Context, selection: Selection, positions: Order) -> tuple[Hit, ...]:
    if not len(positions):
        return ()
    now, terms = context.clock.now(), selection.snapshot.calendar.terms
    understood = selection.query.understood
    reasons = Explanations(selection.cached, understood, selection.book, selection.search.words)
    slots, today = wanted_slots(selection.search), now.date()
    opens = [(name, filtered.open) for name, filtered in selection.filters.items()]
    found = []
    for position in positions.tolist():
        row = selection.snapshot.rows[position]
        listing = row.listing
        metres = float(selection.nearness.metres[position]) if selection.nearness else math.nan
        found.append(
            Hit(
                listing=listing,
                distance_m=None if math.isnan(metres) else round(metres),
                next=_next(selection, position, listing, now, slots),
                opening=opening_now(selection.snapshot, position, listing, now),
                is_on_holiday=is_on_holiday(listing.shown.schedule.terms, terms, today),
                unknown=tuple([name for name, is_open in opens if is_open[position]]),
                outside_borough=row.outside,
                freshness=row.standing.on(today),
                because=reasons.of(position),
                reach=selection.location.reach_of(position),
                part=PARTS[selection.parted.parts[position]],
                needs=needs_of(listing.shown, today),
                is_asked_for=bool(selection.signals.names.asked_for[position]),
            )
        )
    return tuple(found)


def _next(
    selection: Selection, position: int, listing: PublicListing, now: datetime, slots: int
) -> Session | None:
    """The next session that the filters ask for (by their `slots`), and of what fits one that the
    words ask for.
    """
    snapshot, timing = selection.snapshot, selection.signals.timing
    calendar = snapshot.calendar
    soonest = snapshot.next_sessions.of(position, now, slots)
    if soonest is None or timing is None:
        return soonest
    rules = snapshot.sessions.rules_of(position, listing.shown.schedule, timing.rows)
    meant = (listing.next_of(rule, now, calendar) for rule in rules if slots_of(rule) & slots)
    return min((session for session in meant if session), default=soonest)


def _counts(context: Context, selection: Selection) -> Counts:
    """How many each value of a filter finds; with roles, where choosing it asks for them."""
    snapshot, search, filters = selection.snapshot, selection.search, selection.filters
    base = selection.base
    if roles.asks_for_nothing(search):
        base = base & ~roles.roles_of(snapshot)  # once a filter is chosen, something is asked for
    now = context.clock.now()
    counts = facet_counts(snapshot, search, base, filters, now)
    if not (selection.with_roles & ~base).any():
        return counts
    with_roles = column_counts(snapshot, selection.with_roles, filters)
    for facet, values in roles.values_that_ask(context.borough.giving, snapshot).items():
        counts[facet] |= {value: with_roles[facet][value] for value in values}
    return counts


def _near_spellings(selection: Selection) -> tuple[str, ...]:
    """Words that listings or the thesaurus use, near to those that found nothing."""
    spelling = selection.cached.text.spelling(selection.book.words)
    words = fold(selection.search.words).split()
    return tuple(dict.fromkeys(near for word in words for near in spelling.near(word)))


# Some 150 for every answer, the same ones again and again.
_facet_value = lru_cache(8_192)(FacetValue)


def _facets(
    choices: Mapping[str, Labels], counts: Counts, search: Search
) -> dict[str, tuple[FacetValue, ...]]:
    facets = {}
    for facet, labels in choices.items():
        chosen = set(all_choices(search.choices(facet)))
        many = counts[facet]
        facets[facet] = tuple(
            [  # a list of so many is made in less time than they are given one by one
                _facet_value(value, label, many[value], value in chosen)
                for value, label in labels.items()
            ]
        )
    return facets
