"""Killed at any moment of a posting, the ledger has all of an entry or nothing of it (TB2)."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.thorough)])
def test_kill_leaves_no_half_entry_and_loses_none(tmp_path: Path, kills: int) -> None:
    command = (sys.executable, "-m", "tests.storage.sqlite.ledger_killer")
    arguments = (str(tmp_path / "assetmap.db"), str(kills))
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["ended"] == [-signal.SIGKILL] * kills
    assert found["sum"] == 0
    assert 4 + kills <= found["posted"] <= 4 + 2 * kills
