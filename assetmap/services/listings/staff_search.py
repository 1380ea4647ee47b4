"""Finding a listing as staff do: in any status, by a word of its name, by whose it is to check."""

from dataclasses import dataclass

from assetmap.domain.checks.freshness import Freshness, freshness_of
from assetmap.domain.listings.ending import is_finished
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.people.people import Action, is_person_id, may, require
from assetmap.domain.text import fold
from assetmap.services.context import Context
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


def look_up(context: Context, actor: Actor, wanted: ListingFilter) -> list[Listing]:
    """The listings that somebody may work on and that fit, by name. Raises NotAllowed."""
    require(actor.person, Action.SEE_WORK)
    words, place = fold(wanted.words).split(), fold(wanted.place)
    found = [
        listing
        for listing in context.directory_cache.current().listings.values()
        if (wanted.status is None or listing.status is wanted.status)
        and _is_looked_after(context, listing, wanted.steward)
        and (not words or _is_named(listing, words) or listing.id == wanted.words.strip())
        and (not place or place in _ground(listing))
        and _stands(context, listing, wanted.freshness)
        and (not wanted.finished or has_finished(context, listing))
        and may(actor.person, Action.SEE_WORK, listing.id)
    ]
    return sorted(found, key=lambda listing: (fold(listing.name), listing.id))


def has_finished(context: Context, listing: Listing) -> bool:
    """Whether it is public and its last date has passed."""
    return listing.status.is_public and is_finished(listing, context.clock.today())


def stewards(context: Context) -> list[tuple[str, str]]:
    """Everybody who is named as the one to check a listing, as listings have them and in words.

    People come first, by name, and then what only earlier words say.
    """
    given = {listing.steward for listing in context.directory_cache.current().listings.values()}
    named = [(each, steward_words(context, each)) for each in given if has_steward(context, each)]
    return sorted(named, key=lambda pair: (not is_person_id(pair[0]), fold(pair[1])))


def _is_looked_after(context: Context, listing: Listing, steward: str) -> bool:
    if steward == NOBODY:
        return not has_steward(context, listing.steward)
    return not steward or listing.steward == steward


def _is_named(listing: Listing, words: list[str]) -> bool:
    names = fold(" ".join(listing.names))
    return all(word in names for word in words)


def _ground(listing: Listing) -> str:
    """What of its place staff may look for: what the public may know, and the town."""
    where = listing.where
    return fold(f"{where.place} {where.area_served}")


def _stands(context: Context, listing: Listing, freshness: Freshness | None) -> bool:
    if freshness is None:
        return True
    if not listing.status.is_public:
        return False
    return freshness_of(listing, context.borough.upkeep, context.clock.today()) is freshness
