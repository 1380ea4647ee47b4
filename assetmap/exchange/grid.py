"""Grid metres as degrees: the British National Grid, its lettered squares, and systems by name."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from assetmap.domain.place import Point

BRITISH_GRID = "EPSG:27700"
WGS84 = "EPSG:4326"

_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"  # a square of five by five, without I
_REFERENCE = re.compile(r"([HJNOST][A-HJ-Z])\s*((?:\d\s*){2,10})", re.IGNORECASE)
_EPSG = re.compile(r"(?:^|EPSG\D{0,4}(?:\d\D)?|SRID\D{0,3})(\d{4,6})$")
# Names of systems as files write them, without spaces and punctuation.
_NAMES = {
    **dict.fromkeys(("WGS84", "WGS1984", "GPS", "CRS84", "OGC13CRS84", "LATLON", "LATLONG"), WGS84),
    **dict.fromkeys(("OSGB36", "OSGB1936", "OSGB", "BNG", "OSGRID", "OSNG"), BRITISH_GRID),
    **dict.fromkeys(
        ("BRITISHNATIONALGRID", "NATIONALGRID", "OSGB36BRITISHNATIONALGRID"), BRITISH_GRID
    ),
    **dict.fromkeys(("OSGB1936BRITISHNATIONALGRID", "OSNATIONALGRID"), BRITISH_GRID),
    **dict.fromkeys(("ETRS89", "ETRS1989"), "EPSG:4258"),
    **dict.fromkeys(("WEBMERCATOR", "PSEUDOMERCATOR", "WGS84PSEUDOMERCATOR"), "EPSG:3857"),
}


@dataclass(frozen=True)
class GridSquare:
    """A square of the British National Grid: its middle, and its side, all in metres."""

    easting: float
    northing: float
    side: int


def looks_like_grid(x: float, y: float) -> bool:
    """Whether two numbers can be British National Grid metres and no degrees."""
    return 1000 < x < 700_000 and 1000 < y < 1_300_000


def read_grid_reference(text: str) -> GridSquare | None:
    """The square that a reference such as `TQ 615 779` names; None when it is none.

    Two letters and two to ten figures, half of them for each axis. Source of the letters: Ordnance
    Survey, "A guide to coordinate systems in Great Britain", section 6.
    """
    match = _REFERENCE.fullmatch(text.strip())
    figures = re.sub(r"\s", "", match[2]) if match else ""
    if match is None or len(figures) % 2:
        return None
    first, second = (_LETTERS.index(letter) for letter in match[1].upper())
    # The first letter's squares are 500 km wide and counted from V, the second's are 100 km.
    east = (first % 5 - 2) * 5 + second % 5
    north = (3 - first // 5) * 5 + 4 - second // 5
    half = len(figures) // 2
    side = 10 ** (5 - half)
    easting = east * 100_000 + int(figures[:half]) * side + side / 2
    northing = north * 100_000 + int(figures[half:]) * side + side / 2
    return GridSquare(easting, northing, side) if looks_like_grid(easting, northing) else None


def known_crs(name: str) -> str | None:
    """The EPSG code (`EPSG:27700`) of a coordinate system as a file names it; None if unknown."""
    plain = re.sub(r"[^A-Z0-9]", "", name.upper())
    if plain in _NAMES:
        return _NAMES[plain]
    found = _EPSG.search(name.strip().upper())
    return f"EPSG:{found[1]}" if found and _transformer(f"EPSG:{found[1]}") else None


@lru_cache(16)
def is_in_degrees(crs: str) -> bool:
    """Whether a system that `known_crs` gave counts in degrees."""
    from pyproj import CRS  # slow import

    return bool(CRS.from_user_input(crs).is_geographic)


def to_degrees(x: float, y: float, crs: str = BRITISH_GRID) -> Point | None:
    """A spot of the system `crs` (eastward first) in WGS 84; None when it has no place there.

    Good to about five metres for the British grid, like every conversion without the big tables.
    """
    if crs == WGS84:
        return Point(y, x)
    transformer = _transformer(crs)
    if transformer is None:
        return None
    lon, lat = transformer.transform(x, y)
    if not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    return Point(round(float(lat), 6), round(float(lon), 6))


@lru_cache(16)
def _transformer(crs: str):  # type: ignore[no-untyped-def]
    """What turns `crs` into WGS 84; None for a system nobody knows. A third of a second to make."""
    from pyproj import Transformer  # slow import
    from pyproj.exceptions import ProjError  # slow import

    try:
        return Transformer.from_crs(crs, WGS84, always_xy=True)
    except ProjError:
        return None
