"""What else is on at a listing's venue."""

import numpy as np

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import fold
from assetmap.search_index.distances import distances_m
from assetmap.services.context import Context

_SAME_SPOT_M = 30  # two people's pins on one building; its postcode may be a little off as well


def at_same_place(context: Context, listing: PublicListing) -> tuple[PublicListing, ...]:
    """The other public listings at the venue of a listing, by name.

    Only of places that everybody may see, on both sides: none for a listing whose place is not
    shown in full, and never one whose place is hidden or shown roughly, wherever it is.
    """
    if listing.where.precision is not Precision.VENUE or listing.point is None:
        return ()
    snapshot = context.directory_cache.current().snapshot
    near = distances_m(snapshot.lat, snapshot.lon, listing.point) <= _SAME_SPOT_M
    today = context.clock.today()
    shown = near & ~snapshot.unconfirmed(today) & ~snapshot.finished(today)
    others = (snapshot.rows[n].listing for n in np.flatnonzero(shown).tolist())
    found = (
        other
        for other in others
        if other.id != listing.id
        and other.where.precision is Precision.VENUE
        and _same_venue(listing.where, other.where)
    )
    return tuple(sorted(found, key=lambda other: (other.shown.name.casefold(), other.id)))


def _same_venue(one: Where, other: Where) -> bool:
    """Whether two venues at one spot are one: neighbours often share a postcode's point.

    `Riverside Hub` and `Riverside Hub, room 2` are one.
    """
    names = fold(one.venue), fold(other.venue)
    return names[0].startswith(names[1]) or names[1].startswith(names[0])
