"""Taking back "All correct", pressed by mistake: within the minute, while nothing came after it."""

from collections.abc import Callable
from dataclasses import replace

from assetmap.domain.checks.check import Check, Method, after_check
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing
from assetmap.domain.mail_queue import OrganiserLink
from assetmap.domain.people.people import ORGANISER_ID, Action, NotAllowed, organiser_of, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.checks.organiser_links import mark_undone
from assetmap.services.context import Context
from assetmap.services.listing_repository import (
    Actor,
    load_for_update,
    revision_number,
    save_change,
)
from assetmap.services.open_reports import reopen_report
from assetmap.storage.store import NotFound
from assetmap.storage.tables import CHECKS
from assetmap.storage.unit_of_work import UnitOfWork

_GONE = "This check is taken back already."
_TOO_LATE = (
    "A check can be taken back for one minute, and that is over. Record a new check instead."
)
_SINCE = (
    "Something else has been recorded about this listing since, so the check stays. "
    "Record a new check instead."
)


def undo_check(
    context: Context,
    actor: Actor,
    check_id: str,
    along: Callable[[UnitOfWork], None] = lambda _: None,
) -> Check:
    """Undo one's own check wholly: the listing's dates, the reports that it closed, and itself.

    `along` is done in the same transaction. Raises NotAllowed for a check of somebody else, and
    NotPossible with plain words when it is too late.
    """
    with context.unit_of_work() as uow:
        check = _kept(context, check_id)
        require(actor.person, Action.CONFIRM, check.listing_id)
        if check.by != actor.person.id:
            raise NotAllowed(actor.person, Action.CONFIRM, check.listing_id)
        if check.before is None or not check.can_be_undone(context.clock.now()):
            raise NotPossible(_TOO_LATE)
        before = load_for_update(context, check.listing_id)
        if _has_moved_on(context, check, before.listing):
            raise NotPossible(_SINCE)
        uow.delete(CHECKS, id=check.id)
        after = replace(before.listing, checked=check.before)
        why = f"{check.method}: {check.outcome}"
        if after == before.listing:
            subject, now = f"listing:{check.listing_id}", context.clock.now()
            uow.audit(AuditEvent(now, check.by, "took back a check", subject, actor.origin, why))
        save_change(context, uow, actor, before, after, "took back a check", why)
        for report_id in check.settled:
            reopen_report(context, uow, actor, report_id)
        along(uow)
    return check


def undoable_answers(context: Context, link: OrganiserLink) -> tuple[Check, ...]:
    """What an organiser confirmed by a link within the last minute."""
    now = context.clock.now()
    newest = (_newest(context, listing_id) for listing_id in link.done)
    return tuple(
        check
        for check in newest
        if check
        and (check.by, check.method) == (ORGANISER_ID, Method.ORGANISER_LINK)
        and check.can_be_undone(now)
    )


def undo_answers(context: Context, link: OrganiserLink) -> None:
    """Undo what an organiser has just confirmed by a link, which works for it again.

    Raises NotPossible with plain words when there is nothing, or no longer anything, to undo.
    """
    checks = undoable_answers(context, link)
    if not checks:
        raise NotPossible("An answer can be taken back for one minute, and that is over.")
    for check in checks:
        by = Actor(organiser_of((check.listing_id,)), "link")
        undo_check(context, by, check.id, _unmarking(context, link.id, check.listing_id))


def _unmarking(context: Context, link_id: str, listing_id: str) -> Callable[[UnitOfWork], None]:
    return lambda uow: mark_undone(context, uow, link_id, listing_id)


def _kept(context: Context, check_id: str) -> Check:
    try:
        return context.store.get(CHECKS, check_id)
    except NotFound:
        raise NotPossible(_GONE) from None


def _newest(context: Context, listing_id: str) -> Check | None:
    return next(
        iter(context.store.find(CHECKS, listing_id=listing_id, newest_first=True, most=1)), None
    )


def _has_moved_on(context: Context, check: Check, listing: Listing) -> bool:
    """Whether another check, a change, a report or a failed call came after it."""
    newest = _newest(context, listing.id)
    stood = replace(listing, checked=check.before or listing.checked)
    is_same = after_check(stood, check).checked == listing.checked
    is_newest = newest is not None and newest.id == check.id
    return not (is_same and is_newest and revision_number(context, listing.id) == check.revision)
