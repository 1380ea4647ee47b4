from assetmap.exchange.csv_rows import Row, rows


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    assert list(rows('a,b\n\n"c\nd",e\n', ",")) == [
        Row(1, ("a", "b")),
        Row(2, ()),
        Row(3, ("c\nd", "e")),
    ]


def test_a_lost_quote_costs_one_row() -> None:
    found = list(rows('a,b\nc,"d\ne,f\n', ",", width=2))
    assert [(row.number, row.whole) for row in found] == [(1, True), (2, False), (3, True)]
    assert found[2].cells == ("e", "f")


def test_a_blank_row_has_nothing_but_spaces() -> None:
    assert Row(1, ("", " ")).is_blank
    assert not Row(1, ("", "x")).is_blank
