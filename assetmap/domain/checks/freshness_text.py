"""What a page says once nobody has confirmed a listing for too long; staff and letters quote it."""

from datetime import date

from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.listings.listing import Listing

# A phone with no signal says it by its own clock, with these same words.
DOUBT = "Not confirmed since {month} – please {first}"
NEVER = "Never checked by us – please {first}"
RING_FIRST, WRITE_FIRST = "ring first", "get in touch first"


def doubt_words(listing: Listing, freshness: Freshness, today: date) -> str:
    """`Not confirmed since August – please ring first`; empty while its last check holds.

    One that nobody has checked says that itself; this only when it was so for too long, or doubted.
    """
    first = first_step(listing, freshness)
    if not first:
        return ""
    if listing.checked.on is None:
        return NEVER.format(first=first)
    return DOUBT.format(month=month_words(listing.checked.on, today), first=first)


def first_step(listing: Listing, freshness: Freshness) -> str:
    """What its page asks people to do before they go: `ring first`; empty while it can be trusted.

    Where the public has no number, `get in touch first`.
    """
    if not freshness.is_doubtful:
        return ""
    return RING_FIRST if listing.public.phone else WRITE_FIRST


def month_words(on: date, today: date) -> str:
    """`August`, or `August 2024` when another August has come since."""
    if (today.year - on.year) * 12 + today.month - on.month < 12:
        return f"{on:%B}"
    return f"{on:%B} {on.year}"
