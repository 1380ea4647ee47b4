"""Postcodes by tiles of the web map, for a drawn map that is looked at closely.

Where there are no street tiles, each postcode is a dot with its name: together they show the
streets. A tile of ZOOM is about 3 km wide in Britain, so a phone asks for two or three.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.place import Box, Point
from assetmap.places.postcodes import Postcodes

ZOOM = 13
SIDE = 1 << ZOOM  # tiles of ZOOM around the world
STEPS = 4096  # positions along each side of a tile: finer than a metre
Numbers = NDArray[np.float64]


@dataclass
class Sector:
    """The postcodes of one sector in a tile: what stands behind its name (`SL` of `RM17 6SL`), and
    how many STEPS each lies right of and below the tile's north-west corner.

    Where several postcodes lie at one point, as those of post boxes do, it is there once, unnamed.
    """

    units: list[str] = field(default_factory=list)
    x: list[int] = field(default_factory=list)
    y: list[int] = field(default_factory=list)


def postcode_tile(postcodes: Postcodes, areas: Sequence[str], x: int, y: int) -> dict[str, Sector]:
    """The postcodes of some postcode areas in the tile `x`, `y` of ZOOM, by sector (`RM17 6`)."""
    found = postcodes.in_areas(areas).within(_box(x, y))
    across, down = _steps((found.lon + 180) / 360, x), _steps(_down(found.lat), y)
    at: dict[tuple[int, int], list[str]] = {}
    for code, *spot in zip(found.code.tolist(), across.tolist(), down.tolist(), strict=True):
        at.setdefault((spot[0], spot[1]), []).append(code.decode())
    tile: dict[str, Sector] = {}
    for (right, below), codes in at.items():
        sector = tile.setdefault(f"{codes[0][:4].strip()} {codes[0][4]}", Sector())
        sector.units.append(codes[0][5:] if len(codes) == 1 else "")
        sector.x.append(right)
        sector.y.append(below)
    return tile


def tile_of(point: Point) -> tuple[int, int]:
    """The column and the row of the tile of ZOOM that a point lies in."""
    (down,) = (_down(np.array([point.lat])) * SIDE).tolist()
    return int((point.lon + 180) / 360 * SIDE), int(down)


def _box(x: int, y: int) -> Box:
    west, east = (each / SIDE * 360 - 180 for each in (x, x + 1))
    north, south = (_latitude(each / SIDE) for each in (y, y + 1))
    return Box(west, south, east, north)


def _latitude(down: float) -> float:
    """The latitude that far down the square of the web map (spherical Mercator), 0 to 1."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down))))


def _down(latitude: Numbers) -> Numbers:
    """The other way about."""
    down: Numbers = (1 - np.arcsinh(np.tan(np.radians(latitude))) / math.pi) / 2
    return down


def _steps(part: Numbers, corner: int) -> NDArray[np.int64]:
    return np.clip(np.round((part * SIDE - corner) * STEPS), 0, STEPS).astype(np.int64)
