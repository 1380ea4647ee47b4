"""Which council a point lies in, told by the nearest postcode."""

import math

import numpy as np

from assetmap.domain.place import Box, Point
from assetmap.places.postcodes import Scatter

_METRES_A_DEGREE = 111_195.0  # of latitude, on the mean radius of the Earth
_NEAREST_M = 2_000.0  # farther from every postcode than this, nothing is claimed
AROUND_M = 5_000.0  # how far around the borough a point may be and still belong to it


class Neighbourhood:
    """The postcodes of a council (`authority`) and of whatever lies within 5 km of its box."""

    def __init__(self, postcodes: Scatter, authority: str) -> None:
        box = postcodes.of(authority).box()
        near = postcodes.within(_grown(box)) if box else postcodes.of(authority)
        order = np.argsort(near.lat)
        self._lat, self._lon = near.lat[order], near.lon[order]
        self._authority = near.authority[order]

    def authority_of(self, point: Point) -> str:
        """The council of the nearest postcode within 2 km of `point`, or "" when none is."""
        reach = _NEAREST_M / _METRES_A_DEGREE
        # Sorted by latitude, the postcodes that can be near enough are one slice.
        start, end = np.searchsorted(self._lat, [point.lat - reach, point.lat + reach])
        if start == end:
            return ""
        squeeze = math.cos(math.radians(point.lat))
        north = self._lat[start:end] - point.lat
        east = (self._lon[start:end] - point.lon) * squeeze
        squares = north * north + east * east
        nearest = int(squares.argmin())
        if not squares[nearest] <= reach * reach:
            return ""
        return str(self._authority[start + nearest], "ascii")


def _grown(box: Box) -> Box:
    up = AROUND_M / _METRES_A_DEGREE
    along = up / math.cos(math.radians(box.north))
    return Box(box.west - along, box.south - up, box.east + along, box.north + up)
