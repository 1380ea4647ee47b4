"""Batches: made from a file, looked up, and moved on from one state to the next by people."""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assetmap.domain.imports.column_choices import NOTHING_CHOSEN, ColumnChoices
from assetmap.domain.imports.import_batch import FILE_KEPT, BatchState, ImportBatch, ImportTerms
from assetmap.domain.imports.import_row import ImportRow, RowOutcome
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.text import clean
from assetmap.exchange.files import ReadOptions, read_listings
from assetmap.exchange.incoming import BadFile, IncomingFile
from assetmap.exchange.readable import format_of
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import drop_file, file_of, is_at_work, keep_file
from assetmap.services.imports.sources import marked_headings
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import IMPORT_BATCHES, IMPORT_ROWS
from assetmap.storage.unit_of_work import UnitOfWork

SOURCE_LONGEST = 100
AS_IT_IS = ImportTerms()


def start_batch(
    context: Context,
    actor: Actor,
    file_name: str,
    data: bytes,
    source: str,
    terms: ImportTerms = AS_IT_IS,
    state: BatchState = BatchState.UPLOADED,
) -> ImportBatch:
    """A new batch of a file. Raises NotAllowed, and BadFile for one that cannot be a list at all.

    Where nothing is chosen, the file is read as the last of its source with such headings was.
    """
    require(actor.person, Action.IMPORT)
    source = _source(source)
    kind = format_of(file_name, data)
    table = kind.read(data, terms.sheet)
    headings = marked_headings(table.headings)
    if terms.choices == NOTHING_CHOSEN:
        terms = replace(terms, choices=remembered_choices(context, source, headings))
    batch = ImportBatch(
        id=_new_id(context),
        file_name=file_name,
        source=source,
        by=actor.person.id,
        origin=actor.origin,
        made_at=context.clock.now(),
        state=state,
        terms=terms,
        format=kind.label,
        headings=headings,
        rows=len(table.rows),
        notes=table.notes,
    )
    keep_file(context, batch.id, data)
    save_batch(context, batch)
    return batch


def get_batch(context: Context, batch_id: str) -> ImportBatch:
    """A batch. Raises NotFound."""
    return context.store.get(IMPORT_BATCHES, batch_id)


def all_batches(context: Context) -> list[ImportBatch]:
    """Every batch, the newest first."""
    return context.store.find(IMPORT_BATCHES, newest_first=True)


def rows_of(context: Context, batch_id: str, *outcomes: RowOutcome) -> list[ImportRow]:
    """The rows of a batch, of some outcomes if any are named, in the file's order."""
    found = context.store.find(IMPORT_ROWS, batch=batch_id, outcome=outcomes or tuple(RowOutcome))
    return sorted(found, key=lambda row: row.number)


def choose(
    context: Context,
    actor: Actor,
    batch_id: str,
    *,
    sheet: str,
    choices: ColumnChoices,
    inside_only: bool = False,
) -> ImportBatch:
    """Say how a batch is to be read, and have every row looked at next.

    Raises NotAllowed, NotFound, and NotPossible when it has been brought in.
    """
    require(actor.person, Action.IMPORT)
    batch = get_batch(context, batch_id)
    _require_state(batch, BatchState.UPLOADED, BatchState.CHECKING, BatchState.CHECKED)
    _require_idle(context, batch)
    terms = replace(batch.terms, sheet=sheet, choices=choices, inside_only=inside_only)
    return save_batch(
        context, replace(batch, terms=terms, state=BatchState.CHECKING, done=0, problem="")
    )


def bring_in(context: Context, actor: Actor, batch_id: str) -> ImportBatch:
    """Have a batch brought in. Raises NotAllowed, NotFound, NotPossible before it was looked at."""
    require(actor.person, Action.IMPORT)
    batch = get_batch(context, batch_id)
    _require_state(batch, BatchState.CHECKED, BatchState.APPLYING)
    if is_at_work(context, batch.id):
        return batch
    return save_batch(context, replace(batch, state=BatchState.APPLYING, done=0))


def take_back(context: Context, actor: Actor, batch_id: str) -> ImportBatch:
    """Have a batch undone. Raises NotAllowed, NotFound, and NotPossible when it is too late.

    One that is undone, or being undone, stays so: to ask again changes nothing.
    """
    require(actor.person, Action.IMPORT)
    batch = get_batch(context, batch_id)
    if batch.state is BatchState.UNDONE:
        return batch
    if batch.state is BatchState.UNDOING and is_at_work(context, batch.id):
        return batch
    _require_idle(context, batch)
    if not batch.can_be_undone(context.clock.now()):
        raise NotPossible("This import cannot be undone: it was never brought in, or is too old.")
    return save_batch(context, replace(batch, state=BatchState.UNDOING, done=0))


def drop_batch(context: Context, actor: Actor, batch_id: str) -> ImportBatch:
    """Do without a batch that was never brought in; its file goes.

    Raises NotAllowed, NotFound, NotPossible.
    """
    require(actor.person, Action.IMPORT)
    batch = get_batch(context, batch_id)
    _require_state(batch, BatchState.UPLOADED, BatchState.CHECKING, BatchState.CHECKED)
    _require_idle(context, batch)
    with context.unit_of_work() as uow:
        dropped = drop_in(uow, batch)
    drop_file(context, batch.id)
    return dropped


def drop_waiting(context: Context) -> int:
    """Do without the batches that nobody brought in for a week, and their files; gives how many."""
    waiting = (BatchState.UPLOADED, BatchState.CHECKED)
    now = context.clock.now()
    old = [
        each
        for each in context.store.find(IMPORT_BATCHES, state=waiting)
        if now - each.made_at >= FILE_KEPT
    ]
    for batch in old:
        with context.unit_of_work() as uow:
            drop_in(uow, batch)
        drop_file(context, batch.id)
    return len(old)


def drop_in(uow: UnitOfWork, batch: ImportBatch) -> ImportBatch:
    """Mark a batch as not wanted, in a transaction of the caller's; the file is to go after it."""
    dropped = replace(batch, state=BatchState.DROPPED, counts={}, notes=())
    uow.delete(IMPORT_ROWS, batch=batch.id)
    uow.save(IMPORT_BATCHES, dropped)
    return dropped


def save_batch(context: Context, batch: ImportBatch) -> ImportBatch:
    """Keep a batch in a transaction of its own."""
    with context.unit_of_work() as uow:
        uow.save(IMPORT_BATCHES, batch)
    return batch


def read_batch(context: Context, batch: ImportBatch) -> IncomingFile:
    """A batch's file, read as it was chosen. Raises BadFile, without the file's name in front."""
    options = ReadOptions(batch.terms.sheet, batch.terms.choices)
    data = file_of(context, batch.id)
    try:
        return read_listings(batch.file_name, data, context.borough.words, options)
    except BadFile as error:
        raise BadFile(str(error).removeprefix(f"{batch.file_name}: ")) from None


def remembered_choices(context: Context, source: str, headings: str) -> ColumnChoices:
    """What was chosen for the last file of a source with the same headings; nothing at first."""
    for each in context.store.find(IMPORT_BATCHES, source=source, newest_first=True):
        if each.headings == headings and each.state is not BatchState.UPLOADED:
            return each.terms.choices
    return NOTHING_CHOSEN


def counts_of(rows: Iterable[ImportRow]) -> dict[str, int]:
    """The numbers of rows by outcome, by mark, and by how they were undone."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update([str(row.outcome), *map(str, row.marks), *filter(None, [row.undo])])
    return dict(counts)


def audited(context: Context, batch: ImportBatch, what: str, says: str) -> AuditEvent:
    """The audit's line of what was done with a batch."""
    subject = f"import:{batch.id}"
    return AuditEvent(context.clock.now(), batch.by, what, subject, batch.origin, says)


def _source(text: str) -> str:
    source = clean(text)
    if not source or len(source) > SOURCE_LONGEST:
        raise BadFile(f"Give the source a name of at most {SOURCE_LONGEST} characters.")
    return source


def _new_id(context: Context) -> str:
    return f"{context.clock.today():%Y%m%d}-{secrets.token_hex(3)}"


def _require_idle(context: Context, batch: ImportBatch) -> None:
    """Raises NotPossible while a process works on a batch: it would write over what is asked."""
    if batch.state.is_going_on and is_at_work(context, batch.id):
        raise NotPossible("This import is being worked on now. Try again when that is done.")


def _require_state(batch: ImportBatch, *states: BatchState) -> None:
    if batch.state not in states:
        raise NotPossible(_NOT_NOW.get(batch.state, "This import is not at that step."))


_NOT_NOW = {
    BatchState.APPLIED: "This import has been brought in already.",
    BatchState.APPLYING: "This import is being brought in already.",
    BatchState.UNDONE: "This import was undone. Bring the file again.",
    BatchState.UNDOING: "This import is being undone.",
    BatchState.DROPPED: "This import was dropped. Bring the file again.",
    BatchState.UPLOADED: "Look at what would happen first.",
    BatchState.CHECKING: "Its rows are still being looked at.",
}


def states_going_on() -> Sequence[BatchState]:
    """The states in which a batch is worked on."""
    return tuple(state for state in BatchState if state.is_going_on)
