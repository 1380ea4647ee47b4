"""What a group or hub needs from others, and how long that is told."""

from datetime import date, timedelta

from assetmap.domain.listings.listing import Listing

NEEDS_FOR = timedelta(days=183)  # half a year, unless it says until when


def needs_of(listing: Listing, today: date) -> tuple[str, ...]:
    """What it still needs: until the day that it gave, else for half a year after its last check.

    One that was never checked, as after an import, tells what it needs for as long as it is there:
    nobody knows since when.
    """
    until = listing.needs_until
    if until is None and listing.checked.on is not None:
        until = listing.checked.on + NEEDS_FOR
    return listing.needs if until is None or today <= until else ()
