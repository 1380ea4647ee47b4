"""`/map-picture.svg`: the small picture of the map that leads to it from the home page."""

import hashlib
from functools import lru_cache

from flask import Blueprint, Response, json, make_response, request

from assetmap.places.basemap import load_basemap
from assetmap.static_map.background import read_background
from assetmap.static_map.picture import Dot, map_picture
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.compression import compress
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.cards import NO_CATEGORY
from assetmap.web.search.map_description import MAP_PICTURE

picture = Blueprint("map_picture", __name__)


@picture.get("/map-picture.svg")
@open_to_all()
@described(MAP_PICTURE)
def svg() -> Response:
    """The drawn borough and a dot for each spot that has listings: only points that all may see."""
    today = context().clock.today()
    ground = load_basemap(context().config.cache, context().borough, context().postcodes)
    key = f"{context().directory_mark()} {today}".encode() + ground
    mark = hashlib.sha256(key).hexdigest()[:20]
    response = make_response()
    response.set_etag(mark, weak=True)
    response.headers["Cache-Control"] = "public, max-age=600"
    response.make_conditional(request)
    if response.status_code == 200:
        response.data = _drawn(mark, ground)
        response.mimetype = "image/svg+xml"
    return compress(response)


@lru_cache(maxsize=4)
def _drawn(mark: str, ground: bytes) -> str:  # noqa: ARG001
    """The picture; `mark` tells the directory and the day that it is kept for."""
    snapshot, borough = context().directory_cache.current().snapshot, context().borough
    today = context().clock.today()
    shown = snapshot.placed & ~snapshot.unconfirmed(today) & ~snapshot.finished(today)
    colours = [borough.words.top(slug).colour for slug in snapshot.column("category").values]
    colours.append(NO_CATEGORY.colour)
    places = zip(snapshot.lat[shown].tolist(), snapshot.lon[shown].tolist(), strict=True)
    tops = snapshot.kept.facet.shown_top[shown].tolist()
    dots = [Dot(lat, lon, colours[top]) for (lat, lon), top in zip(places, tops, strict=True)]
    return map_picture(read_background(json.loads(ground)), dots)
