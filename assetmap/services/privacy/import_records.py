"""What imports keep of how things were: forgotten when an undo is past, and erased on request."""

from dataclasses import replace

from assetmap.domain.imports.import_batch import BatchState
from assetmap.domain.privacy.data_subject import DataSubject
from assetmap.services.context import Context
from assetmap.storage.tables import IMPORT_BATCHES, IMPORT_ROWS, IMPORT_WRITES
from assetmap.storage.unit_of_work import UnitOfWork

_ENDED = (BatchState.APPLIED, BatchState.UNDONE)


def forget_past_imports(context: Context, uow: UnitOfWork) -> int:
    """Take out what imports wrote over so long ago that they cannot be undone; gives how many.

    What was said of their rows goes too: it may quote what a file said. That there was an import,
    what came of each row and which listing it is stays.
    """
    now = context.clock.now()
    batches = [
        each
        for each in context.store.find(IMPORT_BATCHES)
        if each.forgotten_at is None and each.state in _ENDED and each.is_too_old(now)
    ]
    for batch in batches:
        uow.delete(IMPORT_WRITES, batch=batch.id)
        for row in context.store.find(IMPORT_ROWS, batch=batch.id):
            if row.reasons:
                uow.save(IMPORT_ROWS, replace(row, reasons=()))
        uow.save(IMPORT_BATCHES, replace(batch, forgotten_at=now))
    return len(batches)


def erase_in_imports(context: Context, uow: UnitOfWork, wanted: DataSubject) -> int:
    """Erase a person in what imports keep of how things were; gives how many records.

    All that a row wrote goes, so that it cannot be undone by half. Names and reasons of rows lose
    the address or number alone.
    """
    touched = {
        (each.batch, each.number)
        for each in context.store.find(IMPORT_WRITES)
        if each.before and wanted.is_in(each.before)
    }
    writes = [x for x in context.store.find(IMPORT_WRITES) if (x.batch, x.number) in touched]
    for write in writes:
        uow.delete(IMPORT_WRITES, id=write.id)
    rows = [
        each
        for each in context.store.find(IMPORT_ROWS)
        if any(map(wanted.is_in, (each.name, *each.reasons)))
    ]
    for row in rows:
        reasons = tuple(map(wanted.taken_out, row.reasons))
        uow.save(IMPORT_ROWS, replace(row, name=wanted.taken_out(row.name), reasons=reasons))
    return len(writes) + len(rows)
