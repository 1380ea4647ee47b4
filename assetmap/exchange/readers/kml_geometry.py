"""The shapes of KML as GeoJSON geometry, which knows how to be one spot."""

import re
from collections.abc import Iterator
from typing import Any

from assetmap.exchange.readers.safe_xml import (
    Element,
    child,
    child_text,
    children,
    local_name,
    text_in,
)

Geometry = dict[str, Any]

_COMMA = re.compile(r"\s*,\s*")
_COLLECTIONS = ("MultiGeometry", "MultiTrack")
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "Track")
_RING_LEAST = 3  # corners of an area


def geometry_of(placemark: Element) -> Geometry | None:
    """The shape of a placemark, or None where it has none. Never raises.

    Of several shapes the point is taken where exactly one is: a pin that somebody put there.
    """
    shapes = list(_shapes(placemark))
    points = [each for each in shapes if each["type"] == "Point"]
    if len(shapes) < 2:
        return shapes[0] if shapes else None
    if len(points) == len(shapes):
        return {"type": "MultiPoint", "coordinates": [each["coordinates"] for each in points]}
    if len(points) == 1:
        return points[0]
    return {"type": "GeometryCollection", "geometries": shapes}


def kind_of(geometry: Geometry | None) -> str:
    """`point`, `line` or `area`, whichever is the most of it; empty for none."""
    if geometry is None:
        return ""
    parts = geometry.get("geometries", [geometry])
    kinds = {each["type"].removeprefix("Multi") for each in parts}
    return "area" if "Polygon" in kinds else "line" if "LineString" in kinds else "point"


def _shapes(parent: Element) -> Iterator[Geometry]:
    waiting = [parent]
    while waiting:
        for each in waiting.pop():
            name = local_name(each)
            if name in _COLLECTIONS:
                waiting.append(each)
            elif name in _SHAPES and (shape := _shape(name, each)):
                yield shape


def _shape(name: str, element: Element) -> Geometry | None:
    if name == "Polygon":
        return _polygon(element)
    if name == "Track":
        found = [_numbers(text_in(each).split()) for each in children(element, "coord")]
    else:
        found = _coordinates(child_text(element, "coordinates"))
    if not found:
        return None
    if name == "Point" or len(found) == 1:
        return {"type": "Point", "coordinates": found[0]}
    return {"type": "LineString", "coordinates": found}


def _polygon(element: Element) -> Geometry | None:
    outer = [_ring(each) for each in children(element, "outerBoundaryIs")]
    inner = [_ring(each) for each in children(element, "innerBoundaryIs")]
    rings = [each for each in (*outer, *inner) if len(each) >= _RING_LEAST]
    if rings and outer and len(outer[0]) >= _RING_LEAST:
        return {"type": "Polygon", "coordinates": [_closed(each) for each in rings]}
    corners = outer[0] if outer else []
    return {"type": "Point", "coordinates": corners[0]} if corners else None


def _ring(boundary: Element) -> list[list[Any]]:
    ring = child(boundary, "LinearRing")
    return [] if ring is None else _coordinates(child_text(ring, "coordinates"))


def _closed(ring: list[list[Any]]) -> list[list[Any]]:
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _coordinates(text: str) -> list[list[Any]]:
    """`0.33,51.47,0 0.34,51.48`: longitudes and latitudes, whatever spaces stand between."""
    return [_numbers(each.split(",")) for each in _COMMA.sub(",", text).split()]


def _numbers(parts: list[str]) -> list[Any]:
    """Two numbers; what is none stays a text, which is refused where the spot is read."""
    return [_number(each) for each in parts[:2]]


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
