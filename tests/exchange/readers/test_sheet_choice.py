import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.sheet_choice import Sheet, chosen_sheet, sheets_note
from assetmap.exchange.table import Row, SheetName

NAMES = Sheet("Groups", 3, False, (Row(1, ("Name", "Postcode")),))
OTHER = Sheet("Notes", 2, False, (Row(1, ("Ring Jo before noon on Tuesdays, please",)),))
HIDDEN = Sheet("Old", 9, True, NAMES.top)
EMPTY = Sheet("Sheet3", 0, False, ())


def test_a_sheet_is_made_of_what_was_said() -> None:
    made = Sheet.of(["Groups", 3, False, [[1, ["Name", "Postcode"]]]])
    assert made == NAMES
    assert made.named == SheetName("Groups", 3)


def test_the_one_with_names_comes_before_the_first() -> None:
    assert chosen_sheet([HIDDEN, OTHER, NAMES, EMPTY], "") == NAMES
    assert chosen_sheet([EMPTY, OTHER], "") == OTHER
    assert chosen_sheet([NAMES, Sheet("Two", 1, False, NAMES.top)], "") == NAMES


def test_a_sheet_is_found_by_its_name() -> None:
    assert chosen_sheet([NAMES, HIDDEN], "old") == HIDDEN
    with pytest.raises(BadFile, match=r"It has no layer “x”\. It has “Groups”, “Old” \(hidden\)\."):
        chosen_sheet([NAMES, HIDDEN], "x", "layer")
    with pytest.raises(BadFile, match="The sheet “Sheet3” is empty"):
        chosen_sheet([NAMES, EMPTY], "Sheet3")
    with pytest.raises(BadFile, match="It is empty"):
        chosen_sheet([], "")


def test_the_others_are_named_and_empty_ones_are_not() -> None:
    assert list(sheets_note(NAMES, [NAMES, EMPTY])) == []
    assert list(sheets_note(NAMES, [HIDDEN, NAMES, OTHER, EMPTY])) == [
        "We read the sheet “Groups”. Others: “Old” (hidden), “Notes”."
    ]
    many = [Sheet(f"S{at}", 1, False, ()) for at in range(20)]
    assert next(sheets_note(NAMES, many)).endswith("“S11” and 8 more.")
