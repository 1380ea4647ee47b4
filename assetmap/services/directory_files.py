"""The directory's arrays on disk: one folder for each generation that was written.

They are made of the records alone and may be deleted at any time. Their name tells of which store,
borough, program and postcodes they were made, so that nobody opens those of another.
"""

import fcntl
import hashlib
import logging
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assetmap.places.package_data import edition
from assetmap.search_index.array_files import Arrays, ArraysDamaged, open_arrays, write_arrays
from assetmap.search_index.edits import Array
from assetmap.services.program_mark import program_mark

log = logging.getLogger(__name__)
Version = tuple[int, int]
NONE: Version = (-1, 0)  # before every one
FOLDER = "directory"  # in the data directory; may be deleted at any time
_LOCK = "lock"
_FIRST_ALLOWED = "first-allowed"  # the first generation that may be kept


@dataclass(frozen=True)
class OpenedFiles:
    """The arrays of a generation as another process, or this one, wrote them."""

    generation: int
    arrays: Arrays


class DirectoryFiles:
    """The folder `path`; made when something is written. Safe to share among processes.

    A version is a generation and the first day of its timetable: the newest is the greatest.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def newest(self, mark: str, until: int, after: Version = NONE) -> OpenedFiles | None:
        """The newest whole one of a mark, of a version after one and of no generation beyond
        `until`: records may have been put back. Damaged ones are deleted.
        """
        found = {
            version: folder
            for folder in self._path.glob(f"{mark}-*")
            if (version := _version(folder)) > after and version[0] <= until
        }
        for version in sorted(found, reverse=True):
            try:
                return OpenedFiles(version[0], open_arrays(found[version]))
            except ArraysDamaged as error:
                log.error("the directory's arrays are made again: %s", error)
                shutil.rmtree(found[version], ignore_errors=True)
        return None

    def wants(self, mark: str, version: Version) -> bool:
        """Whether a version is still to be written: it is not there, and may be kept."""
        return not self._folder(mark, version).is_dir() and version[0] >= self._first_allowed()

    def write(
        self, mark: str, version: Version, arrays: Mapping[str, Array], notes: Sequence[str]
    ) -> None:
        """Write one and delete all others; the log has the reason when that fails.

        To be called in `alone`. Whoever has others open goes on with them.
        """
        folder = self._folder(mark, version)
        try:
            write_arrays(folder, arrays, notes)
            self._delete_but(folder)
        except OSError as error:
            log.error("the directory's arrays cannot be written: %s", error)

    def _folder(self, mark: str, version: Version) -> Path:
        generation, day = version
        return self._path / f"{mark}-{generation}-{day}"

    def discard(self, generation: int) -> None:
        """Delete all of them, and have none written of a generation before this one: they may hold
        what somebody had erased.
        """
        if not self._path.is_dir():
            return
        with self.alone():
            self._delete_but(None)
            (self._path / _FIRST_ALLOWED).write_text(str(generation), encoding="ascii")

    def _first_allowed(self) -> int:
        try:
            return int((self._path / _FIRST_ALLOWED).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other process is in this block. Where nothing can be written, at once."""
        try:
            self._path.mkdir(mode=0o700, exist_ok=True)
            file = (self._path / _LOCK).open("w")
        except OSError:
            yield
            return
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _delete_but(self, kept: Path | None) -> None:
        for each in [*self._path.glob("*-*"), *self._path.glob(".*-*")]:
            if each != kept and each.is_dir():
                shutil.rmtree(each, ignore_errors=True)


@lru_cache(maxsize=8)  # asked at every change
def files_mark(instance: str, borough_mark: str) -> str:
    """What tells files that can be used from others: the store, the borough, the program."""
    parts = (instance, borough_mark, program_mark(), edition())
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _version(folder: Path) -> Version:
    try:
        generation, day = map(int, folder.name.split("-")[1:])
    except ValueError:
        return NONE
    return generation, day
