import pytest

from assetmap.web.time_bank.labels import labels_paper

ONE, TWO = ("Ada", "RM18 8AB"), ("Bert", "RM17 6ZZ")


@pytest.mark.parametrize(("size", "count"), [("3x7", 21), ("3x8", 24), ("other", 21)])
def test_sheets_are_whole_and_begin_where_one_is_free(size: str, count: int) -> None:
    (sheet,) = labels_paper("Labels", [ONE, TWO], size, start=3).sheets
    assert sheet == (None, None, ONE, TWO, *[None] * (count - 4))


def test_more_go_on_to_the_next_sheet() -> None:
    paper = labels_paper("Labels", [ONE, TWO], "3x7", start=21)
    assert [sum(each is not None for each in sheet) for sheet in paper.sheets] == [1, 1]
    assert [len(sheet) for sheet in paper.sheets] == [21, 21]


@pytest.mark.parametrize(("start", "first"), [(0, 0), (-4, 0), (99, 20)])
def test_labels_that_are_not_on_a_sheet_are_the_nearest(start: int, first: int) -> None:
    assert labels_paper("Labels", [ONE], "3x7", start).sheets[0].index(ONE) == first
