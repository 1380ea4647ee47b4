"""The check that goes with a change: it counts once what was heard stands on the page."""

from dataclasses import replace

from assetmap.domain.checks.check import CONFIRMABLE, Check, Method, Outcome, after_check
from assetmap.domain.checks.report import ReportState
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Proposal, ProposalState
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.open_reports import close_all
from assetmap.storage.tables import CHECKS, PROPOSALS
from assetmap.storage.unit_of_work import UnitOfWork


def join_to_change(context: Context, uow: UnitOfWork, check: Check) -> None:
    """Have a check count when the change is approved that its maker has asked for already."""
    for proposal in context.store.find(
        PROPOSALS, listing_id=check.listing_id, state=ProposalState.WAITING
    ):
        if proposal.by == check.by and not proposal.check_id and proposal.changes:
            uow.save(PROPOSALS, replace(proposal, check_id=check.id))


def heard_at(context: Context, actor: Actor, listing: Listing) -> str:
    """The id of the check at which the person heard of a change and that no change counts yet."""
    checks = context.store.find(CHECKS, listing_id=listing.id, newest_first=True, most=1)
    known = {each.check_id for each in context.store.find(PROPOSALS, listing_id=listing.id)}
    last = listing.checked.on
    for check in checks:
        is_newer = last is None or check.on >= last
        if check.by == actor.person.id and check.waits_for_change and is_newer:
            return "" if check.id in known else check.id
    return ""


def with_its_check(
    context: Context, uow: UnitOfWork, actor: Actor, proposal: Proposal, after: Listing
) -> Listing:
    """The listing as checked on the day on which staff heard what is on its page now."""
    check = context.store.get(CHECKS, proposal.check_id)
    if check.resets_clock:
        close_all(context, uow, actor, after.id, ReportState.RIGHT, until=check.on)
    return after_check(after, check)


def with_their_word(
    context: Context, uow: UnitOfWork, proposal: Proposal, after: Listing
) -> Listing:
    """What organisers say of their own listing is as good as a check on the day they said it."""
    check = Check(
        *(new_id(), proposal.listing_id, proposal.at, proposal.by),
        *(Method.ORGANISER_LINK, Outcome.CHANGED),
        body=context.borough.body,
        confirmed=CONFIRMABLE,
    )
    uow.save(CHECKS, check)
    return after_check(after, check)
