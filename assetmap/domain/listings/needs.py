"""What a group or hub needs from others, and how long that is told."""

from dataclasses import replace
from datetime import date, timedelta

from assetmap.domain.listings.listing import Listing

NEEDS_FOR = timedelta(days=183)  # half a year, unless it says until when


def needed_until(listing: Listing) -> date | None:
    """The last day on which its needs are told: the day that it gave, else half a year after its
    last check.

    A check asks whether they stand, so that one after the day that was given renews them. One that
    was never checked, as after an import, tells what it needs for as long as it is there: nobody
    knows since when.
    """
    until, checked = listing.needs_until, listing.checked.on
    if checked is None or (until is not None and checked <= until):
        return until
    return checked + NEEDS_FOR


def needs_of(listing: Listing, today: date) -> tuple[str, ...]:
    """What it still needs today."""
    until = needed_until(listing)
    return listing.needs if until is None or today <= until else ()


def without_past_needs(listing: Listing, today: date) -> Listing:
    """The listing as it is told today: with no need that has run out."""
    if not listing.needs or needs_of(listing, today):
        return listing
    return replace(listing, needs=(), needs_until=None)
