"""Every public listing, for files that leave the directory."""

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.services.context import Context


def listings_of(context: Context) -> tuple[PublicListing, ...]:
    """Every public listing, by id."""
    return tuple(row.listing for row in context.directory_cache.current().snapshot.rows)
