"""A store with its tables and nothing in them, and the index of it, to begin from."""

import secrets
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assetmap.config import Config
from assetmap.search_index.text_index import TextIndex
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
        TextIndex(folder / _INDEX).rebuild(())

    def copy_to(self, file: Path) -> None:
        """Put a copy where no store is yet, with a mark of its own as each store has."""
        if file.exists():
            return
        shutil.copyfile(self.folder / _NAME, file)
        with closing(sqlite3.connect(file, isolation_level=None)) as store:
            store.execute("PRAGMA synchronous = OFF")  # waiting for the disk was most of it
            mark = secrets.randbits(62)
            store.execute("UPDATE counters SET value = ? WHERE name = 'mark'", (mark,))

    def copy_whole_to(self, config: Config) -> None:
        """Put a copy with its index where neither is yet."""
        is_new = not config.database.exists()
        self.copy_to(config.database)
        if is_new and not config.index.exists():
            shutil.copytree(self.folder / _INDEX, config.index)
