from assetmap.exchange.readers.excel_merges import Merged, filled_down, merged_note, with_spans
from assetmap.exchange.table import Row

ROWS = (Row(1, ("Type", "Name")), Row(2, ("Choir", "Quay")), Row(3, ("", "Tea")), Row(5, ("", "")))


def test_corners_count_as_a_spreadsheet_does() -> None:
    assert Merged.of(((1, 0), (4, 2))) == Merged(2, 5, 0, 2)


def test_a_cell_fills_the_rows_below_it_in_which_something_stands() -> None:
    rows, said = filled_down(ROWS, [Merged(2, 5, 0, 0)], 1)
    assert [row.cells for row in rows] == [
        *(("Type", "Name"), ("Choir", "Quay"), ("Choir", "Tea"), ("", "")),
    ]
    assert said == ("Choir",)
    assert list(merged_note(said)) == ["Merged cells count for each of their rows: “Choir”."]
    assert list(merged_note(())) == []


def test_headings_and_empty_cells_are_left_alone() -> None:
    odd = [Merged(1, 3, 0, 0), Merged(5, 9, 0, 0), Merged(40, 1_048_576, 0, 16_383)]
    assert filled_down(ROWS, odd, 1) == (ROWS, ())


def test_a_row_that_one_cell_goes_across_is_marked() -> None:
    rows = (Row(2, ("Weekly", "")), Row(3, ("Quay", "RM17")), Row(4, ("Tea", "")))
    merged = [Merged(2, 2, 0, 1), Merged(3, 3, 0, 1), Merged(4, 5, 0, 0)]
    assert [row.spans for row in with_spans(rows, merged)] == [True, False, False]
