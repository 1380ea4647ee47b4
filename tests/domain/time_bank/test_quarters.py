from datetime import date

import pytest

from assetmap.domain.time_bank.quarters import last_quarter, quarter_of


@pytest.mark.parametrize(
    ("day", "quarter", "before"),
    [
        (
            date(2026, 1, 1),
            (date(2026, 1, 1), date(2026, 3, 31)),
            (date(2025, 10, 1), date(2025, 12, 31)),
        ),
        (
            date(2026, 3, 31),
            (date(2026, 1, 1), date(2026, 3, 31)),
            (date(2025, 10, 1), date(2025, 12, 31)),
        ),
        (
            date(2026, 4, 1),
            (date(2026, 4, 1), date(2026, 6, 30)),
            (date(2026, 1, 1), date(2026, 3, 31)),
        ),
        (
            date(2026, 12, 31),
            (date(2026, 10, 1), date(2026, 12, 31)),
            (date(2026, 7, 1), date(2026, 9, 30)),
        ),
    ],
)
def test_quarters_are_three_months(
    day: date, quarter: tuple[date, date], before: tuple[date, date]
) -> None:
    assert (quarter_of(day), last_quarter(day)) == (quarter, before)
