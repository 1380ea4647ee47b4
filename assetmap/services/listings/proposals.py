"""Proposals: somebody asks for a change, the published version stays, an editor decides."""

from collections.abc import Mapping
from dataclasses import replace

from assetmap.domain.listings.fields import FIELDS, differences
from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.lifecycle import ArchiveReason, NotPossible, Transition, next_status
from assetmap.domain.listings.proposal import FieldChange, Proposal, ProposalState, Value
from assetmap.domain.people.people import ORGANISER_ID, Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import (
    Actor,
    StoredListing,
    load_for_update,
    new_id,
    revision_number,
    save_change,
)
from assetmap.services.listings.archiving import archived, merged
from assetmap.services.listings.attribution import APPROVED, approved_as, own_words
from assetmap.services.listings.change_checks import heard_at, with_its_check, with_their_word
from assetmap.services.listings.decision_email import email_decision
from assetmap.services.listings.edits import Incomplete, edited, new_gaps
from assetmap.services.listings.publishing_places import (
    FirstWordTyped,
    note_first_word,
    require_confirmed,
)
from assetmap.services.listings.transitions import require_other
from assetmap.storage.tables import PROPOSALS
from assetmap.storage.unit_of_work import UnitOfWork


class NothingChanged(Exception):
    """What was proposed is what already stands."""


class AlreadyDecided(Exception):
    """Somebody else has decided on it in the meantime; `proposal` says who and what."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(f"this was already {proposal.state.replace('-', ' ')}")
        self.proposal = proposal


class ConflictError(Exception):
    """The listing has other values by now than the proposal was written against; `fields` say
    where.
    """

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"changed since: {', '.join(fields)}")
        self.fields = fields


def propose(
    context: Context,
    actor: Actor,
    listing_id: str,
    values: Mapping[str, Value],
    note: str = "",
    *,
    is_heard: bool = True,
) -> Proposal:
    """Ask for some fields to be changed; nothing public changes yet.

    `is_heard` says that it is what they heard at a check, if they have recorded one whose change
    is not asked for yet: that check then counts once this is approved. Raises NotAllowed,
    Unreadable, Incomplete, NothingChanged, and NotPossible when the listing is not public.
    """
    require(actor.person, Action.PROPOSE, listing_id)
    before = load_for_update(context, listing_id)
    if not before.listing.status.is_public:
        raise NotPossible("Only a published listing can be changed this way.")
    after = edited(context, actor.person, before.listing, values)
    if gaps := new_gaps(before.listing, after):
        raise Incomplete(gaps)
    changes = differences(before.listing, after)
    if not changes:
        raise NothingChanged("Nothing was changed.")
    hidden = hidden_fields(each.where.precision for each in (before.listing, after))
    check_id = heard_at(context, actor, before.listing) if is_heard else ""
    asked = new_proposal(context, actor, listing_id, changes, note, hidden)
    return _keep(context, actor, replace(asked, check_id=check_id), "proposed a change")


def propose_archive(
    context: Context, actor: Actor, listing_id: str, because: str, note: str = "", *, into: str = ""
) -> Proposal:
    """Ask for a listing to be archived, or with `into` merged into another.

    Raises NotAllowed, NotFound, NotPossible where no editor could do it, and ValueError for what
    is none of ArchiveReason.
    """
    require(actor.person, Action.PROPOSE_ARCHIVE, listing_id)
    next_status(context.store.get_listing(listing_id).listing.status, Transition.ARCHIVE)
    if into and not context.store.get_listing(into).listing.status.is_public:
        raise NotPossible("Merge into a listing that is published.")
    if into == listing_id:
        raise NotPossible("A listing cannot be merged into itself.")
    reason = ArchiveReason.MERGED if into else ArchiveReason(because)
    bare = new_proposal(context, actor, listing_id, (), note)
    asked = replace(bare, archive_because=str(reason), merge_into=into)
    return _keep(context, actor, asked, "proposed to archive")


def ask_to_archive(
    context: Context, uow: UnitOfWork, actor: Actor, listing_id: str, because: str
) -> None:
    """The same inside the caller's transaction, once: what was asked already is left to wait."""
    require(actor.person, Action.PROPOSE_ARCHIVE, listing_id)
    if all(each.archive_because != because for each in waiting(context, listing_id)):
        bare = new_proposal(context, actor, listing_id, (), "")
        uow.save(PROPOSALS, replace(bare, archive_because=because))
        _note(context, uow, actor, listing_id, "proposed to archive")


def approve(
    context: Context,
    actor: Actor,
    proposal_id: str,
    edits: Mapping[str, Value] | None = None,
    *,
    typed: str = "",
) -> Proposal:
    """Make the change public, with the editor's own `edits` of any field on top.

    `typed` is the word that a change needs which makes a hidden place public: raises
    PlaceNotConfirmed without it, and when nobody else has looked at it.

    Raises NotAllowed, FourEyes, AlreadyDecided, Unreadable, Incomplete, and MovedOn when another
    change came between, unless `edits` say what those fields are to be.
    """
    try:
        return _approved(context, actor, proposal_id, edits or {}, typed)
    except FirstWordTyped:
        note_first_word(context, actor, context.store.get(PROPOSALS, proposal_id).listing_id)
        raise


def _approved(
    context: Context, actor: Actor, proposal_id: str, edits: Mapping[str, Value], typed: str
) -> Proposal:
    with context.unit_of_work() as uow:
        proposal = _waiting(context, actor, proposal_id)
        why = require_other(context, actor.person, (proposal.by,))
        before = load_for_update(context, proposal.listing_id)
        decided = _decided(context, actor, proposal, ProposalState.APPROVED)
        uow.save(PROPOSALS, decided)
        own = _apply(context, uow, actor, before, decided, edits, why, typed)
        uow.save(PROPOSALS, decided := replace(decided, edited=own))
        email_decision(context, uow, decided)
    return decided


def send_back(context: Context, actor: Actor, proposal_id: str, words: str) -> Proposal:
    """Decline a proposal and say why. Raises NotAllowed, AlreadyDecided, ValueError if no words."""
    if not words.strip():
        raise ValueError("Say what should be different, so that they can put it right.")
    with context.unit_of_work() as uow:
        proposal = _waiting(context, actor, proposal_id)
        decided = _decided(context, actor, proposal, ProposalState.SENT_BACK, words.strip())
        uow.save(PROPOSALS, decided)
        _note(context, uow, actor, proposal.listing_id, "sent back a change")
        email_decision(context, uow, decided)
    return decided


def withdraw(context: Context, actor: Actor, proposal_id: str) -> Proposal:
    """Take one's own proposal back. Raises NotAllowed, AlreadyDecided."""
    with context.unit_of_work() as uow:
        proposal = context.store.get(PROPOSALS, proposal_id)
        if proposal.by != actor.person.id:
            require(actor.person, Action.PUBLISH, proposal.listing_id)
        if proposal.state is not ProposalState.WAITING:
            raise AlreadyDecided(proposal)
        decided = _decided(context, actor, proposal, ProposalState.WITHDRAWN)
        uow.save(PROPOSALS, decided)
        _note(context, uow, actor, proposal.listing_id, "withdrew a change")
    return decided


def conflicts(context: Context, proposal: Proposal) -> tuple[str, ...]:
    """The fields whose present value is neither what the proposal started from nor what it asks."""
    return _conflicts(load_for_update(context, proposal.listing_id), proposal, {})


def waiting(context: Context, listing_id: str = "") -> list[Proposal]:
    """The proposals that nobody has decided on, of one listing or of all, oldest first."""
    if listing_id:
        return context.store.find(PROPOSALS, listing_id=listing_id, state=ProposalState.WAITING)
    return context.store.find(PROPOSALS, state=ProposalState.WAITING)


def _apply(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    before: StoredListing,
    proposal: Proposal,
    edits: Mapping[str, Value],
    why: str,
    typed: str,
) -> tuple[str, ...]:
    """Do what was asked for; gives the fields that the editor put in words of their own."""
    if proposal.archive_because:
        _note(context, uow, actor, proposal.listing_id, APPROVED, why)
        if proposal.merge_into:
            merged(context, uow, actor, proposal.listing_id, proposal.merge_into)
        else:
            archived(context, uow, actor, before, proposal.archive_because)
        return ()
    if not before.listing.status.is_public:
        raise NotPossible("The listing is not public any more.")
    if fields := _conflicts(before, proposal, edits):
        raise ConflictError(fields)
    wanted = {change.field: change.after for change in proposal.all_changes} | dict(edits)
    if "point" not in edits and ("postcode" in edits or "place" in edits):
        wanted.pop("point", None)  # it was that of the proposed postcode, not of the editor's
    after = edited(context, actor.person, before.listing, wanted)
    if gaps := new_gaps(before.listing, after):
        raise Incomplete(gaps)
    place = require_confirmed(context, actor.person, before.listing, after, (proposal.by,), typed)
    why = "; ".join(filter(None, (why, place)))
    if after == before.listing:  # it has come true by itself: nothing changes, and it is decided
        _note(context, uow, actor, proposal.listing_id, APPROVED, why)
    own = own_words(before.listing, proposal, edits, after)
    if proposal.by == ORGANISER_ID:
        after = with_their_word(context, uow, proposal, after)
    elif proposal.check_id:
        after = with_its_check(context, uow, actor, proposal, after)
    what, asked_by = approved_as(actor.person, proposal, own)
    save_change(context, uow, actor, before, after, what, why, asked_by=asked_by)
    return own


def _conflicts(
    current: StoredListing, proposal: Proposal, edits: Mapping[str, Value]
) -> tuple[str, ...]:
    found = []
    for change in proposal.all_changes:
        now = FIELDS[change.field].read(current.listing)
        if now not in (change.before, change.after) and change.field not in edits:
            found.append(change.field)
    return tuple(found)


def new_proposal(
    context: Context,
    actor: Actor,
    listing_id: str,
    changes: tuple[FieldChange, ...],
    note: str,
    hidden: frozenset[str] = frozenset(),
) -> Proposal:
    """A proposal; the changes of `hidden` fields are kept with those of private contact."""
    private = {change.field for change in changes if FIELDS[change.field].private} | hidden
    return Proposal(
        id=new_id(),
        listing_id=listing_id,
        by=actor.person.id,
        at=context.clock.now(),
        base=revision_number(context, listing_id),
        changes=tuple(change for change in changes if change.field not in private),
        private_changes=tuple(change for change in changes if change.field in private),
        note=note.strip(),
    )


def _keep(context: Context, actor: Actor, proposal: Proposal, what: str) -> Proposal:
    with context.unit_of_work() as uow:
        uow.save(PROPOSALS, proposal)
        _note(context, uow, actor, proposal.listing_id, what)
    return proposal


def _waiting(context: Context, actor: Actor, proposal_id: str) -> Proposal:
    """The proposal, read inside the transaction, so that only one editor decides on it."""
    proposal = context.store.get(PROPOSALS, proposal_id)
    require(actor.person, Action.PUBLISH, proposal.listing_id)
    if proposal.state is not ProposalState.WAITING:
        raise AlreadyDecided(proposal)
    return proposal


def _decided(
    context: Context, actor: Actor, proposal: Proposal, state: ProposalState, words: str = ""
) -> Proposal:
    now = context.clock.now()
    return replace(proposal, state=state, decided_by=actor.person.id, decided_at=now, words=words)


def _note(
    context: Context, uow: UnitOfWork, actor: Actor, listing_id: str, what: str, why: str = ""
) -> None:
    subject = f"listing:{listing_id}"
    uow.audit(AuditEvent(context.clock.now(), actor.person.id, what, subject, actor.origin, why))
