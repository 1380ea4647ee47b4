"""`scripts/torture` in small: kills that are survived, and a loss that is not overlooked."""

import sqlite3
from contextlib import closing

import pytest

from scripts.torture_run.__main__ import main
from scripts.torture_run.homes import Home

KILLS = ("--kills-only", "--seed", "4")


def row_of(out: str) -> list[int]:
    """The figures of the table."""
    lines = out.splitlines()
    [heading] = [at for at, line in enumerate(lines) if line.startswith("kills ")]
    assert lines[heading].split() == ["kills", "acknowledged", "lost", "disagreeing"]
    return [int(figure.replace(",", "")) for figure in lines[heading + 2].split()]


def test_three_kills_lose_nothing(base: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*KILLS, "--kills", "3"], base=base) == 0
    kills, acknowledged, lost, disagreeing = row_of(capsys.readouterr().out)
    assert (kills, lost, disagreeing) == (3, 0, 0)
    assert acknowledged > 0


def take_out(home: Home) -> None:
    """Everything that people sent, behind the program's back."""
    with closing(sqlite3.connect(home.database, isolation_level=None)) as connection:
        for table in ("proposals", "reports", "checks", "revisions"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM listings WHERE status = 'suggested'")


def test_a_lost_write_is_not_overlooked(base: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*KILLS, "--kills", "1"], take_out, base) == 1
    _, _, lost, _ = row_of(capsys.readouterr().out)
    assert lost > 0
