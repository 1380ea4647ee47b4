"""Listings in one SQLite file: WAL, foreign keys, one connection a thread.

Reads are plain SQL on the standard library's sqlite3; tables and migrations are made through
sqlite-utils.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from assetmap.domain.listing import Contact, Listing
from assetmap.storage.rows import from_document, to_document
from assetmap.storage.sqlite.migrations import NEWEST, migrations
from assetmap.storage.store import NotFound, Queued, Record, Stale, Taken, Unavailable

_PATIENCE_S = 15.0  # how long a writer waits for another before it gives up


class SqliteStore:
    """A Store (see storage/store.py) in the file `path`, which is made when missing.

    Raises Unavailable when the file cannot be opened, made or brought up to date.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        with _plain_errors(path):
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

    def generation(self) -> int:
        return self._counter("generation")

    def mark(self) -> str:
        return f"{self._counter('mark'):x}"

    def get(self, listing_id: str) -> Record:
        for record in self._records("WHERE id = ?", listing_id):
            return record
        raise NotFound(f"there is no listing {listing_id!r}")

    def private_contact(self, listing_id: str) -> Contact:
        self.get(listing_id)
        with _plain_errors(self._path):
            row = self._connection.execute(
                "SELECT document FROM private_contacts WHERE listing_id = ?", (listing_id,)
            ).fetchone()
        return Contact(**json.loads(row[0])) if row else Contact()

    def source_ids(self, source: str) -> dict[str, str]:
        with _plain_errors(self._path):
            return dict(
                self._connection.execute(
                    "SELECT source_id, id FROM listings WHERE source = ?", (source,)
                )
            )

    def sources(self) -> dict[str, int]:
        with _plain_errors(self._path):
            return dict(
                self._connection.execute(
                    "SELECT source, count(*) FROM listings GROUP BY source ORDER BY source"
                )
            )

    def all(self) -> Iterator[Record]:
        yield from self._records("ORDER BY id")

    def changed_since(self, generation: int) -> Iterator[Record]:
        yield from self._records("WHERE generation > ? ORDER BY id", generation)

    @contextmanager
    def transaction(self) -> Iterator["SqliteWriter"]:
        connection = self._connection
        with _plain_errors(self._path), _all_or_nothing(connection):
            writer = SqliteWriter(connection)
            yield writer
            if writer.wrote:
                connection.execute(
                    "UPDATE counters SET value = value + 1 WHERE name = 'generation'"
                )

    def queued(self) -> Sequence[Queued]:
        with _plain_errors(self._path):
            rows = self._connection.execute(
                "SELECT number, listing_id FROM index_queue ORDER BY number"
            )
            return [Queued(*row) for row in rows]

    def strike(self, up_to: int) -> None:
        with _plain_errors(self._path):
            self._connection.execute("DELETE FROM index_queue WHERE number <= ?", (up_to,))

    def close(self) -> None:
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()

    @property
    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            connection = sqlite3.connect(
                self._path, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")  # a commit survives a power cut
            self._local.connection = connection
            self._opened.append(connection)
        return self._local.connection  # type: ignore[no-any-return]

    def _bring_up_to_date(self) -> None:
        connection = self._connection
        _use_wal(connection)
        if not _has_migration(connection, NEWEST):
            from sqlite_utils import Database

            # Of several processes that open a new file, one makes the tables and the rest wait.
            with _all_or_nothing(connection):
                migrations().apply(Database(connection))

    def _counter(self, name: str) -> int:
        with _plain_errors(self._path):
            row = self._connection.execute("SELECT value FROM counters WHERE name = ?", (name,))
            return int(row.fetchone()[0])

    def _records(self, clause: str, *values: object) -> Iterator[Record]:
        with _plain_errors(self._path):
            for document, generation in self._connection.execute(
                f"SELECT document, generation FROM listings {clause}",  # noqa: S608 - our own words
                values,
            ):
                yield Record(from_document(document), generation)


class SqliteWriter:
    """The Writer of one open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.wrote = False
        self._generation = 1 + int(
            connection.execute("SELECT value FROM counters WHERE name = 'generation'").fetchone()[0]
        )

    def put(self, listing: Listing, *, expected: int | None = None) -> None:
        self._refuse_stale(listing.id, expected)
        try:
            self._connection.execute(
                "INSERT INTO listings (id, source, source_id, status, generation, document)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " source = excluded.source, source_id = excluded.source_id,"
                " status = excluded.status, generation = excluded.generation,"
                " document = excluded.document",
                (
                    listing.id,
                    listing.source,
                    listing.source_id or listing.id,
                    listing.status,
                    self._generation,
                    to_document(listing),
                ),
            )
        except sqlite3.IntegrityError as error:
            raise Taken(
                f"another listing already has the id {listing.source_id!r} of {listing.source!r}"
            ) from error
        self._put_private(listing)
        self._connection.execute("INSERT INTO index_queue (listing_id) VALUES (?)", (listing.id,))
        self.wrote = True

    def _refuse_stale(self, listing_id: str, expected: int | None) -> None:
        if expected is None:
            return
        row = self._connection.execute(
            "SELECT generation FROM listings WHERE id = ?", (listing_id,)
        ).fetchone()
        if row is None or row[0] != expected:
            raise Stale(f"{listing_id} was changed by somebody else in the meantime")

    def _put_private(self, listing: Listing) -> None:
        self._connection.execute("DELETE FROM private_contacts WHERE listing_id = ?", (listing.id,))
        if listing.private:
            self._connection.execute(
                "INSERT INTO private_contacts (listing_id, document) VALUES (?, ?)",
                (listing.id, json.dumps(asdict(listing.private), ensure_ascii=False)),
            )


@contextmanager
def _all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    # IMMEDIATE: wait for another writer now, not fail half-way through.
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _use_wal(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    give_up = time.monotonic() + _PATIENCE_S
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


def _has_migration(connection: sqlite3.Connection, name: str) -> bool:
    try:
        row = connection.execute(
            "SELECT 1 FROM _sqlite_migrations WHERE migration_set = 'assetmap' AND name = ?",
            (name,),
        ).fetchone()
    except sqlite3.OperationalError:  # a new file has no such table
        return False
    return row is not None


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """SQLite's own errors as Unavailable, naming the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise Unavailable(f"the records in {path} cannot be used: {error}") from error
