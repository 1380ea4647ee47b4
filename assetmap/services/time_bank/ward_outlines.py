"""The wards' outlines, simple enough to draw small; kept for as long as the wards are the same."""

import math
from dataclasses import dataclass
from functools import lru_cache

from assetmap.domain.place import Point
from assetmap.services.area_placing import OpenedSet

_FINENESS = 0.0006  # degrees: some 50 metres, less than a line is wide
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Ground:
    """Outlines in a plane: to the right and downwards, from 0 to `width` and `height`. It has the
    width that was asked for and keeps the proportions of the ground.
    """

    rings: tuple[Ring, ...]
    width: float
    height: float
    west: float
    north: float
    wide: float  # the plane's units in a degree of longitude, and of latitude
    high: float

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point lies in the plane."""
        return (point.lon - self.west) * self.wide, (self.north - point.lat) * self.high


def ward_ground(wards: OpenedSet, width: float) -> Ground | None:
    """The outlines of all wards; None where they are lists of postcodes."""
    shapes = tuple(area.shape for area in wards.areas if area.shape)
    return _ground(shapes, width) if shapes else None


@lru_cache(maxsize=4)
def _ground(shapes: tuple[bytes, ...], width: float) -> Ground:
    import shapely  # slow import

    simple = shapely.simplify(shapely.from_wkb(shapes), _FINENESS)
    west, south, east, north = (float(each) for each in shapely.total_bounds(simple))
    wide = width / (east - west)
    high = wide / math.cos(math.radians((south + north) / 2))
    rings = tuple(
        tuple(
            (round((lon - west) * wide, 1), round((north - lat) * high, 1))
            for lon, lat in polygon.exterior.coords
        )
        for polygon in shapely.get_parts(simple)
    )
    return Ground(rings, width, (north - south) * high, west, north, wide, high)
