"""A batch brought in, some rows a transaction: one that was stopped goes on where it stood."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.imports.import_row import ImportRow, RowOutcome
from assetmap.exchange.incoming import IncomingFile
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import drop_file
from assetmap.services.imports.batches import audited, counts_of, read_batch, rows_of
from assetmap.services.imports.dry_run import described, options_of, row_of
from assetmap.services.imports.evaluation import Evaluation
from assetmap.services.imports.gone_rows import note_gone
from assetmap.services.imports.importing import keep_row
from assetmap.services.imports.report import ImportReport
from assetmap.services.imports.row_results import RowResult
from assetmap.services.imports.undo_log import UndoLoggedUnitOfWork
from assetmap.storage.store import NotFound
from assetmap.storage.tables import IMPORT_BATCHES, IMPORT_ROWS, IMPORT_SOURCES, SOURCE_ROWS
from assetmap.storage.unit_of_work import UnitOfWork

CHUNK = 200  # rows a transaction: others who write wait for a moment at most
_INDEXED_EVERY = 10  # chunks: a few seconds, and no more for others to take into the index
_TAKEN_OUT = "Its listing was taken out meanwhile."
Step = Callable[[], None]


def apply_batch(
    context: Context,
    batch: ImportBatch,
    step: Step = lambda: None,
    rows: IncomingFile | None = None,
) -> tuple[ImportBatch, ImportReport]:
    """Bring a batch in; gives it as it is then, and the report of this go.

    `step` is called after each row that was looked at, and again after it was written: twice for
    each row of the file; `rows` are those of its file where somebody
    has read it already, as the batch says. Raises BadFile when its file cannot be read,
    before anything is written, and what the store raises; what was written till then stays, and the
    next call goes on from there.
    """
    file = rows or read_batch(context, batch)
    evaluation = Evaluation(context, file, options_of(batch))
    evaluation.run(step)
    done = {row.number for row in rows_of(context, batch.id) if row.is_done}
    batch = described(context, batch, file, evaluation)
    left = [each for each in evaluation.results if each.number not in done]
    counted = 0  # refused rows are among those written, and were not among those looked at
    for start in range(0, len(left), CHUNK):
        batch = replace(batch, done=len(done) + min(start + CHUNK, len(left)))
        is_indexed = (start // CHUNK) % _INDEXED_EVERY == _INDEXED_EVERY - 1
        written = left[start : start + CHUNK]
        _keep(context, batch, evaluation, written, is_indexed)
        share = len(file.rows) * min(start + CHUNK, len(left)) // len(left)
        _count(step, share - counted)
        counted = share
    batch = _finish(context, batch, file, evaluation)
    drop_file(context, batch.id)
    return batch, evaluation.report


def _count(step: Step, rows: int) -> None:
    for _ in range(rows):
        step()


def _keep(
    context: Context,
    batch: ImportBatch,
    evaluation: Evaluation,
    results: Sequence[RowResult],
    is_indexed: bool,
) -> None:
    """Write some rows, with what stood there before, in one transaction.

    The index takes them in when `is_indexed`, with what chunks before have left; or else later:
    each of its commits adds a segment to it, and has every process that serves read it anew.
    """
    kept: list[ImportRow] = []
    with (
        context.unit_of_work(always_index=is_indexed, index_later=not is_indexed) as uow,
        UndoLoggedUnitOfWork(context, uow, batch.id) as logged,
    ):
        logged.foresee(SOURCE_ROWS, _new_source_rows(results))
        for each in results:
            try:
                now = evaluation.again(each)
            except NotFound:
                now = replace(each, outcome=RowOutcome.REFUSED, reasons=(_TAKEN_OUT,), change=None)
            logged.number = each.number
            keep_row(context, logged, now, batch.source)
            kept.append(row_of(batch.id, now, is_done=True))
        uow.save_all(IMPORT_ROWS, kept)
        uow.save(IMPORT_BATCHES, batch)


def _new_source_rows(results: Iterable[RowResult]) -> list[str]:
    """Under which ids the rows of new listings will be remembered."""
    changes = (each.change for each in results if each.change is not None)
    return [SOURCE_ROWS.id_of(change.row) for change in changes if change.before is None]


def _finish(
    context: Context, batch: ImportBatch, file: IncomingFile, evaluation: Evaluation
) -> ImportBatch:
    """Note what is said of the source as a whole, and that the batch is in."""
    report = evaluation.report
    counts = counts_of(rows_of(context, batch.id))
    applied = replace(
        batch,
        state=BatchState.APPLIED,
        applied_at=context.clock.now(),
        done=batch.rows,
        counts=counts,
    )
    with (
        context.unit_of_work(always_index=True) as uow,
        UndoLoggedUnitOfWork(context, uow, batch.id) as logged,
    ):
        if source := evaluation.new_source:
            logged.save(IMPORT_SOURCES, source)
        if batch.terms.notes_gone and not file.own_export and not report.is_empty:
            _note_gone(context, logged, batch.source, [report])
        says = ", ".join(
            f"{counts.get(each, 0)} {each}"
            for each in (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.REFUSED)
        )
        uow.audit(audited(context, batch, "imported a file", f"{batch.source}: {says}"))
        uow.save(IMPORT_BATCHES, applied)
    return applied


def note_gone_of(
    context: Context, batch: ImportBatch, reports: Sequence[ImportReport]
) -> list[str]:
    """Note what none of a source's files has any more, as done by the last of their batches.

    Gives the names of the listings, which go on the call list.
    """
    with context.unit_of_work() as uow, UndoLoggedUnitOfWork(context, uow, batch.id) as logged:
        names = _note_gone(context, logged, batch.source, reports)
        uow.save(IMPORT_BATCHES, replace(batch, gone=tuple(names)))
    return names


def _note_gone(
    context: Context, uow: UnitOfWork, source: str, reports: Sequence[ImportReport]
) -> list[str]:
    seen = set().union(*(report.seen for report in reports))
    refused = [row.name for report in reports for row in report.refused]
    return [each.name for each in note_gone(context, source, seen, refused, uow=uow)]
