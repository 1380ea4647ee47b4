"""`time-bank check`, `time-bank brought-forward` and `time-bank opening-balances`."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.storage.tables import TIME_BANK_MEMBERS
from tests.cli.conftest import Runner, Said, refusal
from tests.conftest import KEY, config_at
from tests.time_bank import a_member, the_time_bank

SOUND = """\
2 members, 1 group, 3 entries
Exchanged: 0 h
Brought forward: 0 h
In the pot: 10 h
All balances together: 0 h
"""


@pytest.fixture
def bank(home: Path, postcode_cache: Path) -> Path:
    """The data directory with members 101 (+3 h) and 102 (-2 h), a group and 10 h in the pot."""
    context = open_context(config_at(home, postcode_cache))
    the_time_bank(context)
    context.close()
    return home


def execute(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "assetmap.db", isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def test_check_of_an_empty_ledger(call: Runner) -> None:
    nothing = SOUND.replace("2 members, 1 group, 3", "0 members, 0 groups, 0")
    assert call("time-bank", "check") == Said(0, nothing.replace("10 h", "0 h"), "")


def test_check_gives_the_figures(call: Runner, bank: Path) -> None:
    assert call("time-bank", "check", at=bank) == Said(0, SOUND, "")


def test_check_says_that_a_rule_was_taken_out(call: Runner, bank: Path) -> None:
    execute(bank, "DROP TRIGGER ledger_entries_update")
    said = "The rule ledger_entries_update that guards the ledger was taken out, changed or added."
    assert call("time-bank", "check") == Said(1, f"{said}\n", "")
    execute(bank, "UPDATE ledger_entries SET minutes = 999 WHERE account = '101'")
    found = call("time-bank", "check")
    assert found.status == 1
    assert found.out.splitlines()[-1] == (
        "All balances together are 819 minutes and should be nothing."
    )


def test_check_says_what_does_not_agree_with_the_figures(
    call: Runner, bank: Path, postcode_cache: Path
) -> None:
    context = open_context(config_at(bank, postcode_cache))
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_MEMBERS, a_member(id="104"))
    context.close()
    said = "The member 104 has no account in the ledger.\n"
    assert call("time-bank", "check") == Said(1, said + SOUND, "")


def test_check_says_that_the_ledger_cannot_be_read(call: Runner, bank: Path) -> None:
    execute(bank, "DROP TABLE ledger_entries")
    found = call("time-bank", "check")
    assert (found.status, found.err) == (1, "")
    assert found.out.endswith("The ledger cannot be read: no such table: ledger_entries.\n")


def test_brought_forward_is_posted_once(call: Runner) -> None:
    brought = ("time-bank", "brought-forward", "13,000", "--on", "2026-02-28")
    assert call(*brought) == Said(0, "Brought forward: 13,000 h, on 2026-02-28\n", "")
    assert call(*brought) == refusal(
        "The hours from before this ledger were brought forward already. If they were wrong, a"
        " broker takes that entry back."
    )
    assert "Brought forward: 13,000 h\n" in call("time-bank", "check").out


@pytest.mark.parametrize(
    ("hours", "on", "words"),
    [
        ("many", "2026-02-28", "Write the time like 1:30, 1 h 30 min or 90 minutes."),
        ("0", "2026-02-28", "Say how many hours."),
        ("5", "2026-03-17", "It has not been yet: give the day on which it was done."),
    ],
)
def test_brought_forward_of_no_hours_or_of_tomorrow(
    call: Runner, hours: str, on: str, words: str
) -> None:
    assert call("time-bank", "brought-forward", hours, "--on", on) == refusal(words)
    assert "0 entries" in call("time-bank", "check").out


def test_opening_balances_are_looked_at_and_posted(
    call: Runner, bank: Path, tmp_path: Path
) -> None:
    file = tmp_path / "balances.csv"
    file.write_text("Name,Account Number,Hours\nHub,103,12.5\n,,\n", encoding="utf-8")
    command = ("time-bank", "opening-balances", file, "--on", "2026-02-28")
    line = "103: 12 h 30 min\n1 balance, 12 h 30 min together: "
    dry = "to post; this was a dry run, --yes posts them\n"
    key = {"ASSETMAP_SECRET_KEY": KEY}
    assert call(*command, **key) == Said(0, line + dry, "")
    assert call("time-bank", "check").out == SOUND
    assert call(*command, "--yes", **key) == Said(0, f"{line}posted\n", "")
    assert "4 entries" in call("time-bank", "check").out
    again = call(*command, "--yes", **key)
    assert (again.status, again.out) == (2, "Row 2: the account 103 has its balance already.\n")
    assert again.err == "assetmap: balances.csv: nothing was posted\n"


def test_opening_balances_need_both_columns(call: Runner, tmp_path: Path) -> None:
    file = tmp_path / "balances.csv"
    file.write_text("name,hours\nAda,3\n", encoding="utf-8")
    found = call("time-bank", "opening-balances", file, "--on", "2026-02-28")
    assert found == refusal("balances.csv: It needs a column account and a column hours.")
    missing = call("time-bank", "opening-balances", tmp_path / "no.csv", "--on", "2026-02-28")
    assert missing == refusal("no.csv: There is no such file.")
