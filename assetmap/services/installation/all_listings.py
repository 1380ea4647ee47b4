"""The index of all authorities' listings, opened by each process when it is first asked for."""

import threading
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetmap.search_index.index_of_all import IndexOfAll

FOLDER = "index-of-all"  # in the installation's data directory; may be deleted at any time


def can_index_all() -> bool:
    """Whether the engine that such an index needs is installed."""
    return find_spec("tantivy") is not None


class AllListings:
    """The listings of the authorities with some codes. Safe to share among threads."""

    def __init__(self, home: Path, codes: Collection[str]) -> None:
        self._path, self._codes = home / FOLDER, codes
        self._lock = threading.Lock()
        self._index: IndexOfAll | None = None

    def index(self) -> "IndexOfAll":
        """The index, opened when it is first asked for."""
        from assetmap.search_index.index_of_all import IndexOfAll  # tantivy need not be installed

        with self._lock:
            if self._index is None:
                self._index = IndexOfAll(self._path, self._codes)
            return self._index

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None
