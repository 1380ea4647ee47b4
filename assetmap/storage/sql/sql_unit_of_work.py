"""What may be done inside one transaction of a store in SQL."""

import json
import secrets
import time
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from assetmap.domain.listings.hidden_place import hidden_place
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.domain.time_bank.ledger import Account, Transfer
from assetmap.storage.listing_document import to_document, to_place_document
from assetmap.storage.sql import audit_log, documents, sql_ledger
from assetmap.storage.sql.connection import Conflict, Connection
from assetmap.storage.store import DuplicateIdError, Stale
from assetmap.storage.tables import Kept, Key, Table

# What a listing consists of, in the order in which it is taken out.
_OF_A_LISTING = (
    ("private_contacts", "listing_id"),
    ("hidden_places", "listing_id"),
    ("listings", "id"),
)


class SqlUnitOfWork:
    """The UnitOfWork of one open transaction, which writes alone until it ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._wrote = False
        self._queued: list[tuple[str, int, int]] = []  # for the index: written with the rest
        self.must_rebuild = False
        # Held to the end, so that nobody else writes meanwhile: what is looked up here is still so
        # when it is written, and generations are committed in their order.
        held = f"SELECT value FROM counters WHERE name = 'generation'{connection.dialect.locking}"  # noqa: S608 - our own words
        self._generation = 1 + int(connection.execute(held).fetchone()[0])

    @property
    def has_queued(self) -> bool:
        return bool(self._queued)

    def finish(self) -> None:
        """Take the new generation, where listings were written: the transaction's last statement.

        Whoever reads a generation can read all that was written up to it, since the next one is
        taken only after this one's commit.
        """
        if self._queued:
            self._connection.execute_many(
                "INSERT INTO index_queue (listing_id, generation, queued_at) VALUES (?, ?, ?)",
                self._queued,
            )
        if self._wrote:
            taken = "UPDATE counters SET value = ? WHERE name = 'generation'"
            self._connection.execute(taken, (self._generation,))

    def save_listing(self, listing: Listing, *, expected: int | None = None) -> None:
        self._refuse_stale(listing.id, expected)
        is_for_index = listing.status.is_public or self._is_public(listing.id)
        try:
            self._connection.insert(
                "INSERT INTO listings (id, source, source_id, status, generation, document)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " source = excluded.source, source_id = excluded.source_id,"
                " status = excluded.status, generation = excluded.generation,"
                " document = excluded.document",
                self._row_of(listing),
            )
        except Conflict as error:
            raise _taken(listing) from error
        for table in ("private_contacts", "hidden_places"):
            self._connection.execute(f"DELETE FROM {table} WHERE listing_id = ?", (listing.id,))  # noqa: S608 - our own names
        self._put_private(listing)
        if is_for_index:
            self._queue(listing.id)
        self._wrote = True

    def add_listing(self, listing: Listing) -> None:
        # What conflicts is told by what was written, which takes no savepoint.
        written = self._connection.execute(
            "INSERT INTO listings (id, source, source_id, status, generation, document)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            self._row_of(listing),
        )
        if not written.rowcount:
            raise _taken(listing)
        self._put_private(listing)
        if listing.status.is_public:
            self._queue(listing.id)
        self._wrote = True

    def _row_of(self, listing: Listing) -> tuple[object, ...]:
        return (
            *(listing.id, listing.source, listing.source_id or listing.id, listing.status),
            *(self._generation, to_document(listing)),
        )

    def delete_listings(self, listing_ids: Collection[str]) -> None:
        for listing_id in listing_ids:
            if self._is_public(listing_id):
                self._queue(listing_id)
            for table, key in _OF_A_LISTING:
                self._connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (listing_id,))  # noqa: S608 - our own names
        self._become_another()
        self._wrote = True

    def save(self, table: Table[Kept], kept: Kept) -> None:
        documents.save(self._connection, table, kept)

    def save_all(self, table: Table[Kept], several: Iterable[Kept]) -> None:
        documents.save_all(self._connection, table, several)

    def delete(self, table: Table[Any], **keys: Key) -> int:
        return documents.delete(self._connection, table, keys)

    def open_account(self, account: Account) -> None:
        sql_ledger.open_account(self._connection, account)

    def post(self, transfer: Transfer) -> None:
        sql_ledger.post(self._connection, transfer)

    def begin_ledger_anew(self, invented: Collection[str]) -> None:
        sql_ledger.begin_anew(self._connection, invented)
        self._become_another()

    def audit(self, happening: AuditEvent, values: Iterable[AuditValue] = ()) -> None:
        audit_log.append(self._connection, happening, values)

    def erase_values(self, entries: Iterable[int], fields: Iterable[str]) -> int:
        return audit_log.erase_values(self._connection, entries, fields)

    def shorten_audit(self, before: datetime) -> int:
        return audit_log.shorten(self._connection, before)

    def _become_another(self) -> None:
        """A store from which something went is told from what it was."""
        mark = secrets.randbits(62)
        self._connection.execute("UPDATE counters SET value = ? WHERE name = 'mark'", (mark,))

    def _refuse_stale(self, listing_id: str, expected: int | None) -> None:
        if expected is None:
            return
        row = self._connection.execute(
            "SELECT generation FROM listings WHERE id = ?", (listing_id,)
        ).fetchone()
        if row is None or row[0] != expected:
            raise Stale(f"{listing_id} was changed by somebody else in the meantime")

    def _is_public(self, listing_id: str) -> bool:
        """Whether a listing is public as it is on record."""
        row = self._connection.execute(
            "SELECT status FROM listings WHERE id = ?", (listing_id,)
        ).fetchone()
        return row is not None and Status(row[0]).is_public

    def _queue(self, listing_id: str) -> None:
        # The machine's clock, not the directory's, which may stand still.
        self._queued.append((listing_id, self._generation, int(time.time())))

    def _put_private(self, listing: Listing) -> None:
        if listing.private:
            self._connection.execute(
                "INSERT INTO private_contacts (listing_id, document) VALUES (?, ?)",
                (listing.id, json.dumps(asdict(listing.private), ensure_ascii=False)),
            )
        if hidden := hidden_place(listing.where):
            self._connection.execute(
                "INSERT INTO hidden_places (listing_id, document) VALUES (?, ?)",
                (listing.id, to_place_document(hidden)),
            )


def _taken(listing: Listing) -> DuplicateIdError:
    return DuplicateIdError(
        f"another listing already has the id {listing.source_id!r} of {listing.source!r}"
    )
