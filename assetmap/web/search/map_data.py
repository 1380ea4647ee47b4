"""What the map draws: the answer's pins or clusters, the drawn base map, and MBTiles."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, json, make_response, request, url_for

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import Box, parse_box
from assetmap.domain.search.query import Search
from assetmap.domain.validation import Problem
from assetmap.places.basemap import load_basemap
from assetmap.services.context import Context
from assetmap.services.search.map_points import MapPoints, is_soft, map_points
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.compression import compress
from assetmap.web.framework.query import asked
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.cards import category_of, where_words
from assetmap.web.search.data import Refused, refused

map_data = Blueprint("map_data", __name__)
map_data.register_error_handler(Refused, refused)

_ZOOM_MOST = 22


@map_data.get("/map.json")
@open_to_all()
def map_json() -> Response:
    """The pins of a question's answer; clusters for `view` and `zoom` when there are too many.

    The same question of an unchanged directory is answered 304, or from memory.
    """
    search, view, zoom = _asked()
    now = context().directory_cache.current()
    # The index follows the records a moment later, so both generations say what was answered.
    asked_of = f"{context().store.instance_id()} {now.snapshot.version} {now.index_version}"
    key = f"{asked_of} {context().clock.today()} {search.query_string()} {view} {zoom}"
    mark = hashlib.sha256(key.encode()).hexdigest()[:20]
    return _conditional(mark, lambda: _map_body(mark, search, view, zoom), "no-cache")


def _conditional(mark: str, make: Callable[[], bytes], cache_control: str) -> Response:
    """304 to who has it already; else the body of `make`, compressed once."""
    response = make_response()
    response.set_etag(mark, weak=True)
    response.headers["Cache-Control"] = cache_control
    response.make_conditional(request)
    if response.status_code == 200:
        response.data = make()
        response.mimetype = "application/json"
    return compress(response)


@lru_cache(maxsize=64)
def _map_body(mark: str, search: Search, view: Box | None, zoom: int) -> bytes:  # noqa: ARG001
    """The map's JSON; `mark` tells the directory and the moment that it is kept for."""
    found = map_points(context(), search, view, zoom)
    if found.problems:
        raise Refused(found.problems)
    return json.dumps(_document(context(), found), separators=(",", ":")).encode()


@map_data.get("/basemap.json")
@open_to_all()
def basemap_json() -> Response:
    """The base map drawn from the postcodes: built-up ground, outline, place names."""
    body = load_basemap(context().config.cache, context().borough, context().postcodes)
    mark = hashlib.sha256(body).hexdigest()[:20]
    return _conditional(mark, lambda: body, "public, max-age=86400")


def _asked() -> tuple[Search, Box | None, int]:
    search, problems = asked(context(), "view", "zoom")
    view, zoom = None, 11
    try:
        view = parse_box(request.args["view"]) if "view" in request.args else None
    except ValueError as error:
        problems.append(Problem("view", f"We could not use that part of the map: {error}."))
    given = request.args.get("zoom", str(zoom))
    if given.isdecimal() and int(given) <= _ZOOM_MOST:
        zoom = int(given)
    else:
        problems.append(Problem("zoom", f"zoom is a whole number from 0 to {_ZOOM_MOST}."))
    if problems:
        raise Refused(problems)
    return search, view, zoom


def _document(context: Context, found: MapPoints) -> dict[str, Any]:
    return {
        "mode": "clusters" if found.clustered else "points",
        "total": found.total,
        "bounds": _sides(found.bounds),
        "categories": {
            category.slug: {
                "label": category.label,
                "colour": category.colour,
                "icon": category.icon,
            }
            for category in context.borough.words.categories
        },
        "points": [_point(context, listing) for listing in found.singles],
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


def _point(context: Context, listing: PublicListing) -> dict[str, Any]:
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
    return {**document, "soft": True} if is_soft(listing) else document
