"""The map as one file: an HTML page that needs no network, no server and no other file."""

from collections.abc import Iterable, Mapping
from typing import Any

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.static_map.background import read_background
from assetmap.static_map.pins import sort_listings


def listing_map(
    listings: Iterable[PublicListing],
    words: Vocabulary,
    *,
    title: str,
    note: str = "",
    basemap: Mapping[str, Any] | None = None,
) -> str:
    """An HTML page with a map of the listings, a filter by category, and all of them as a list.

    It loads nothing, so it works from a disk, a stick or an e-mail; the same listings give the
    same bytes. `basemap` is what `background.read_background` takes. Texts from listings are
    never put into HTML or code without escaping.
    """
    from assetmap.static_map.folium_page import render_page  # slow import

    return render_page(
        sort_listings(listings, words), read_background(basemap), title=title, note=note
    )
