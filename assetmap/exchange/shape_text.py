"""Shapes inside a cell: WKT and EWKT, GeoJSON, and the hexadecimal form of databases."""

import json
import re
from dataclasses import dataclass
from typing import Any

from assetmap.exchange.geometry import Spot, read_spot
from assetmap.exchange.values import CannotTake

_WKT = re.compile(
    r"(?:SRID\s*=\s*(?P<srid>\d{4,6})\s*;)?\s*"
    r"(?P<wkt>(?:(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)"
    r"\s*(?:ZM?|M)?\s*(?:\(.*|EMPTY))",
    re.IGNORECASE | re.DOTALL,
)
_HEXADECIMAL = re.compile(r"0[01][0-9A-F]{40,}", re.IGNORECASE)


@dataclass(frozen=True)
class ShapeText:
    """A shape that a cell holds, as one spot in its own coordinates, and the system it names."""

    spot: Spot
    crs: str = ""  # `EPSG:27700`, or empty when the cell names none


def read_shape(text: str) -> ShapeText | None:
    """The shape in a cell; None when the cell holds none. Anything larger gives a point inside.

    Raises CannotTake, with the reason, for a shape that is broken.
    """
    text = text.strip()
    if text.startswith("{"):
        return _from_geojson(text)
    if match := _WKT.fullmatch(text):
        return _from_shapely(match["wkt"], match["srid"] or "")
    return _from_shapely(text, "") if _HEXADECIMAL.fullmatch(text) else None


def _from_geojson(text: str) -> ShapeText | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict) and found.get("type") == "Feature":
        found = found.get("geometry")
    if not isinstance(found, dict) or not {"coordinates", "geometries"} & found.keys():
        return None
    return ShapeText(_whole(read_spot(found)))


def _from_shapely(text: str, srid: str) -> ShapeText:
    import shapely  # slow import

    try:
        is_wkt = text[:1].isalpha()
        shape = shapely.from_wkt(text) if is_wkt else shapely.from_wkb(text)
    except (shapely.errors.ShapelyError, ValueError, TypeError):
        raise CannotTake("its shape cannot be read") from None
    srid = srid or str(shapely.get_srid(shape) or "")
    spot = _whole(read_spot(_as_geojson(shape)))
    return ShapeText(spot, f"EPSG:{srid}" if srid else "")


def _as_geojson(shape: Any) -> object:
    """A Shapely geometry as `read_spot` takes it; points by the short way, for long files."""
    if shape.geom_type == "Point" and not shape.is_empty:
        return {"type": "Point", "coordinates": [shape.x, shape.y]}
    import shapely  # slow import

    return json.loads(shapely.to_geojson(shape))


def _whole(spot: Spot) -> Spot:
    if spot.reason:
        raise CannotTake(spot.reason)
    return spot
