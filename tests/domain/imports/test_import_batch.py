"""Whether a batch can still be undone."""

from dataclasses import replace
from datetime import datetime, timedelta

from assetmap.clock import LONDON
from assetmap.domain.imports.import_batch import UNDO_KEPT, BatchState, ImportBatch

NOW = datetime(2026, 3, 16, 10, tzinfo=LONDON)
APPLIED = ImportBatch(
    "b1", "list.csv", "cvs", "p-1", "screen", NOW, state=BatchState.APPLIED, applied_at=NOW
)


def test_a_batch_can_be_undone_for_thirty_days() -> None:
    assert APPLIED.can_be_undone(NOW + UNDO_KEPT - timedelta(seconds=1))
    assert not APPLIED.can_be_undone(NOW + UNDO_KEPT)
    assert not replace(APPLIED, forgotten_at=NOW).can_be_undone(NOW)


def test_only_what_was_begun_can_be_undone() -> None:
    can = {state for state in BatchState if replace(APPLIED, state=state).can_be_undone(NOW)}
    assert can == {BatchState.APPLYING, BatchState.APPLIED, BatchState.UNDOING}
    stopped = {state for state in BatchState if state.is_going_on}
    assert stopped == {BatchState.CHECKING, BatchState.APPLYING, BatchState.UNDOING}
