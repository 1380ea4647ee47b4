"""Finding a listing as staff do: in any status, by a word of its name, by whose it is to check."""

from dataclasses import dataclass

import numpy as np

from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.listings.ending import is_finished
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.people.people import Action, Person, is_person_id, may, require
from assetmap.domain.text import fold
from assetmap.search_index.listing_columns import RUNGS
from assetmap.services.context import Context
from assetmap.services.every_listing import EveryListing, Mask, Selection
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.stewards import has_steward, steward_words

NOBODY = "nobody"  # in place of a steward: listings that nobody looks after


@dataclass(frozen=True)
class ListingFilter:
    """What is looked for; an empty part leaves nothing out.

    `words` are parts of a name or the whole id, `place` a part of where it is or what it covers,
    `steward` what a listing has there, or NOBODY for those that nobody looks after; `finished` are
    public ones whose last date has passed.
    """

    words: str = ""
    status: Status | None = None
    freshness: Freshness | None = None
    steward: str = ""
    place: str = ""
    finished: bool = False


def look_up(context: Context, actor: Actor, wanted: ListingFilter) -> Selection[Listing]:
    """The listings that somebody may work on and that fit, by name. Raises NotAllowed."""
    require(actor.person, Action.SEE_WORK)
    every = context.directory_cache.current().every
    fits = may_see_work(actor.person, every) & _stands(context, every, wanted)
    if wanted.steward:
        fits &= _is_looked_after(context, every, wanted.steward)
    if place := fold(wanted.place):
        fits &= every.arrays.kept.coded["ground"].where(lambda ground: place in ground, fits)
    if words := fold(wanted.words).split():
        fits &= _is_named(every, words, fits) | every.mask_of([wanted.words.strip()])
    return every.by_name(fits)


def look_up_ids(context: Context, actor: Actor, wanted: ListingFilter) -> list[str]:
    """Their ids alone, in the same order. Raises NotAllowed."""
    ids = context.directory_cache.current().every.ids
    return [ids[position] for position in look_up(context, actor, wanted).positions.tolist()]


def may_see_work(person: Person, every: EveryListing) -> Mask:
    """Which listings somebody may see the work of: all, or their own."""
    if may(person, Action.SEE_WORK, ""):
        return np.ones(len(every), bool)
    return every.mask_of(own for own in person.own if may(person, Action.SEE_WORK, own))


def has_finished(context: Context, listing: Listing) -> bool:
    """Whether it is public and its last date has passed."""
    return listing.status.is_public and is_finished(listing, context.clock.today())


def stewards(context: Context) -> list[tuple[str, str]]:
    """Everybody who is named as the one to check a listing, as listings have them and in words.

    People come first, by name, and then what only earlier words say.
    """
    given = context.directory_cache.current().every.arrays.kept.coded["steward"].different.every
    named = [(each, steward_words(context, each)) for each in given if has_steward(context, each)]
    return sorted(named, key=lambda pair: (not is_person_id(pair[0]), fold(pair[1])))


def _is_looked_after(context: Context, every: EveryListing, steward: str) -> Mask:
    given = every.arrays.kept.coded["steward"]
    if steward == NOBODY:
        return given.where(lambda each: not has_steward(context, each))
    return given.having(steward)


def _is_named(every: EveryListing, words: list[str], among: Mask) -> Mask:
    """Which of some listings have each word in one of their names."""
    names, found = every.arrays.kept.every_text("names"), np.zeros(len(every), bool)
    for position in np.flatnonzero(among).tolist():
        found[position] = all(word in names[position] for word in words)
    return found


def _stands(context: Context, every: EveryListing, wanted: ListingFilter) -> Mask:
    """Which listings have the status, stand where they are to, and are over if they are to be."""
    arrays, today = every.arrays, context.clock.today()
    found = np.ones(len(every), bool) if wanted.status is None else arrays.has_status(wanted.status)
    if wanted.freshness is not None:
        found &= arrays.is_public & (arrays.rung(today) == RUNGS.index(wanted.freshness))
    return found & arrays.is_public & arrays.is_finished(today) if wanted.finished else found
