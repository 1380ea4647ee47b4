"""Arrays as files of one folder, opened by memory map: all processes of a machine share them.

A folder is written under another name and then renamed, so that it is whole or not there; and each
file is compared with its checksum before anybody looks into it, since a disk may lose what it was
given. Nobody writes into a file that is there.
"""

import json
import os
import shutil
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assetmap.search_index.edits import Array

_CONTENTS = "contents.json"
_CHUNK = 1 << 20
_SMALL = 16_384  # bytes: what is smaller is read, as a memory map of its own costs more


class ArraysDamaged(Exception):
    """A folder of arrays that is not as it was written, or not there."""


@dataclass(frozen=True)
class Arrays:
    """Arrays by name, and some texts that were written beside them."""

    arrays: Mapping[str, Array]
    notes: Sequence[str]


def write_arrays(folder: Path, arrays: Mapping[str, Array], notes: Sequence[str]) -> None:
    """Write arrays without objects to a folder that is not there yet. Raises OSError."""
    unfinished = folder.with_name(f".{folder.name}-{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir(parents=True, mode=0o700)
        checksums = {}
        for name, array in arrays.items():
            path = unfinished / f"{name}.npy"
            with path.open("wb") as file:
                np.save(file, np.ascontiguousarray(array), allow_pickle=False)
            checksums[name] = _checksum(path)
        contents = json.dumps({"checksums": checksums, "notes": list(notes)})
        (unfinished / _CONTENTS).write_text(contents, encoding="utf-8")
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def open_arrays(folder: Path) -> Arrays:
    """The arrays of a folder, to be read only. Raises ArraysDamaged."""
    try:
        contents = json.loads((folder / _CONTENTS).read_text(encoding="utf-8"))
        arrays = {}
        for name, checksum in contents["checksums"].items():
            path = folder / f"{name}.npy"
            if _checksum(path) != checksum:
                raise ArraysDamaged(f"{path.name} is not as it was written")
            arrays[name] = _opened(path)
        return Arrays(arrays, contents["notes"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArraysDamaged(f"{folder.name}: {error}") from error


def _opened(path: Path) -> Array:
    if path.stat().st_size < _SMALL:
        array: Array = np.load(path, allow_pickle=False)
        array.flags.writeable = False
        return array
    # A plain array over the map: its own class would make each slice dearer.
    mapped: Array = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    return mapped


def _checksum(path: Path) -> int:
    """Read through the file rather than its map, whose pages would count as this process's."""
    checksum = 0
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum
