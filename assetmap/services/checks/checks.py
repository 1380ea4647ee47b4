"""Checks: who made sure, how, and what came of it; and what follows for the listing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from assetmap.domain.checks.check import CONFIRMABLE, Check, Method, Outcome, after_check
from assetmap.domain.checks.freshness import standing_of
from assetmap.domain.checks.report import ReportState
from assetmap.domain.email import find_emails
from assetmap.domain.listings.lifecycle import ArchiveReason, NotPossible
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.people.people import Action, Role, require
from assetmap.domain.phone_in_text import may_tell_phone
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import (
    Actor,
    load_for_update,
    new_id,
    revision_number,
    save_change,
)
from assetmap.services.listings.change_checks import join_to_change
from assetmap.services.listings.proposals import ask_to_archive
from assetmap.services.open_reports import close_all
from assetmap.storage.tables import CHECKS
from assetmap.storage.unit_of_work import UnitOfWork

OLDEST_DAYS = 60  # how long ago a check on paper may have been
TEXT_LONGEST = 500
_PHONE_FEWEST = 9  # figures: fewer are a price, a year or a room
_ENDINGS = {
    Outcome.CLOSED: ArchiveReason.CLOSED,
    Outcome.WANTS_REMOVAL: ArchiveReason.OWNER_ASKED,
}


class PersonalDataError(Exception):
    """A text about a check says who somebody is; `field` names it, the message is plain words."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class BadDay(NotPossible):
    """A check cannot have been on that day; the message is plain words."""


def record_check(
    context: Context,
    actor: Actor,
    listing_id: str,
    method: Method,
    outcome: Outcome,
    *,
    spoke_to: str = "",
    confirmed: tuple[str, ...] = CONFIRMABLE,
    note: str = "",
    on: date | None = None,
    along: Callable[[UnitOfWork], None] = lambda _: None,
) -> Check:
    """Keep a check of a public listing and do what follows from it.

    A check that counts starts the clock again and settles the reports that came before it; when
    something has changed, that is done once the change is approved. One
    that found the listing closed, or its people wanting to be taken off, asks an editor to archive
    it. `on` is the day when it was not today: a list on paper that is typed in late. `along` is
    done in the same transaction. Raises NotAllowed, NotPossible, BadDay, and Personal when `note`
    or `spoke_to` holds a number or an address that tells who somebody is.
    """
    _require(actor, listing_id, method)
    refuse_personal_data(spoke_to=spoke_to, note=note)
    check = Check(
        *(new_id(), listing_id, _moment(context, on), actor.person.id, method, outcome),
        body=context.borough.body,
        spoke_to=" ".join(spoke_to.split()),
        confirmed=tuple(what for what in CONFIRMABLE if outcome.confirms and what in confirmed),
        note=note.strip(),
    )
    with context.unit_of_work() as uow:
        along(uow)
        check = _keep(context, uow, actor, check, is_late=on is not None)
        if outcome in _ENDINGS:
            ask_to_archive(context, uow, actor, listing_id, str(_ENDINGS[outcome]))
    return check


def checks_of(context: Context, listing_id: str) -> list[Check]:
    """Every check of a listing, newest first."""
    return context.store.find(CHECKS, listing_id=listing_id, newest_first=True)


def next_due(context: Context, listing: Listing) -> date:
    """The day on which a listing is due to be checked."""
    return standing_of(listing, context.borough.upkeep).due_on


def refuse_personal_data(**texts: str) -> None:
    """Raises Personal when a text holds what tells who somebody is: a number, an address.

    Checks are kept for years and read by all staff: they say what was checked, not who people are.
    """
    for field, text in texts.items():
        if len(text) > TEXT_LONGEST:
            raise PersonalDataError(field, f"Keep it to {TEXT_LONGEST} characters.")
        if find_emails(text):
            raise PersonalDataError(field, "Leave the email address out: we must not keep it here.")
        if may_tell_phone(text, _PHONE_FEWEST):
            raise PersonalDataError(field, "Leave the phone number out: we must not keep it here.")


def reveal_contact(context: Context, actor: Actor, listing_id: str) -> Contact:
    """The private contact, for a call; that it was looked at is written down. Raises NotAllowed."""
    require(actor.person, Action.SEE_PRIVATE, listing_id)
    contact = context.store.private_contact(listing_id)
    with context.unit_of_work() as uow:
        now = context.clock.now()
        uow.audit(
            AuditEvent(
                now,
                actor.person.id,
                "looked at private contact",
                f"listing:{listing_id}",
                actor.origin,
            )
        )
    return contact


def _require(actor: Actor, listing_id: str, method: Method) -> None:
    require(actor.person, Action.CONFIRM, listing_id)
    is_organiser = Role.ORGANISER in actor.person.roles
    if is_organiser != (method is Method.ORGANISER_LINK):
        raise NotPossible("Only the organiser can confirm by link, and only that way.")


def _keep(context: Context, uow: UnitOfWork, actor: Actor, check: Check, *, is_late: bool) -> Check:
    """The check, the listing as it stands after it, and the reports that it settles."""
    before = load_for_update(context, check.listing_id)
    if not before.listing.status.is_public:
        raise NotPossible("Only a listing that is public can be checked.")
    if is_late:
        _refuse_earlier(before.listing, check.on)
    why = f"{check.method}: {check.outcome}"
    after = before.listing if check.waits_for_change else after_check(before.listing, check)
    if after == before.listing:
        subject, now = f"listing:{check.listing_id}", context.clock.now()
        uow.audit(AuditEvent(now, check.by, "checked", subject, actor.origin, why))
    save_change(context, uow, actor, before, after, "checked", why)
    settled: tuple[str, ...] = ()
    if check.waits_for_change:
        join_to_change(context, uow, check)
    elif check.resets_clock:
        state = ReportState.RIGHT
        settled = close_all(context, uow, actor, check.listing_id, state, until=check.on)
    number = revision_number(context, check.listing_id)
    kept = replace(check, before=before.listing.checked, settled=settled, revision=number)
    uow.save(CHECKS, kept)
    return kept


def _moment(context: Context, on: date | None) -> datetime:
    """When the check was: now, or at noon of a day that has passed."""
    now = context.clock.now()
    if on is None or on == now.date():
        return now
    if on > now.date():
        raise BadDay("The day of the check must be today or in the past.")
    if on < now.date() - timedelta(days=OLDEST_DAYS):
        raise BadDay(f"The day of the check must be within the last {OLDEST_DAYS} days.")
    return datetime.combine(on, time(12), tzinfo=now.tzinfo)


def _refuse_earlier(listing: Listing, on: date) -> None:
    last = listing.checked.on
    if last is not None and on < last:
        said = f"{last.day} {last:%B %Y}"
        raise BadDay(f"It was checked after that, on {said}: this would change nothing.")


def has_private_number(context: Context, listing_id: str) -> bool:
    """Whether there is a private number to ring, without telling it. Raises NotFound."""
    return bool(context.store.private_contact(listing_id).phone)
