"""Where an organiser is written to."""

from assetmap.domain.listings.listing import Contact, Listing
from assetmap.mail.message import BadMessage, Message


def address_of(listing: Listing, private: Contact) -> str:
    """The private address, else the public one; empty when they cannot be written to."""
    address = private.email.strip() or listing.public.email.strip()
    try:
        Message("trial", address, "trial", "trial")
    except BadMessage:  # no address at all, or one that somebody mistyped
        return ""
    return address
