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
from assetmap.services.context import Desk
from assetmap.services.listing_repository import By, Whole, new_id, record_change, whole
from assetmap.services.listings.edits import Incomplete, Unreadable, edited
from assetmap.services.listings.listing_ids import Namer
from assetmap.services.listings.transitions import authors
from assetmap.services.privacy.do_not_list import refused
from assetmap.storage.tables import CHECKS

LOCAL_SOURCE = "local"  # listings that were typed in here
_OPEN = (Status.SUGGESTED, Status.DRAFT, Status.IN_REVIEW)


def start_draft(desk: Desk, by: By, values: Mapping[str, Value]) -> Listing:
    """A new draft with some fields filled; gives it with its id. Raises NotAllowed, Unreadable."""
    require(by.person, Action.CREATE)
    return new_listing(desk, by, values, Status.DRAFT, "started a draft")


def new_listing(
    desk: Desk, by: By, values: Mapping[str, Value], status: Status, what: str
) -> Listing:
    """A new listing in a status that is not public, its id made of its name and for good."""
    listing = begun(desk, by, values, status)
    with desk.unit_of_work() as uow:
        return record_change(desk, uow, by, None, listing, what)


def begun(desk: Desk, by: By, values: Mapping[str, Value], status: Status) -> Listing:
    """A new listing with its id, which is not kept yet. Raises Unreadable, NotAllowed."""
    blank = Listing(
        id="", kind=Kind.GROUP, name="", status=status, source=LOCAL_SOURCE, source_id=new_id()
    )
    listing = edited(desk, by.person, blank, values)
    return replace(listing, id=Namer(desk.store).new_id(listing, keep=False))


def save_draft(desk: Desk, by: By, listing_id: str, values: Mapping[str, Value]) -> Listing:
    """Save some fields of a draft, whatever else is still missing.

    What cannot be read is not saved, and everything else is: raises Unreadable afterwards. Raises
    NotAllowed, and NotPossible when the listing is not a draft any more.
    """
    before = _open_draft(desk, by, listing_id)
    unreadable: Unreadable | None = None
    try:
        after = edited(desk, by.person, before.listing, values)
    except Unreadable as error:
        after, unreadable = error.listing, error
    with desk.unit_of_work() as uow:
        saved = record_change(desk, uow, by, before, after, "saved a draft")
    if unreadable:
        raise unreadable
    return saved


def submit(desk: Desk, by: By, listing_id: str) -> Listing:
    """Send a draft for review. Raises Incomplete with every gap, NotAllowed, NotPossible.

    What its people asked not to have listed only somebody who may publish can send.
    """
    _require_own(desk, by, listing_id)
    before = whole(desk, listing_id)
    if refused(desk, before.listing) and not may(by.person, Action.PUBLISH):
        raise NotPossible("The people who run this asked not to be listed.")
    status = next_status(before.listing.status, Transition.SUBMIT)
    if gaps := missing_for_publishing(before.listing):
        raise Incomplete(gaps)
    with desk.unit_of_work() as uow:
        after = replace(before.listing, status=status)
        return record_change(desk, uow, by, before, after, "sent for review")


def first_check(desk: Desk, by: By, listing_id: str, method: Method, spoke_to: str = "") -> Listing:
    """Record how the person who adds a listing knows that it is true.

    Raises NotAllowed, and NotPossible when it is not a draft any more.
    """
    before = _open_draft(desk, by, listing_id)
    if method is Method.ORGANISER_LINK:
        raise NotPossible("Only the organiser can confirm by link.")
    check = Check(
        id=new_id(),
        listing_id=listing_id,
        at=desk.clock.now(),
        by=by.person.id,
        method=method,
        outcome=Outcome.ALL_CORRECT,
        body=desk.borough.body,
        spoke_to=spoke_to.strip(),
    )
    with desk.unit_of_work() as uow:
        uow.save(CHECKS, check)
        after = after_check(before.listing, check)
        if after == before.listing:
            uow.audit(AuditEvent(check.at, check.by, "checked", f"listing:{listing_id}", by.origin))
        return record_change(desk, uow, by, before, after, "checked", str(method))


def _open_draft(desk: Desk, by: By, listing_id: str) -> Whole:
    _require_own(desk, by, listing_id)
    before = whole(desk, listing_id)
    if before.listing.status not in _OPEN:
        raise NotPossible("This is not a draft any more. Propose a change instead.")
    return before


def _require_own(desk: Desk, by: By, listing_id: str) -> None:
    """Somebody who may create for their hub only works on the drafts that they started."""
    if may(by.person, Action.CREATE) and by.person.id in authors(desk, listing_id):
        return
    require(by.person, Action.CREATE, listing_id)
