"""Adding a listing: a draft that is saved as one goes, and sent for review when it is ready."""

from collections.abc import Mapping
from dataclasses import replace

from assetmap.domain.checks.check import Check, Method, Outcome, after_check
from assetmap.domain.listings.lifecycle import NotPossible, Transition, next_status
from assetmap.domain.listings.listing import Kind, Listing, Status
from assetmap.domain.listings.proposal import Value
from assetmap.domain.listings.requirements import missing_for_publishing
from assetmap.domain.people.people import Action, may, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import (
    Actor,
    StoredListing,
    load_for_update,
    new_id,
    save_change,
)
from assetmap.services.listings.edits import Incomplete, Unreadable, edited
from assetmap.services.listings.history import keep_note
from assetmap.services.listings.hub_drafts import at_own_hub, require_kind, require_own_hub
from assetmap.services.listings.listing_ids import IdAllocator
from assetmap.services.listings.transitions import authors
from assetmap.services.privacy.do_not_list import refused
from assetmap.storage.tables import CHECKS

LOCAL_SOURCE = "local"  # listings that were typed in here
_OPEN = (Status.SUGGESTED, Status.DRAFT, Status.IN_REVIEW)


def start_draft(
    context: Context, actor: Actor, values: Mapping[str, Value], note: str = ""
) -> Listing:
    """A new draft with some fields filled; gives it with its id. Raises NotAllowed, Unreadable.

    A hub's team adds what goes on at their hub, whose place it has unless they say another: raises
    NotPossible for other kinds.

    `note` is what else its author knows: only staff see it, beside the draft.
    """
    require(actor.person, Action.CREATE)
    listing = at_own_hub(context, actor.person, begun(context, actor, values, Status.DRAFT))
    require_kind(actor.person, listing)
    with context.unit_of_work() as uow:
        saved = save_change(context, uow, actor, None, listing, "started a draft")
        if note.strip():
            keep_note(context, uow, actor, saved.id, note.strip())
    return saved


def begun(context: Context, actor: Actor, values: Mapping[str, Value], status: Status) -> Listing:
    """A new listing with its id, which is not kept yet. Raises Unreadable, NotAllowed."""
    blank = Listing(
        id="", kind=Kind.GROUP, name="", status=status, source=LOCAL_SOURCE, source_id=new_id()
    )
    listing = edited(context, actor.person, blank, values)
    return replace(listing, id=IdAllocator(context.store).new_id(listing, keep=False))


def save_draft(
    context: Context, actor: Actor, listing_id: str, values: Mapping[str, Value]
) -> Listing:
    """Save some fields of a draft, whatever else is still missing.

    What cannot be read is not saved, and everything else is: raises Unreadable afterwards. Raises
    NotAllowed, and NotPossible when the listing is not a draft any more.
    """
    before = _open_draft(context, actor, listing_id)
    unreadable: Unreadable | None = None
    try:
        after = edited(context, actor.person, before.listing, values)
    except Unreadable as error:
        after, unreadable = error.listing, error
    with context.unit_of_work() as uow:
        saved = save_change(context, uow, actor, before, after, "saved a draft")
    if unreadable:
        raise unreadable
    return saved


def submit(context: Context, actor: Actor, listing_id: str) -> Listing:
    """Send a draft for review. Raises Incomplete with every gap, NotAllowed, NotPossible.

    A hub's team sends what goes on at their own hub only.

    What its people asked not to have listed only somebody who may publish can send.
    """
    _require_own(context, actor, listing_id)
    before = load_for_update(context, listing_id)
    if refused(context, before.listing) and not may(actor.person, Action.PUBLISH):
        raise NotPossible("The people who run this asked not to be listed.")
    require_own_hub(context, actor.person, before.listing)
    status = next_status(before.listing.status, Transition.SUBMIT)
    if gaps := missing_for_publishing(before.listing):
        raise Incomplete(gaps)
    with context.unit_of_work() as uow:
        after = replace(before.listing, status=status)
        return save_change(context, uow, actor, before, after, "sent for review")


def first_check(
    context: Context, actor: Actor, listing_id: str, method: Method, spoke_to: str = ""
) -> Listing:
    """Record how the person who adds a listing knows that it is true.

    Raises NotAllowed, and NotPossible when it is not a draft any more.
    """
    before = _open_draft(context, actor, listing_id)
    if method is Method.ORGANISER_LINK:
        raise NotPossible("Only the organiser can confirm by link.")
    check = Check(
        id=new_id(),
        listing_id=listing_id,
        at=context.clock.now(),
        by=actor.person.id,
        method=method,
        outcome=Outcome.ALL_CORRECT,
        body=context.borough.body,
        spoke_to=spoke_to.strip(),
    )
    with context.unit_of_work() as uow:
        uow.save(CHECKS, check)
        after = after_check(before.listing, check)
        if after == before.listing:
            uow.audit(
                AuditEvent(check.at, check.by, "checked", f"listing:{listing_id}", actor.origin)
            )
        return save_change(context, uow, actor, before, after, "checked", str(method))


def _open_draft(context: Context, actor: Actor, listing_id: str) -> StoredListing:
    _require_own(context, actor, listing_id)
    before = load_for_update(context, listing_id)
    if before.listing.status not in _OPEN:
        raise NotPossible("This is not a draft any more. Propose a change instead.")
    return before


def _require_own(context: Context, actor: Actor, listing_id: str) -> None:
    """Somebody who may create for their hub only works on the drafts that they started."""
    if may(actor.person, Action.CREATE) and actor.person.id in authors(context, listing_id):
        return
    require(actor.person, Action.CREATE, listing_id)
