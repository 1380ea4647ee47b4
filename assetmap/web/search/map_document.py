"""What `/map.json` says: the points and clusters of an answer, and the words of each popup."""

from datetime import date
from typing import Any

from flask import url_for

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.phone import phone_parts
from assetmap.domain.place import Box
from assetmap.domain.search.results import Hit, PlaceMatch
from assetmap.domain.times.school_terms import SchoolTerms, is_on_holiday
from assetmap.services.context import Context
from assetmap.services.search.map_points import MapPoints, is_soft
from assetmap.web.formatting import distance_words
from assetmap.web.presenters.cards import category_of, notice_words, usual_times, where_words


def map_document(context: Context, found: MapPoints) -> dict[str, Any]:
    """The points and clusters of an answer, and what the map says of each."""
    return {
        "mode": "clusters" if found.clustered else "points",
        "total": found.total,
        "bounds": _sides(found.bounds),
        "place": _place(found.place),
        "categories": {
            category.slug: {
                "label": category.label,
                "colour": category.colour,
                "icon": category.icon,
            }
            for category in context.borough.words.categories
        },
        "points": [
            _point(context, listing, found.metres.get(listing.id)) for listing in found.singles
        ],
        "clusters": [
            {
                "lat": round(cluster.lat, 5),
                "lon": round(cluster.lon, 5),
                "count": cluster.count,
                "bounds": _sides(cluster.box),
            }
            for cluster in found.clusters
        ],
    }


def _sides(box: Box | None) -> list[float] | None:
    if box is None:
        return None
    return [round(side, 5) for side in (box.west, box.south, box.east, box.north)]


def _place(place: PlaceMatch | None) -> dict[str, Any] | None:
    if place is None or place.point is None:
        return None
    return {
        "label": place.label,
        "lat": round(place.point.lat, 5),
        "lon": round(place.point.lon, 5),
    }


def _point(context: Context, listing: PublicListing, metres: int | None) -> dict[str, Any]:
    top, label = category_of(listing.shown, context.borough)
    point = listing.point
    assert point is not None
    document = {
        "id": listing.id,
        "name": listing.shown.name,
        "url": url_for("public.listing", listing_id=listing.id),
        "lat": round(point.lat, 5),
        "lon": round(point.lon, 5),
        "category": top.slug,
        "line": f"{label} · {where_words(listing.shown)}",
    }
    if is_soft(listing):
        document["soft"] = True
    said = {
        "when": _when(listing, context.calendar().terms, context.clock.today()),
        "cost": listing.shown.cost.words if listing.shown.cost.text.strip() else "",
        "distance": distance_words(metres),
        "phone": _phone(listing.shown.public.phone),
    }
    return {**document, **{name: words for name, words in said.items() if words}}


def _phone(text: str) -> str | list[list[str]]:
    """A plain number as it is, which rings by its figures; anything else in its parts, each with
    the address that rings.
    """
    parts = [[part.text, part.tel] for part in phone_parts(text)]
    is_plain = len(parts) == 1 and parts[0][1] == f"tel:{text.replace(' ', '')}"
    return text if is_plain else parts


def _when(listing: PublicListing, terms: SchoolTerms, today: date) -> str:
    """That it is closed for now, else its usual times: words such as "Today" would go stale in
    what browsers keep.
    """
    hit = Hit(listing, is_on_holiday=is_on_holiday(listing.shown.schedule.terms, terms, today))
    return notice_words(hit, today) or usual_times(listing.shown)
