"""The index on disk: one door to Whoosh for writing, rebuilding, comparing and reading."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.index import EmptyIndexError, FileIndex, IndexVersionError, LockError
from whoosh.writing import CLEAR, IndexWriter

from assetmap.index.schema import Document, schema
from assetmap.index.text_view import TextView

_PATIENCE_S = 20.0  # how long a writer waits for another process's commit
_MEMORY_MB = 64


class IndexBusy(Exception):
    """Another process is writing to the index and did not finish in time."""


class TextIndex:
    """The full-text index in the folder `path`, made empty when missing or unreadable.

    `was_made` tells that it started empty and wants a rebuild. Raises OSError when the folder
    cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.was_made = False
        try:
            self._index = whoosh_index.open_dir(str(path), schema=schema())
        except (EmptyIndexError, IndexVersionError, OSError, ValueError, KeyError):
            self._index = self._make()

    def _make(self) -> FileIndex:
        shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir(parents=True, exist_ok=True)
        self.was_made = True
        return whoosh_index.create_in(str(self._path), schema())

    def generation(self) -> int:
        """A number that changes with every commit, by whichever process."""
        return int(self._index.latest_generation())

    def view(self, ids: Sequence[str]) -> TextView:
        """The index as it stands now, aligned with `ids`: position n of its arrays is ids[n]."""
        return TextView(self._index.reader(), ids)

    def apply(self, documents: Iterable[Document], removed: Iterable[str] = ()) -> None:
        """Take in new and changed documents and drop others, in one commit.

        Doing it twice is the same as once. Raises IndexBusy.
        """
        writer = self._writer()
        try:
            for listing_id in removed:
                writer.delete_by_term("id", listing_id)
            for document in documents:
                writer.update_document(**_whoosh_document(document))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def rebuild(
        self, documents: Iterable[Document], done: Callable[[], None] = lambda: None
    ) -> int:
        """Make it anew from `documents`; readers keep the old one until the end.

        Calls `done` after each and gives their number. Raises IndexBusy.
        """
        writer = self._writer()
        count = 0
        try:
            for document in documents:
                writer.add_document(**_whoosh_document(document))
                count += 1
                done()
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=CLEAR)
        self.was_made = False
        return count

    def fingerprints(self) -> dict[str, str]:
        """Every document's fingerprint by listing id."""
        with self._index.reader() as reader:
            return {
                fields["id"]: fields.get("fingerprint", "") for fields in reader.all_stored_fields()
            }

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()

    def _writer(self) -> IndexWriter:
        try:
            return self._index.writer(timeout=_PATIENCE_S, delay=0.05, limitmb=_MEMORY_MB)
        except LockError as error:
            raise IndexBusy("another process is writing to the index: try again") from error


def _whoosh_document(document: Document) -> dict[str, str]:
    return {
        "id": document.id,
        "fingerprint": document.fingerprint,
        **{name: text for name, text in document.folded().items() if text},
    }
