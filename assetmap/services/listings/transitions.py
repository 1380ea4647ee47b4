"""A listing's transitions from one status to another, and the four-eyes rule that guards them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from assetmap.domain.imports.import_row import RowOutcome
from assetmap.domain.listings.lifecycle import (
    TRANSITIONS,
    NotPossible,
    Transition,
    next_status,
    published_status,
)
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Revision
from assetmap.domain.listings.requirements import missing_for_publishing
from assetmap.domain.people.people import Person, is_person_id, require
from assetmap.services.context import Context
from assetmap.services.listing_repository import (
    Actor,
    StoredListing,
    load_for_update,
    revision_number,
    revisions_of,
    save_change,
)
from assetmap.services.listings.attribution import published_as
from assetmap.services.listings.edits import Incomplete
from assetmap.services.listings.publishing_places import (
    FirstWordTyped,
    as_it_was_public,
    note_first_word,
    require_confirmed,
)
from assetmap.storage.store import Stale
from assetmap.storage.tables import IMPORT_BATCHES, IMPORT_ROWS, REVISIONS
from assetmap.storage.unit_of_work import UnitOfWork

SWITCHED_OFF = "four eyes switched off"
SENT_BACK = "sent back"  # what the history says of a draft that was given back to its author


class SelfApprovalError(Exception):
    """The person wrote this themselves, so somebody else has to look at it."""


def require_other(context: Context, person: Person, authors: Iterable[str]) -> str:
    """What the audit should say of it: nothing, or that the rule is switched off.

    Raises FourEyes when the person is one of the authors and the rule holds.
    """
    if person.id not in authors:
        return ""
    if context.borough.upkeep.four_eyes:
        raise SelfApprovalError("You wrote this yourself, so another editor has to look at it.")
    return SWITCHED_OFF


_TOOK_OVER = "took over a draft"
_AUTHORS = {"started a draft", "sent for review", "suggested", _TOOK_OVER}


def publish(
    context: Context, actor: Actor, listing_id: str, seen: int | None = None, *, typed: str = ""
) -> Listing:
    """Make a draft that was sent for review public.

    `seen` is the number of the revision that the editor looked at: raises Stale when there is a
    newer one. Raises NotAllowed, NotPossible, Incomplete with every gap, FourEyes for its author,
    and PlaceNotConfirmed as approving a change does, where its place was hidden before.
    """
    _require(actor, Transition.PUBLISH, listing_id)
    try:
        return _published(context, actor, listing_id, seen, typed)
    except FirstWordTyped:
        note_first_word(context, actor, listing_id)
        raise


def _published(
    context: Context, actor: Actor, listing_id: str, seen: int | None, typed: str
) -> Listing:
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        status = published_status(before.listing, context.clock.today())
        wrote = authors(context, listing_id)
        why = require_other(context, actor.person, wrote)
        if seen is not None and seen != revision_number(context, listing_id):
            raise Stale(f"{listing_id} was changed by somebody else in the meantime")
        if gaps := missing_for_publishing(before.listing):
            raise Incomplete(gaps)
        after = replace(before.listing, status=status)
        then = as_it_was_public(context, before.listing)
        place = require_confirmed(context, actor.person, then, after, wrote, typed)
        why = "; ".join(filter(None, (why, place)))
        what, asked_by = published_as(actor.person, revisions_of(context, listing_id))
        return save_change(context, uow, actor, before, after, what, why, asked_by=asked_by)


def authors(context: Context, listing_id: str) -> set[str]:
    """The ids of those who wrote a draft: who started it, took it over, or sent it for review.

    Of one that came in with a file it is also who brought the file.
    """
    wrote = {
        revision.by for revision in revisions_of(context, listing_id) if revision.what in _AUTHORS
    }
    return wrote | _brought_in_by(context, listing_id)


def _brought_in_by(context: Context, listing_id: str) -> set[str]:
    rows = context.store.find(IMPORT_ROWS, listing_id=listing_id, outcome=RowOutcome.NEW)
    batches = {row.batch for row in rows if row.is_done}
    every = (context.store.find(IMPORT_BATCHES, id=each) for each in batches)
    return {batch.by for found in every for batch in found if is_person_id(batch.by)}


def take_over_draft(context: Context, uow: UnitOfWork, listing_id: str, person_id: str) -> None:
    """Make a draft somebody's own, who goes on with it; inside the caller's transaction."""
    listing = context.store.get_listing(listing_id).listing
    number = revision_number(context, listing_id) + 1
    uow.save(REVISIONS, Revision(listing, number, context.clock.now(), person_id, _TOOK_OVER))


def send_draft_back(context: Context, actor: Actor, listing_id: str, words: str) -> Listing:
    """Give a draft back to its author with words. Raises NotAllowed, NotPossible, ValueError."""
    if not words.strip():
        raise ValueError("Say what should be different, so that they can put it right.")
    return _make(context, actor, listing_id, Transition.SEND_BACK, SENT_BACK, words=words.strip())


def accept(context: Context, actor: Actor, listing_id: str) -> Listing:
    """Take a suggestion up as a draft. Raises NotAllowed, NotPossible."""
    return _make(context, actor, listing_id, Transition.ACCEPT, "took up a suggestion")


def reject(context: Context, actor: Actor, listing_id: str, why: str) -> Listing:
    """Leave a suggestion aside. Raises NotAllowed, NotPossible."""
    return _make(context, actor, listing_id, Transition.REJECT, "left a suggestion aside", why)


def pause(
    context: Context, actor: Actor, listing_id: str, until: date | None, notice: str = ""
) -> Listing:
    """Mark a listing as closed for now, until a day if that is known.

    Raises NotAllowed, NotPossible, and ValueError for a day that has passed.
    """
    if until and until <= context.clock.today():
        raise ValueError("The day it opens again must be in the future.")
    _require(actor, Transition.PAUSE, listing_id)
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        status = next_status(before.listing.status, Transition.PAUSE)
        after = replace(before.listing, status=status, paused_until=until, notice=notice.strip())
        return save_change(context, uow, actor, before, after, "paused")


def resume(context: Context, actor: Actor, listing_id: str) -> Listing:
    """Mark a listing that was closed for now, or only planned, as running.

    Raises NotAllowed, NotPossible.
    """
    _require(actor, Transition.RESUME, listing_id)
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        status = next_status(before.listing.status, Transition.RESUME)
        after = replace(before.listing, status=status, paused_until=None, notice="", opens_on=None)
        return save_change(context, uow, actor, before, after, "resumed")


def restore_revision(context: Context, actor: Actor, listing_id: str, number: int) -> Listing:
    """Give a listing the fields that it had at a revision; its status and checks stay.

    On a public listing only a revision that was public itself can come back, since only that one
    was ever approved. Raises NotAllowed, NotPossible.
    """
    _require(actor, Transition.RESTORE, listing_id)
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        revision = next((r for r in revisions_of(context, listing_id) if r.number == number), None)
        if revision is None:
            raise NotPossible(f"There is no revision {number} of this listing.")
        if before.listing.status.is_public and not revision.listing.status.is_public:
            raise NotPossible("That was a draft and never approved. Propose the change instead.")
        after = _with_record_of(revision.listing, before)
        return save_change(
            context, uow, actor, before, after, "restored a revision", f"number {number}"
        )


def _with_record_of(old: Listing, now: StoredListing) -> Listing:
    """An older listing's fields with what is not a matter of its text as it is today."""
    current = now.listing
    return replace(
        old,
        private=current.private,
        status=current.status,
        checked=current.checked,
        evidence=current.evidence,
        merged_into=current.merged_into,
        archived_because=current.archived_because,
        paused_until=current.paused_until,
        source=current.source,
        source_id=current.source_id,
        created_at=current.created_at,
    )


def _make(
    context: Context,
    actor: Actor,
    listing_id: str,
    move: Transition,
    what: str,
    why: str = "",
    words: str = "",
) -> Listing:
    """A move that changes nothing but the status of a listing that is not public."""
    _require(actor, move, listing_id)
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        after = replace(before.listing, status=next_status(before.listing.status, move))
        return save_change(context, uow, actor, before, after, what, why, words)


def _require(actor: Actor, move: Transition, listing_id: str) -> None:
    require(actor.person, TRANSITIONS[move].action, listing_id)
