"""The areas of a set as lines for a picture of our own: no map behind them, nothing asked for.

Shapes are made simpler together, so that neighbours keep one border and no gap opens between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from assetmap.domain.areas.area_set import Area
from assetmap.domain.place import Point

WIDTH = 640  # of the picture, in its own units; its height follows from the ground
_SIMPLER_BY = 50.0  # metres: 20 wards are 9 kB
_METRES_A_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class AreaOutline:
    """One area: its outline as an SVG path, and a point within it for its label."""

    code: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """The outlines of a set's areas in a picture of WIDTH by `height`, whose corner is at `west`
    and `north` (WGS 84 degrees); `wide` and `high` are its units in a degree.
    """

    height: int
    outlines: tuple[AreaOutline, ...]
    west: float
    north: float
    wide: float
    high: float

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point lies in the picture."""
        return (point.lon - self.west) * self.wide, (self.north - point.lat) * self.high


def area_picture(areas: Sequence[Area]) -> AreaPicture | None:
    """The picture of some areas; None when none of them has a shape."""
    drawn = tuple((each.code, each.shape) for each in areas if each.shape)
    return _drawn(drawn) if drawn else None


@lru_cache(maxsize=8)
def _drawn(areas: tuple[tuple[str, bytes], ...]) -> AreaPicture:
    """Kept for as long as the areas are the same."""
    import shapely  # slow import

    shapes = shapely.from_wkb([shape for _, shape in areas])
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    wide = float(np.cos(np.radians((south + north) / 2)))
    scale = WIDTH / max((east - west) * wide, 1e-9)

    def flat(points: Any) -> Any:
        across = (points[:, 0] - west) * wide * scale
        return np.column_stack([across, (north - points[:, 1]) * scale])

    tolerance = _SIMPLER_BY / _METRES_A_DEGREE * scale
    simple = shapely.coverage_simplify(shapely.transform(shapes, flat), tolerance)
    codes = (code for code, _ in areas)
    outlines = tuple(map(_outline, codes, simple))
    height = round((north - south) * scale)
    return AreaPicture(height, outlines, west, north, wide * scale, scale)


def _outline(code: str, shape: Any) -> AreaOutline:
    import shapely  # slow import

    rings = shapely.get_parts(shapely.get_rings(shapely.get_parts(shape)))
    path = "".join(_ring(shapely.get_coordinates(ring).tolist()) for ring in rings)
    inside = shapely.point_on_surface(shape)
    return AreaOutline(code, path, round(inside.x, 1), round(inside.y, 1))


def _ring(points: list[list[float]]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points[:-1]) + "Z"
