"""Reads `map.geojson`: the borough's edge and its water for the drawn base map (RFC 7946)."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assetmap.domain.borough.drawn_map import DrawnMap, Ring, Shape

MOST_POINTS = 100_000  # more than any edge of a borough needs; drawing works on all of them
_KINDS = {
    "edge": ("Polygon", "MultiPolygon"),
    "water": ("Polygon", "MultiPolygon", "LineString", "MultiLineString"),
}
# The United Kingdom with its islands, in degrees: what lies outside is a slip.
_WEST, _EAST, _SOUTH, _NORTH = -14.0, 3.0, 49.0, 61.5
_FOUR_POINTS = 4  # of the smallest ring: a triangle, its first point again at the end


def read_map(file: Mapping[str, Any]) -> DrawnMap:
    """The shapes of a FeatureCollection whose features say `edge` or `water` as their `kind`.

    Raises ValueError with a message that names the feature and the mend.
    """
    kind = file.get("type") if isinstance(file, Mapping) else None
    if kind != "FeatureCollection":
        raise ValueError(f"it is a {kind or 'list'}: save it as a GeoJSON FeatureCollection")
    features = file.get("features")
    if not isinstance(features, list):
        raise ValueError("it has no list of features")
    shapes: dict[str, list[Shape]] = {"edge": [], "water": []}
    for number, feature in enumerate(features, 1):
        try:
            kind = _kind(feature)
            shapes[kind] += _shapes(feature["geometry"], kind)
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError(f"feature {number} is no GeoJSON feature with a geometry") from error
        except ValueError as error:
            raise ValueError(f"feature {number} {error}") from error
    _refuse_too_many(shapes["edge"] + shapes["water"])
    return DrawnMap(tuple(shapes["edge"]), tuple(shapes["water"]), _attribution(file))


def _kind(feature: Mapping[str, Any]) -> str:
    kind = (feature["properties"] or {}).get("kind")
    if kind not in _KINDS:
        says = f"is of the kind {kind!r}" if kind else 'has no "kind"'
        raise ValueError(f"{says}: give edge or water among its properties")
    return str(kind)


def _shapes(geometry: Mapping[str, Any], kind: str) -> Iterator[Shape]:
    form, coordinates = geometry["type"], geometry["coordinates"]
    if form not in _KINDS[kind]:
        raise ValueError(f"is a {form}: {kind} is drawn as {' or '.join(_KINDS[kind])}")
    parts = coordinates if form.startswith("Multi") else [coordinates]
    for part in parts:
        if "Line" in form:
            yield Shape((_line(part),), is_line=True)
        else:
            yield Shape(tuple(_ring(ring) for ring in part))


def _line(points: Sequence[Any]) -> Ring:
    line = tuple(_point(point) for point in points)
    if len(line) < 2:
        raise ValueError("has a line of fewer than two points")
    return line


def _ring(points: Sequence[Any]) -> Ring:
    ring = tuple(_point(point) for point in points)
    if len(ring) < _FOUR_POINTS or ring[0] != ring[-1]:
        raise ValueError("has an area that is not closed: its last point must be its first again")
    return ring


def _point(point: Sequence[Any]) -> tuple[float, float]:
    try:
        lon, lat = float(point[0]), float(point[1])  # a height, if there is one, is not drawn
    except ValueError:
        lon = lat = math.nan
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise ValueError("has a point that is no number")
    if _WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH:
        return lon, lat
    given = f"has the point {lon:g}, {lat:g}"
    if _WEST <= lat <= _EAST and _SOUTH <= lon <= _NORTH:
        raise ValueError(f"{given}: give the longitude first and then the latitude")
    if abs(lon) > 180 or abs(lat) > 90:
        raise ValueError(f"{given}, which is not in degrees: save the file as WGS 84 (EPSG:4326)")
    raise ValueError(f"{given}, which is not in the United Kingdom")


def _refuse_too_many(shapes: Sequence[Shape]) -> None:
    points = sum(len(ring) for shape in shapes for ring in shape.rings)
    if not points:
        raise ValueError("it holds neither edge nor water: add some, or take the file away")
    if points > MOST_POINTS:
        raise ValueError(
            f"it has {points:,} points, more than the {MOST_POINTS:,} that can be drawn: simplify "
            "it, to about 20 metres"
        )


def _attribution(file: Mapping[str, Any]) -> str:
    attribution = file.get("attribution", "")
    if not isinstance(attribution, str) or len(attribution) > 300:
        raise ValueError('its "attribution" is to be a text of at most 300 characters')
    return attribution.strip()
