"""The plain map background for when there are no tiles: the borough and where it is built up.

Worked out from postcodes, so it is a sketch: the true boundary lies within a few hundred metres of
the outline, unless the borough gives its own, and the outline must never be used to say what is
inside the borough. Water is drawn where the borough gives it.
"""

import hashlib
import json
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from assetmap.domain.borough.borough import Borough
from assetmap.domain.place import parse_postcode
from assetmap.places.given_shapes import areas_of, lines_of
from assetmap.places.package_data import edition, keep
from assetmap.places.postcodes import Postcodes, Scatter

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right; contains Royal Mail data; "
    "contains National Statistics data"
)
_FORMAT = 4  # of the kept file: add one when anything below changes what it holds
_LARGEST = 45_000  # bytes of JSON: it is fetched over a telephone
_DECIMALS = 5  # of a degree, of a place's point: about a metre
_FINE_DECIMALS = 4  # of the shapes: about ten metres, finer than they are

# Chosen by eye and, for the outline, by overlap with the official boundary of Thurrock (LAD 2020):
# intersection over union 0.88.
_STREET_M = 140  # built up: this near to a postcode
_GAP_M = 100  # a narrower gap between built-up parts is closed
_HOLE_M2 = 150_000  # a smaller hole is filled
_FINEST_M = 30  # detail smaller than this is dropped; more where the file would be too large
_COARSEST_OUTLINE_M = 100
_HULL_RATIO = 0.35  # 0 follows every bay of the postcodes, 1 is their convex hull
_MARGIN_M = 300  # from the outermost postcodes to the border, on average
_SMOOTH_M = 400
_WATER_BEYOND_M = 5_000  # water further than this from the outline is not drawn

_building = Lock()
_unkept: dict[str, bytes] = {}  # backgrounds whose cache cannot be written, by file name


def attribution_of(borough: Borough) -> str:
    """Whom to thank for the background, wherever any of it is shown."""
    return ". ".join(filter(None, (ATTRIBUTION, borough.drawn_map.attribution)))


def load_basemap(cache: Path, borough: Borough, postcodes: Postcodes) -> bytes:
    """The background as JSON bytes (see `build_basemap`), kept in the folder `cache`.

    The first call for a borough takes a second or two. Where `cache` cannot be written the
    bytes stay in memory.
    """
    path = cache / f"basemap-{_fingerprint(borough)}.json"
    with _building:
        kept = _unkept.get(path.name) or _read(path)
        if kept is None:
            kept = as_json(build_basemap(borough, postcodes))
            content = kept
            if not keep(path, lambda file: file.write(content)):
                _unkept[path.name] = kept
        return kept


def build_basemap(borough: Borough, postcodes: Postcodes) -> dict[str, Any]:
    """The background: `outline`, `built_up`, `water` and `rivers` (GeoJSON geometries, WGS 84),
    `places` (`name`, `lat`, `lon`) and the `attribution` that must be shown with it.

    As JSON it is under 45 kB. A borough without postcodes has empty geometries.
    """
    own = postcodes.in_areas(borough.postcode_areas).of(borough.authority_code)
    drawn = _drawn(borough, _on_grid(own) if len(own) else None)
    background = {
        "places": _places(borough, postcodes),
        "attribution": attribution_of(borough),
    }
    finest = _FINEST_M
    while True:
        shapes = {name: _geojson(shape, finest) for name, shape in drawn.items()}
        shapes["outline"] = _geojson(drawn["outline"], min(finest, _COARSEST_OUTLINE_M))
        if len(as_json(shapes | background)) < _LARGEST or finest > 100 * _FINEST_M:
            return shapes | background
        finest = finest * 3 // 2


def _drawn(borough: Borough, points: "BaseGeometry | None") -> dict[str, "BaseGeometry"]:
    """The shapes to draw, in metres of the National Grid; without postcodes most are empty."""
    import shapely  # slow import

    given, nothing = borough.drawn_map, shapely.MultiPolygon()
    if given.edge:
        outline = areas_of(given.edge)
    else:
        outline = nothing if points is None else _outline(points)
    around = outline.buffer(_WATER_BEYOND_M)
    return {
        "outline": outline,
        "built_up": nothing if points is None else _built_up(points),
        "water": areas_of(given.water).intersection(around),
        "rivers": lines_of(given.water).intersection(around),
    }


def as_json(background: dict[str, Any]) -> bytes:
    """The background as compact JSON in UTF-8."""
    return json.dumps(background, ensure_ascii=False, separators=(",", ":")).encode()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() or None
    except OSError:
        return None


def _fingerprint(borough: Borough) -> str:
    """Changes whenever the background would: another council, place, package or program."""
    parts = (
        *(_FORMAT, edition(), borough.authority_code, borough.postcode_areas, borough.places),
        borough.drawn_map,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _places(borough: Borough, postcodes: Postcodes) -> list[dict[str, Any]]:
    places = []
    for place in borough.places:
        postcode = parse_postcode(place.postcode)
        located = postcodes.locate(postcode) if postcode else None
        if located:
            lat, lon = (round(part, _DECIMALS) for part in (located.point.lat, located.point.lon))
            places.append({"name": place.name, "lat": lat, "lon": lon})
    return places


def _on_grid(postcodes: Scatter) -> "BaseGeometry":
    """The postcodes as one multipoint in metres of the National Grid, which is flat."""
    import geopandas as gpd  # slow import

    points = gpd.GeoSeries(gpd.points_from_xy(postcodes.lon, postcodes.lat), crs=4326)
    return points.to_crs(27700).union_all()


def _built_up(points: "BaseGeometry") -> "BaseGeometry":
    import shapely  # slow import

    # Out and in again closes the gaps between streets that are near one another.
    closed = _around(points, _STREET_M + _GAP_M).buffer(-_GAP_M)
    solid = [_without_small_holes(part) for part in shapely.get_parts(closed)]
    return shapely.multipolygons(solid)


def _around(points: "BaseGeometry", metres: float) -> "BaseGeometry":
    """The ground within `metres` of any of the points."""
    import shapely  # slow import

    # Discs first and then their union: far quicker than the buffer of all points at once.
    return shapely.union_all(shapely.buffer(shapely.get_parts(points), metres, quad_segs=4))


def _without_small_holes(polygon: Any) -> "BaseGeometry":
    import shapely  # slow import

    large = [ring for ring in polygon.interiors if shapely.Polygon(ring).area >= _HOLE_M2]
    return shapely.Polygon(polygon.exterior, large)


def _outline(points: "BaseGeometry") -> "BaseGeometry":
    import shapely  # slow import

    hull = shapely.concave_hull(points, ratio=_HULL_RATIO).buffer(_MARGIN_M)
    # Out, in and out again rounds both the bays and the headlands.
    smooth = hull.buffer(_SMOOTH_M).buffer(-2 * _SMOOTH_M).buffer(_SMOOTH_M)
    return shapely.union(smooth, _around(points, _STREET_M))


def _geojson(shape: "BaseGeometry", finest_m: float) -> dict[str, Any]:
    """A shape in metres of the National Grid as GeoJSON in rounded WGS 84: a MultiPolygon, or a
    MultiLineString when it holds lines.
    """
    import geopandas as gpd  # slow import
    import shapely  # slow import

    plain = gpd.GeoSeries([shape.simplify(finest_m)], crs=27700).to_crs(4326).iloc[0]
    rounded = shapely.set_precision(plain, 10**-_FINE_DECIMALS)
    parts = shapely.get_parts(rounded)
    lines = [_rounded(each) for each in parts if each.geom_type == "LineString"]
    areas = [_rings(each) for each in parts if each.geom_type == "Polygon"]
    if lines and not areas:
        return {"type": "MultiLineString", "coordinates": lines}
    return {"type": "MultiPolygon", "coordinates": areas}


def _rings(polygon: Any) -> list[list[list[float]]]:
    from shapely.geometry.polygon import orient  # slow import

    # GeoJSON wants the outer ring anticlockwise.
    facing = orient(polygon)
    return [_rounded(ring) for ring in (facing.exterior, *facing.interiors)]


def _rounded(line: Any) -> list[list[float]]:
    points: list[list[float]] = np.round(np.asarray(line.coords), _FINE_DECIMALS).tolist()
    return points
