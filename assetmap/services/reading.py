"""One listing by its address: itself, where it moved to, or that it is gone."""

from dataclasses import replace

from assetmap.domain.answer import Hit
from assetmap.domain.freshness import freshness_of
from assetmap.domain.listing import Listing, Status
from assetmap.domain.public_listing import PublicListing, public_view
from assetmap.domain.search import Search
from assetmap.services.desk import Desk
from assetmap.services.finding import hits, select
from assetmap.storage.store import NotFound


class Gone(Exception):
    """The listing was removed; `categories` says what it was about, `because` why it went."""

    def __init__(self, listing: Listing) -> None:
        super().__init__(f"{listing.id} is no longer listed")
        self.categories, self.because = listing.categories, listing.archived_because


class MovedTo(Exception):
    """The listing was merged into another, whose id is `listing_id`."""

    def __init__(self, listing_id: str) -> None:
        super().__init__(f"moved to {listing_id}")
        self.listing_id = listing_id


def read_listing(desk: Desk, listing_id: str) -> PublicListing:
    """The public side of a listing. Raises NotFound, MovedTo or Gone."""
    listing = desk.store.get(listing_id).listing
    if listing.merged_into:
        raise MovedTo(listing.merged_into)
    if listing.status is Status.ARCHIVED:
        raise Gone(listing)
    if not listing.status.is_public:
        raise NotFound(f"{listing_id} is not public")
    return public_view(listing)


def hit_of(desk: Desk, listing: PublicListing) -> Hit:
    """A single listing as an answer's hit: its next session, and whether it is outside."""
    record = desk.store.get(listing.id).listing
    return Hit(
        listing=listing,
        next=listing.shown.schedule.next(desk.clock.now()),
        outside_borough=listing.is_outside(desk.borough.authority_code),
        freshness=freshness_of(record, desk.borough.upkeep, desk.clock.today()),
    )


def alike(desk: Desk, categories: tuple[str, ...], most: int = 3) -> tuple[Hit, ...]:
    """A few listings about the same thing, for the page of one that is gone."""
    known = [slug for slug in categories if slug in desk.borough.words.category]
    if not known:
        return ()
    selection = select(desk, replace(Search(), category=(tuple(known),)))
    return hits(desk, selection, 0, most)
