"""A story is told from the day of its consent until its last."""

from datetime import date

import pytest

from assetmap.domain.reports.story import Story


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [("2026-03-01", False), ("2026-03-02", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_story_is_told_on_its_days(day: str, is_shown: bool) -> None:
    story = Story("s", "Lunch", "It was good.", date(2026, 3, 2), date(2026, 12, 31), "p-e")
    assert story.is_shown(date.fromisoformat(day)) is is_shown
