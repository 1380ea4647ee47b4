"""What a store in SQL answers, whichever database keeps its tables."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any

from assetmap.domain.listings.hidden_place import HiddenPlace
from assetmap.domain.listings.listing import Contact
from assetmap.storage.listing_document import from_document, from_place_document
from assetmap.storage.sql import audit_log, documents
from assetmap.storage.sql.connection import ANY_NUMBER, Connection
from assetmap.storage.sql.copying import copy_rows
from assetmap.storage.sql.sql_ledger import SqlLedger
from assetmap.storage.sql.sql_unit_of_work import SqlUnitOfWork
from assetmap.storage.store import (
    AuditedEvent,
    LongestQueued,
    NotFound,
    QueuedChange,
    QueueEnd,
    Record,
    Unreadable,
)
from assetmap.storage.tables import TABLES, Kept, Key, Table
from assetmap.storage.unreadable import LISTINGS, UnreadableRecord, UnreadableRecords


class SqlStore(ABC):
    """All of a Store (see storage/store.py) but its opening, its queue's end, and its files."""

    # Of the index's queue, what is still to be taken: a condition, and its values.
    _still_queued: tuple[str, tuple[str, ...]] = ("TRUE", ())

    def __init__(self) -> None:
        self._unreadable = UnreadableRecords()
        self.ledger = SqlLedger(self._reading)

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection to read with, that of the thread's own transaction while there is one.

        The database's errors are Unavailable.
        """

    @abstractmethod
    def _reading_long(self) -> AbstractContextManager[Connection]:
        """The same for one query of very many rows, which stay as they were at its beginning."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]:
        """A connection inside a transaction, committed in the end, or undone by what is raised.

        Raises Unavailable inside another transaction of the thread.
        """

    @abstractmethod
    def _as_of_now(self) -> AbstractContextManager[Connection]:
        """A connection that shows this moment however long it reads, and nothing uncommitted."""

    def take_from(self, other: "SqlStore") -> None:
        """Take in all that another store holds, as of one moment, but for the index's queue.

        Raises Unavailable when there is anything here already, and keeps nothing then.
        """
        with other._as_of_now() as source, self._writing() as target:
            copy_rows(source, target)
            self._have_all_rebuild(target)

    @abstractmethod
    def _note_seen(self, connection: Connection) -> None:
        """Have later reads show no less than this connection does, where there are several."""

    @abstractmethod
    def _have_all_rebuild(self, connection: Connection) -> None:
        """Have no machine's index follow until it was made again, where there are several."""

    def version(self) -> int:
        return int(self._seen("SELECT value FROM counters WHERE name = 'generation'")[0][0])

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

    def private_contacts(self) -> dict[str, Contact]:
        rows = self._rows("SELECT listing_id, document FROM private_contacts ORDER BY listing_id")
        return {listing_id: Contact(**json.loads(document)) for listing_id, document in rows}

    def hidden_place(self, listing_id: str) -> HiddenPlace:
        kept = self._kept_apart("hidden_places", listing_id)
        return from_place_document(kept) if kept else HiddenPlace()

    def hidden_places(self) -> dict[str, HiddenPlace]:
        rows = self._rows("SELECT listing_id, document FROM hidden_places ORDER BY listing_id")
        return {listing_id: from_place_document(document) for listing_id, document in rows}

    def source_ids(self, source: str) -> dict[str, str]:
        return dict(self._rows("SELECT source_id, id FROM listings WHERE source = ?", source))

    def sources(self) -> dict[str, int]:
        return dict(
            self._rows("SELECT source, count(*) FROM listings GROUP BY source ORDER BY source")
        )

    def all(self) -> Iterator[Record]:
        with self._reading_long() as connection:
            yield from self._records_of(connection, "ORDER BY id")

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
        limit = ANY_NUMBER if most is None else most
        # `|| ''` keeps the database from going through all listings by id in search of the few
        # that are new: 20 ms at 20,000 listings, where the index of generations takes none.
        ids = "SELECT id FROM listings WHERE generation > ? ORDER BY id || '' LIMIT ?"
        yield from self._records(f"WHERE id IN ({ids}) ORDER BY id", generation, limit)

    @contextmanager
    def transaction(self) -> Iterator[SqlUnitOfWork]:
        with self._writing() as connection:
            uow = SqlUnitOfWork(connection)
            yield uow
            if uow.must_rebuild:
                self._have_all_rebuild(connection)
            uow.finish()

    def get(self, table: Table[Kept], id_: str) -> Kept:
        with self._reading() as connection:
            return documents.get(connection, table, id_, self._unreadable)

    def find(
        self,
        table: Table[Kept],
        *,
        newest_first: bool = False,
        most: int | None = None,
        **keys: Key | Sequence[Key],
    ) -> list[Kept]:
        with self._reading() as connection:
            return documents.find(connection, table, keys, newest_first, most, self._unreadable)

    def count(self, table: Table[Any], **keys: Key | Sequence[Key]) -> int:
        with self._reading() as connection:
            return documents.count(connection, table, keys)

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
        with self._reading() as connection:
            yield from audit_log.read(connection, wanted)

    def audit_actions(self) -> list[str]:
        with self._reading() as connection:
            return audit_log.actions(connection)

    def audit_totals(self) -> dict[tuple[str, str], int]:
        with self._reading() as connection:
            return audit_log.totals(connection)

    def queued(self) -> Sequence[QueuedChange]:
        waiting, values = self._still_queued
        query = f"SELECT number, listing_id FROM index_queue WHERE {waiting} ORDER BY number"  # noqa: S608 - our own words
        return [QueuedChange(*row) for row in self._seen(query, *values)]

    def queue_end(self) -> QueueEnd:
        number = "(SELECT coalesce(max(number), 0) FROM index_queue)"
        rebuilds = "(SELECT coalesce(sum(value), 0) FROM counters WHERE name = 'rebuilds')"
        return QueueEnd(*map(int, self._seen(f"SELECT {number}, {rebuilds}")[0]))

    def longest_queued(self) -> LongestQueued | None:
        waiting, values = self._still_queued
        query = f"SELECT min(queued_at), min(generation) FROM index_queue WHERE {waiting}"  # noqa: S608 - our own words
        at, generation = next(self._rows(query, *values))
        return None if at is None else LongestQueued(datetime.fromtimestamp(at, UTC), generation)

    def _seen(self, query: str, *values: object) -> list[Any]:
        """Rows that say how far the records are: nothing older may be read after them."""
        with self._reading() as connection:
            rows = connection.execute(query, values).fetchall()
            self._note_seen(connection)
        return rows

    def _kept_apart(self, table: str, listing_id: str) -> str | None:
        """The document of a listing in one of the tables beside its own. Raises NotFound."""
        query = (
            f"SELECT (SELECT document FROM {table} WHERE listing_id = listings.id)"  # noqa: S608 - our own names
            " FROM listings WHERE id = ?"
        )
        for (document,) in self._rows(query, listing_id):
            return None if document is None else str(document)
        raise NotFound(f"there is no listing {listing_id!r}")

    def _counter(self, name: str) -> int:
        return int(next(self._rows("SELECT value FROM counters WHERE name = ?", name))[0])

    def _records(self, clause: str, *values: object) -> Iterator[Record]:
        with self._reading() as connection:
            yield from self._records_of(connection, clause, *values)

    def _records_of(self, connection: Connection, clause: str, *values: object) -> Iterator[Record]:
        document = connection.dialect.as_bytes("document")
        query = f"SELECT id, {document}, generation FROM listings {clause}"  # noqa: S608 - our own words
        for listing_id, text, generation in connection.execute(query, values):
            for listing in self._unreadable.readable(LISTINGS, [(listing_id, text)], from_document):
                yield Record(listing, generation)

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        with self._reading() as connection:
            yield from connection.execute(query, values)
