"""A look at every row of a batch: what would happen, without changing a listing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.imports.import_row import ImportRow
from assetmap.exchange.incoming import BadFile, IncomingFile
from assetmap.services.context import Context
from assetmap.services.imports.batches import counts_of, read_batch, save_batch
from assetmap.services.imports.evaluation import Evaluation
from assetmap.services.imports.gone_rows import note_gone
from assetmap.services.imports.row_results import ImportOptions, RowResult
from assetmap.storage.tables import IMPORT_BATCHES, IMPORT_ROWS

_STEP = 500  # rows from one note of how far it is to the next
_CHUNK = 2_000  # rows kept in one transaction, so that nobody who writes waits long


def dry_run_batch(context: Context, batch: ImportBatch) -> ImportBatch:
    """Look at every row and keep what would happen.

    A file that cannot be read as it was chosen goes back to its columns with the reason. Raises
    what the store raises.
    """
    try:
        file = read_batch(context, batch)
        evaluation = Evaluation(context, file, options_of(batch))
        evaluation.run(progress(context, batch, len(file.rows)))
    except BadFile as error:
        return save_batch(context, replace(batch, state=BatchState.UPLOADED, problem=str(error)))
    rows = [row_of(batch.id, each) for each in evaluation.results]
    with context.unit_of_work() as uow:
        uow.delete(IMPORT_ROWS, batch=batch.id)
    for some in chunks(rows, _CHUNK):
        with context.unit_of_work() as uow:
            for row in some:
                uow.save(IMPORT_ROWS, row)
    checked = described(context, batch, file, evaluation)
    checked = replace(checked, state=BatchState.CHECKED, done=len(rows), counts=counts_of(rows))
    with context.unit_of_work() as uow:
        uow.save(IMPORT_BATCHES, checked)
    return checked


def options_of(batch: ImportBatch) -> ImportOptions:
    """How the rows of a batch are to be taken in."""
    terms = batch.terms
    return ImportOptions(batch.source, terms.publish, inside_only=terms.inside_only)


def described(
    context: Context, batch: ImportBatch, file: IncomingFile, evaluation: Evaluation
) -> ImportBatch:
    """The batch with what is said of its file as a whole."""
    report = evaluation.report
    is_whole = batch.terms.notes_gone and not file.own_export  # or some files are its source's
    gone = gone_names(context, batch, evaluation) if is_whole else []
    return replace(
        batch,
        rows=len(evaluation.results),
        notes=report.file_notes,
        read_as=report.read_as,
        unused=report.unused_columns,
        gone=tuple(gone),
        problem="",
    )


def gone_names(context: Context, batch: ImportBatch, evaluation: Evaluation) -> list[str]:
    """The names of public listings of the source that the file does not have; none of an empty."""
    report = evaluation.report
    if report.is_empty:
        return []
    refused = [row.name for row in report.refused]
    return [
        each.name for each in note_gone(context, batch.source, report.seen, refused, dry_run=True)
    ]


def row_of(batch_id: str, result: RowResult, *, is_done: bool = False) -> ImportRow:
    """What is kept of a row's result."""
    return ImportRow(
        *(batch_id, result.number, result.name, result.outcome),
        marks=result.marks,
        reasons=result.reasons,
        listing_id=result.listing_id,
        like=result.like,
        is_done=is_done,
    )


def progress(context: Context, batch: ImportBatch, rows: int) -> Callable[[], None]:
    """What to call after each row: now and then it notes how many were looked at."""
    looked_at = 0

    def step() -> None:
        nonlocal looked_at
        looked_at += 1
        if looked_at % _STEP == 0:
            save_batch(context, replace(batch, rows=rows, done=looked_at))

    return step


def chunks(rows: Sequence[ImportRow], size: int) -> Iterator[Sequence[ImportRow]]:
    """The rows, `size` at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
