"""The background of a map that may load nothing: an outline, built-up ground and place names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Geometry = dict[str, Any]  # only the type and the coordinates of a GeoJSON geometry
_TYPES = ("LineString", "MultiLineString", "Polygon", "MultiPolygon")


@dataclass(frozen=True)
class NamedPoint:
    """A place name and where it is written."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Background:
    """Four sets of shapes, a set of names, and whom to thank for them."""

    built_up: tuple[Geometry, ...] = ()
    outline: tuple[Geometry, ...] = ()
    places: tuple[NamedPoint, ...] = ()
    attribution: str = ""
    water: tuple[Geometry, ...] = ()
    wards: tuple[Geometry, ...] = ()

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Every corner of the outline as (lat, lon)."""
        found: list[tuple[float, float]] = []
        for geometry in self.outline:
            _collect(geometry["coordinates"], found)
        return found


def read_background(basemap: Mapping[str, Any] | None) -> Background:
    """A background from `built_up`, `outline`, `water`, `rivers` and `wards` (any GeoJSON),
    `places` and `attribution`.

    `places` is a FeatureCollection of points with a `name`, or a list of mappings with `name`,
    `lat` and `lon`. Each of them may be missing.
    """
    if not basemap:
        return Background()
    return Background(
        tuple(_geometries(basemap.get("built_up"))),
        tuple(_geometries(basemap.get("outline"))),
        tuple(_names(basemap.get("places"))),
        str(basemap.get("attribution") or ""),
        (*_geometries(basemap.get("water")), *_geometries(basemap.get("rivers"))),
        tuple(_geometries(basemap.get("wards"))),
    )


def _geometries(shape: Any) -> Iterator[Geometry]:
    """The lines and areas of any GeoJSON, without anything else that it may say."""
    if isinstance(shape, list):
        for part in shape:
            yield from _geometries(part)
    elif shape and shape["type"] == "FeatureCollection":
        yield from _geometries(shape["features"])
    elif shape and shape["type"] == "Feature":
        yield from _geometries(shape["geometry"])
    elif shape and shape["type"] in _TYPES and shape["coordinates"]:
        yield {"type": shape["type"], "coordinates": shape["coordinates"]}


def _names(places: Any) -> Iterator[NamedPoint]:
    if isinstance(places, Mapping):
        for feature in places["features"]:
            lon, lat = feature["geometry"]["coordinates"][:2]
            yield NamedPoint(str(feature["properties"]["name"]), float(lat), float(lon))
        return
    for place in places or ():
        yield NamedPoint(str(place["name"]), float(place["lat"]), float(place["lon"]))


def _collect(coordinates: Any, found: list[tuple[float, float]]) -> None:
    if isinstance(coordinates[0], (int, float)):
        found.append((coordinates[1], coordinates[0]))
        return
    for part in coordinates:
        _collect(part, found)
