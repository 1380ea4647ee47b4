"""Postcode to point and council, for the whole United Kingdom, with nothing sent anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.place import Box, PartPostcode, Point, Postcode
from assetmap.places.package_data import ROW, edition, keep, read_letter

_FORMAT = 1  # of the kept files: add one when ROW or what it means changes
_CODE_LENGTH = 7
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PARTS_REMEMBERED = 1024
_AFTER_ALL = b"~"  # sorts after every character of a postcode


@dataclass(frozen=True)
class Located:
    """Where a postcode lies (WGS 84), and the ONS code of its council."""

    point: Point
    authority: str


@dataclass(frozen=True)
class Scatter:
    """Many postcodes at once, as columns of one length: WGS 84 degrees, council codes, and the
    postcodes in seven characters (`RM176SL`, `M1  1AE`).
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    authority: NDArray[np.bytes_]
    code: NDArray[np.bytes_]

    def __len__(self) -> int:
        return len(self.lat)

    def of(self, authority: str) -> "Scatter":
        """Only the postcodes of one council."""
        return self._only(self.authority == authority.encode())

    def within(self, box: Box) -> "Scatter":
        """Only the postcodes in `box`, its edges included."""
        tall = (self.lat >= box.south) & (self.lat <= box.north)
        return self._only(tall & (self.lon >= box.west) & (self.lon <= box.east))

    def box(self) -> Box | None:
        """The smallest box that holds them all, or None when there are none."""
        if not len(self):
            return None
        west, east = float(self.lon.min()), float(self.lon.max())
        return Box(west, float(self.lat.min()), east, float(self.lat.max()))

    def _only(self, chosen: NDArray[np.bool_]) -> "Scatter":
        columns = self.lat[chosen], self.lon[chosen], self.authority[chosen], self.code[chosen]
        return Scatter(*columns)


class Postcodes:
    """Looks postcodes up. Files worked out from the package are kept in the folder `cache`.

    A letter's postcodes are worked out when one of them is first asked for (a second at most)
    and read through a memory map from then on; where `cache` cannot be written they stay in
    memory. Safe to share among threads, and `cache` among processes.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._letters: dict[str, NDArray[np.void]] = {}
        self._building = Lock()
        self._part = lru_cache(_PARTS_REMEMBERED)(self._measure_part)

    def locate(self, postcode: Postcode) -> Located | None:
        """Where a whole postcode lies, or None when there is no such postcode.

        Also None for those without a place on the ground: Jersey, Guernsey, the Isle of Man
        and some post-office boxes have no grid reference in the source.
        """
        code = f"{postcode.outward:<4}{postcode.inward}"
        if len(code) != _CODE_LENGTH:
            return None
        rows = self._beginning(code)
        return _located(rows[:1]) if len(rows) else None

    def locate_part(self, part: PartPostcode) -> Located | None:
        """The median point of an outward code or sector and the council most of it lies in.

        None when no postcode begins so.
        """
        return self._part(part)

    def ready(self, areas: Sequence[str]) -> None:
        """Works out ahead of time every letter that `areas` (such as `RM`) begin with."""
        for letter in sorted({area[:1].upper() for area in areas}):
            self._rows(letter)

    def has_area(self, area: str) -> bool:
        """Whether any postcode is of the postcode area `area` (the letters, such as `RM`)."""
        return len(self._area(area)) > 0

    def in_areas(self, areas: Sequence[str]) -> Scatter:
        """Every postcode of the postcode areas `areas`, as in-memory columns."""
        found = [self._area(area) for area in dict.fromkeys(map(str.upper, areas))]
        rows = np.concatenate(found) if found else np.empty(0, ROW)
        return Scatter(rows["lat"], rows["lon"], rows["authority"], rows["code"])

    def outward_codes(self, areas: Sequence[str], authority: str) -> tuple[str, ...]:
        """The outward codes (`RM17`) in `areas` that have postcodes of one council, sorted."""
        codes: set[bytes] = set()
        for area in areas:
            rows = self._area(area)
            of_council = rows["code"][rows["authority"] == authority.encode()]
            codes.update(np.unique(of_council.astype("S4")).tolist())
        return tuple(sorted(code.decode().strip() for code in codes))

    def _measure_part(self, part: PartPostcode) -> Located | None:
        rows = self._beginning(f"{part.outward:<4}{part.sector}")
        return _located(rows) if len(rows) else None

    def _area(self, area: str) -> NDArray[np.void]:
        # `E` must not take in `EC` and `EN`: a figure follows the letters, and ":" follows "9".
        area = area.upper()
        rows = self._rows(area[:1])
        start, end = np.searchsorted(rows["code"], [f"{area}0".encode(), f"{area}:".encode()])
        return rows[start:end]

    def _beginning(self, prefix: str) -> NDArray[np.void]:
        rows = self._rows(prefix[:1])
        wanted = prefix.encode("ascii", "replace")
        start = int(rows["code"].searchsorted(wanted))
        if len(wanted) == _CODE_LENGTH:
            return rows[start : int(rows["code"].searchsorted(wanted, side="right"))]
        return rows[start : int(rows["code"].searchsorted(wanted + _AFTER_ALL))]

    def _rows(self, letter: str) -> NDArray[np.void]:
        rows = self._letters.get(letter)
        if rows is None:
            with self._building:
                rows = self._letters.get(letter)
                if rows is None:
                    rows = self._letters[letter] = self._open(letter)
        return rows

    def _open(self, letter: str) -> NDArray[np.void]:
        # Only a capital letter becomes part of a file's name.
        if letter not in _LETTERS:
            return np.empty(0, ROW)
        path = self._cache / f"postcodes-{edition()}-{_FORMAT}-{letter}.npy"
        kept = _read(path)
        if kept is not None:
            return kept
        rows = read_letter(letter)
        if len(rows) and keep(path, partial(np.save, arr=rows)):
            kept = _read(path)
        return rows if kept is None else kept


def _read(path: Path) -> NDArray[np.void] | None:
    """The kept rows through a memory map, or None when they are not there or not whole."""
    try:
        rows = np.load(path, mmap_mode="r")
    except (OSError, ValueError, EOFError):
        return None
    # A plain array over the same map: slices of numpy's own memmap class cost far more.
    return np.asarray(rows) if rows.dtype == ROW else None


def _located(rows: NDArray[np.void]) -> Located:
    """The median point of some rows, and the council that most of them carry."""
    if len(rows) == 1:  # of a whole postcode: the other way takes twenty times as long
        lat, lon, _, council = rows[0].item()
        return Located(Point(lat, lon), str(council, "ascii"))
    councils, counts = np.unique(rows["authority"], return_counts=True)
    middle = Point(float(np.median(rows["lat"])), float(np.median(rows["lon"])))
    return Located(middle, str(councils[counts.argmax()], "ascii"))
