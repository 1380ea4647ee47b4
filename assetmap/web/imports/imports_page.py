"""What the list of imports and the page that takes a file show."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask import url_for

from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.imports.import_row import RowOutcome, RowUndo
from assetmap.domain.validation import Problem
from assetmap.exchange.readable import READABLE
from assetmap.services.context import Context
from assetmap.services.imports.batch_work import stopped_batches
from assetmap.services.imports.batches import all_batches
from assetmap.services.listings.drafts import LOCAL_SOURCE
from assetmap.services.listings.history import person_name
from assetmap.storage.tables import IMPORT_SOURCES
from assetmap.web.formatting import and_words, moment_words

LINES_A_PAGE = 50
_STATES = {
    BatchState.UPLOADED: "Its columns are still to be chosen",
    BatchState.CHECKING: "Being looked at",
    BatchState.CHECKED: "Ready to be brought in",
    BatchState.APPLYING: "Being brought in",
    BatchState.APPLIED: "Brought in",
    BatchState.UNDOING: "Being undone",
    BatchState.UNDONE: "Undone",
    BatchState.DROPPED: "Dropped",
}
_COUNTED = (
    (RowOutcome.NEW, "new"),
    (RowOutcome.CHANGED, "changed"),
    (RowOutcome.SAME, "the same"),
    (RowOutcome.REFUSED, "refused"),
    (RowOutcome.LEFT_OUT, "left out"),
    (RowOutcome.DO_NOT_LIST, "asked not to be listed"),
)
_UNDONE = (
    (RowUndo.TAKEN_BACK, "taken back"),
    (RowUndo.KEPT, "kept"),
    (RowUndo.COULD_NOT, "could not be taken back"),
)


@dataclass(frozen=True)
class BatchLine:
    """One file of the list."""

    name: str
    url: str
    source: str
    who: str
    when: str
    state: str
    counts: str


@dataclass(frozen=True)
class ImportsPage:
    """`/work/imports`: the files that came in, those that stopped half-way first."""

    title: str
    stopped: tuple[BatchLine, ...]
    lines: tuple[BatchLine, ...]
    total: int
    number: int
    pages: int
    previous_url: str
    next_url: str


@dataclass(frozen=True)
class UploadPage:
    """`/work/imports/new`: a file, and whose list it is."""

    title: str
    source: str
    sources: tuple[str, ...]
    formats: str
    accept: str
    most: str  # how large a file may be
    problems: tuple[Problem, ...] = ()


def imports_page(context: Context, number: int) -> ImportsPage:
    """One page of the list; a page beyond the last is the last."""
    stopped = stopped_batches(context)
    gone = {each.id for each in stopped}
    every = [each for each in all_batches(context) if each.id not in gone]
    pages = max(1, -(-len(every) // LINES_A_PAGE))
    number = min(max(number, 1), pages)
    shown = every[(number - 1) * LINES_A_PAGE : number * LINES_A_PAGE]
    return ImportsPage(
        title="Files brought in",
        stopped=tuple(batch_line(context, each, is_stopped=True) for each in stopped),
        lines=tuple(batch_line(context, each) for each in shown),
        total=len(every),
        number=number,
        pages=pages,
        previous_url=url_for("imports.every", page=number - 1) if number > 1 else "",
        next_url=url_for("imports.every", page=number + 1) if number < pages else "",
    )


def upload_page(context: Context, source: str, most: str, *problems: Problem) -> UploadPage:
    """The page that takes a file, with what was typed."""
    return UploadPage(
        title="Bring in a file",
        source=source,
        sources=known_sources(context),
        formats=and_words(
            tuple(f"{format_words(each.label)}s" for each in READABLE if each.is_offered)
        ),
        accept=",".join(end for each in READABLE for end in each.ends),
        most=most,
        problems=problems,
    )


def known_sources(context: Context) -> tuple[str, ...]:
    """The names of sources that files came from; not what was typed in here."""
    known = {*context.store.sources(), *(each.id for each in context.store.find(IMPORT_SOURCES))}
    return tuple(sorted(known - {LOCAL_SOURCE, ""}, key=str.casefold))


def format_words(label: str) -> str:
    """What a file of a format is called: `spreadsheet`, `CSV file`."""
    name = label if label[1:2].isupper() or any(map(str.isupper, label[1:])) else label.lower()
    return name if name.endswith(("sheet", "file")) else f"{name} file"


def batch_line(context: Context, batch: ImportBatch, *, is_stopped: bool = False) -> BatchLine:
    """A batch as one line of the list."""
    return BatchLine(
        name=batch.file_name,
        url=url_for("import_batches.show", batch_id=batch.id),
        source=batch.source,
        who=person_name(context, batch.by),
        when=moment_words(batch.made_at),
        state=state_words(batch, is_stopped=is_stopped),
        counts=counts_words(batch.state, batch.counts),
    )


def state_words(batch: ImportBatch, *, is_stopped: bool = False) -> str:
    """How far a batch is."""
    if not is_stopped:
        return _STATES[batch.state]
    return f"Stopped while it was {_STATES[batch.state].lower()}"


def counts_words(state: BatchState, counts: Mapping[str, int]) -> str:
    """`12 new, 3 changed and 1 refused`; once it is undone, how that ended."""
    named: Collection[tuple[str, str]] = _UNDONE if state is BatchState.UNDONE else _COUNTED
    return and_words(
        tuple(f"{counts[key]:,} {words}" for key, words in named if counts.get(key, 0))
    )
