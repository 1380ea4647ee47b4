"""A store with its tables and nothing in them, and the index of it, to begin from."""

import secrets
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assetmap.config import Config
from assetmap.search_index.whoosh_index import WhooshIndex
from assetmap.storage.sqlite.sqlite_store import SqliteStore

_NAME, _INDEX = "assetmap.db", "index"


@dataclass(frozen=True)
class EmptyStore:
    """The store in `folder`, which was closed and which nobody opens again."""

    folder: Path

    @staticmethod
    def make(folder: Path) -> None:
        """Make one, as the first desk of a directory does."""
        SqliteStore(folder / _NAME).close()
        with closing(sqlite3.connect(folder / _NAME, isolation_level=None)) as store:
            store.execute("UPDATE counters SET value = ? WHERE name = 'mark'", (_a_mark(),))
        WhooshIndex(folder / _INDEX).rebuild(())

    @cached_property
    def _around_mark(self) -> tuple[bytes, bytes]:
        """What stands in its file before the mark and after it, which is in one place only."""
        with closing(sqlite3.connect(self.folder / _NAME)) as store:
            (mark,) = store.execute("SELECT value FROM counters WHERE name = 'mark'").fetchone()
        whole = (self.folder / _NAME).read_bytes()
        before, after = whole.split(_written(mark))
        return before, after

    def copy_to(self, file: Path) -> None:
        """Put a copy where no store is yet, with a mark of its own as each store has.

        The mark is written among the bytes: to open the copy for it took longer than to copy it.
        """
        if file.exists():
            return
        before, after = self._around_mark
        with file.open("wb") as copy:
            copy.writelines((before, _written(_a_mark()), after))

    def copy_whole_to(self, config: Config) -> None:
        """Put a copy with its index where neither is yet."""
        is_new = not config.database.exists()
        self.copy_to(config.database)
        if is_new and not config.index.exists():
            shutil.copytree(self.folder / _INDEX, config.index, copy_function=shutil.copyfile)


def _a_mark() -> int:
    """A mark of 62 bits, as a store's, that SQLite writes in 8 bytes."""
    return secrets.randbits(61) | 1 << 61


def _written(mark: int) -> bytes:
    return mark.to_bytes(8, "big")
