"""What may be changed on a public page at once, as no harm comes of it: a notice, days off."""

from collections.abc import Mapping

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Value
from assetmap.domain.people.people import Action, require
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, save_change
from assetmap.services.listings.edits import edited


def change_live(
    context: Context, actor: Actor, listing_id: str, values: Mapping[str, Value]
) -> Listing:
    """Change low-risk fields of a public listing at once; gives it as kept.

    Raises NotAllowed, Unreadable, NotFound, and NotPossible for any other field or a listing that
    is not public: those changes go to an editor.
    """
    require(actor.person, Action.CHANGE_LIVE, listing_id)
    if any(not FIELDS[name].low_risk for name in values):
        raise NotPossible("Only a notice and the days it is closed can be changed at once.")
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        if not before.listing.status.is_public:
            raise NotPossible("Only a published listing can be changed this way.")
        after = edited(context, actor.person, before.listing, values)
        return save_change(context, uow, actor, before, after, "changed at once")
