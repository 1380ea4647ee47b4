"""The hub whose week is asked for, by its id or by how that begins."""

import numpy as np

from assetmap.domain.listings.kinds import kinds_that
from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.services.context import Context
from assetmap.services.search.reading import MovedTo, read_listing
from assetmap.storage.store import NotFound

_HUBS = kinds_that(lambda rules: rules.hosts_others)


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
    snapshot = context.directory_cache.current().snapshot
    hubs = np.flatnonzero(snapshot.is_kind(*_HUBS)).tolist()
    found = [position for position in hubs if snapshot.ids[position].startswith(begins)]
    if not begins or len(found) != 1:
        raise NotFound(f"no hub is called {begins}")
    return snapshot.rows[found[0]].listing
