"""The e-mail to an organiser about what became of the change that they asked for."""

from assetmap.domain.listings.proposal import Proposal, ProposalState
from assetmap.domain.people.people import ORGANISER_ID
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.mail.mail_queue import address_of, queue_email
from assetmap.storage.unit_of_work import UnitOfWork


def email_decision(context: Context, uow: UnitOfWork, proposal: Proposal) -> None:
    """Write to an organiser what became of their change; staff see it on their own page."""
    listing = load_for_update(context, proposal.listing_id).listing
    address = address_of(listing, listing.private)
    if proposal.by != ORGANISER_ID or not address or proposal.archive_because:
        return
    queue_email(
        context,
        uow,
        "thanks_for_telling",
        address,
        f"decided:{proposal.id}",
        listing_name=listing.name,
        link=f"{context.config.public_url}/listing/{listing.id}",
        is_approved=proposal.state is ProposalState.APPROVED,
        is_edited=bool(proposal.edited),
        words=proposal.words,
    )
