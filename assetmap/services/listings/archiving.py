"""Listings that are listed no longer: archived, merged into another, restored."""

from dataclasses import replace

from assetmap.domain.listings.lifecycle import ArchiveReason, NotPossible, Transition, next_status
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.text import fold
from assetmap.services.account.membership import follow_merge
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, StoredListing, load_for_update, save_change
from assetmap.services.listings.superseded import close_superseded, owner_asked
from assetmap.services.privacy.do_not_list import register
from assetmap.storage.unit_of_work import UnitOfWork


def archive(context: Context, actor: Actor, listing_id: str, because: str) -> None:
    """Take a listing off for one of ArchiveReason; its address says so from now on.

    When the owner asked, it also goes on the do-not-list. Raises NotAllowed, NotPossible.
    """
    require(actor.person, Action.ARCHIVE, listing_id)
    with context.unit_of_work() as uow:
        archived(context, uow, actor, load_for_update(context, listing_id), because)


def restore(context: Context, actor: Actor, listing_id: str) -> None:
    """Make an archived listing a draft again. Raises NotAllowed, NotPossible."""
    require(actor.person, Action.ARCHIVE, listing_id)
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        status = next_status(before.listing.status, Transition.RESTORE)
        after = replace(
            before.listing, status=status, archived_because="", merged_into="", paused_until=None
        )
        save_change(context, uow, actor, before, after, "restored")


def merge(context: Context, actor: Actor, gone_id: str, kept_id: str) -> None:
    """Make one listing of two: `gone_id`'s address leads to `kept_id`, both histories stay.

    Raises NotAllowed, NotFound, NotPossible.
    """
    require(actor.person, Action.ARCHIVE, gone_id)
    with context.unit_of_work() as uow:
        merged(context, uow, actor, gone_id, kept_id)


def archived(
    context: Context, uow: UnitOfWork, actor: Actor, before: StoredListing, because: str
) -> Listing:
    """The same inside the caller's transaction, who has seen to it that the person may."""
    status = next_status(before.listing.status, Transition.ARCHIVE)
    reason = ArchiveReason(because)
    after = replace(before.listing, status=status, archived_because=str(reason))
    if reason is ArchiveReason.OWNER_ASKED or owner_asked(context, before.listing.id):
        contacts = (before.listing.public, before.listing.private)
        register(context, uow, actor, before.listing.name, contacts)
    saved = save_change(context, uow, actor, before, after, "archived", str(reason))
    close_superseded(context, uow, actor, saved.id)
    return saved


def merged(context: Context, uow: UnitOfWork, actor: Actor, gone_id: str, kept_id: str) -> None:
    """The same inside the caller's transaction, who has seen to it that the person may."""
    if gone_id == kept_id:
        raise NotPossible("A listing cannot be merged into itself.")
    gone, kept = load_for_update(context, gone_id), load_for_update(context, kept_id)
    if not kept.listing.status.is_public:
        raise NotPossible("Merge into a listing that is published.")
    status = next_status(gone.listing.status, Transition.ARCHIVE)
    reason = str(ArchiveReason.MERGED)
    after = replace(gone.listing, status=status, archived_because=reason, merged_into=kept_id)
    save_change(context, uow, actor, gone, after, "merged", f"into {kept_id}")
    if gone.listing.status.is_public:  # a draft's name was never approved
        named = _with_names(kept.listing, gone.listing)
        save_change(context, uow, actor, kept, named, "added names")
    follow_merge(context, uow, actor, gone_id, kept_id)
    uow.audit(
        AuditEvent(
            context.clock.now(),
            actor.person.id,
            "merged",
            f"listing:{kept_id}",
            actor.origin,
            f"took in {gone_id}",
        )
    )
    close_superseded(context, uow, actor, gone_id)


def _with_names(kept: Listing, gone: Listing) -> Listing:
    """The kept listing, found under the other's names too."""
    known = {fold(name) for name in kept.names}
    more = [name for name in gone.names if fold(name) not in known]
    return replace(kept, also_known_as=(*kept.also_known_as, *dict.fromkeys(more)))
