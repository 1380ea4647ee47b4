"""Ids: short, readable, and for good, since people print and link to a listing's address."""

import base64
import hashlib

from assetmap.domain.listings.listing import Listing
from assetmap.domain.text import fold, slug
from assetmap.storage.store import NotFound, Store


def own_key(listing: Listing) -> str:
    """A source id for a row whose file has none: its name and where it is."""
    where = listing.where
    ground = where.postcode or where.place or where.area_served
    place = " ".join([fold(ground), fold(where.address)]).strip()
    return f"{slug(listing.name) or 'listing'}:{_mark(place, 8)}"


class IdAllocator:
    """Gives new listings their ids."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._given: set[str] = set()

    def new_id(self, listing: Listing, *, keep: bool) -> str:
        """A free id: the listing's own when `keep` and it has one, else its name and a mark.

        The mark comes from the source's id, so that a directory made again from the same files
        has the same addresses.
        """
        if keep and listing.id and self._is_free(listing.id):
            return self._take(listing.id)
        name = slug(listing.name, 40)
        key = f"{listing.source}\x1f{listing.source_id}"
        for length in range(5, 27):
            candidate = f"{name}-{_mark(key, length)}" if name else _mark(key, length + 5)
            if self._is_free(candidate):
                return self._take(candidate)
        raise AssertionError("26 letters of a hash are free")

    def _take(self, listing_id: str) -> str:
        self._given.add(listing_id)
        return listing_id

    def _is_free(self, listing_id: str) -> bool:
        if listing_id in self._given:
            return False
        try:
            self._store.get_listing(listing_id)
        except NotFound:
            return True
        return False


def _mark(text: str, length: int) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:length]
