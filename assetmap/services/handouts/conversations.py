"""Chooses what to show in a conversation: what fits, at most twelve, near, soon, checked, mixed.

What fits the words and what they would like comes first, then what fits the words, then what fits
what they would like: what is mainly about it before what is so besides, and what is for named
people lower than what is for everybody. Within each, nearness (up to 1), being on within a week
(0.5), being for the very people that it must be for (1) and a recent check (up to 0.25) add up;
with words, each place further down the search's own order costs a twelfth. What does not say
whether it has a must-have follows what has them all. Nothing is added to make up a number: one way
to give stands apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import product

import numpy as np

from assetmap.domain.handouts.conversation import (
    FAR_MILES,
    MOST,
    MOST_OF_A_KIND,
    SOON_DAYS,
    Conversation,
)
from assetmap.domain.listings.kinds import Kind, kinds_that
from assetmap.domain.listings.listing import Status
from assetmap.domain.place import METRES_A_MILE
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Covers, Hit, Understood
from assetmap.domain.validation import Problem
from assetmap.search_index.snapshot import Mask
from assetmap.services.context import Context
from assetmap.services.handouts.conversation_needs import needs_that_fit
from assetmap.services.handouts.fits import reasons_of, what_fits
from assetmap.services.handouts.must_haves import Musts, musts_of
from assetmap.services.search.covering import covers_place
from assetmap.services.search.finding import hits
from assetmap.services.search.selection import Selection, select

LOOKED_AT = 200  # of each search, best first: the next dates of more would only take time
SOON, CHECKED, FOR_THEM, STEP = 0.5, 0.25, 1.0, 1 / 12
URGENT_STEP = 2  # more than all the others together: in danger the search's own order stands
CHECK_FADES_DAYS = 365
_GIVING = kinds_that(lambda rules: rules.only_gives)


@dataclass(frozen=True)
class Option:
    """One listing to talk about. `unsaid` are must-haves that it does not speak of.

    `reasons` are subjects of it that were meant.
    """

    hit: Hit
    unsaid: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def gives(self) -> bool:
        """Whether taking it up is a way to give something."""
        return self.hit.listing.shown.kind.rules.only_gives


@dataclass(frozen=True)
class Options:
    """What fits a conversation: first what has every must-have, then what does not say.

    `fitting` have every must-have, shown or not; `left_out` more do not say, and are not shown.
    `give` is a way to give that nobody asked for, and `needs` what needs what somebody asked to
    give, both apart from what fits. `ruled_out` is how many
    more there would be without each must-have that leaves some out, by its slug.
    """

    options: tuple[Option, ...]
    understood: Understood
    give: Option | None = None
    needs: tuple[Option, ...] = ()
    fitting: int = 0
    ruled_out: tuple[tuple[str, int], ...] = ()
    left_out: int = 0
    unsaid: tuple[str, ...] = ()  # of those left out, as the ends of sentences
    problems: tuple[Problem, ...] = ()
    covers: Covers | None = None  # whom to ask about the place that was named


@dataclass(frozen=True)
class _Way:
    """One way of looking: what it selects, what of that fits, and the must-haves."""

    selection: Selection
    fits: Mask
    musts: Musts

    def ids(self, mask: Mask) -> set[str]:
        """The listings that fit and that a mask leaves."""
        order = self.selection.order
        kept = order[(self.fits & mask)[order]].tolist()
        return {self.selection.snapshot.ids[position] for position in kept}


def options_for(context: Context, conversation: Conversation) -> Options:
    """At most twelve options that fit, and beside them one way to give where there is any."""
    selections = _selections(context, conversation)
    ways = [
        _Way(each, what_fits(each), musts_of(each.snapshot, conversation)) for each in selections
    ]
    options = _mixed(_found(context, conversation, ways))
    options += _mixed(_found(context, conversation, ways, unsaid=True))[: MOST - len(options)]
    understood = selections[0].query.understood
    wordless = replace(conversation, words="", near=_near(conversation, understood))
    give = None
    if options and not understood.is_urgent:  # nobody in danger is asked to give
        give = _way_to_give(context, wordless, options)
    shown = options[: MOST - 1] if give else options
    taken = {option.hit.listing.id for option in shown}
    needs = needs_that_fit(context, selections[0], ways[0].musts.surely, taken)
    left, unsaid = _left_out(ways, taken)
    return Options(
        options=tuple(_explained(context, option, understood) for option in shown),
        understood=understood,
        give=give,
        needs=tuple(map(Option, needs)),
        fitting=len(set().union(*(way.ids(way.musts.surely) for way in ways))),
        ruled_out=_ruled_out(ways),
        left_out=left,
        unsaid=unsaid,
        covers=covers_place(context, understood.place),
        problems=selections[0].problems,
    )


def _explained(context: Context, option: Option, understood: Understood) -> Option:
    listing = option.hit.listing.shown
    return replace(option, reasons=reasons_of(listing, understood, context.borough.words))


def _ruled_out(ways: list[_Way]) -> tuple[tuple[str, int], ...]:
    found: dict[str, set[str]] = {}
    for way in ways:
        for slug, mask in way.musts.ruled_out().items():
            found.setdefault(slug, set()).update(way.ids(mask))
    return tuple((slug, len(ids)) for slug, ids in found.items() if ids)


def _found(
    context: Context, conversation: Conversation, ways: list[_Way], *, unsaid: bool = False
) -> list[Option]:
    """The options of every way of looking, once each, the best fitting first."""
    found: dict[str, Option] = {}
    for way in ways:
        for option in _best(context, conversation, way, unsaid=unsaid):
            found.setdefault(option.hit.listing.id, option)
    return list(found.values())


def _selections(context: Context, conversation: Conversation) -> list[Selection]:
    """What answers each way of looking, the best fitting first."""
    liked = _categories(context, conversation)
    asked = Search(
        words=conversation.words,
        near=conversation.near,
        ignore=conversation.ignore,
        exact=conversation.exact,
    )
    searches = [replace(asked, category=(liked,))] if liked else []
    if conversation.words or not liked:
        searches.append(asked)
    selections = [select(context, search) for search in searches]
    # In danger nothing is shown that was chosen without the words.
    if conversation.words and liked and not selections[0].query.is_urgent:
        near = _near(conversation, selections[0].query.understood)
        selections.append(select(context, Search(near=near, category=(liked,))))
    return selections


def _near(conversation: Conversation, understood: Understood) -> str:
    """The place to look near when the words, which may have named it, are left out."""
    return conversation.near or understood.place_in_words


def _categories(context: Context, conversation: Conversation) -> tuple[str, ...]:
    likings = (context.borough.words.liking[slug] for slug in conversation.likings)
    return tuple(dict.fromkeys(slug for liking in likings for slug in liking.categories))


def _best(
    context: Context, conversation: Conversation, way: _Way, *, unsaid: bool = False
) -> list[Option]:
    """The options of one way of looking, best first; with `unsaid`, those that do not say."""
    selection, musts = way.selection, way.musts
    allowed = (musts.unsure if unsaid else musts.surely) & way.fits
    order = selection.order[allowed[selection.order]][:LOOKED_AT]
    if not len(order):
        return []
    asked = selection.search
    if "daytime" in conversation.musts:
        asked = replace(asked, time=(("morning", "afternoon"),))  # so is the next date
    found = hits(context, replace(selection, search=asked, order=order))
    close = selection.nearness.closeness[order] if selection.nearness else np.zeros(len(order))
    step = STEP if conversation.words and asked.words else 0.0
    if selection.query.is_urgent:
        step = URGENT_STEP
    now = context.clock.now()
    named = musts.named[order]
    # What was found by words stands in the search's order, which knows whom it is for.
    losses = np.zeros(len(order)) if asked.words else selection.signals.for_others[order] * ~named
    besides = selection.signals.besides[order].tolist()
    worth = close - losses + FOR_THEM * named
    scores = [
        float(worth[rank]) + _timely(hit, now) - step * rank for rank, hit in enumerate(found)
    ]
    ranks = sorted(
        range(len(found)), key=lambda n: (_is_put_off(found[n]), besides[n], -scores[n], n)
    )
    return [Option(found[n], musts.unsaid(int(order[n]))) for n in ranks]


def _timely(hit: Hit, now: datetime) -> float:
    """What being on soon and having been checked lately are worth."""
    return SOON * _is_soon(hit, now) + CHECKED * _newness(hit.listing.shown.checked.on, now.date())


def _is_soon(hit: Hit, now: datetime) -> bool:
    return hit.next is not None and hit.next.start <= now + timedelta(days=SOON_DAYS)


def _newness(checked: date | None, today: date) -> float:
    if checked is None:
        return 0.0
    return max(0.0, 1 - (today - checked).days / CHECK_FADES_DAYS)


def _is_put_off(hit: Hit) -> bool:
    """Whether it comes after the others: nobody can go yet, or it has not been confirmed."""
    return hit.freshness.is_doubtful or hit.listing.shown.status is not Status.PUBLISHED


def _mixed(options: Iterable[Option]) -> list[Option]:
    """The first twelve, with at most six of a kind as long as others fit.

    One that is far away does not fit better than another of a kind that there are six of nearby.
    """
    taken: list[Option] = []
    held: list[Option] = []
    kinds: Counter[Kind] = Counter()
    for option in options:
        kind = option.hit.listing.shown.kind
        if kinds[kind] < MOST_OF_A_KIND and not (held and _is_far(option)):
            kinds[kind] += 1
            taken.append(option)
        else:
            held.append(option)
    return (taken + held)[:MOST]


def _is_far(option: Option) -> bool:
    metres = option.hit.distance_m
    return metres is not None and metres > FAR_MILES * METRES_A_MILE


def _way_to_give(
    context: Context, conversation: Conversation, options: list[Option]
) -> Option | None:
    """The best way to give, unless there is one among the options already, or none at all."""
    if any(option.gives for option in options):
        return None
    return next(_ways_to_give(context, conversation), None)


def _ways_to_give(context: Context, conversation: Conversation) -> Iterator[Option]:
    """Roles: those of what they would like first; what does not say comes after."""
    kinds = Search(near=conversation.near, kind=(tuple(map(str, _GIVING)),))
    liked = _categories(context, conversation)
    searches = [replace(kinds, category=(liked,)), kinds] if liked else [kinds]
    for for_anyone, unsaid in product((False, True), repeat=2):
        for search in searches:
            selection = select(context, search)
            musts = musts_of(selection.snapshot, conversation, for_anyone=for_anyone)
            way = _Way(selection, selection.mask & selection.location.is_reached, musts)
            yield from _best(context, conversation, way, unsaid=unsaid)


def _left_out(ways: list[_Way], shown: set[str]) -> tuple[int, tuple[str, ...]]:
    """How many more listings there are that do not say, and what it is."""
    found: dict[str, tuple[str, ...]] = {}
    for way in ways:
        snapshot = way.selection.snapshot
        for listing_id in way.ids(way.musts.unsure):
            found[listing_id] = way.musts.unsaid(snapshot.position[listing_id])
    left = {listing_id: unsaid for listing_id, unsaid in found.items() if listing_id not in shown}
    ends = (must.unsaid for must, _ in ways[0].musts.each)
    every = {end for unsaid in left.values() for end in unsaid}
    return len(left), tuple(end for end in ends if end in every)
