"""A file on its way in as one batch: how it is to be read, how far it is, what became of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from assetmap.domain.imports.column_choices import NOTHING_CHOSEN, ColumnChoices

UNDO_KEPT = timedelta(days=30)  # from when it came in; what stood there before is kept so long
FILE_KEPT = timedelta(days=7)  # of a file that nobody brought in


class BatchState(StrEnum):
    """How far a batch is. The three that go on by themselves are worked on a chunk at a time."""

    UPLOADED = "uploaded"  # its columns can be matched
    CHECKING = "checking"  # a look at every row, which changes no listing
    CHECKED = "checked"  # it can be brought in
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    DROPPED = "dropped"  # nobody wanted it; nothing came in

    @property
    def is_going_on(self) -> bool:
        """Whether it is being worked on, or was and stopped half-way."""
        return self in (BatchState.CHECKING, BatchState.APPLYING, BatchState.UNDOING)


@dataclass(frozen=True)
class ImportTerms:
    """How a batch is to be taken in.

    `publish` lets new rows go public at once. `inside_only` leaves out new rows that lie outside
    the borough. `sheet` is the sheet or layer to read, empty for the first that fits. `notes_gone`
    has listings that the file lacks counted as gone from their source; not of one of several files.
    """

    publish: bool = False
    inside_only: bool = False
    sheet: str = ""
    notes_gone: bool = True
    choices: ColumnChoices = NOTHING_CHOSEN


@dataclass(frozen=True)
class ImportBatch:
    """One file that somebody brought, and what became of it.

    `by` is the id of the person, `origin` where they did it (`screen`, `command line`, `feed`).
    `rows` is how many rows it has, `done` how many of them are worked through in the state that it
    is in. `counts` are the numbers of rows by outcome and of those with a mark (see ImportRow).
    `headings` is a mark of the file's headings, by which the choices are known again for the next
    file. `notes` are sentences about the file as a whole; `read_as` is which heading was read as
    what, `unused` the headings that were not. `gone` are the names of public listings that the
    source has no more. `problem` says why it could not be read as it was chosen.
    """

    id: str
    file_name: str
    source: str
    by: str
    origin: str
    made_at: datetime
    state: BatchState = BatchState.UPLOADED
    terms: ImportTerms = ImportTerms()
    format: str = ""
    headings: str = ""
    rows: int = 0
    done: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    read_as: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    problem: str = ""
    applied_at: datetime | None = None
    undone_at: datetime | None = None
    forgotten_at: datetime | None = None  # since when it cannot be undone any more

    def can_be_undone(self, now: datetime) -> bool:
        """Whether what it did can be taken back: also of one that stopped half-way."""
        is_open = self.state in (BatchState.APPLYING, BatchState.APPLIED, BatchState.UNDOING)
        return is_open and self.forgotten_at is None and not self.is_too_old(now)

    def is_too_old(self, now: datetime) -> bool:
        """Whether it came in so long ago that what stood there before is no longer kept."""
        return self.applied_at is not None and now - self.applied_at >= UNDO_KEPT
