"""Nothing, not known and little, each in its own words."""

import pytest

from assetmap.web.reports.figure_words import month_words, percent


@pytest.mark.parametrize(
    ("part", "words"),
    [(None, "-"), (0, "None"), (0.001, "Under 1%"), (0.858, "86%"), (1, "100%")],
)
def test_percent(part: float | None, words: str) -> None:
    assert percent(part) == words


def test_month() -> None:
    assert month_words("2026-03") == "March 2026"
