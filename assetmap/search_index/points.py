"""Points of a whole directory, made to be asked for those that are near another."""

from collections.abc import Sequence

import numpy as np

from assetmap.domain.place import Point
from assetmap.search_index.distances import distances_m

_METRES_A_DEGREE = 110_500.0  # of latitude, where it has fewest


class PointsByLatitude:
    """Some points by their position; None where nobody may know it.

    `lat` and `lon` are in WGS 84 degrees, NaN for None.
    """

    def __init__(self, points: Sequence[Point | None]) -> None:
        self.lat = np.array([each.lat if each else np.nan for each in points], np.float64)
        self.lon = np.array([each.lon if each else np.nan for each in points], np.float64)
        self._order = np.argsort(self.lat)  # those without come last
        self._sorted = self.lat[self._order]

    def within(self, point: Point, metres: float) -> list[int]:
        """The positions of those no farther than so many metres away, in no order."""
        reach = metres / _METRES_A_DEGREE
        # Sorted by latitude, those that can be near enough are one slice.
        start = np.searchsorted(self._sorted, point.lat - reach)
        end = np.searchsorted(self._sorted, point.lat + reach, side="right")
        some = self._order[start:end]
        near = distances_m(self.lat[some], self.lon[some], point) <= metres
        found: list[int] = some[near].tolist()
        return found
