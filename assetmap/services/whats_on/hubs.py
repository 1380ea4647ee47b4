"""The hub whose week is asked for, by its id or by how that begins."""

from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.services.context import Context
from assetmap.services.search.reading import MovedTo, read_listing
from assetmap.storage.store import NotFound


def find_hub(context: Context, hub_id: str) -> PublicListing:
    """The public listing of an id, whose venue others meet at. `riverside` is the one hub whose id
    begins like that.

    Raises NotFound when there is none, or none whose place everybody may see; Gone as a listing.
    """
    try:
        found = read_listing(context, hub_id)
    except MovedTo as moved:
        return find_hub(context, moved.listing_id)
    except NotFound:
        found = _beginning(context, hub_id)
    if found.where.precision is not Precision.VENUE:
        raise NotFound(f"{hub_id} has no venue")
    return found


def _beginning(context: Context, begins: str) -> PublicListing:
    rows = context.directory_cache.current().snapshot.rows
    found = [
        row.listing
        for row in rows
        if row.listing.shown.kind.rules.hosts_others and row.listing.id.startswith(begins)
    ]
    if not begins or len(found) != 1:
        raise NotFound(f"no hub is called {begins}")
    return found[0]
