"""GeoJSON shapes as one spot each: a point as it is, anything larger by a point inside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assetmap.exchange.grid import BRITISH_GRID, looks_like_grid
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.location import are_exchanged
from assetmap.exchange.values import CannotTake

_NUMBER_MOST = 1e12  # past any coordinate on earth, in any unit
_DEEPEST = 6  # lists inside lists; a multipolygon has four
# Names under which files say that they are WGS 84 with the longitude first.
_WGS84 = ("CRS84", "EPSG:4326", "EPSG::4326", "OGC:CRS84", "EPSG:6.6:4326")

_GRID = "We took the numbers as British National Grid, because they are so large."
_LATITUDE_FIRST = "The whole file has the latitude first, so we exchanged the two numbers."


@dataclass(frozen=True)
class Spot:
    """Where a feature is, in the file's own coordinates; or the reason why it has no spot.

    `empty` when the feature has no shape at all, which is allowed.
    """

    x: float = 0.0
    y: float = 0.0
    note: str = ""
    reason: str = ""
    empty: bool = False

    @property
    def in_degrees(self) -> bool:
        """Whether it can be a longitude and a latitude."""
        return -180 <= self.x <= 180 and -90 <= self.y <= 90


def read_spot(geometry: object) -> Spot:
    """The spot of a GeoJSON geometry. It never raises: a shape that is wrong gives a reason."""
    if geometry is None:
        return Spot(empty=True)
    try:
        if not isinstance(geometry, dict) or not isinstance(geometry.get("type"), str):
            raise CannotTake("its geometry is not GeoJSON")
        return _spot(geometry)
    except CannotTake as reason:
        return Spot(reason=str(reason))


def _spot(geometry: dict[str, Any]) -> Spot:
    kind, coordinates = geometry["type"], geometry.get("coordinates")
    if kind in ("Point", "MultiPoint"):
        several = coordinates if kind == "MultiPoint" else [coordinates]
        return _first(several)
    if kind == "GeometryCollection":
        _check_collection(geometry)
    else:
        _check_numbers(coordinates, 0)
    return _inside(geometry)


def _first(points: object) -> Spot:
    point = points[0] if isinstance(points, list) and points else None
    if not isinstance(point, list) or len(point) < 2 or isinstance(point[0], list):
        raise CannotTake("its point is not two numbers")
    _check_numbers(point, 0)
    many = isinstance(points, list) and len(points) > 1
    return Spot(point[0], point[1], "It has several points; we took the first." if many else "")


def _check_collection(geometry: dict[str, Any]) -> None:
    parts = geometry.get("geometries")
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise CannotTake("its geometry is not GeoJSON")
    for part in parts:
        if part.get("type") == "GeometryCollection":
            raise CannotTake("its geometry is too deep")
        _check_numbers(part.get("coordinates"), 0)


def _check_numbers(value: object, depth: int) -> None:
    """Shapely takes texts that look like numbers, and NaN, so look first."""
    if isinstance(value, list) and depth < _DEEPEST:
        for part in value:
            _check_numbers(part, depth + 1)
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise CannotTake("its coordinates are not all numbers")
    elif not -_NUMBER_MOST <= value <= _NUMBER_MOST:  # NaN is not between them either
        raise CannotTake("its coordinates are not all plain numbers")


def _inside(geometry: dict[str, Any]) -> Spot:
    """A point inside a line or an area, corrected first where the outline crosses itself."""
    import shapely  # slow import
    from shapely.geometry import shape  # slow import

    try:
        whole = shape(geometry)
        note = "We took a point inside its shape."
        if not whole.is_valid:
            whole = shapely.make_valid(whole)
            note = "Its shape crosses itself; we mended it and took a point inside."
        point = whole.representative_point()
    except (shapely.errors.ShapelyError, ValueError, TypeError, AttributeError, IndexError):
        raise CannotTake("its shape cannot be read") from None
    except KeyError:
        raise CannotTake("its geometry is not GeoJSON") from None
    if point.is_empty:
        raise CannotTake("its shape is empty")
    return Spot(round(point.x, 6), round(point.y, 6), note)


def named_crs(document: dict[str, Any]) -> str:
    """The coordinate system that an old-style `crs` member names; empty for WGS 84.

    Raises BadFile when the member cannot be understood.
    """
    member = document.get("crs")
    if member is None:
        return ""
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name", properties.get("code")) if isinstance(properties, dict) else None
    if isinstance(name, int):
        name = f"EPSG:{name}"
    if not isinstance(name, str) or not name.strip():
        raise BadFile(
            "The file does not say clearly which coordinate system it is in. "
            "Save it again in WGS 84 (EPSG:4326)."
        )
    return "" if name.strip().upper().endswith(_WGS84) else name.strip()


def to_wgs84(spots: Sequence[Spot], crs: str) -> list[Spot]:
    """The spots moved from the coordinate system `crs` to WGS 84. Raises BadFile if unknown."""
    import geopandas  # slow import
    from pyproj.exceptions import ProjError  # slow import

    try:
        points = geopandas.points_from_xy([s.x for s in spots], [s.y for s in spots], crs=crs)
        moved = geopandas.GeoSeries(points).to_crs(4326)
    except ProjError:
        raise BadFile(
            f"We do not know the coordinate system “{crs[:60]}”. "
            "Save the file again in WGS 84 (EPSG:4326)."
        ) from None
    return [_moved(spot, x, y, crs) for spot, x, y in zip(spots, moved.x, moved.y, strict=True)]


def _moved(spot: Spot, x: float, y: float, crs: str) -> Spot:
    if spot.empty or spot.reason:
        return spot
    if not (math.isfinite(x) and math.isfinite(y)):
        return Spot(reason=f"its coordinates are not in {crs}")
    note = f"{spot.note} We moved it from {crs} to WGS 84.".strip()
    return Spot(round(float(x), 6), round(float(y), 6), note)


def in_degrees(spots: Sequence[Spot]) -> list[Spot]:
    """The spots of a file that names no system: as they are, moved, or the other way round.

    All of them in British National Grid metres are moved, and all of them in this country with the
    latitude first are turned; each then has a note. Raises BadFile for any other numbers.
    """
    placed = [spot for spot in spots if not (spot.empty or spot.reason)]
    if placed and all(are_exchanged(spot.y, spot.x) for spot in placed):
        return [_turned(spot) for spot in spots]
    if not placed or any(spot.in_degrees for spot in placed):
        return list(spots)
    if all(looks_like_grid(spot.x, spot.y) for spot in placed):
        return [replace(spot, note=_also(spot, _GRID)) for spot in to_wgs84(spots, BRITISH_GRID)]
    raise BadFile("The coordinates are not degrees. Save the file again in WGS 84 (EPSG:4326).")


def _turned(spot: Spot) -> Spot:
    if spot.empty or spot.reason:
        return spot
    return replace(spot, x=spot.y, y=spot.x, note=_also(spot, _LATITUDE_FIRST))


def _also(spot: Spot, note: str) -> str:
    return spot.note if spot.empty or spot.reason else f"{spot.note} {note}".strip()
