"""What the map draws: the answer's pins or clusters, the drawn base map, and MBTiles."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict

from flask import Blueprint, Response, abort, json, make_response, request

from assetmap.domain.place import Box, parse_box
from assetmap.domain.search.query import Search
from assetmap.domain.times.days_asked import PARAMETERS, DaysAsked
from assetmap.domain.validation import Problem
from assetmap.places import postcode_tiles
from assetmap.places.basemap import load_basemap
from assetmap.places.package_data import edition
from assetmap.services.search.map_points import map_points
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.compression import BEST, QUICK, compress
from assetmap.web.framework.data_errors import Refused
from assetmap.web.framework.headers import open_to_sandboxes
from assetmap.web.framework.kept_answers import KeptAnswers
from assetmap.web.framework.query import asked, asked_days, names_days
from assetmap.web.framework.request_context import context
from assetmap.web.search.map_description import BASEMAP_JSON, MAP_JSON, POSTCODES_JSON, ZOOM_MOST
from assetmap.web.search.map_document import map_document

map_data = Blueprint("map_data", __name__)

_KEPT = KeptAnswers(4 * 1024 * 1024)
_A_DAY = "public, max-age=86400"


@map_data.get("/map.json")
@open_to_all()
@described(MAP_JSON)
def map_json() -> Response:
    """The pins of a question's answer; clusters for `view` and `zoom` when there are too many.

    The same question of an unchanged directory is answered 304, or from memory.
    """
    search, days, view, zoom = _asked()
    now = context().directory_cache.current()
    # The index follows the records a moment later, so both generations say what was answered.
    asked_of = f"{context().directory_mark()} {now.index_version}"
    # What is open, or still on, changes by the minute.
    at = context().clock.now() if search.open or days else context().clock.today()
    key = f"{asked_of} {at:%Y-%m-%d %H:%M} {search.query_string()} {days} {view} {zoom}"
    mark = hashlib.sha256(key.encode()).hexdigest()[:20]

    def make() -> bytes:
        return _KEPT.get(mark, lambda: _map_body(search, view, zoom, days))

    return _conditional(mark, make, "no-cache")


def _conditional(
    mark: str, make: Callable[[], bytes], cache_control: str, quality: int = QUICK
) -> Response:
    """304 to who has it already; else the body of `make`, compressed once."""
    response = make_response()
    response.set_etag(mark, weak=True)
    response.headers["Cache-Control"] = cache_control
    response.make_conditional(request)
    if response.status_code == 200:
        response.data = make()
        response.mimetype = "application/json"
    open_to_sandboxes(response)
    response.vary.add("Origin")
    return compress(response, quality)


def _map_body(search: Search, view: Box | None, zoom: int, days: DaysAsked | None) -> bytes:
    """The map's JSON."""
    found = map_points(context(), search, view, zoom, days)
    if found.problems:
        raise Refused(found.problems)
    return json.dumps(map_document(context(), found), separators=(",", ":")).encode()


@map_data.get("/basemap.json")
@open_to_all()
@described(BASEMAP_JSON)
def basemap_json() -> Response:
    """The base map drawn from the postcodes: built-up ground, outline, place names."""
    body = load_basemap(context().config.cache, context().borough, context().postcodes)
    mark = hashlib.sha256(body).hexdigest()[:20]
    return _conditional(mark, lambda: body, _A_DAY, BEST)


@map_data.get("/postcodes/<int:x>/<int:y>.json")
@open_to_all()
@described(POSTCODES_JSON)
def postcodes_json(x: int, y: int) -> Response:
    """The postcodes of a tile of the map, for who looks closely at one without street tiles."""
    if max(x, y) >= postcode_tiles.SIDE:
        abort(404)
    key = f"{edition()} {context().borough.postcode_areas} {x} {y}"
    mark = hashlib.sha256(key.encode()).hexdigest()[:20]
    return _conditional(mark, lambda: _tile_body(x, y), _A_DAY)


def _tile_body(x: int, y: int) -> bytes:
    areas = context().borough.postcode_areas
    tile = postcode_tiles.postcode_tile(context().postcodes, areas, x, y)
    sectors = {name: asdict(sector) for name, sector in tile.items()}
    return json.dumps(sectors, separators=(",", ":")).encode()


def _asked() -> tuple[Search, DaysAsked | None, Box | None, int]:
    search, problems = asked(context(), "view", "zoom", *PARAMETERS)
    days, wrong_days = asked_days(context())
    problems += wrong_days
    view, zoom = None, 11
    try:
        view = parse_box(request.args["view"]) if "view" in request.args else None
    except ValueError as error:
        problems.append(Problem("view", f"We could not use that part of the map: {error}."))
    given = request.args.get("zoom", str(zoom))
    if given.isdecimal() and int(given) <= ZOOM_MOST:
        zoom = int(given)
    else:
        problems.append(Problem("zoom", f"zoom is a whole number from 0 to {ZOOM_MOST}."))
    if problems:
        raise Refused(problems)
    return search, days if names_days() else None, view, zoom
