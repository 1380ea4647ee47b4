"""Which areas of a set a point or a postcode lies in."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from assetmap.domain.areas.area_set import Area
from assetmap.domain.place import Point, Postcode, parse_postcode
from assetmap.places.postcodes import Postcodes

NEAREST_M = 1_000.0  # a point further than this from every known postcode is in none of the areas
_METRES_A_DEGREE = 111_320.0


class AreaFinder(Protocol):
    """Finds areas of one set. `by_postcode` says which sort of reason an answer has."""

    by_postcode: bool

    def at(self, point: Point, postcode: Postcode | None = None) -> str:
        """The code of the area of a point, or of its postcode where known; empty for none."""


class ShapeFinder:
    """By the areas' shapes. Of areas that overlap, the first of the file."""

    by_postcode = False

    def __init__(self, areas: Sequence[Area]) -> None:
        import shapely  # slow import

        self._codes = [each.code for each in areas]
        self._tree = shapely.STRtree(shapely.from_wkb([each.shape for each in areas]))

    def at(self, point: Point, postcode: Postcode | None = None) -> str:  # noqa: ARG002
        """The code of the area that holds a point; empty for none."""
        import shapely  # slow import

        found = self._tree.query(shapely.Point(point.lon, point.lat), predicate="intersects")
        return self._codes[int(found.min())] if len(found) else ""


class PostcodeFinder:
    """By postcodes: a point's own, else the nearest that is known, within a kilometre."""

    by_postcode = True

    def __init__(self, areas: Sequence[Area], postcodes: Postcodes) -> None:
        self._codes = {code: each.code for each in areas for code in each.postcodes}
        self._postcodes = postcodes
        self._near: tuple[Any, Any, list[str]] | None = None

    def at(self, point: Point, postcode: Postcode | None = None) -> str:
        """The code of the area of a postcode, else of the nearest one; empty for none."""
        if postcode is not None:
            known = self._codes.get(f"{postcode.outward}{postcode.inward}")
            if known is not None:
                return known
        lat, lon, codes = self._near or self._located()
        if not codes:
            return ""
        wide = np.cos(np.radians(point.lat))
        metres = np.hypot(lat - point.lat, (lon - point.lon) * wide) * _METRES_A_DEGREE
        nearest = int(metres.argmin())
        return codes[nearest] if metres[nearest] <= NEAREST_M else ""

    def _located(self) -> tuple[Any, Any, list[str]]:
        """Where the known postcodes lie, worked out once."""
        found = []
        for code, area in self._codes.items():
            postcode = parse_postcode(code)
            located = self._postcodes.locate(postcode) if postcode else None
            if located:
                found.append((located.point.lat, located.point.lon, area))
        lat, lon = (np.array([each[side] for each in found], float) for side in (0, 1))
        self._near = lat, lon, [area for _, _, area in found]
        return self._near


class PartsFinder:
    """By another set: each area here is made of some of those there."""

    def __init__(self, areas: Sequence[Area], upon: AreaFinder) -> None:
        self._upon = upon
        self._codes: Mapping[str, str] = {part: each.code for each in areas for part in each.parts}
        self.by_postcode = upon.by_postcode

    def at(self, point: Point, postcode: Postcode | None = None) -> str:
        """The code of the area that the other set's area is part of; empty for none."""
        return self._codes.get(self._upon.at(point, postcode), "")
