"""A file says otherwise than people here do: an editor is asked, as about any other change."""

from dataclasses import replace

from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.proposal import FieldChange, Proposal, ProposalState
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.imports.row_changes import RowChange
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.proposals import ask_to_archive, new_proposal
from assetmap.storage.tables import PROPOSALS
from assetmap.storage.unit_of_work import UnitOfWork

_NEWER = "A newer file of the same source came in."


def keep_difference(
    context: Context, uow: UnitOfWork, actor: Actor, change: RowChange, source: str
) -> None:
    """Ask for what the file says to be decided on, inside the caller's transaction.

    What an earlier file of the source asked for and nobody has decided on goes with it: the queue
    holds one request of files a listing. Only a public listing has requests.
    """
    listing = change.after
    if not listing.status.is_public:
        return
    if change.asks_to_archive:
        ask_to_archive(context, uow, actor, listing.id, str(ArchiveReason.CLOSED))
    if not change.kept:
        return
    hidden = hidden_fields([listing.where.precision])
    asked = {each.field: each for each in _still_asked(context, uow, actor, change)}
    asked |= {each.field: each for each in change.kept}
    note = f"The file of “{source}” says so."
    proposal = new_proposal(context, actor, listing.id, tuple(asked.values()), note, hidden)
    uow.save(PROPOSALS, proposal)
    subject = f"listing:{listing.id}"
    now = context.clock.now()
    uow.audit(AuditEvent(now, actor.person.id, "proposed a change", subject, actor.origin))


def _still_asked(
    context: Context, uow: UnitOfWork, actor: Actor, change: RowChange
) -> list[FieldChange]:
    """What files asked for before, of fields that are still as they were then; it is closed."""
    found: list[FieldChange] = []
    waiting = context.store.find(PROPOSALS, listing_id=change.after.id, state=ProposalState.WAITING)
    for each in waiting:
        if each.by == actor.person.id and each.changes and not each.archive_because:
            found += each.all_changes
            _close(context, uow, actor, each)
    return found


def _close(context: Context, uow: UnitOfWork, actor: Actor, proposal: Proposal) -> None:
    now, by = context.clock.now(), actor.person.id
    state = ProposalState.CLOSED
    uow.save(PROPOSALS, replace(proposal, state=state, decided_by=by, decided_at=now, words=_NEWER))
