"""Counters that forget, in a small SQLite file: how often something was tried of late.

They are kept apart from the records, since they are written by strangers' tries and may be lost.
Every process counts in the same file. While the file cannot be used (a full disk, a read-only
folder), each process counts in its own memory instead, so that nobody is kept out and limits hold;
a file that is gone or damaged is made anew.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from assetmap.storage.sqlite.connection import all_or_nothing, use_durability, use_wal

_TABLE = (
    "CREATE TABLE IF NOT EXISTS hits"
    " (name TEXT PRIMARY KEY, total INTEGER NOT NULL, forget_at REAL NOT NULL) WITHOUT ROWID"
)
_PATIENCE_S = 2.0  # for another process that counts; nobody should wait long to be counted
_QUIET_S = 60.0  # until the file is tried again, and the log told again
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

Found = TypeVar("Found")
log = logging.getLogger(__name__)


class HitCounters:
    """Counts by name; each count is forgotten a while after it began. Real time, in seconds.

    The real time, because a stopped clock must not keep anybody out for ever. Raises nothing:
    trouble with the file is told in the log.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._memory: sqlite3.Connection | None = None  # counts while the file cannot be used
        self._memory_until = 0.0
        self._said_at = -_QUIET_S
        self._use(lambda connection: connection.execute("SELECT 1 FROM hits LIMIT 1").fetchone())

    def add(self, name: str, seconds: int, amount: int = 1) -> int:
        """Count once more, or `amount` more; a new count lasts `seconds`. Gives the count."""
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
        """The count, 0 when there is none or it was forgotten."""
        return int(self._read("total", name, 0))

    def forgotten_at(self, name: str) -> float:
        """When a count will be forgotten, in seconds since 1970; now when there is none."""
        return self._read("forget_at", name, time.time())

    def forget(self, name: str = "") -> int:
        """Forget one count, or every one; gives how many."""
        query = "DELETE FROM hits WHERE ? IN ('', name)"
        return self._use(lambda connection: connection.execute(query, (name,)).rowcount)

    def _read(self, column: str, name: str, otherwise: float) -> float:
        query = f"SELECT {column} FROM hits WHERE name = ? AND forget_at > ?"  # noqa: S608
        row = self._use(
            lambda connection: connection.execute(query, (name, time.time())).fetchone()
        )
        return float(row[0]) if row else otherwise

    def _use(self, act: Callable[[sqlite3.Connection], Found]) -> Found:
        """Do something with the file, made anew if need be, or else with this process's memory."""
        for is_last_try in (False, True):
            if time.monotonic() < self._memory_until:
                break
            try:
                with self._open() as connection:
                    return act(connection)
            except (sqlite3.Error, OSError) as error:
                if is_last_try or not self._make_anew(error):
                    self._say(f"cannot be used ({error}): counting in memory")
                    self._memory_until = time.monotonic() + _QUIET_S
                    break
        with self._lock:
            if self._memory is None:
                self._memory = _in_memory()
            return act(self._memory)

    def _make_anew(self, error: Exception) -> bool:
        """Whether the file was made again; a damaged one is removed first."""
        code = getattr(error, "sqlite_errorcode", None)
        try:
            if code in _DAMAGED:
                self._say(f"is damaged ({error}): making it anew")
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

    def _say(self, what: str) -> None:
        if time.monotonic() - self._said_at >= _QUIET_S:
            self._said_at = time.monotonic()
            log.warning("the counters of limits in %s %s", self._path, what)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # A connection for each use: tries are few, and threads come and go.
        with closing(
            sqlite3.connect(self._path, timeout=_PATIENCE_S, isolation_level=None)
        ) as connection:
            use_durability(connection)
            yield connection

    def __del__(self) -> None:
        with suppress(AttributeError):
            if self._memory is not None:
                self._memory.close()


def _in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute(_TABLE)
    return connection
