"""Where a listing is, in the pack: what its page shows, and nothing that is said twice."""

from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.location import is_remote
from assetmap.domain.place import Point
from assetmap.search_index.row import Row
from assetmap.search_index.schema import PARTS
from assetmap.services.index_documents import document_of
from assetmap.services.search.map_points import is_soft
from assetmap.web.presenters.cards import address_words, where_beside_name
from assetmap.web.presenters.pages import ListingPage


def where_of(row: Row, borough: Borough, page: ListingPage) -> dict[str, Any]:
    """The keys of a listing that say where it is, as `bundle_document` has them."""
    point, card = row.listing.point, page.card.where
    place = document_of(row.listing, borough.words).place
    return {
        "p": place,
        "wl": _where_lines(page, place),
        "at": card,
        "wb": beside if (beside := where_beside_name(row.listing.shown)) != card else "",
        "ad": _address(address_words(row.listing.shown), card, place),
        "pt": sides_of(point) if point else None,
        "so": int(is_soft(row.listing)),
        "ar": [sides_of(each) for each in row.area.points],
        "all": int(row.area.whole),
        "out": int(row.outside),
        "cm": int(row.listing.shown.comes_to_people),
        "re": int(is_remote(row.listing.shown)),
    }


def _address(address: str, card: str, place: str) -> str | int:
    """The address where it says more than the card, and 1 where `place` has just its words."""
    *first, last = place.split(PARTS)
    if address == card:
        return ""
    return 1 if address == f"{', '.join(first)} {last}" else address


def _where_lines(page: ListingPage, place: str) -> list[str] | None:
    """The lines of where as the page has them: none where `place` has them already, and one that
    is empty where there are words of a place and the page shows none.
    """
    lines = [line for fact in page.facts if fact.field == "precision" for line in fact.lines]
    return None if lines == (place.split(PARTS) if place else []) else lines or [""]


def sides_of(point: Point) -> list[float]:
    """Latitude and longitude in WGS 84 degrees, to about a metre."""
    return [round(point.lat, 5), round(point.lon, 5)]
