"""Dates that differ: the line that people and files write, read and written back."""

from datetime import date

import pytest

from assetmap.domain.times.dated_changes import (
    ChangeKind,
    DatedChange,
    change_notation,
    parse_change,
)
from assetmap.domain.times.rules import Hours


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("2026-04-07 cancelled", DatedChange(date(2026, 4, 7), ChangeKind.CANCELLED)),
        (
            "2026-04-07 10:00 cancelled: no hall, sorry: flood",
            DatedChange(
                date(2026, 4, 7), ChangeKind.CANCELLED, start=600, why="no hall, sorry: flood"
            ),
        ),
        (
            "2026-04-07 10:00 moved to 2026-04-08 14:00-16:00 at The Annexe: flood",
            DatedChange(
                date(2026, 4, 7),
                ChangeKind.MOVED,
                start=600,
                to=date(2026, 4, 8),
                hours=Hours(840, 960),
                at="The Annexe",
                why="flood",
            ),
        ),
        (
            "2026-04-07 moved at Library",
            DatedChange(date(2026, 4, 7), ChangeKind.MOVED, at="Library"),
        ),
        (
            "2026-12-24 to 2027-01-02 closed: Christmas",
            DatedChange(
                date(2026, 12, 24), ChangeKind.CLOSED, last=date(2027, 1, 2), why="Christmas"
            ),
        ),
        (
            "2026-12-24 open 10:00-13:00",
            DatedChange(date(2026, 12, 24), ChangeKind.OPEN, hours=Hours(600, 780)),
        ),
        ("2026-12-24 open", DatedChange(date(2026, 12, 24), ChangeKind.OPEN)),
    ],
)
def test_a_line_is_a_change_and_the_other_way_round(line: str, change: DatedChange) -> None:
    assert parse_change(line) == change
    assert parse_change(f"  {line.replace(' ', '  ')} ") == change
    assert change_notation(change) == line


def test_dates_of_a_change() -> None:
    change = parse_change("2026-12-30 to 2027-01-01 closed")
    assert list(change.dates) == [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)]
    assert change.holds(date(2027, 1, 1))
    assert not change.holds(date(2027, 1, 2))
    one = parse_change("2026-04-07 10:00 cancelled")
    assert one.is_about(date(2026, 4, 7), 600)
    assert not one.is_about(date(2026, 4, 7), 840)
    assert one.is_of_sessions
    assert not change.is_of_sessions
