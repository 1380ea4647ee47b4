"""The first letter to organisers whose details we did not get from them.

The law (UK GDPR, article 14) wants them told within a month what is held and where it came from.
A listing out of a file that nobody has checked is due at once, so its organiser's first letter
comes with the next day's work, or when staff ask at once. It has both parts: the question whether
all is correct, and what the law wants them told.
"""

from collections.abc import Sequence
from typing import Any

from assetmap.domain.listings.listing import Contact, Listing
from assetmap.services.context import Context
from assetmap.services.listings.drafts import LOCAL_SOURCE

LETTER = "data_source_notice"


def is_first(listings: Sequence[Listing]) -> bool:
    """Whether nobody has spoken to the organiser about any of these, which came out of files."""
    return all(
        listing.checked.on is None and listing.source and listing.source != LOCAL_SOURCE
        for listing in listings
    )


def what_it_says(context: Context, listings: Sequence[Listing]) -> dict[str, Any]:
    """What the letter is given beside its link: names, a page, the sources, and what is held."""
    first = listings[0]
    names = [listing.name for listing in listings]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    sources = dict.fromkeys(f"The file “{listing.source}”." for listing in listings)
    return {
        "listing_name": f"{first.name}{more}",
        "listing_url": f"{context.config.public_url}/listing/{first.id}",
        "source": " ".join(sources),
        "held": _held(context, listings),
    }


def _held(context: Context, listings: Sequence[Listing]) -> list[str]:
    """What is held that may be about a person, in words."""
    contacts = [listing.public for listing in listings]
    contacts += [context.store.private_contact(listing.id) for listing in listings]
    held = ["the name of the group or service, and what its page says"]
    held += ["the name of somebody to ask for"] if _any(contacts, "name") else []
    held += ["a phone number"] if _any(contacts, "phone") else []
    held += ["an email address"] if _any(contacts, "email") else []
    return held


def _any(contacts: Sequence[Contact], field: str) -> bool:
    return any(getattr(contact, field) for contact in contacts)
