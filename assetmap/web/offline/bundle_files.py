"""The pack as files, made once for all processes when the directory changes, and sent from there.

A pack in memory was kept by each process for each change, plain and packed: after a day of editing
that was hundreds of megabytes.
"""

import ctypes
import fcntl
import gzip
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import brotli

_ENDS = {"br": ".br", "gzip": ".gz", "": ""}
_KEPT = 2  # packs: phones may be fetching the one before
_SLOWEST_MOST = 950_000  # bytes of the pack: some four hundred listings
_SLOW_MOST = 1_200_000  # about a thousand
_LOCK = "making.lock"
_PIECE = 64 * 1024


class BundleFiles:
    """The packs in a folder, which may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, mark: str, encoding: str, make: Callable[[], bytes]) -> Path:
        """The file of a pack as a reader takes it (`br`, `gzip` or plain), made when missing.

        One process makes it, and the others wait for that. Raises OSError for a full disk.
        """
        path = self._folder / f"{mark}.json{_ENDS[encoding]}"
        if path.is_file():
            return path
        with self._alone():
            if not path.is_file():
                plain = self._folder / f"{mark}.json"
                body = plain.read_bytes() if plain.is_file() else make()
                _write(plain, body)
                if encoding:
                    _write(path, _packed(body, encoding))
                self._remove_old()
                _give_back_memory()
        return path

    def _remove_old(self) -> None:
        plain = sorted(self._folder.glob("*.json"), key=lambda file: -file.stat().st_mtime_ns)
        kept = {file.name for file in plain[:_KEPT]}
        for file in self._folder.glob("*.json*"):
            if file.name.partition(".json")[0] + ".json" not in kept:
                file.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def pieces(file: Path) -> Iterator[bytes]:
    """A file's content, a piece at a time."""
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _packed(body: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.compress(body, compresslevel=9, mtime=0)
    # Of a county's directory the slow way would take too long: nobody waits for more than about
    # two seconds. The slowest saves 2 % for half as much time again.
    quality = 11 if len(body) <= _SLOWEST_MOST else 10 if len(body) <= _SLOW_MOST else 6
    packed: bytes = brotli.compress(body, quality=quality)
    return packed


def _give_back_memory() -> None:
    """Hand the system what packing took: glibc keeps it for each thread that once packed."""
    with suppress(AttributeError, OSError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)


def _write(path: Path, body: bytes) -> None:
    """Whole or not at all: another process may be reading it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(body)
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
