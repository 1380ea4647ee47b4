"""The last day of a month, and that of the same month a year before."""

from datetime import date

import pytest

from assetmap.domain.reports.committee_sheet import month_end, year_before


@pytest.mark.parametrize(
    ("day", "end"),
    [
        *(("2026-03-31", "2026-03-31"), ("2026-03-30", "2026-02-28"), ("2026-04-01", "2026-03-31")),
        *(("2024-02-29", "2024-02-29"), ("2026-01-05", "2025-12-31")),
    ],
)
def test_month_that_ended_last(day: str, end: str) -> None:
    assert month_end(date.fromisoformat(day)) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("end", "before"),
    [
        *(("2026-03-31", "2025-03-31"), ("2024-02-29", "2023-02-28"), ("2025-02-28", "2024-02-29")),
        *(("2025-12-31", "2024-12-31"), ("2026-01-31", "2025-01-31")),
    ],
)
def test_the_same_month_a_year_before(end: str, before: str) -> None:
    assert year_before(date.fromisoformat(end)) == date.fromisoformat(before)
