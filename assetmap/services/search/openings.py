"""How the doors of listings stand now, worked out once a minute and generation."""

from datetime import datetime

from assetmap.domain.listings.opening import opening_rules
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.times.opening_hours import Opening
from assetmap.search_index.per_generation import per_generation
from assetmap.search_index.snapshot import Snapshot


def opening_now(
    snapshot: Snapshot, position: int, listing: PublicListing, now: datetime
) -> Opening | None:
    """How the door of the listing at a position stands `now` (aware); None of one without hours.

    Hours are whole minutes, so within a minute nothing changes.
    """
    if not opening_rules(listing.shown):
        return None  # as most, of which nothing need be kept
    minute, kept = now.replace(second=0, microsecond=0), _kept(snapshot)
    known = kept.get(position)
    if known is None or known[0] != minute:
        known = kept[position] = (minute, listing.opening(now, snapshot.calendar))
    return known[1]


@per_generation
def _kept(_: Snapshot) -> dict[int, tuple[datetime, Opening | None]]:
    """By the positions of listings that have hours: some hundred in a borough."""
    return {}
