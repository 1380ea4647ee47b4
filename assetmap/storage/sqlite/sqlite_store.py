"""Listings in one SQLite file: WAL, foreign keys, one connection a thread.

Reads are plain SQL on the standard library's sqlite3; tables and migrations are made through
sqlite-utils.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assetmap.domain.listings.hidden_place import HiddenPlace
from assetmap.domain.listings.listing import Contact
from assetmap.storage.listing_document import from_document, from_place_document
from assetmap.storage.sql import audit_log, documents
from assetmap.storage.sql.sql_ledger import SqlLedger
from assetmap.storage.sql.sql_unit_of_work import SqlUnitOfWork
from assetmap.storage.sqlite.connection import (
    PATIENCE_S,
    all_or_nothing,
    has_migration,
    plain_errors,
    scrub,
    use_durability,
    use_wal,
)
from assetmap.storage.sqlite.migrations import NEWEST, migrations
from assetmap.storage.sqlite.snapshot import (
    copies_before_upgrades,
    copy_before_upgrade,
    copy_records,
    refuse_newer,
)
from assetmap.storage.store import (
    AuditedEvent,
    LongestQueued,
    NotFound,
    QueuedChange,
    Record,
    Unavailable,
    Unreadable,
)
from assetmap.storage.tables import TABLES, Kept, Key, Table
from assetmap.storage.unreadable import LISTINGS, UnreadableRecord, UnreadableRecords


class SqliteStore:
    """A Store (see storage/store.py) in the file `path`, which is made when missing.

    Raises Unavailable when the file cannot be opened, made or brought up to date.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._unreadable = UnreadableRecords()
        self._opened: list[sqlite3.Connection] = []
        self.ledger = SqlLedger(path, lambda: self._connection)
        with plain_errors(path):
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

    def version(self) -> int:
        return self._counter("generation")

    def instance_id(self) -> str:
        return f"{self._counter('mark'):x}"

    def get_listing(self, listing_id: str) -> Record:
        for record in self._records("WHERE id = ?", listing_id):
            return record
        if any((each.table, each.id) == (LISTINGS, listing_id) for each in self.unreadable()):
            raise Unreadable(f"the record of the listing {listing_id!r} cannot be read")
        raise NotFound(f"there is no listing {listing_id!r}")

    def private_contact(self, listing_id: str) -> Contact:
        kept = self._kept_apart("private_contacts", listing_id)
        return Contact(**json.loads(kept)) if kept else Contact()

    def _kept_apart(self, table: str, listing_id: str) -> str | None:
        """The document of a listing in one of the tables beside its own. Raises NotFound."""
        with plain_errors(self._path):
            row = self._connection.execute(
                f"SELECT (SELECT document FROM {table} WHERE listing_id = listings.id)"  # noqa: S608 - our own names
                " FROM listings WHERE id = ?",
                (listing_id,),
            ).fetchone()
        if row is None:
            raise NotFound(f"there is no listing {listing_id!r}")
        document: str | None = row[0]
        return document

    def private_contacts(self) -> dict[str, Contact]:
        with plain_errors(self._path):
            rows = self._connection.execute(
                "SELECT listing_id, document FROM private_contacts ORDER BY listing_id"
            )
            return {listing_id: Contact(**json.loads(document)) for listing_id, document in rows}

    def hidden_place(self, listing_id: str) -> HiddenPlace:
        kept = self._kept_apart("hidden_places", listing_id)
        return from_place_document(kept) if kept else HiddenPlace()

    def hidden_places(self) -> dict[str, HiddenPlace]:
        with plain_errors(self._path):
            rows = self._connection.execute(
                "SELECT listing_id, document FROM hidden_places ORDER BY listing_id"
            )
            return {listing_id: from_place_document(document) for listing_id, document in rows}

    def source_ids(self, source: str) -> dict[str, str]:
        with plain_errors(self._path):
            return dict(
                self._connection.execute(
                    "SELECT source_id, id FROM listings WHERE source = ?", (source,)
                )
            )

    def sources(self) -> dict[str, int]:
        with plain_errors(self._path):
            return dict(
                self._connection.execute(
                    "SELECT source, count(*) FROM listings GROUP BY source ORDER BY source"
                )
            )

    def all(self) -> Iterator[Record]:
        yield from self._records("ORDER BY id")

    def judge(self, listing_id: str, error: Exception | None) -> None:
        self._unreadable.judge(LISTINGS, listing_id, error)

    def unreadable(self) -> tuple[UnreadableRecord, ...]:
        return self._unreadable.met()

    def look_for_unreadable(self) -> tuple[UnreadableRecord, ...]:
        for _ in self.all():
            pass
        for table in TABLES:
            self.find(table)
        return self.unreadable()

    def changed_since(self, generation: int, *, most: int | None = None) -> Iterator[Record]:
        limit = -1 if most is None else most
        # The sign keeps SQLite from going through all listings by id in search of the few that are
        # new: 20 ms at 20,000 listings, where the index of generations takes none.
        ids = "SELECT id FROM listings WHERE generation > ? ORDER BY +id LIMIT ?"
        yield from self._records(f"WHERE id IN ({ids}) ORDER BY id", generation, limit)

    @contextmanager
    def transaction(self) -> Iterator[SqlUnitOfWork]:
        connection = self._connection
        with plain_errors(self._path), all_or_nothing(connection):
            uow = SqlUnitOfWork(connection)
            yield uow
            if uow.wrote:
                connection.execute(
                    "UPDATE counters SET value = value + 1 WHERE name = 'generation'"
                )

    def get(self, table: Table[Kept], id_: str) -> Kept:
        with plain_errors(self._path):
            return documents.get(self._connection, table, id_, self._unreadable)

    def find(
        self,
        table: Table[Kept],
        *,
        newest_first: bool = False,
        most: int | None = None,
        **keys: Key | Sequence[Key],
    ) -> list[Kept]:
        with plain_errors(self._path):
            return documents.find(
                self._connection, table, keys, newest_first, most, self._unreadable
            )

    def count(self, table: Table[Any], **keys: Key | Sequence[Key]) -> int:
        with plain_errors(self._path):
            return documents.count(self._connection, table, keys)

    def audited(
        self,
        *,
        subject: str = "",
        by: str = "",
        what: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        most: int | None = None,
    ) -> Iterator[AuditedEvent]:
        wanted = audit_log.AuditQuery(subject, by, what, since, until, before, most)
        with plain_errors(self._path):
            yield from audit_log.read(self._connection, wanted)

    def audit_actions(self) -> list[str]:
        with plain_errors(self._path):
            return audit_log.actions(self._connection)

    def audit_totals(self) -> dict[tuple[str, str], int]:
        with plain_errors(self._path):
            return audit_log.totals(self._connection)

    def scrub(self) -> bool:
        for copy in copies_before_upgrades(self._path):
            copy.unlink(missing_ok=True)
        with plain_errors(self._path):
            return scrub(self._connection)

    def copy_to(self, path: Path) -> None:
        copy_records(self._path, path)

    def earlier_copies(self) -> Sequence[Path]:
        return copies_before_upgrades(self._path)

    def queued(self) -> Sequence[QueuedChange]:
        with plain_errors(self._path):
            rows = self._connection.execute(
                "SELECT number, listing_id FROM index_queue ORDER BY number"
            )
            return [QueuedChange(*row) for row in rows]

    def longest_queued(self) -> LongestQueued | None:
        query = "SELECT min(queued_at), min(generation) FROM index_queue"
        with plain_errors(self._path):
            at, generation = self._connection.execute(query).fetchone()
            return (
                None if at is None else LongestQueued(datetime.fromtimestamp(at, UTC), generation)
            )

    def ack(self, up_to: int) -> None:
        with plain_errors(self._path):
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
                self._path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA foreign_keys = ON")
            use_durability(connection)
            connection.execute("PRAGMA secure_delete = ON")  # zeros over what is taken out
            self._local.connection = connection
            self._opened.append(connection)
        return self._local.connection  # type: ignore[no-any-return]

    def _bring_up_to_date(self) -> None:
        connection = self._connection
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

    def _counter(self, name: str) -> int:
        with plain_errors(self._path):
            row = self._connection.execute("SELECT value FROM counters WHERE name = ?", (name,))
            return int(row.fetchone()[0])

    def _records(self, clause: str, *values: object) -> Iterator[Record]:
        # As bytes: SQLite's own decoding would end the reading at the first that is no UTF-8.
        query = f"SELECT id, CAST(document AS BLOB), generation FROM listings {clause}"  # noqa: S608 - our own words
        with plain_errors(self._path):
            for listing_id, document, generation in self._connection.execute(query, values):
                row = [(listing_id, document)]
                for listing in self._unreadable.readable(LISTINGS, row, from_document):
                    yield Record(listing, generation)
