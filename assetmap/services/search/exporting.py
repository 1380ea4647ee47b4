"""Every listing of an answer, for files that leave the directory."""

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.selection import select


def listings_of(context: Context, search: Search | None = None) -> tuple[PublicListing, ...]:
    """The public listings that answer a question, best first; all of them by id without one."""
    if search is None:
        return tuple(row.listing for row in context.directory_cache.current().snapshot.rows)
    return select(context, search).listings
