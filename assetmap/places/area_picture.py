"""The areas of a set as lines for a picture of our own: no map behind them, nothing asked for.

Shapes are made simpler together, so that neighbours keep one border and no gap opens between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assetmap.domain.areas.area_set import Area

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
    """The outlines of a set's areas in a picture of WIDTH by `height`."""

    height: int
    outlines: tuple[AreaOutline, ...]


def area_picture(areas: Sequence[Area]) -> AreaPicture | None:
    """The picture of some areas; None when none of them has a shape."""
    import shapely  # slow import

    drawn = [each for each in areas if each.shape]
    if not drawn:
        return None
    shapes = shapely.from_wkb([each.shape for each in drawn])
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    wide = float(np.cos(np.radians((south + north) / 2)))
    scale = WIDTH / max((east - west) * wide, 1e-9)

    def flat(points: Any) -> Any:
        across = (points[:, 0] - west) * wide * scale
        return np.column_stack([across, (north - points[:, 1]) * scale])

    tolerance = _SIMPLER_BY / _METRES_A_DEGREE * scale
    simple = shapely.coverage_simplify(shapely.transform(shapes, flat), tolerance)
    outlines = tuple(map(_outline, drawn, simple))
    return AreaPicture(round((north - south) * scale), outlines)


def _outline(area: Area, shape: Any) -> AreaOutline:
    import shapely  # slow import

    rings = shapely.get_parts(shapely.get_rings(shapely.get_parts(shape)))
    path = "".join(_ring(shapely.get_coordinates(ring).tolist()) for ring in rings)
    inside = shapely.point_on_surface(shape)
    return AreaOutline(area.code, path, round(inside.x, 1), round(inside.y, 1))


def _ring(points: list[list[float]]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points[:-1]) + "Z"
