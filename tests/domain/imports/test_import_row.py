"""The ids under which rows and writes are kept."""

from assetmap.domain.imports.import_row import ImportRow, ImportWrite, RowOutcome


def test_each_has_an_id_of_its_own() -> None:
    assert ImportRow("b1", 7, "Knit Club", RowOutcome.NEW).id == "b1/7"
    assert ImportWrite("b1", 7, 1, "listings", "knit", None, "x").id == "b1/listings/knit"


def test_what_comes_in() -> None:
    found = {outcome for outcome in RowOutcome if outcome.comes_in}
    assert found == {RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.SAME}
