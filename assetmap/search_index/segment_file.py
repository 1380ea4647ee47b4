"""The arrays of a segment in one file that every process maps.

A file is whole or not there, and tells what it was made of. One that is torn, of an older build or
of something else is refused by whoever opens it, and made again. It is one file, and not one for
each array, as a segment is written with each change and most have a document or two.
"""

import json
import mmap
import os
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np

from assetmap.search_index.edits import Array

_MARK = b"arrays 1 "
_ALIGNED = 64  # bytes
_CHECKSUM = slice(len(_MARK), len(_MARK) + 8)
_HEADER_SIZE = slice(_CHECKSUM.stop, _CHECKSUM.stop + 8)


class Unusable(Exception):
    """Not such a file, not whole, or made of something else."""


class SegmentFile:
    """The arrays of a file, read-only. `of` is what it has to be made of.

    Raises Unusable, or OSError when it is not there.
    """

    def __init__(self, path: Path, of: str) -> None:
        with path.open("rb") as opened:
            try:
                self._map = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:  # nothing in it
                raise Unusable("empty") from error
        if not self.is_whole():
            raise Unusable("not as it was written")
        start = _HEADER_SIZE.stop + int(self._map[_HEADER_SIZE])
        header = json.loads(self._map[_HEADER_SIZE.stop : start])
        if header["of"] != of:
            raise Unusable(f"made of {header['of']}")
        self.arrays: Mapping[str, Array] = {
            name: np.frombuffer(self._map, dtype, count, _aligned(start) + offset)
            for name, (dtype, count, offset) in header["arrays"].items()
        }

    def is_whole(self) -> bool:
        """Whether it is as it was written: all of it is read."""
        if self._map.size() != len(self._map):  # cut: reading on would end the process
            return False
        with memoryview(self._map) as read:
            mark, noted = bytes(read[: len(_MARK)]), bytes(read[_CHECKSUM])
            is_whole = mark == _MARK and noted == _checksum(read[_CHECKSUM.stop :])
        self._map.madvise(mmap.MADV_DONTNEED)  # or all of it would count as this process's memory
        return is_whole


def write_segment_file(path: Path, arrays: Mapping[str, Array], of: str) -> None:
    """Write arrays of one dimension, whole or not at all. Raises OSError."""
    placed, pieces, offset = {}, [], 0
    for name, array in arrays.items():
        placed[name] = (array.dtype.str, len(array), offset)
        piece = array.tobytes()
        pieces.append(piece.ljust(_aligned(len(piece)), b"\0"))
        offset += len(pieces[-1])
    header = json.dumps({"of": of, "arrays": placed}).encode()
    start = _HEADER_SIZE.stop + len(header)
    padding = b"\0" * (_aligned(start) - start)
    content = b"".join((b"%08d" % len(header), header, padding, *pieces))
    descriptor, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(b"".join((_MARK, _checksum(content), content)))
        Path(draft).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(draft).unlink()
        raise


def compact(numbers: Array) -> Array:
    """Numbers in the smallest type that holds each exactly; floats stay when one is no integer."""
    whole = numbers.astype(np.int64)
    if (whole != numbers).any() or (whole < 0).any():
        return numbers
    return whole.astype(np.min_scalar_type(int(whole.max(initial=0))))


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _checksum(content: bytes | memoryview) -> bytes:
    return b"%08x" % zlib.crc32(content)
