"""What is only planned: when it opens, or was to. It is open once somebody says so, not before."""

from datetime import date

from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.times.schedule_words import full_date

_NOT_OPEN = "Planned: not open yet"
_OPENING = "Planned: opening on {}"
_RING = "Was to open on {}. Ring to ask whether it has."
_ASK = "Was to open on {}. Ask whether it has."


def was_to_open_on(listing: Listing, today: date) -> date | None:
    """The day on which it was to open, once that has come and nobody has said that it did."""
    if listing.status is not Status.PLANNED or listing.opens_on is None:
        return None
    return listing.opens_on if listing.opens_on <= today else None


def planned_words(listing: Listing, today: date) -> str:
    """`Planned: opening on Monday 7 September 2026`; empty of what is not planned.

    On its day that still stands; from the next on it says that it was to open.
    """
    if listing.status is not Status.PLANNED:
        return ""
    opens = listing.opens_on
    if opens is None:
        return _NOT_OPEN
    return _OPENING.format(full_date(opens)) if today <= opens else late_words(listing)


def late_words(listing: Listing) -> str:
    """What is said of it once its day has passed; empty of what is not planned for a day."""
    if listing.status is not Status.PLANNED or listing.opens_on is None:
        return ""
    words = _RING if listing.public.phone else _ASK
    return words.format(full_date(listing.opens_on))
