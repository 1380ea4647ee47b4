"""Which listings each of the borough's postcodes has within a walk, packed into bits.

For 2,000 listings and 3,300 postcodes that is less than a megabyte, and a category's reach is an
`or` over its rows. A listing beyond the border counts: nobody stops there.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.reports.definitions import WALK_M
from assetmap.search_index.snapshot import Mask, Snapshot

Numbers = NDArray[np.float64]
Short = NDArray[np.float32]

_METRES_A_DEGREE = 111_320.0
_AT_ONCE = 512  # listings: their distances to all postcodes are 10 MB


@dataclass(frozen=True)
class ResidentPoints:
    """The borough's postcodes: WGS 84 degrees, how many people each stands for, and the number of
    its area in `codes` (-1 for none). `are_residents`: the weights are people, else postcodes;
    `year` is the one year of their numbers, 0 where it is not one or not known.
    """

    lat: Numbers
    lon: Numbers
    weight: Numbers
    area: NDArray[np.int64]
    codes: tuple[str, ...]
    are_residents: bool
    year: int = 0

    def people(self, code: str) -> float:
        """How many people, or postcodes, there are in an area."""
        return float(self.weight[self.area == self.codes.index(code)].sum())

    def share(self, reached: NDArray[np.bool_], code: str = "") -> float | None:
        """Which part of those in an area, or of all, are reached; None where nobody lives."""
        inside = self.area == self.codes.index(code) if code else np.ones(len(self.lat), bool)
        whole = float(self.weight[inside].sum())
        return float(self.weight[inside & reached].sum()) / whole if whole else None


class ReachMap:
    """The listings of one snapshot, by the postcodes that have them within a walk."""

    def __init__(self, snapshot: Snapshot, points: ResidentPoints) -> None:
        """Works it out: 60 ms at 2,000 listings."""
        self.points = points
        self._bits = _near(snapshot, points)

    def share(self, mask: Mask, code: str = "") -> float | None:
        """Which part of the residents of an area, or of the borough, lives within a walk of one of
        some listings; None where nobody lives. Straight lines of WALK_M metres.
        """
        return self.points.share(self.reached(mask), code)

    def reached(self, mask: Mask) -> NDArray[np.bool_]:
        """The postcodes that have one of some listings within a walk."""
        rows = self._bits[mask]
        found = np.bitwise_or.reduce(rows, axis=0) if len(rows) else self._bits[:0].any(axis=0)
        return np.unpackbits(found.astype(np.uint8), count=len(self.points.lat)).astype(bool)


@dataclass
class _Kept:
    """What was worked out last for one set, and of what."""

    mark: str = ""
    points: ResidentPoints | None = None
    snapshot: Snapshot | None = None
    reach: ReachMap | None = None


class ReachMaps:
    """Keeps the reach of the listings of now in each set that was asked for. Thread-safe."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()

    def of(
        self, set_id: str, mark: str, snapshot: Snapshot, make: Callable[[], ResidentPoints]
    ) -> ReachMap:
        """The map of a snapshot in a set; where people live is made again for another `mark`."""
        with self._lock:
            kept = self._kept.setdefault(set_id, _Kept())
            if kept.points is None or kept.mark != mark:
                kept.points, kept.mark, kept.reach = make(), mark, None
            if kept.reach is None or kept.snapshot is not snapshot:
                kept.reach, kept.snapshot = ReachMap(snapshot, kept.points), snapshot
            return kept.reach


def _near(snapshot: Snapshot, points: ResidentPoints) -> NDArray[np.uint8]:
    """A row of bits for each listing. One without a shown point, or that comes to people, has none.

    Only what the public may see of a place is measured from.
    """
    has_place = snapshot.placed & ~snapshot.comes
    middle = (points.lat.mean(), points.lon.mean()) if len(points.lat) else (0.0, 0.0)
    north, east = _metres(points.lat, points.lon, middle)
    up, along = _metres(snapshot.lat, snapshot.lon, middle)
    rows = []
    for first in range(0, len(snapshot), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        squares = np.square(up[some, None] - north)
        squares += np.square(along[some, None] - east)
        near = squares <= WALK_M**2
        near &= has_place[some, None]
        rows.append(np.packbits(near, axis=1))
    width = -(-len(points.lat) // 8)
    return np.concatenate(rows) if rows else np.zeros((0, width), np.uint8)


def _metres(lat: Numbers, lon: Numbers, middle: tuple[float, float]) -> tuple[Short, Short]:
    """Metres north and east of a middle: to the centimetre within a borough, in half the bytes."""
    wide = np.cos(np.radians(middle[0])) * _METRES_A_DEGREE
    north, east = (lat - middle[0]) * _METRES_A_DEGREE, (lon - middle[1]) * wide
    return north.astype(np.float32), east.astype(np.float32)
