"""How far every listing is from a point: metres from its shown point or the area it serves."""

from functools import cached_property

import numpy as np

from assetmap.domain.place import METRES_A_MILE, Point
from assetmap.search_index.snapshot import Mask, Numbers, Snapshot

_EARTH_RADIUS_M = 6_371_008.8
AREA_REACH_M = 1.5 * METRES_A_MILE  # a named place's ground reaches about this far from its middle
FALL_MILES = 2.5  # nearness falls to 1/e over this: measured to suit a borough's distances
WHOLE_AREA = 0.5  # serving the whole area counts like being about 1.7 miles away


def distances_m(lat: Numbers, lon: Numbers, point: Point) -> Numbers:
    """Great-circle distances in metres; NaN where there is no point."""
    lat1, lat2 = np.radians(lat), np.radians(point.lat)
    half_lat = np.sin((lat2 - lat1) / 2)
    half_lon = np.sin(np.radians(point.lon - lon) / 2)
    chord = half_lat**2 + np.cos(lat1) * np.cos(lat2) * half_lon**2
    metres: Numbers = 2 * _EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(chord)))
    return metres


class Nearness:
    """Distances of one question's point from every listing of a snapshot.

    `to_borough_m` is how far the point is outside the borough, which a listing that serves the
    whole of it then is as well; 0 inside.
    """

    def __init__(self, snapshot: Snapshot, point: Point, to_borough_m: float = 0.0) -> None:
        self._to_borough = to_borough_m
        self.metres = distances_m(snapshot.lat, snapshot.lon, point)
        self._whole = snapshot.whole_area
        self._names_ground = snapshot.names_ground
        self._to_area = np.full(len(snapshot), np.inf)
        if len(snapshot.area_owner):
            reach = distances_m(snapshot.area_lat, snapshot.area_lon, point)
            np.minimum.at(self._to_area, snapshot.area_owner, reach)

    @property
    def names_ground(self) -> Mask:
        """Which listings say what ground they serve."""
        return self._names_ground

    def covers(self, metres: float) -> Mask:
        """Which listings serve the whole borough around the point, or a named place that near."""
        mask: Mask = (self._to_area <= metres) | (self._whole & (self._to_borough == 0))
        return mask

    def within(self, metres: float) -> Mask:
        """Which listings people can go to that are that near."""
        mask: Mask = np.nan_to_num(self.metres, nan=np.inf) <= metres
        return mask

    @cached_property
    def closeness(self) -> Numbers:
        """1 at the point, falling with distance; half for a listing that serves the whole area."""
        own = np.nan_to_num(self.metres, nan=np.inf)
        served = np.maximum(0.0, self._to_area - AREA_REACH_M)
        served[np.isinf(self._to_area)] = np.inf
        close = _falling(np.minimum(own, served))
        # Ground that is served is a lesser thing than a place round the corner.
        close[served < own] *= 0.8
        whole = WHOLE_AREA * float(_falling(np.array(self._to_borough)))
        return np.maximum(close, np.where(self._whole, whole, 0.0))


def _falling(metres: Numbers) -> Numbers:
    """From 1 on the spot towards 0; a tenth of it falls slowly, so that far places differ too."""
    away = metres / METRES_A_MILE
    return 0.9 * np.exp(-away / FALL_MILES) + 0.1 / (1 + away)
