"""What the day's work remembers of itself, and what a damaged file costs: nothing."""

from datetime import datetime
from pathlib import Path

import pytest

from assetmap.clock import LONDON
from assetmap.services.checks.upkeep_state import UpkeepState, keep_state, read_state

STATE = UpkeepState(
    datetime(2026, 3, 16, 6, tzinfo=LONDON), datetime(2026, 3, 17, 6, tzinfo=LONDON), ("Why.",)
)


def test_it_is_read_as_it_was_kept(tmp_path: Path) -> None:
    assert read_state(tmp_path) == UpkeepState()
    keep_state(tmp_path, STATE)
    assert read_state(tmp_path) == STATE
    assert [file.name for file in tmp_path.iterdir()] == ["upkeep.json"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"ran_at": "soon"}', '{"why": 7}', "\x00"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: str) -> None:
    (tmp_path / "upkeep.json").write_text(damage)
    assert read_state(tmp_path) == UpkeepState()
