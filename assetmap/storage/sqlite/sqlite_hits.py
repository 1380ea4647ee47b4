"""Counters that forget, in a small SQLite file of the data directory.

A file that is gone or damaged is made anew.
"""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from assetmap.storage.sqlite.connection import all_or_nothing, use_durability, use_wal
from assetmap.storage.store import Unavailable

_TABLE = (
    "CREATE TABLE IF NOT EXISTS hits"
    " (name TEXT PRIMARY KEY, total INTEGER NOT NULL, forget_at REAL NOT NULL) WITHOUT ROWID"
)
_PATIENCE_S = 2.0  # for another process that counts; nobody should wait long to be counted
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

Found = TypeVar("Found")
log = logging.getLogger(__name__)


class SqliteHits:
    """Hits (see storage/hit_counters.py) in the file `path`, made when it is first used."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, name: str, seconds: int, amount: int = 1) -> int:
        """See Hits."""
        now = time.time()

        def count(connection: sqlite3.Connection) -> int:
            with all_or_nothing(connection):
                connection.execute("DELETE FROM hits WHERE forget_at <= ?", (now,))
                row = connection.execute(
                    "INSERT INTO hits (name, total, forget_at) VALUES (?, ?, ?) ON CONFLICT (name)"
                    " DO UPDATE SET total = total + excluded.total RETURNING total",
                    (name, amount, now + seconds),
                ).fetchone()
            return int(row[0])

        return self._use(count)

    def count(self, name: str) -> int:
        """See Hits."""
        return int(self._read("total", name, 0))

    def forgotten_at(self, name: str) -> float:
        """See Hits."""
        return self._read("forget_at", name, time.time())

    def forget(self, name: str = "") -> int:
        """See Hits."""
        query = "DELETE FROM hits WHERE ? IN ('', name)"
        return self._use(lambda connection: connection.execute(query, (name,)).rowcount)

    def close(self) -> None:
        """Nothing is kept open."""

    def _read(self, column: str, name: str, otherwise: float) -> float:
        query = f"SELECT {column} FROM hits WHERE name = ? AND forget_at > ?"  # noqa: S608
        row = self._use(
            lambda connection: connection.execute(query, (name, time.time())).fetchone()
        )
        return float(row[0]) if row else otherwise

    def _use(self, act: Callable[[sqlite3.Connection], Found]) -> Found:
        """Do something with the file, made anew if need be. Raises Unavailable."""
        try:
            with self._open() as connection:
                return act(connection)
        except (sqlite3.Error, OSError) as error:
            if not self._make_anew(error):
                raise self._unusable(error) from error
        try:
            with self._open() as connection:
                return act(connection)
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> Unavailable:
        return Unavailable(f"the counters of limits in {self._path} cannot be used ({error})")

    def _make_anew(self, error: Exception) -> bool:
        """Whether the file was made again; a damaged one is removed first."""
        code = getattr(error, "sqlite_errorcode", None)
        try:
            if code in _DAMAGED:
                told = "the counters of limits in %s are damaged (%s): making the file anew"
                log.warning(told, self._path, error)
                for end in ("", "-wal", "-shm"):
                    self._path.with_name(self._path.name + end).unlink(missing_ok=True)
            elif code != sqlite3.SQLITE_ERROR and self._path.parent.is_dir():
                return False
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as connection:
                use_wal(connection)
                connection.execute(_TABLE)
        except (sqlite3.Error, OSError):
            return False
        return True

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # A connection for each use: tries are few, and threads come and go.
        with closing(
            sqlite3.connect(self._path, timeout=_PATIENCE_S, isolation_level=None)
        ) as connection:
            use_durability(connection)
            yield connection
