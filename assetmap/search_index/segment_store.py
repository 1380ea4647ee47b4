"""The segments of an index as arrays, each in a file of its own that every process maps.

Whoever first meets a segment without a file makes it, and what is left of segments that are gone
is removed. The files are a cache: one that is missing, torn or of something else is made again.
"""

import fcntl
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from whoosh.codec.base import Segment as WhooshSegment
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage
from whoosh.reading import SegmentReader

from assetmap.search_index.segment import Segment
from assetmap.search_index.segment_arrays import segment_arrays
from assetmap.search_index.segment_file import SegmentFile, Unusable, write_segment_file

_FOLDER = "segments"
_SUFFIX = ".arrays"
_LOCK = "lock"
_BUILD = 2  # of the arrays: another one, and the files of before are made again


class SegmentStore:
    """The opened segments of the index in `folder`. Safe to use from several threads."""

    def __init__(self, folder: Path, storage: Storage, schema: Schema) -> None:
        self._index, self._folder = folder, folder / _FOLDER
        self._storage, self._schema = storage, schema
        self._opened: dict[str, Segment] = {}
        self._files: dict[str, SegmentFile] = {}
        self._lock = threading.Lock()

    def check(self, segments: Iterable[WhooshSegment]) -> None:
        """Open the files that there are, and see that the other segments can be read.

        Raises what Whoosh raises for a segment that cannot.
        """
        with self._lock:
            for each in segments:
                if self._mapped(each) is None:
                    self._reader(each).close()

    def opened(self, segments: Iterable[WhooshSegment]) -> list[Segment]:
        """The segments of an index's state; let go of those that are not among them.

        Raises FileNotFoundError when one has been merged away since, or what Whoosh raises for
        damage.
        """
        with self._lock:
            found = [self._mapped(each) or self._made(each) for each in segments]
            names = {each.name for each in found}
            gone = self._opened.keys() - names
            for name in gone:
                del self._opened[name]
                self._files.pop(name, None)
            return found

    def remove_gone(self) -> None:
        """Remove the files of segments that are gone: what they held may have been erased."""
        with suppress(OSError):
            for file in self._folder.iterdir():
                name = file.name.removeprefix(".").split(".")[0]
                if name != _LOCK and not self._segment_file(name).exists():
                    file.unlink(missing_ok=True)

    def damaged_files(self) -> list[str]:
        """The files in use here that are not as they were written, in order of name.

        Others are seen when they are opened, and made again.
        """
        with self._lock:
            return [
                f"{_FOLDER}/{name}{_SUFFIX}"
                for name, file in sorted(self._files.items())
                if not file.is_whole()
            ]

    def _mapped(self, segment: WhooshSegment) -> Segment | None:
        """A segment that is open, or whose file is there."""
        name = segment.segment_id()
        if (opened := self._opened.get(name)) is not None:
            return opened
        try:
            file = SegmentFile(self._file(name), self._origin(segment))
            opened = Segment(name, file.arrays)
        except (OSError, Unusable, KeyError):
            return None
        self._opened[name], self._files[name] = opened, file
        return opened

    def _made(self, segment: WhooshSegment) -> Segment:
        """A segment whose file is made; without room for it, its arrays stay in memory."""
        name = segment.segment_id()
        with self._ours_alone():
            if (opened := self._mapped(segment)) is not None:  # by another process, meanwhile
                return opened
            with closing(self._reader(segment)) as reader:
                arrays = segment_arrays(reader)
            with suppress(OSError):
                write_segment_file(self._file(name), arrays, self._origin(segment))
        opened = self._mapped(segment)
        if opened is None:
            opened = self._opened[name] = Segment(name, arrays)
        return opened

    @contextmanager
    def _ours_alone(self) -> Iterator[None]:
        """While no other process makes files: each would do the same work."""
        try:
            self._folder.mkdir(exist_ok=True)
            (self._folder / _LOCK).touch(mode=0o600)
            lock = (self._folder / _LOCK).open("w")
        except OSError:  # a read-only folder or a full disk
            yield
            return
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _reader(self, segment: WhooshSegment) -> SegmentReader:
        return SegmentReader(self._storage, self._schema, segment)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"

    def _origin(self, segment: WhooshSegment) -> str:
        """What a segment's file says that it was made of."""
        size = self._segment_file(segment.segment_id()).stat().st_size
        return f"{segment.segment_id()}, {segment.doc_count_all()} in {size}, build {_BUILD}"

    def _segment_file(self, name: str) -> Path:
        return self._index / f"{name}.seg"
