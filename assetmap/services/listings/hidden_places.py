"""The place that a listing's precision hides: who may see it; each look is written down."""

from assetmap.domain.listings.hidden_place import HiddenPlace
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.people.people import Action, Person, may, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.transitions import authors

LOOKED = "looked at a hidden place"


def action_to_see(listing: Listing) -> Action:
    """What somebody must be allowed in order to see the place that a listing hides."""
    if listing.where.precision is Precision.WITHHELD:
        return Action.SEE_WITHHELD_PLACE
    return Action.SEE_HOME_PLACE


def sees_place(context: Context, person: Person, listing: Listing) -> bool:
    """Whether the person may see it; the author of a draft sees what they typed."""
    if may(person, action_to_see(listing), listing.id):
        return True
    return listing.status is Status.DRAFT and person.id in authors(context, listing.id)


def reveal_place(context: Context, actor: Actor, listing_id: str) -> HiddenPlace:
    """The hidden place; that it was looked at is written down. Raises NotAllowed, NotFound."""
    listing = context.store.get_listing(listing_id).listing
    require(actor.person, action_to_see(listing), listing_id)
    note_look(context, actor, listing_id)
    return context.store.hidden_place(listing_id)


def note_look(context: Context, actor: Actor, listing_id: str) -> None:
    """Write down that somebody looks at a hidden place."""
    subject, now = f"listing:{listing_id}", context.clock.now()
    with context.unit_of_work() as uow:
        uow.audit(AuditEvent(now, actor.person.id, LOOKED, subject, actor.origin))
