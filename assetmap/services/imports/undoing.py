"""A batch undone: each row taken back, kept because somebody worked with it since, or neither."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.imports.import_row import ImportRow, ImportWrite, RowOutcome, RowUndo
from assetmap.domain.people.people import PROGRAM
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import drop_file
from assetmap.services.imports.batches import audited, counts_of, rows_of
from assetmap.services.imports.undo_log import (
    LISTINGS,
    document_mark,
    document_of,
    whole_document,
)
from assetmap.services.listing_repository import revisions_of
from assetmap.storage.listing_document import from_whole_document
from assetmap.storage.tables import (
    CHECKS,
    COLLECTIONS,
    IMPORT_BATCHES,
    IMPORT_ROWS,
    IMPORT_WRITES,
    LINKS,
    NOT_SAME,
    PEOPLE,
    PROPOSALS,
    REPORTS,
    STAFF_NOTES,
    SUGGESTIONS,
    TABLES,
    WEBSITE_CHECKS,
    Table,
)
from assetmap.storage.unit_of_work import UnitOfWork

_CHUNK = 200  # rows a transaction
_TABLES = {table.name: table for table in TABLES}
# What people may have written about a listing meanwhile, and what is said of it.
_ABOUT: tuple[tuple[Table[Any], str], ...] = (
    (CHECKS, "somebody checked it since"),
    (REPORTS, "somebody reported a problem with it"),
    (PROPOSALS, "somebody proposed a change to it"),
    (SUGGESTIONS, "somebody suggested it"),
    (STAFF_NOTES, "somebody wrote a note about it"),
    (NOT_SAME, "somebody compared it with another"),
)
_EDITED = "you edited it"
_LATER_FILE = "a later file changed it"
_NOT_THERE = "it is no longer there"
_ERASED = "what stood there before was erased on request"
_WROTE = (RowOutcome.NEW, RowOutcome.CHANGED)  # they surely wrote something


def undo_batch(context: Context, batch: ImportBatch) -> ImportBatch:
    """Take back what a batch did; gives it as it is then. Undone twice, the second does nothing.

    What people changed, checked or wrote about since is kept, with the reason. Raises what the
    store raises; the next call goes on from where it stood.
    """
    if batch.state is BatchState.UNDONE:
        return batch
    writes: dict[int, list[ImportWrite]] = defaultdict(list)
    for each in context.store.find(IMPORT_WRITES, batch=batch.id):
        writes[each.number].append(each)
    undoing = _Undoing(context, batch)
    todo = [
        row
        for row in rows_of(context, batch.id)
        if not row.undo and row.is_done and (row.number in writes or row.outcome in _WROTE)
    ]
    todo.reverse()
    for start in range(0, len(todo), _CHUNK):
        batch = replace(batch, done=min(start + _CHUNK, len(todo)), rows=len(todo))
        with context.unit_of_work() as uow:
            for row in todo[start : start + _CHUNK]:
                undone = undoing.undone(uow, row, writes[row.number])
                uow.save(IMPORT_ROWS, undone)
            uow.save(IMPORT_BATCHES, batch)
    return _finish(context, batch, undoing, writes[0])


def _finish(
    context: Context, batch: ImportBatch, undoing: "_Undoing", of_all: Sequence[ImportWrite]
) -> ImportBatch:
    rows = rows_of(context, batch.id)
    kept = [row for row in rows if row.undo and row.undo != RowUndo.TAKEN_BACK]
    counts = counts_of(rows)
    now = context.clock.now()
    after = replace(
        batch, state=BatchState.UNDONE, undone_at=now, counts=counts, rows=len(rows), done=len(rows)
    )
    taken_back = counts.get(RowUndo.TAKEN_BACK, 0)
    with context.unit_of_work() as uow:
        if not kept:  # else the next file of the source must still be known as its
            undoing.restore(uow, of_all)
        uow.delete(IMPORT_WRITES, batch=batch.id)
        says = f"{taken_back} taken back, {len(kept)} kept"
        uow.audit(audited(context, batch, "undid an import", says))
        uow.save(IMPORT_BATCHES, after)
    drop_file(context, batch.id)
    return after


class _Undoing:
    """One batch on its way back."""

    def __init__(self, context: Context, batch: ImportBatch) -> None:
        self._context, self._batch = context, batch

    def undone(self, uow: UnitOfWork, row: ImportRow, writes: Sequence[ImportWrite]) -> ImportRow:
        """The row as it ended; what it wrote is taken back, or nothing of it."""
        if not writes:
            return replace(row, undo=RowUndo.COULD_NOT, undo_why=_ERASED)
        of_listing = next((each for each in writes if each.table == LISTINGS), None)
        if of_listing and (verdict := self._verdict(of_listing, writes)):
            return replace(row, undo=verdict.undo, undo_why=verdict.why)
        self.restore(uow, writes)
        return replace(row, undo=RowUndo.TAKEN_BACK)

    def restore(self, uow: UnitOfWork, writes: Sequence[ImportWrite]) -> None:
        """Put back what stood there before, the last first; what has changed since is left."""
        for each in sorted(writes, key=lambda write: -write.order):
            if each.table == LISTINGS:
                self._restore_listing(uow, each)
                continue
            table = _TABLES[each.table]
            now = document_of(self._context, table, each.record)
            if now is None or document_mark(now) != each.wrote:
                continue
            if each.before is None:
                uow.delete(table, id=each.record)
            else:
                uow.save(table, table.from_text(each.before))

    def _restore_listing(self, uow: UnitOfWork, write: ImportWrite) -> None:
        if write.before is None:
            uow.delete(WEBSITE_CHECKS, listing_id=write.record)  # a machine's, of its page
            uow.delete_listings([write.record])
        else:
            uow.save_listing(from_whole_document(write.before))

    def _verdict(self, write: ImportWrite, writes: Sequence[ImportWrite]) -> "_Verdict | None":
        """Why a listing is not taken back; None when it is as the batch left it."""
        now = whole_document(self._context, write.record)
        if now is None:
            return _Verdict(RowUndo.COULD_NOT, _NOT_THERE)
        if document_mark(now) != write.wrote:
            return _Verdict(RowUndo.KEPT, self._who_edited(write.record))
        if why := self._worked_with(write, writes):
            return _Verdict(RowUndo.KEPT, why)
        return None

    def _who_edited(self, listing_id: str) -> str:
        revisions = revisions_of(self._context, listing_id)
        last = revisions[-1] if revisions else None
        return _LATER_FILE if last and last.by == PROGRAM.id else _EDITED

    def _worked_with(self, write: ImportWrite, writes: Sequence[ImportWrite]) -> str:
        """What people did about a listing beside changing it; empty when nothing."""
        listing_id, find = write.record, self._context.store.find
        ours = {(each.table, each.record) for each in writes}
        if write.before is not None:  # what was said of it before stays true of it
            return ""
        for table, why in _ABOUT:
            theirs = find(table, listing_id=listing_id)
            if any((table.name, table.id_of(each)) not in ours for each in theirs):
                return why
        if listing_id in self._referred_to:
            return "something here refers to it, such as a collection"
        return ""

    @cached_property
    def _referred_to(self) -> set[str]:
        """The listings that collections, organisers' links, hub teams or merges name."""
        store = self._context.store
        found = {each for kept in store.find(COLLECTIONS) for each in kept.listing_ids}
        found |= {each for link in store.find(LINKS) for each in link.listing_ids}
        found |= {each for person in store.find(PEOPLE) for each in person.own}
        found |= {pair.other_id for pair in store.find(NOT_SAME)}
        merged_into = self._context.directory_cache.current().every.arrays.kept.coded["merged_into"]
        return found | {*merged_into.different.every} - {""}


@dataclass(frozen=True)
class _Verdict:
    """How a row ends that is not taken back, and why."""

    undo: RowUndo
    why: str
