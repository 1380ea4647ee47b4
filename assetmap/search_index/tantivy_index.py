"""The index kept by tantivy: written, made again, compared and read."""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import tantivy

from assetmap.search_index.edits import Array
from assetmap.search_index.schema import BUILD, Document
from assetmap.search_index.tantivy_document_list import ordered
from assetmap.search_index.tantivy_documents import (
    FINGERPRINT,
    ID,
    SCHEMA,
    tantivy_document,
)
from assetmap.search_index.tantivy_folder import TantivyFolder, call_tantivy
from assetmap.search_index.tantivy_generation import TantivyGeneration
from assetmap.search_index.text_view import TextView


class FolderIndex:
    """What every index in a folder of tantivy's tells of that folder."""

    def __init__(self, folder: TantivyFolder) -> None:
        self._folder = folder

    def damaged_files(self) -> list[str]:
        """The files that are not as they were written: all are read again."""
        return self._folder.damaged_files()

    @property
    def is_gone(self) -> bool:
        """Whether somebody has deleted it."""
        return self._folder.is_gone

    @property
    def is_busy(self) -> bool:
        """Whether somebody is writing to it at this moment."""
        return self._folder.is_busy

    def close(self) -> None:
        """Let go of the files."""
        self._folder.close()


class TantivyIndex(FolderIndex):
    """The full-text index in the folder `path`, made empty when missing or unreadable.

    A `TextIndex`. Raises OSError or IndexUnwritable when the folder cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(TantivyFolder(path, SCHEMA, BUILD))
        self._lock = threading.Lock()
        self._before: TantivyGeneration | None = None

    @property
    def was_made(self) -> bool:
        """Whether it started empty and wants a rebuild."""
        return self._folder.was_made

    def version(self) -> int:
        """A number that changes with every commit, by whichever process."""
        return self._folder.version()

    def view(self, ids: Sequence[str] | Array) -> TextView:
        """The index as it stands now, aligned with `ids`. Raises IndexDamaged."""
        with self._lock:
            searcher, making = self._folder.searcher()
            self._before = TantivyGeneration(searcher, making, ids, self._before)
            return TextView(self._before)

    def apply(self, documents: Iterable[Document], removed: Iterable[str] = ()) -> None:
        """Take in new and changed documents and drop others, in one commit.

        `documents` are only asked for once no other process is writing. Raises IndexBusy,
        IndexUnwritable or IndexDamaged.
        """
        with self._folder.writing() as writing:
            for listing_id in removed:
                writing.remove(ID, listing_id)
            for ordinal, document in enumerate(documents, writing.first):
                writing.remove(ID, document.id)
                writing.add(tantivy_document(document, ordinal))

    def rebuild(
        self, documents: Iterable[Document], done: Callable[[], None] = lambda: None
    ) -> int:
        """Make it again from `documents`; readers keep the old one until the end.

        Calls `done` after each and gives their number. Raises IndexBusy or IndexUnwritable.
        """
        count = 0
        with self._folder.writing_anew() as writing:
            for count, document in enumerate(documents, 1):
                writing.add(tantivy_document(document, writing.first + count - 1))
                done()
        return count

    def fingerprints(self) -> dict[str, str]:
        """Every document's fingerprint by listing id."""
        searcher, _ = self._folder.searcher()
        found = ordered(searcher, tantivy.Query.all_query())
        documents = call_tantivy(lambda: [searcher.doc(address) for _, address in found])
        return {each[ID][0]: each[FINGERPRINT][0] for each in documents}
