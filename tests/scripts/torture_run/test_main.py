"""`scripts/torture` in small: kills that are survived, and a loss that is not overlooked."""

import pytest

from scripts.torture_run.__main__ import main
from scripts.torture_run.homes import Home
from tests.programs import POSTGRES, needed

SUGGESTED = "SELECT id FROM listings WHERE status = 'suggested'"
APART = ("private_contacts", "hidden_places")
KILLS = ("--kills-only", "--seed", "4")
KILLS_OF_POSTGRES = ("--store", "postgres", "--kills-only", "--seed", "7")


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


@pytest.mark.thorough
def test_kills_of_postgresql_lose_nothing(base: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """Its server, one of its sessions, a worker: by this seed each of them is killed."""
    needed(POSTGRES)
    assert main([*KILLS_OF_POSTGRES, "--kills", "4"], base=base) == 0
    out = capsys.readouterr().out
    kills, acknowledged, lost, disagreeing = row_of(out)
    assert (kills, lost, disagreeing) == (4, 0, 0)
    assert acknowledged > 0
    assert "database" in out


@pytest.mark.thorough
def test_faults_of_postgresql_are_survived(base: Home) -> None:
    """Those that take no quarter of a minute to be told."""
    needed(POSTGRES)
    names = ("the database gone", "a commit cut off", "a database only to read")
    words = [word for name in names for word in ("--fault", name)]
    assert main(["--store", "postgres", "--faults-only", *words], base=base) == 0


def take_out(home: Home) -> None:
    """Everything that people sent, behind the program's back."""
    tables = ("proposals", "reports", "checks", "revisions")
    home.database.change(
        *((f"DELETE FROM {table}", ()) for table in tables),
        *((f"DELETE FROM {table} WHERE listing_id IN ({SUGGESTED})", ()) for table in APART),
        (f"DELETE FROM listings WHERE id IN ({SUGGESTED})", ()),
    )


@pytest.mark.parametrize("store", ["sqlite", pytest.param("postgres", marks=pytest.mark.thorough)])
def test_a_lost_write_is_not_overlooked(
    base: Home, capsys: pytest.CaptureFixture[str], store: str
) -> None:
    assert main([*KILLS, "--kills", "1", "--store", store], take_out, base) == 1
    _, _, lost, _ = row_of(capsys.readouterr().out)
    assert lost > 0
