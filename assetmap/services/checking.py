"""Checks: who made sure, how, and what came of it; and what follows for the listing."""

from assetmap.domain.audit import Happening
from assetmap.domain.check import CONFIRMABLE, Check, Method, Outcome, after_check
from assetmap.domain.freshness import months_after
from assetmap.domain.lifecycle import ArchiveReason, NotPossible
from assetmap.domain.listing import Contact, Listing
from assetmap.domain.people import Action, Role, require
from assetmap.domain.report import ReportState
from assetmap.services.desk import Desk
from assetmap.services.indexing import drain
from assetmap.services.proposing import propose_archive, waiting
from assetmap.services.recording import By, new_id, record_change, whole
from assetmap.services.reports import close_all
from assetmap.storage.tables import CHECKS

_ENDINGS = {
    Outcome.CLOSED: ArchiveReason.CLOSED,
    Outcome.WANTS_REMOVAL: ArchiveReason.OWNER_ASKED,
}


def record_check(
    desk: Desk,
    by: By,
    listing_id: str,
    method: Method,
    outcome: Outcome,
    *,
    spoke_to: str = "",
    confirmed: tuple[str, ...] = CONFIRMABLE,
    note: str = "",
) -> Check:
    """Keep a check of a public listing and do what follows from it.

    A check that counts starts the clock anew and settles the open reports. One that found the
    listing closed, or its people wanting to be taken off, asks an editor to archive it. Raises
    NotAllowed, NotPossible.
    """
    require(by.person, Action.CONFIRM, listing_id)
    is_organiser = Role.ORGANISER in by.person.roles
    if is_organiser != (method is Method.ORGANISER_LINK):
        raise NotPossible("Only the organiser can confirm by link, and only that way.")
    check = Check(
        id=new_id(),
        listing_id=listing_id,
        at=desk.clock.now(),
        by=by.person.id,
        method=method,
        outcome=outcome,
        body=desk.borough.body,
        spoke_to=spoke_to.strip(),
        confirmed=confirmed if outcome.confirms else (),
        note=note.strip(),
    )
    with desk.store.transaction() as writer:
        before = whole(desk, listing_id)
        if not before.listing.status.is_public:
            raise NotPossible("Only a listing that is public can be checked.")
        writer.keep(CHECKS, check)
        after = after_check(before.listing, check)
        if after == before.listing:
            happening = Happening(check.at, check.by, "checked", f"listing:{listing_id}", by.origin)
            writer.audit(happening)
        record_change(desk, writer, by, before, after, "checked", f"{method}: {outcome}")
        if check.resets_clock:
            close_all(desk, writer, by, listing_id, ReportState.RIGHT)
    if outcome in _ENDINGS:
        _ask_to_archive(desk, by, listing_id, str(_ENDINGS[outcome]))
    drain(desk)
    return check


def checks_of(desk: Desk, listing_id: str) -> list[Check]:
    """Every check of a listing, newest first."""
    return desk.store.find(CHECKS, listing_id=listing_id, newest_first=True)


def next_due(desk: Desk, listing: Listing) -> str:
    """The day on which a listing that was just checked is due again, as `2026-09-16`."""
    months = desk.borough.upkeep.months_of(listing.kind)
    on = listing.checked.on or desk.clock.today()
    return months_after(on, months).isoformat()


def reveal_contact(desk: Desk, by: By, listing_id: str) -> Contact:
    """The private contact, for a call; that it was looked at is written down. Raises NotAllowed."""
    require(by.person, Action.SEE_PRIVATE, listing_id)
    contact = desk.store.private_contact(listing_id)
    with desk.store.transaction() as writer:
        now = desk.clock.now()
        writer.audit(
            Happening(
                now, by.person.id, "looked at private contact", f"listing:{listing_id}", by.origin
            )
        )
    return contact


def _ask_to_archive(desk: Desk, by: By, listing_id: str, because: str) -> None:
    asked = (proposal for proposal in waiting(desk) if proposal.listing_id == listing_id)
    if not any(proposal.archive_because == because for proposal in asked):
        propose_archive(desk, by, listing_id, because)
