"""Which councils have postcodes near a point, told by cells of about 250 m.

A postcode lies somewhere in its cell, and so does the point: what is said of how far a council is
may be wrong by GOOD_TO_M, which is near enough to know whom to ask.
"""

import math
from functools import lru_cache, partial
from pathlib import Path
from string import ascii_uppercase
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.place import Point
from assetmap.places.package_data import edition, keep, read_letter

GOOD_TO_M = 400.0  # metres: a diagonal of half a cell, of the point's and of the postcode's
_FORMAT = 1  # of the kept file: add one when _CELL or what it means changes
_CELL = np.dtype([("row", "i4"), ("column", "i4"), ("authority", "S9")])
_TALL, _WIDE = 0.00225, 0.004  # degrees: 250 m, and from 210 m (Shetland) to 290 m (Cornwall)
_METRES_A_DEGREE = 111_195.0  # of latitude, on the mean radius of the Earth
_REMEMBERED = 4_096  # points: cells that somebody asked near


class NearCouncil(NamedTuple):
    """The ONS code of a council, and how many metres away its nearest postcode is."""

    code: str
    metres: float


class _Columns(NamedTuple):
    """Every cell that a council has postcodes in, sorted by latitude: the middles of the cells in
    WGS 84 degrees, and the number of the council among `codes`.
    """

    lat: NDArray[np.float32]
    lon: NDArray[np.float32]
    authority: NDArray[np.intp]
    codes: list[str]


class CouncilCells:
    """Tells which councils are near a point, for the whole United Kingdom.

    Worked out once for an edition of the postcodes (some five seconds) and kept in the folder
    `cache`; 9 MB there and 8 in memory. Nothing is read before somebody asks. Safe to share among
    threads, and `cache` among processes.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._reading = Lock()
        self._read: _Columns | None = None
        self._near = lru_cache(_REMEMBERED)(self._measure)

    def ready(self) -> None:
        """Reads the cells ahead of time, or works them out."""
        self._columns()

    def near(self, point: Point, within_m: float) -> tuple[NearCouncil, ...]:
        """The councils with a postcode within so many metres, the nearest first."""
        return self._near(math.floor(point.lat / _TALL), math.floor(point.lon / _WIDE), within_m)

    def _measure(self, row: int, column: int, within_m: float) -> tuple[NearCouncil, ...]:
        cells = self._columns()
        lat, lon = (row + 0.5) * _TALL, (column + 0.5) * _WIDE
        reach = within_m / _METRES_A_DEGREE
        # Sorted by latitude, the cells that can be near enough are one slice.
        start, end = np.searchsorted(cells.lat, [lat - reach, lat + reach])
        north = cells.lat[start:end] - lat
        east = (cells.lon[start:end] - lon) * math.cos(math.radians(lat))
        squares = north * north + east * east
        least = np.full(len(cells.codes), np.inf)
        np.minimum.at(least, cells.authority[start:end], squares)
        near = [number for number in np.argsort(least).tolist() if least[number] <= reach * reach]
        return tuple(
            NearCouncil(cells.codes[number], math.sqrt(least[number]) * _METRES_A_DEGREE)
            for number in near
        )

    def _columns(self) -> _Columns:
        with self._reading:
            if self._read is None:
                self._read = _columns_of(self._open())
            return self._read

    def _open(self) -> NDArray[np.void]:
        path = self._cache / f"councils-{edition()}-{_FORMAT}.npy"
        try:
            cells = np.load(path)
        except (OSError, ValueError, EOFError):
            cells = None  # not there, or not whole
        if cells is None or cells.dtype != _CELL:
            cells = _work_out()
            keep(path, partial(np.save, arr=cells))
        return np.asarray(cells)


def _work_out() -> NDArray[np.void]:
    """The cells of all councils, from the package of the postcodes."""
    return _once_each(np.concatenate([_of_letter(letter) for letter in ascii_uppercase]))


def _of_letter(letter: str) -> NDArray[np.void]:
    rows = read_letter(letter)
    cells = np.empty(len(rows), _CELL)
    cells["row"] = np.floor(rows["lat"] / _TALL)
    cells["column"] = np.floor(rows["lon"] / _WIDE)
    cells["authority"] = rows["authority"]
    return _once_each(cells[rows["authority"] != b""])


def _once_each(cells: NDArray[np.void]) -> NDArray[np.void]:
    """Each cell of each council once, by latitude. As `np.unique`, which takes far longer."""
    in_order = cells[np.lexsort((cells["authority"], cells["column"], cells["row"]))]
    is_new = np.ones(len(in_order), bool)
    is_new[1:] = in_order[1:] != in_order[:-1]
    return in_order[is_new]


def _columns_of(cells: NDArray[np.void]) -> _Columns:
    codes, numbers = np.unique(cells["authority"], return_inverse=True)
    lat = ((cells["row"] + 0.5) * _TALL).astype(np.float32)
    lon = ((cells["column"] + 0.5) * _WIDE).astype(np.float32)
    return _Columns(lat, lon, numbers, [code.decode() for code in codes.tolist()])
