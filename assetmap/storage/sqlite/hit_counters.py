"""Counters that forget, in a small SQLite file: how often something was tried of late.

They are kept apart from the records, since they are written by strangers' tries and may be lost.
Every process counts in the same file.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assetmap.storage.sqlite.connection import PATIENCE_S, all_or_nothing, use_durability, use_wal

_TABLE = (
    "CREATE TABLE IF NOT EXISTS hits"
    " (name TEXT PRIMARY KEY, total INTEGER NOT NULL, forget_at REAL NOT NULL) WITHOUT ROWID"
)


class HitCounters:
    """Counts by name; each count is forgotten a while after it began. Real time, in seconds.

    The real time, because a stopped clock must not keep anybody out for ever.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as connection:
            use_wal(connection)
            connection.execute(_TABLE)

    def add(self, name: str, seconds: int, amount: int = 1) -> int:
        """Count once more, or `amount` more; a new count lasts `seconds`. Gives the count."""
        now = time.time()
        with self._open() as connection, all_or_nothing(connection):
            connection.execute("DELETE FROM hits WHERE forget_at <= ?", (now,))
            row = connection.execute(
                "INSERT INTO hits (name, total, forget_at) VALUES (?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET total = total + excluded.total RETURNING total",
                (name, amount, now + seconds),
            ).fetchone()
        return int(row[0])

    def count(self, name: str) -> int:
        """The count, 0 when there is none or it was forgotten."""
        return int(self._read("total", name, 0))

    def forgotten_at(self, name: str) -> float:
        """When a count will be forgotten, in seconds since 1970; now when there is none."""
        return self._read("forget_at", name, time.time())

    def forget(self, name: str = "") -> int:
        """Forget one count, or every one; gives how many."""
        with self._open() as connection:
            return connection.execute("DELETE FROM hits WHERE ? IN ('', name)", (name,)).rowcount

    def _read(self, column: str, name: str, otherwise: float) -> float:
        with self._open() as connection:
            row = connection.execute(
                f"SELECT {column} FROM hits WHERE name = ? AND forget_at > ?",  # noqa: S608
                (name, time.time()),
            ).fetchone()
        return float(row[0]) if row else otherwise

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # A connection for each use: tries are few, and threads come and go.
        with closing(
            sqlite3.connect(self._path, timeout=PATIENCE_S, isolation_level=None)
        ) as connection:
            use_durability(connection)
            yield connection
