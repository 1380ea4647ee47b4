"""The index kept by Whoosh: written, made again, compared and read."""

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.codec.base import Segment
from whoosh.index import EmptyIndexError, FileIndex, LockError
from whoosh.reading import SegmentReader
from whoosh.writing import CLEAR

from assetmap.search_index.checksums import Seen, damaged_files, note_checksums
from assetmap.search_index.edits import Array
from assetmap.search_index.schema import BUILD, Document, schema
from assetmap.search_index.segment_generation import SegmentGeneration
from assetmap.search_index.segment_part import IndexState
from assetmap.search_index.segment_store import SegmentStore
from assetmap.search_index.segment_writer import DocumentWriter
from assetmap.search_index.text_index import IndexBusy, unwritable_told
from assetmap.search_index.text_view import IndexDamaged, TextView

_PATIENCE_S = 20.0  # how long a writer waits for another process's commit
_LARGEST_MERGED = 4_000  # documents: merging takes a second or two a thousand, and writers wait
_RETRIES = 10  # while another process clears segments away
_RETRIED_AFTER_S = 0.05
_LOCK = "WRITELOCK"  # what Whoosh calls it; its file has the name of the index before that
NAME = f"BUILD{BUILD}"  # so that one of another build is none, and made again
_LOCK_FILE = f"{NAME}_{_LOCK}"


class WhooshIndex:
    """The full-text index in the folder `path`, made empty when missing or unreadable.

    A `TextIndex`. Raises OSError when the folder cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.was_made = False
        self._seen: Seen = {}
        self._state = IndexState()
        self._before: SegmentGeneration | None = None
        self._index = self._opened()

    def _opened(self) -> FileIndex:
        for _ in range(_RETRIES):
            before = self._states()
            try:
                self._refuse_damaged()
                index = whoosh_index.open_dir(str(self._path), NAME, schema=schema())
                self._store = SegmentStore(self._path, index.storage, schema())
                self._store.check(index._segments())
            except Exception:  # nothing there, or damage, which unpickling meets in any guise
                # Or another process has just written, and cleared away what we were about to read.
                if self._states() == before:
                    break
            else:
                return index
        return self._make()

    def _states(self) -> set[str]:
        """The names of the files that each tell of one commit."""
        return {file.name for file in self._path.glob("*.toc")}

    def _make(self) -> FileIndex:
        shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir(parents=True, exist_ok=True)
        self.was_made = True
        index = whoosh_index.create_in(str(self._path), schema(), NAME)
        self._store = SegmentStore(self._path, index.storage, schema())
        return index

    def version(self) -> int:
        """A number that changes with every commit, by whichever process."""
        return int(self._index.latest_generation())

    def view(self, ids: Sequence[str] | Array) -> TextView:
        """The index as it stands now, aligned with `ids`: position n of its arrays is ids[n].

        An array of ids holds them as UTF-8. When the index's folder was deleted in the meantime,
        the index as it last stood. Raises IndexDamaged, or anything that Whoosh raises for what it
        cannot read.
        """
        self._refuse_damaged()
        with suppress(EmptyIndexError):
            self._state = self._read_state()
        self._before = SegmentGeneration(self._state, ids, self._before)
        return TextView(self._before)

    def _read_state(self) -> IndexState:
        """The segments of now. Another process may clear one away before it is read: then anew."""
        for retries in reversed(range(_RETRIES)):
            try:
                segments = self._index._segments()
                return IndexState.of(segments, self._store.opened(segments))
            except OSError:
                if not retries:
                    raise
                time.sleep(_RETRIED_AFTER_S)
        raise AssertionError

    def apply(self, documents: Iterable[Document], removed: Iterable[str] = ()) -> None:
        """Take in new and changed documents and drop others, in one commit.

        Doing it twice is the same as once. `documents` are only asked for once no other process
        is writing, so that what they say is not older than what is in the index. An id may be
        both removed and among the documents. Raises IndexBusy, IndexUnwritable or IndexDamaged.
        """
        self._refuse_damaged()
        with unwritable_told(self._path):
            uow = self._writer()
            gone = set(removed)
            added = 0
            try:
                for listing_id in gone:
                    uow.remove(listing_id)
                for document in documents:
                    if document.id not in gone:
                        uow.remove(document.id)
                    uow.take(document)
                    added += 1
            except BaseException:
                uow.cancel()
                raise
            uow.commit(mergetype=partial(_merge_smaller, added))
        self._written()

    def rebuild(
        self, documents: Iterable[Document], done: Callable[[], None] = lambda: None
    ) -> int:
        """Make it again from `documents`; readers keep the old one until the end.

        Calls `done` after each and gives their number. Raises IndexBusy or IndexUnwritable.
        """
        count = 0
        with unwritable_told(self._path):
            uow = self._writer_anew()
            try:
                for document in documents:
                    uow.take(document)
                    count += 1
                    done()
            except BaseException:
                uow.cancel()
                raise
            uow.commit(mergetype=CLEAR)
        self._written()
        self.was_made = False
        return count

    def fingerprints(self) -> dict[str, str]:
        """Every document's fingerprint by listing id."""
        with self._index.reader() as reader:
            return {
                fields["id"]: fields.get("fingerprint", "") for fields in reader.all_stored_fields()
            }

    def damaged_files(self) -> list[str]:
        """The files that are not as they were written: all are read again."""
        return [*damaged_files(self._path), *self._store.damaged_files()]

    @property
    def is_gone(self) -> bool:
        """Whether somebody has deleted it."""
        return self.version() < 0

    @property
    def is_busy(self) -> bool:
        """Whether somebody is writing to it at this moment."""
        lock = self._index.lock(_LOCK)
        try:
            (self._path / _LOCK_FILE).touch(mode=0o600)
            if not lock.acquire():
                return True
        except OSError:  # the folder is gone or may not be written to
            return False
        lock.release()
        return False

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()

    def _written(self) -> None:
        """Keep what stands beside the index in step with it."""
        note_checksums(self._path)
        self._store.remove_gone()

    def _refuse_damaged(self) -> None:
        if damaged := damaged_files(self._path, self._seen):
            raise IndexDamaged(f"not as it was written: {', '.join(damaged)}")

    def _writer_anew(self) -> DocumentWriter:
        """A writer of an index whose files may be damaged or gone: then of an empty one."""
        try:
            return self._writer()
        except IndexBusy:
            raise
        except Exception:
            self._index = self._make()
            return self._writer()

    def _writer(self) -> DocumentWriter:
        try:
            # Whoosh would make it a program that can be run.
            (self._path / _LOCK_FILE).touch(mode=0o600)
            self._index._read_toc()  # raises for a damaged one, before the lock is taken for good
            return DocumentWriter(self._index, _PATIENCE_S)
        except LockError as error:
            raise IndexBusy("another process is writing to the index: try again") from error


def _merge_smaller(
    added: int, writer: DocumentWriter, segments: Sequence[Segment]
) -> list[Segment]:
    """Whoosh's merge policy: take the segments that are no larger than what is being written.

    What is taken adds to it, so that a segment is larger than all that came after it: there are
    few, and a document is seldom written again (the logarithmic method of Bentley and Saxe, 1980).
    Each costs every word a look. Whoosh's own policy leaves a dozen
    and more of 200 documents, and merges 14,600 at once while 20,000 are imported.
    """
    left = sorted(segments, key=lambda segment: int(segment.doc_count()))
    total = added
    while added and left and left[0].doc_count() <= min(total, _LARGEST_MERGED - total):
        segment = left.pop(0)
        total += segment.doc_count()
        with closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
            writer.add_reader(reader)
    return left
