"""The index on disk as its users see it, whichever engine keeps it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from assetmap.search_index.edits import Array
from assetmap.search_index.schema import Document
from assetmap.search_index.text_view import TextView


class IndexUnwritable(Exception):
    """The index cannot be written to: a full disk, a read-only folder. The records are safe."""


class IndexBusy(IndexUnwritable):
    """Another process is writing to the index and did not finish in time."""


@contextmanager
def unwritable_told(path: Path) -> Iterator[None]:
    """What a disk refuses of the index in a folder, as IndexUnwritable in plain words."""
    try:
        yield
    except OSError as error:
        raise IndexUnwritable(
            f"the index in {path} cannot be written ({error.strerror}); "
            "the records are kept and go into it the next time"
        ) from error


class DocumentIndex(Protocol):
    """What the documents of one directory are written to. One process writes at a time."""

    def apply(self, documents: Iterable[Document], removed: Iterable[str] = ()) -> None:
        """Take in new and changed documents and drop others, in one commit.

        Doing it twice is the same as once. `documents` are only asked for once no other process
        is writing, so that what they say is not older than what is in the index. An id may be
        both removed and among the documents. Raises IndexBusy, IndexUnwritable or IndexDamaged.
        """

    def rebuild(
        self, documents: Iterable[Document], done: Callable[[], None] = lambda: None
    ) -> int:
        """Make it again from `documents`; readers keep the old one until the end.

        Calls `done` after each and gives their number. Raises IndexBusy or IndexUnwritable.
        """

    def fingerprints(self) -> dict[str, str]:
        """Every document's fingerprint by listing id."""

    def damaged_files(self) -> list[str]:
        """The files that are not as they were written: all are read again."""

    @property
    def is_gone(self) -> bool:
        """Whether somebody has deleted it."""

    @property
    def is_busy(self) -> bool:
        """Whether somebody is writing to it at this moment."""


class TextIndex(DocumentIndex, Protocol):
    """The full-text index in a folder, made empty when missing or unreadable.

    Several processes may have it open: one of them writes at a time.
    """

    @property
    def was_made(self) -> bool:
        """Whether it started empty and wants a rebuild."""

    def version(self) -> int:
        """A number that changes with every commit, by whichever process."""

    def view(self, ids: Sequence[str] | Array) -> TextView:
        """The index as it stands now, aligned with `ids`: position n of its arrays is ids[n].

        An array of ids holds them as UTF-8. When the index's folder was deleted in the meantime,
        the index as it last stood. Raises IndexDamaged, or anything that the engine raises for
        what it cannot read.
        """

    def close(self) -> None:
        """Let go of the files."""
