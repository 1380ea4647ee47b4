"""Reports of what is wrong with a listing: taken from anyone, settled by staff."""

import hashlib
import hmac
import secrets
from datetime import date

from assetmap.domain.checks.check import after_report, without_report
from assetmap.domain.checks.report import Report, ReportState, Trouble
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, require
from assetmap.services.checks.urgent_emails import tell_editors
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, save_change
from assetmap.services.open_reports import close_report, open_reports
from assetmap.storage.store import NotFound
from assetmap.storage.tables import REPORTS

WORDS_LONGEST = 1000
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that look alike


class AlreadySettled(Exception):
    """Somebody else has settled the report in the meantime."""


def report_problem(
    context: Context,
    actor: Actor,
    listing_id: str,
    trouble: Trouble,
    words: str = "",
    contact: str = "",
    *,
    once: str = "",
    visitor: str = "",
) -> Report:
    """Keep a report; the listing is due for a check at once. Raises NotFound, NotAllowed.

    `once` is the mark of the form that it came in: the same out of the same form is one report.
    `visitor` is the address that it came from: several of one day from one cast one doubt.
    """
    require(actor.person, Action.SUGGEST)
    now = context.clock.now()
    content = (once, listing_id, trouble, words, contact)
    report = Report(
        id=reference_of("R", *content) if once else new_reference("R"),
        listing_id=listing_id,
        trouble=trouble,
        at=now,
        words=words.strip()[:WORDS_LONGEST],
        by=actor.person.id,
        contact=contact.strip(),
        visitor=_visitor_mark(context, visitor, now.date()),
    )
    with context.unit_of_work() as uow:
        if context.store.count(REPORTS, id=report.id):
            return context.store.get(REPORTS, report.id)
        before = load_for_update(context, listing_id)
        if not before.listing.status.is_public:
            raise NotFound(f"{listing_id} is not public")
        after = _doubted(context, before.listing, report)
        uow.save(REPORTS, report)
        save_change(context, uow, actor, before, after, "reported a problem", str(trouble))
        tell_editors(context, uow, report, after)
    return report


def _visitor_mark(context: Context, visitor: str, on: date) -> str:
    """Tells one visitor from another on one day; says nothing of the address or another day."""
    if not visitor:
        return ""
    told = f"{on.isoformat()} {visitor}"
    key = context.config.secret_key.encode()
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()[:32]


def _doubted(context: Context, listing: Listing, report: Report) -> Listing:
    """The listing with the doubt that a report casts, if it casts one."""
    return listing if _is_again(context, report) else after_report(listing, report.on)


def _is_again(context: Context, report: Report) -> bool:
    """Whether the same visitor has another report of this listing open, of the same day."""
    others = (x for x in open_reports(context, report.listing_id) if x.id != report.id)
    return bool(report.visitor) and any(each.visitor == report.visitor for each in others)


def settle(context: Context, actor: Actor, report_id: str, state: ReportState) -> Report:
    """Close a report as right or unfounded; an unfounded one casts no doubt any more.

    Raises NotAllowed, NotFound, AlreadySettled.
    """
    with context.unit_of_work() as uow:
        report = context.store.get(REPORTS, report_id)
        require(actor.person, Action.CONFIRM, report.listing_id)
        if report.state is not ReportState.OPEN:
            raise AlreadySettled("Somebody else has settled this report already.")
        settled = close_report(context, uow, actor, report, state)
        if state is ReportState.UNFOUNDED and not _is_again(context, report):
            before = load_for_update(context, report.listing_id)
            after = without_report(before.listing, report.on)
            save_change(context, uow, actor, before, after, "withdrew a doubt")
    return settled


def new_reference(letter: str) -> str:
    """A reference that can be read down a phone: `R-7K2M9Q`."""
    return reference_of(letter, secrets.token_hex(16))


def reference_of(letter: str, *content: str) -> str:
    """The reference that always belongs to this content."""
    digest = hashlib.sha256("\x1f".join(content).encode()).digest()
    return f"{letter}-{''.join(_SIGNS[byte % len(_SIGNS)] for byte in digest[:6])}"
