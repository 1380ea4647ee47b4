"""Every listing of an answer, for files that leave the directory."""

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.query import Search
from assetmap.services.context import Desk
from assetmap.services.search.selection import select


def listings_of(desk: Desk, search: Search | None = None) -> tuple[PublicListing, ...]:
    """The public listings that answer a question, best first; all of them by id without one."""
    if search is None:
        return tuple(row.listing for row in desk.memory.now().snapshot.rows)
    return select(desk, search).listings
