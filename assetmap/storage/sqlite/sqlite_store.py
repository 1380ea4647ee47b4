"""Listings in one SQLite file: WAL, foreign keys, one connection a thread.

Reads are plain SQL on the standard library's sqlite3; tables and migrations are made through
sqlite-utils.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from assetmap.storage.sql.connection import Connection
from assetmap.storage.sql.sql_store import SqlStore
from assetmap.storage.sqlite.connection import (
    PATIENCE_S,
    PlainErrors,
    all_or_nothing,
    has_migration,
    scrub,
    use_durability,
    use_wal,
)
from assetmap.storage.sqlite.migrations import NEWEST, migrations
from assetmap.storage.sqlite.snapshot import (
    copies_before_upgrades,
    copy_before_upgrade,
    copy_records,
    refuse_damage,
    refuse_newer,
)
from assetmap.storage.sqlite.sqlite_connection import SqliteConnection
from assetmap.storage.store import QueueEnd, Unavailable


class SqliteStore(SqlStore):
    """A Store (see storage/store.py) in the file `path`, which is made when missing.

    Raises Unavailable when the file cannot be opened, made or brought up to date.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        with PlainErrors(path):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise Unavailable(
                    f"cannot make the data directory {path.parent}: {error.strerror}"
                ) from error
            try:
                self._bring_up_to_date()
            except BaseException:
                self.close()
                raise

    def _reading(self) -> AbstractContextManager[SqliteConnection]:
        return _Reading(self)

    _reading_long = _reading  # a query's rows stay as they were, however long it is read

    @contextmanager
    def _writing(self) -> Iterator[SqliteConnection]:
        connection = self._connection
        with PlainErrors(self._path), all_or_nothing(connection.raw):
            yield connection

    @contextmanager
    def _as_of_now(self) -> Iterator[SqliteConnection]:
        # A connection of its own, which sees nothing of a transaction that this thread has open.
        with PlainErrors(self._path), closing(self._connect()) as raw:
            raw.execute("BEGIN")
            yield SqliteConnection(raw)

    def follows_queue(self) -> bool:
        return True  # there is one index, and nothing leaves the queue without it

    def ack(self, up_to: int) -> None:
        self._strike(up_to)

    def ack_rebuilt(self, end: QueueEnd) -> None:
        self._strike(end.number)

    def _strike(self, up_to: int) -> None:
        with self._reading() as connection:
            connection.execute("DELETE FROM index_queue WHERE number <= ?", (up_to,))

    def _note_seen(self, connection: Connection) -> None:
        """There is one file."""

    def _have_all_rebuild(self, connection: Connection) -> None:
        """Whoever has the index made again does it at once: there is no other machine."""

    def is_writable(self) -> bool:
        return os.access(self._path, os.W_OK)

    def bytes_on_disk(self) -> int:
        return self._path.stat().st_size

    def check_integrity(self) -> None:
        with self._reading() as connection:
            refuse_damage(connection.raw, self._path)

    def scrub(self) -> bool:
        for copy in copies_before_upgrades(self._path):
            copy.unlink(missing_ok=True)
        with self._reading() as connection:
            return scrub(connection.raw)

    def copy_to(self, path: Path) -> None:
        copy_records(self._path, path)

    def earlier_copies(self) -> Sequence[Path]:
        return copies_before_upgrades(self._path)

    def close(self) -> None:
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()

    @property
    def _connection(self) -> SqliteConnection:
        if not hasattr(self._local, "connection"):
            connection = self._connect()
            connection.execute("PRAGMA foreign_keys = ON")
            use_durability(connection)
            connection.execute("PRAGMA secure_delete = ON")  # zeros over what is taken out
            self._local.connection = SqliteConnection(connection)
            self._opened.append(connection)
        return self._local.connection  # type: ignore[no-any-return]

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
        )

    def _bring_up_to_date(self) -> None:
        connection = self._connection.raw
        refuse_newer(connection, self._path)
        use_wal(connection)
        if not has_migration(connection, NEWEST):
            from sqlite_utils import Database

            is_old = has_migration(connection, "0003_sheets")
            # Of several processes that open a new file, one makes the tables and the rest wait.
            with all_or_nothing(connection):
                copy_before_upgrade(connection, self._path)
                migrations().apply(Database(connection))
            if is_old:  # what was moved must not stay behind in the file
                scrub(connection)


class _Reading(PlainErrors):
    """A block that reads by the connection of its thread."""

    __slots__ = ("_store",)

    def __init__(self, store: SqliteStore) -> None:
        super().__init__(store._path)
        self._store = store

    def __enter__(self) -> SqliteConnection:
        with PlainErrors(self._path):
            return self._store._connection
