"""What every use of the SQLite file needs: transactions, patience, errors in plain words."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assetmap.storage.store import Unavailable

DURABILITY = "FULL"  # a commit survives a power cut
PATIENCE_S = 15.0  # how long a writer waits for another before it gives up


@contextmanager
def all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction: kept when the block ends, undone when it raises."""
    # IMMEDIATE: wait for another writer now, not fail half-way through.
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def use_wal(connection: sqlite3.Connection) -> None:
    """Have the file keep a write-ahead log, so that reading never waits for writing."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    give_up = time.monotonic() + PATIENCE_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # For this one statement SQLite does not wait for another process by itself.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return


def use_durability(connection: sqlite3.Connection) -> None:
    """Have each commit of a connection wait until it would survive a power cut."""
    connection.execute(f"PRAGMA synchronous = {DURABILITY}")


def scrub(connection: sqlite3.Connection) -> bool:
    """Write the file again without what was taken out, and empty the write-ahead log.

    False when somebody was reading so long that the log could not be emptied.
    """
    connection.execute("VACUUM")
    is_busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not is_busy


def has_migration(connection: sqlite3.Connection, name: str) -> bool:
    """Whether the file has this change to its tables."""
    try:
        row = connection.execute(
            "SELECT 1 FROM _sqlite_migrations WHERE migration_set = 'assetmap' AND name = ?",
            (name,),
        ).fetchone()
    except sqlite3.OperationalError:  # a new file has no such table
        return False
    return row is not None


class PlainErrors:
    """A block in which SQLite's own errors are Unavailable, naming the file.

    No generator, which would take longer than many of the reads within: a question has several.
    """

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> object:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, sqlite3.DatabaseError):
            raise Unavailable(f"the records in {self._path} cannot be used: {error}") from error
