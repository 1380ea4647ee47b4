from datetime import date, datetime, time, timedelta

import pytest

from assetmap.exchange.readers.excel_cells import Cell, cell_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Quay", "Quay"),
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (7, "7"),
        (1375000000.0, "1375000000"),
        (441632960104.0, "441632960104"),
        (3.5, "3.5"),
        (0.1 + 0.2, "0.3"),
        (-0.327123, "-0.327123"),
        (1e20, "1e+20"),
        (float("nan"), ""),
        (date(2026, 3, 16), "2026-03-16"),
        (datetime(2026, 3, 16), "2026-03-16"),
        (datetime(2026, 3, 16, 9, 5), "2026-03-16 09:05"),
        (datetime(1899, 12, 30, 10, 30), "10:30"),
        (time(10, 30), "10:30"),
        (time(10, 29, 59, 999_999), "10:30"),
        (time(23, 59, 59), "23:59"),
        (timedelta(hours=9, minutes=30), "09:30"),
        (timedelta(hours=37), "37:00"),
        (timedelta(minutes=-30), "-00:30"),
    ],
)
def test_a_cell_is_the_text_that_a_person_sees(value: Cell, text: str) -> None:
    assert cell_text(value) == text
