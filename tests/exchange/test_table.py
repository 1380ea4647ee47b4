from assetmap.exchange.table import Row


def test_a_row_of_spaces_is_blank() -> None:
    assert Row(2, (" ", "\t", "")).is_blank
    assert not Row(2, (" ", "x")).is_blank
