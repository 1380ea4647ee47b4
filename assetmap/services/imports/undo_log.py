"""A unit of work that notes what it writes and what stood there before, so as to be undone."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Self

from assetmap.domain.imports.import_row import ImportWrite, write_key
from assetmap.domain.listings.listing import Listing
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.domain.time_bank.ledger import Account, Transfer
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.storage.listing_document import to_whole_document
from assetmap.storage.store import NotFound
from assetmap.storage.tables import IMPORT_WRITES, Kept, Key, Table
from assetmap.storage.unit_of_work import UnitOfWork

LISTINGS = "listings"  # under this name a write is a listing's, with its private parts


class UndoLoggedUnitOfWork:
    """A UnitOfWork in the place of another, for one batch. `number` is the row that writes now.

    A record that the batch wrote before keeps what stood there before the batch. Notes are written
    in one go at the end: use it in a `with`.
    """

    def __init__(self, context: Context, uow: UnitOfWork, batch_id: str) -> None:
        self._context, self._uow, self._batch = context, uow, batch_id
        self._order = context.store.count(IMPORT_WRITES, batch=batch_id)
        self._notes: dict[str, ImportWrite] = {}
        self._absent: set[tuple[str, str]] = set()  # records of which nothing is kept as yet
        self.number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._uow.save_all(IMPORT_WRITES, self._notes.values())

    def foresee(self, table: Table[Kept], records: Sequence[str]) -> None:
        """Look up together whether any of some records, soon to be written, is there or was
        written by the batch: where none is, they are not looked up one by one.
        """
        notes = [write_key(self._batch, table.name, record) for record in records]
        store = self._context.store
        if not store.count(table, id=records) and not store.count(IMPORT_WRITES, id=notes):
            self._absent.update((table.name, record) for record in records)

    @property
    def has_queued(self) -> bool:
        """As of the unit that is logged."""
        return self._uow.has_queued

    @property
    def must_rebuild(self) -> bool:
        """As of the unit that is logged."""
        return self._uow.must_rebuild

    @must_rebuild.setter
    def must_rebuild(self, value: bool) -> None:
        """As of the unit that is logged."""
        self._uow.must_rebuild = value

    def save_listing(self, listing: Listing, *, expected: int | None = None) -> None:
        """Keep a listing, noting how it was with its private parts."""
        before = whole_document(self._context, listing.id)
        self._note(LISTINGS, listing.id, before, to_whole_document(listing))
        self._uow.save_listing(listing, expected=expected)

    def add_listing(self, listing: Listing) -> None:
        """Keep a listing of which nothing is on record, and nothing that the batch wrote."""
        self._uow.add_listing(listing)
        self._note(LISTINGS, listing.id, None, to_whole_document(listing), is_new=True)

    def save(self, table: Table[Kept], kept: Kept) -> None:
        """Keep a record of a table, noting how it was."""
        record = table.id_of(kept)
        is_new = (table.name, record) in self._absent
        before = None if is_new else document_of(self._context, table, record)
        self._note(table.name, record, before, table.to_text(kept), is_new=is_new)
        self._uow.save(table, kept)

    def save_all(self, table: Table[Kept], several: Iterable[Kept]) -> None:
        """Keep several records, noting how each was."""
        for each in several:
            self.save(table, each)

    def delete(self, table: Table[Any], **keys: Key) -> int:
        """A batch takes nothing out."""
        raise NotImplementedError

    def delete_listings(self, listing_ids: Collection[str]) -> None:
        """A batch takes nothing out."""
        raise NotImplementedError

    def open_account(self, account: Account) -> None:
        """A batch has nothing to do with the ledger."""
        raise NotImplementedError

    def post(self, transfer: Transfer) -> None:
        """A batch has nothing to do with the ledger."""
        raise NotImplementedError

    def begin_ledger_anew(self, invented: Collection[str]) -> None:
        """A batch has nothing to do with the ledger."""
        raise NotImplementedError

    def audit(self, happening: AuditEvent, values: Iterable[AuditValue] = ()) -> None:
        """Add to the audit, which is never undone."""
        self._uow.audit(happening, values)

    def erase_values(self, entries: Iterable[int], fields: Iterable[str]) -> int:
        """Blank values in the audit, which is never undone."""
        return self._uow.erase_values(entries, fields)

    def shorten_audit(self, before: datetime) -> int:
        """Take out old entries of the audit, which is never undone."""
        return self._uow.shorten_audit(before)

    def _note(
        self, table: str, record: str, before: str | None, after: str, *, is_new: bool = False
    ) -> None:
        self._order += 1
        key = write_key(self._batch, table, record)
        first = self._notes.get(key) or (None if is_new else self._noted(key))
        number, order = self.number, self._order
        if first is not None:
            number, order, before = first.number or number, first.order, first.before
        self._absent.discard((table, record))
        self._notes[key] = ImportWrite(
            *(self._batch, number, order, table, record, before, document_mark(after))
        )

    def _noted(self, note: str) -> ImportWrite | None:
        """What the batch noted of a record before."""
        with suppress(NotFound):
            return self._context.store.get(IMPORT_WRITES, note)
        return None


def whole_document(context: Context, listing_id: str) -> str | None:
    """A listing with its private parts as it is on record; None when there is none."""
    try:
        return to_whole_document(load_for_update(context, listing_id).listing)
    except NotFound:
        return None


def document_of(context: Context, table: Table[Any], record: str) -> str | None:
    """A record of a table as it is on record; None when there is none."""
    try:
        return table.to_text(context.store.get(table, record))
    except NotFound:
        return None


def document_mark(document: str) -> str:
    """A mark of a document: another one has another."""
    return hashlib.blake2b(document.encode(), digest_size=16).hexdigest()
