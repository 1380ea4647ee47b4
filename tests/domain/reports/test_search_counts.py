"""Months and quarters of counts."""

from datetime import date

import pytest

from assetmap.domain.reports.search_counts import MATCH_LABELS, SearchChannel, month_of, quarter_of
from assetmap.domain.search.results import Match


@pytest.mark.parametrize(
    ("day", "month", "quarter"),
    [
        *(("2026-01-01", "2026-01", "2026-1"), ("2026-03-31", "2026-03", "2026-1")),
        *(("2026-04-01", "2026-04", "2026-2"), ("2026-12-31", "2026-12", "2026-4")),
    ],
)
def test_month_and_quarter_of_a_day(day: str, month: str, quarter: str) -> None:
    on = date.fromisoformat(day)
    assert (month_of(on), quarter_of(on)) == (month, quarter)


def test_every_result_and_channel_has_words() -> None:
    assert set(MATCH_LABELS) == set(Match)
    assert [each.label for each in SearchChannel] == [
        *("On the find page", "In a conversation", "By staff")
    ]
