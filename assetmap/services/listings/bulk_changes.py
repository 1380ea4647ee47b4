"""One value for many listings at once: asked for as a proposal each, for the usual review."""

from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.domain.listings.fields import differences
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import FieldChange, Proposal, Value
from assetmap.domain.people.people import Action, may, require
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.edits import Unreadable, edited, new_gaps
from assetmap.services.listings.proposals import propose

CHANGEABLE = ("steward", "categories", "phone")
MOST = 200  # listings at a time, so that an editor can still look at each


class TooMany(Exception):
    """More listings were chosen than can be changed at a time; the message is plain words."""


@dataclass(frozen=True)
class BulkChange:
    """What one value means for one listing: the change, or why there is none.

    `is_same` when the listing says so already; `why_not` when it cannot be asked for.
    """

    listing: Listing
    change: FieldChange | None = None
    is_same: bool = False
    why_not: str = ""


def chosen_listings(context: Context, actor: Actor, listing_ids: Iterable[str]) -> list[Listing]:
    """The chosen listings that somebody may ask to change, in the order chosen, each once.

    Raises NotAllowed, and TooMany.
    """
    require(actor.person, Action.PROPOSE)
    known = context.directory_cache.current().listings
    ids = dict.fromkeys(listing_ids)
    found = [
        known[each] for each in ids if each in known and may(actor.person, Action.PROPOSE, each)
    ]
    if len(found) > MOST:
        raise TooMany(
            f"{len(found):,} listings are too many at a time. Choose {MOST} or fewer: "
            "look for a place or a person first."
        )
    return found


def preview(
    context: Context, actor: Actor, listings: Iterable[Listing], field: str, value: Value
) -> list[BulkChange]:
    """What a value of one of CHANGEABLE would change in each listing; nothing is kept."""
    return [_one(context, actor, listing, field, value) for listing in listings]


def propose_bulk(
    context: Context, actor: Actor, listings: Iterable[Listing], field: str, value: Value
) -> list[Proposal]:
    """Ask for the change of each listing that it changes; gives the proposals made."""
    found = preview(context, actor, listings, field, value)
    return [
        propose(context, actor, each.listing.id, {field: value}, is_heard=False)
        for each in found
        if each.change
    ]


def _one(context: Context, actor: Actor, listing: Listing, field: str, value: Value) -> BulkChange:
    if field not in CHANGEABLE:
        raise ValueError(f"{field} is not changed in many listings at once")
    if not listing.status.is_public:
        return BulkChange(listing, why_not="It is not published.")
    before = load_for_update(context, listing.id).listing
    try:
        after = edited(context, actor.person, before, {field: value})
    except Unreadable as error:
        return BulkChange(listing, why_not=error.gaps[0].message)
    if gaps := new_gaps(before, after):
        return BulkChange(listing, why_not=gaps[0].message)
    changes = differences(before, after)
    if not changes:
        return BulkChange(listing, is_same=True)
    return BulkChange(listing, change=changes[0])
