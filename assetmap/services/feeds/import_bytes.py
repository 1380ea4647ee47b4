"""The one place at which what a feed gave is handed to the importer, as a batch like a file's."""

from dataclasses import dataclass

from assetmap.domain.imports.import_batch import ImportTerms
from assetmap.domain.imports.import_row import RowOutcome
from assetmap.services.context import Context
from assetmap.services.imports import batch_work
from assetmap.services.imports.batches import rows_of
from assetmap.services.listing_repository import Actor

_ORIGIN = "feed"


@dataclass(frozen=True)
class CameIn:
    """What came of a feed's rows: the batch, numbers, and which listings it had.

    `refused` are the names of the rows that were refused.
    """

    batch: str
    new: int
    changed: int
    unchanged: int
    refused: tuple[str, ...]
    seen: frozenset[str]
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no row came in."""
        return not (self.new or self.changed or self.unchanged)


def import_bytes(
    context: Context, actor: Actor, source: str, file_name: str, data: bytes
) -> CameIn:
    """Take in a file's bytes as a source's; new rows are drafts, and nothing counts as gone yet.

    Raises NotAllowed, BadFile, StoreError.
    """
    by = Actor(actor.person, _ORIGIN)
    terms = ImportTerms(notes_gone=False)
    batch = batch_work.import_bytes(context, by, source, file_name, data, terms)
    rows = rows_of(context, batch.id)
    counts = batch.counts
    return CameIn(
        batch.id,
        counts.get(RowOutcome.NEW, 0),
        counts.get(RowOutcome.CHANGED, 0),
        counts.get(RowOutcome.SAME, 0),
        tuple(row.name for row in rows if row.outcome is RowOutcome.REFUSED),
        frozenset(row.listing_id for row in rows if row.listing_id and row.outcome.comes_in),
        batch.notes,
    )
