"""What the page of one import shows: how far it is, what its rows do or did, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assetmap.domain.imports.import_batch import UNDO_KEPT, BatchState, ImportBatch
from assetmap.domain.imports.import_row import ImportRow, RowMark, RowOutcome, RowUndo
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import is_at_work, is_starting
from assetmap.services.listings.history import person_name
from assetmap.web.formatting import counted, long_date, moment_words
from assetmap.web.imports.field_choices import field_label
from assetmap.web.imports.imports_page import state_words
from assetmap.web.imports.row_lines import (
    MARKS,
    OUTCOMES,
    UNDONE,
    RowsPart,
    listing_url,
    rows_part,
    rows_url,
)

_WORK = {
    BatchState.CHECKING: "Looking at the rows",
    BatchState.APPLYING: "Bringing it in",
    BatchState.UNDOING: "Taking it back",
}


@dataclass(frozen=True)
class CountLine:
    """How many rows are so, and where only those are shown."""

    words: str
    count: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Progress:
    """How far the work on a batch is; not `is_known` before the first row is through."""

    words: str
    done: int
    rows: int

    @property
    def is_known(self) -> bool:
        """Whether there is anything to measure by."""
        return 0 < self.done <= self.rows


@dataclass(frozen=True)
class BatchPage:
    """`/work/imports/<id>`: one file, how far it is, and its rows."""

    title: str
    id: str
    state: BatchState
    said: str  # how far it is
    about: tuple[tuple[str, str], ...]
    progress: Progress | None
    is_stopped: bool
    can_undo: bool
    undo_until: str
    to_bring_in: int
    comes_in: int
    counts: tuple[CountLine, ...]
    notes: tuple[str, ...]
    read_as: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    gone: tuple[str, ...]
    kept: tuple[tuple[str, str, str], ...]  # name, address, why it was not taken back
    undone_words: str
    rows: RowsPart
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class UndoPage:
    """`/work/imports/<id>/undo`: what undoing does, before it is done."""

    title: str
    id: str
    file: str
    new: int
    changed: int
    until: str


def batch_page(
    context: Context,
    batch: ImportBatch,
    rows: Sequence[ImportRow],
    shown: str,
    number: int,
    *problems: Problem,
) -> BatchPage:
    """The page with the rows that were asked for."""
    counts, now = batch.counts, context.clock.now()
    is_stopped = _is_stopped(context, batch)
    return BatchPage(
        title=batch.file_name,
        id=batch.id,
        state=batch.state,
        said=state_words(batch, is_stopped=is_stopped),
        about=tuple(_about(context, batch)),
        progress=None if is_stopped else _progress(batch),
        is_stopped=is_stopped,
        can_undo=batch.can_be_undone(now),
        undo_until=_until(batch),
        to_bring_in=sum(counts.get(each, 0) for each in (RowOutcome.NEW, RowOutcome.CHANGED)),
        comes_in=sum(counts.get(each, 0) for each in RowOutcome if each.comes_in),
        counts=tuple(_counts(batch, shown)),
        notes=batch.notes,
        read_as=tuple((heading, field_label(name)) for heading, name in batch.read_as.items()),
        unused=batch.unused,
        gone=batch.gone,
        kept=tuple(
            (row.name or "A row without a name", listing_url(row.listing_id), row.undo_why)
            for row in rows
            if row.undo and row.undo != RowUndo.TAKEN_BACK
        ),
        undone_words=_undone_words(batch),
        rows=rows_part(batch.id, rows, shown, number),
        problems=problems,
    )


def undo_page(batch: ImportBatch) -> UndoPage:
    """What is asked before an import is undone."""
    counts = batch.counts
    return UndoPage(
        title="Undo this import?",
        id=batch.id,
        file=batch.file_name,
        new=counts.get(RowOutcome.NEW, 0),
        changed=counts.get(RowOutcome.CHANGED, 0),
        until=_until(batch),
    )


def _about(context: Context, batch: ImportBatch) -> Iterator[tuple[str, str]]:
    yield "List", batch.source
    yield "Format", batch.format
    yield "Brought by", f"{person_name(context, batch.by)}, {moment_words(batch.made_at)}"
    if batch.terms.inside_only:
        yield "Outside the borough", "Left out"
    if batch.applied_at:
        yield "Brought in", moment_words(batch.applied_at)
    if batch.undone_at:
        yield "Undone", moment_words(batch.undone_at)


def _is_stopped(context: Context, batch: ImportBatch) -> bool:
    """Whether it is going on and nobody is at it, nor on their way."""
    is_idle = batch.state.is_going_on and not is_at_work(context, batch.id)
    return is_idle and not is_starting(context, batch.id)


def _progress(batch: ImportBatch) -> Progress | None:
    if not batch.state.is_going_on:
        return None
    words = _WORK[batch.state]
    if 0 < batch.done <= batch.rows:
        words += f": {batch.done:,} of {counted(batch.rows, 'row')}"
    return Progress(words, batch.done, batch.rows)


def _until(batch: ImportBatch) -> str:
    return long_date((batch.applied_at + UNDO_KEPT).date()) if batch.applied_at else ""


# What somebody looks for before a file comes in: that there are none of these is worth saying too.
_ALWAYS = (
    *(RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.SAME, RowOutcome.REFUSED),
    *(RowOutcome.DO_NOT_LIST, RowMark.DUPLICATE, RowMark.OUTSIDE, RowMark.NO_PLACE),
)


def _counts(batch: ImportBatch, shown: str) -> Iterator[CountLine]:
    if batch.state not in (BatchState.CHECKED, BatchState.APPLIED, BatchState.UNDONE):
        return
    is_undone = batch.state is BatchState.UNDONE
    keys = UNDONE if is_undone else {**OUTCOMES, **MARKS}
    always = (RowUndo.TAKEN_BACK,) if is_undone else _ALWAYS
    for key, words in keys.items():
        if (count := batch.counts.get(key, 0)) or key in always:
            name = key.replace(" ", "-")
            url = f"{rows_url(batch.id, name)}#rows" if count else ""
            yield CountLine(words, f"{count:,}", url, shown == name)


def _undone_words(batch: ImportBatch) -> str:
    """`342 taken back, 1 kept`."""
    if batch.state is not BatchState.UNDONE:
        return ""
    counts = batch.counts
    words = [f"{counts.get(RowUndo.TAKEN_BACK, 0):,} taken back"]
    words += [
        f"{counts[key]:,} {said.lower()}"
        for key, said in UNDONE.items()
        if key is not RowUndo.TAKEN_BACK and counts.get(key, 0)
    ]
    return ", ".join(words)
