"""Requests that came to nothing: what they ask for was done, or cannot be done any more.

A listing that is archived or merged can neither be changed nor merged, so whatever waited for it
leaves the review queue, with words that its author reads. That its people want to be taken off is
not forgotten: it is asked of the listing that it was merged into. Below proposals and archiving.
"""

from dataclasses import replace

from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.proposal import Proposal, ProposalState
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import PROPOSALS
from assetmap.storage.unit_of_work import UnitOfWork


def close_superseded(context: Context, uow: UnitOfWork, actor: Actor, listing_id: str = "") -> int:
    """Close the requests about a listing, or about any, that came to nothing; gives how many."""
    closed = 0
    for proposal in context.store.find(PROPOSALS, state=ProposalState.WAITING):
        if listing_id and listing_id not in (proposal.listing_id, proposal.merge_into):
            continue
        if kept := _still_asked_of(context, proposal):
            uow.save(PROPOSALS, replace(proposal, listing_id=kept))
        elif words := _superseded(context, proposal):
            _close(context, uow, actor, proposal, words)
            closed += 1
    return closed


def owner_asked(context: Context, listing_id: str) -> bool:
    """Whether the people of a listing asked to be taken off, and nobody has decided on it yet."""
    waiting = context.store.find(PROPOSALS, listing_id=listing_id, state=ProposalState.WAITING)
    return any(each.archive_because == ArchiveReason.OWNER_ASKED for each in waiting)


def _still_asked_of(context: Context, proposal: Proposal) -> str:
    """The listing in which one lives on whose people asked to be taken off; empty for none."""
    of = _listing(context, proposal.listing_id)
    asked_off = proposal.archive_because == ArchiveReason.OWNER_ASKED
    return of.merged_into if asked_off and of else ""


def _close(context: Context, uow: UnitOfWork, actor: Actor, proposal: Proposal, words: str) -> None:
    now, by = context.clock.now(), actor.person.id
    state = ProposalState.CLOSED
    uow.save(PROPOSALS, replace(proposal, state=state, decided_by=by, decided_at=now, words=words))
    subject = f"listing:{proposal.listing_id}"
    uow.audit(AuditEvent(now, by, "closed a request", subject, actor.origin))


def _superseded(context: Context, proposal: Proposal) -> str:
    """Why nothing is left to decide, in words; empty while there is something."""
    of, into = _listing(context, proposal.listing_id), _listing(context, proposal.merge_into)
    if of and into and (of.merged_into == into.id or into.merged_into == of.id):
        gone, kept = (of, into) if of.merged_into == into.id else (into, of)
        return f"The two are one listing now: “{gone.name}” was merged into “{kept.name}”."
    if _is_gone(of):
        return f"{_ending(context, of)}, so there is nothing left to decide."
    if proposal.merge_into and _is_gone(into):
        return f"{_ending(context, into)}, so nothing can be merged into it."
    return ""


def _is_gone(listing: Listing | None) -> bool:
    return listing is None or listing.status is Status.ARCHIVED


def _ending(context: Context, listing: Listing | None) -> str:
    if listing is None:
        return "The listing is not here any more"
    into = _listing(context, listing.merged_into)
    done = f"merged into “{into.name}”" if into else "archived"
    return f"“{listing.name}” was {done}"


def _listing(context: Context, listing_id: str) -> Listing | None:
    try:
        return context.store.get_listing(listing_id).listing if listing_id else None
    except NotFound:
        return None
