"""What the pages of imports say in numbers and words, without a browser."""

from datetime import datetime

import pytest

from assetmap.clock import LONDON
from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.imports.import_row import ImportRow, RowMark, RowOutcome, RowUndo
from assetmap.services.imports.file_columns import FileColumns, ReadColumn
from assetmap.web.imports.batch_page import Progress, undo_page
from assetmap.web.imports.field_choices import allowed_fields, field_label, groups_for
from assetmap.web.imports.file_columns_page import recognised_words
from assetmap.web.imports.imports_page import counts_words, state_words
from assetmap.web.imports.row_lines import MARKS, OUTCOMES, SHOWN, UNDONE, row_words, rows_shown

NINE = datetime(2026, 3, 16, 9, tzinfo=LONDON)


def a_batch(state: BatchState, **counts: int) -> ImportBatch:
    named = {name.replace("_", " "): count for name, count in counts.items()}
    return ImportBatch(
        *("b", "map.kml", "Our map", "p-edna", "screen", NINE, state), counts=named, applied_at=NINE
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (FileColumns("CSV", 1, 0, "", (), (), ()), "A CSV file with 1 row"),
        (FileColumns("Spreadsheet", 1_200, 0, "", (), (), ()), "A spreadsheet with 1,200 rows"),
        (
            FileColumns("KML", 1_115, 2, "", (), (), (), is_map=True),
            "A KML file with 1,115 places in 2 layers",
        ),
    ],
)
def test_file_is_recognised_in_words(found: FileColumns, words: str) -> None:
    assert recognised_words(found) == words


def test_counts_are_said_by_how_far_it_is() -> None:
    counts = {"new": 1_200, "refused": 1, "outside": 4, "taken back": 3, "kept": 1}
    assert counts_words(BatchState.APPLIED, counts) == "1,200 new and 1 refused"
    assert counts_words(BatchState.UNDONE, counts) == "3 taken back and 1 kept"
    assert counts_words(BatchState.UPLOADED, {}) == ""


def test_every_state_has_words() -> None:
    said = {state_words(a_batch(state)) for state in BatchState}
    assert len(said) == len(BatchState)
    stopped = a_batch(BatchState.APPLYING)
    assert state_words(stopped, is_stopped=True) == "Stopped while it was being brought in"


def test_undo_says_what_goes_and_until_when() -> None:
    page = undo_page(a_batch(BatchState.APPLIED, new=4, changed=2))
    assert (page.new, page.changed, page.until) == (4, 2, "15 April 2026")


def test_progress_is_measured_once_there_is_something() -> None:
    assert [Progress("", done, 10).is_known for done in (0, 5, 10, 11)] == [
        *(False, True, True, False),
    ]


def test_rows_are_found_by_outcome_mark_and_end() -> None:
    new, marked, kept = (
        ImportRow("b", 2, "A", RowOutcome.NEW),
        ImportRow("b", 3, "B", RowOutcome.SAME, (RowMark.NO_PLACE,)),
        ImportRow("b", 4, "C", RowOutcome.NEW, undo=RowUndo.KEPT),
    )
    rows = [new, marked, kept]
    assert rows_shown(rows, "") == rows
    assert rows_shown(rows, "new") == [new, kept]
    assert rows_shown(rows, "no-place") == [marked]
    assert rows_shown(rows, "kept") == [kept]
    assert row_words(marked) == ("The same as before", "Without a place", "")
    assert row_words(kept) == ("New", "", "Kept")


def test_every_outcome_mark_and_end_has_words() -> None:
    assert list(OUTCOMES) == list(RowOutcome)
    assert list(MARKS) == list(RowMark)
    assert list(UNDONE) == list(RowUndo)
    assert len(set(SHOWN.values())) == len({*OUTCOMES, *MARKS, *UNDONE})


def test_field_that_only_a_heading_gives_can_stay() -> None:
    column = ReadColumn(0, "Monday", (), "week:Monday")
    assert groups_for(column, "week:Monday")[0] == (
        *("By its heading", (("week:Monday", "As its heading says: Monday"),)),
    )
    assert {"", "name", "week:Monday"} <= allowed_fields(column)
    assert "source_id" not in allowed_fields(column)
    assert (field_label("postcode"), field_label("kind, categories")) == (
        *("Postcode", "kind, categories"),
    )
