"""A point typed as two numbers, `51.48,0.32`, which is never read closer than its neighbourhood."""

import re

from assetmap.domain.place import Point

_PAIR = re.compile(r"\s*(-?\d{1,2}(?:\.\d{1,8})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,8})?)\s*")
_NORTH, _SOUTH, _WEST, _EAST = 61.0, 49.0, -9.0, 2.5  # the United Kingdom, and some sea


def read_coordinates(text: str) -> Point | None:
    """A point in the United Kingdom to a hundredth of a degree, latitude first; or None.

    That is 1.1 km north to south and 0.7 km east to west: a neighbourhood.
    """
    found = _PAIR.fullmatch(text)
    if found is None:
        return None
    lat, lon = float(found[1]), float(found[2])
    if not (_SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST):
        return None
    return Point(round(lat, 2), round(lon, 2))
