"""Chooses what to show in a conversation: at most twelve, near, soon, checked, and mixed.

What fits the words and what they would like comes first, then what fits the words, then what fits
what they would like: what is mainly about it before what is so besides, and what is for named
people lower than what is for everybody. Within each, nearness (up to 1), being on within a week
(0.5) and a recent check (up to 0.25) add up; with words, each place further down the search's own
order costs a twelfth. What does not say whether it has a must-have follows what has them all.
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
from assetmap.domain.search.results import Hit, Understood
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.handouts.must_haves import Musts, musts_of
from assetmap.services.search.finding import hits
from assetmap.services.search.selection import Selection, select

LOOKED_AT = 200  # of each search, best first: the next dates of more would only take time
SOON, CHECKED, STEP = 0.5, 0.25, 1 / 12
URGENT_STEP = 2  # more than all the others together: in danger the search's own order stands
CHECK_FADES_DAYS = 365
_GIVING = kinds_that(lambda rules: rules.gives_time)


@dataclass(frozen=True)
class Option:
    """One listing to talk about. `unsaid` are must-haves that it does not speak of.

    `is_added`: nothing that was said found it, it is here as the way to give.
    """

    hit: Hit
    unsaid: tuple[str, ...] = ()
    is_added: bool = False

    @property
    def gives(self) -> bool:
        """Whether it is a way to give something."""
        return self.hit.listing.shown.kind.rules.gives_time


@dataclass(frozen=True)
class Options:
    """What fits a conversation: first what has every must-have, then what does not say.

    `left_out` more do not say either.
    """

    options: tuple[Option, ...]
    understood: Understood
    left_out: int = 0
    unsaid: tuple[str, ...] = ()  # of those left out, as the ends of sentences
    problems: tuple[Problem, ...] = ()


def options_for(context: Context, conversation: Conversation) -> Options:
    """At most twelve options, with at least one way to give wherever there is any."""
    selections = _selections(context, conversation)
    musts = [musts_of(each.snapshot, conversation) for each in selections]
    ways = list(zip(selections, musts, strict=True))
    options = _mixed(_found(context, conversation, ways))
    if len(options) < MOST:
        unsure = _found(context, conversation, ways, unsaid=True)
        options += _mixed(unsure)[: MOST - len(options)]
    understood = selections[0].query.understood
    wordless = replace(conversation, words="", near=_near(conversation, understood))
    if not understood.is_urgent:  # nobody in danger is asked to give
        options = _with_giving(context, wordless, options)
    left, unsaid = _left_out(ways, {option.hit.listing.id for option in options})
    return Options(
        options=tuple(sorted(options, key=lambda option: bool(option.unsaid))),
        understood=understood,
        left_out=left,
        unsaid=unsaid,
        problems=selections[0].problems,
    )


def _found(
    context: Context,
    conversation: Conversation,
    ways: list[tuple[Selection, Musts]],
    *,
    unsaid: bool = False,
) -> list[Option]:
    """The options of every way of looking, once each, the best fitting first."""
    found: dict[str, Option] = {}
    for selection, musts in ways:
        for option in _best(context, conversation, selection, musts, unsaid=unsaid):
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
    context: Context,
    conversation: Conversation,
    selection: Selection,
    musts: Musts,
    *,
    unsaid: bool = False,
) -> list[Option]:
    """The options of one search, best first; with `unsaid`, those that do not say."""
    # What covers other areas alone fits nobody at the place.
    allowed = (musts.unsure if unsaid else musts.surely) & selection.location.is_reached
    order = selection.order[allowed[selection.order]][:LOOKED_AT]
    if not len(order):
        return []
    asked = selection.search
    if "daytime" in conversation.musts:
        asked = replace(asked, time=(("morning", "afternoon"),))  # so is the next date
    found = hits(context, replace(selection, search=asked, order=order))
    close = selection.nearness.closeness()[order] if selection.nearness else np.zeros(len(order))
    step = STEP if conversation.words and asked.words else 0.0
    if selection.query.is_urgent:
        step = URGENT_STEP
    now = context.clock.now()
    # What was found by words stands in the search's order, which knows whom it is for.
    losses = np.zeros(len(order)) if asked.words else selection.signals.for_others[order]
    besides = selection.signals.besides[order].tolist()
    scores = [
        float(close[rank] - losses[rank]) + _timely(hit, now) - step * rank
        for rank, hit in enumerate(found)
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


def _with_giving(
    context: Context, conversation: Conversation, options: list[Option]
) -> list[Option]:
    """The options with a way to give as the last of them, unless there is one already."""
    if any(option.gives for option in options):
        return options
    way = next(_ways_to_give(context, conversation), None)
    return [*options[: MOST - 1], replace(way, is_added=True)] if way else options


def _ways_to_give(context: Context, conversation: Conversation) -> Iterator[Option]:
    """Roles and offers: those of what they would like first; what does not say comes after."""
    kinds = Search(near=conversation.near, kind=(tuple(map(str, _GIVING)),))
    liked = _categories(context, conversation)
    searches = [replace(kinds, category=(liked,)), kinds] if liked else [kinds]
    for for_anyone, unsaid in product((False, True), repeat=2):
        for search in searches:
            selection = select(context, search)
            musts = musts_of(selection.snapshot, conversation, for_anyone=for_anyone)
            yield from _best(context, conversation, selection, musts, unsaid=unsaid)


def _left_out(ways: list[tuple[Selection, Musts]], shown: set[str]) -> tuple[int, tuple[str, ...]]:
    """How many more listings there are that do not say, and what it is."""
    found: dict[str, tuple[str, ...]] = {}
    for selection, musts in ways:
        unsure = musts.unsure & selection.location.is_reached
        for position in selection.order[unsure[selection.order]].tolist():
            found[selection.snapshot.ids[position]] = musts.unsaid(position)
    left = [unsaid for listing_id, unsaid in found.items() if listing_id not in shown]
    return len(left), tuple(dict.fromkeys(end for ends in left for end in ends))
