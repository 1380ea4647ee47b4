"""What is wrong with a ledger is said, also where its rules were taken out and put back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assetmap.storage.sqlite.ledger_faults import faults
from tests.storage.sqlite.test_ledger_tables import made  # noqa: F401 - a fixture

_ALL = [
    *("ledger_accounts_delete", "ledger_accounts_insert", "ledger_accounts_update"),
    *("ledger_entries_delete", "ledger_entries_insert", "ledger_entries_update"),
    *("ledger_transfers_delete", "ledger_transfers_insert", "ledger_transfers_made"),
    "ledger_transfers_update",
]


@pytest.fixture
def db(made: Path) -> Iterator[sqlite3.Connection]:  # noqa: F811 - it is the fixture
    """A file with three transfers, held in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(made.read_bytes())
        yield connection


def tampered(db: sqlite3.Connection, *statements: str) -> list[str]:
    """The faults after statements that were made without rules, which were put back after."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'"
    rules = db.execute(query).fetchall()
    assert sorted(name for name, _ in rules) == _ALL
    for name, _ in rules:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        db.execute(statement)
    for _, sql in rules:
        db.execute(sql)
    return faults(db)


def test_a_sound_ledger_has_none(db: sqlite3.Connection) -> None:
    assert faults(db) == []
    assert tampered(db) == []


CHANGES = {
    "minutes of both": (
        ("UPDATE ledger_entries SET minutes = minutes * 2 WHERE transfer = 't'",),
        [
            "A line of the entry t was changed or taken out.",
            "The entry t counts for an account in a way that is not in its lines.",
        ],
    ),
    "lines and entries": (
        (
            "UPDATE ledger_entries SET minutes = minutes * 2 WHERE transfer = 'wrong'",
            (
                'UPDATE ledger_transfers SET lines = \'[["102",180],["103",-180]]\''
                " WHERE id = 'wrong'"
            ),
        ),
        ["The correction c takes back something else than the entry that it names."],
    ),
    "an entry taken out": (
        ("DELETE FROM ledger_entries WHERE transfer = 't' AND account = '101'",),
        [
            "A line of the entry t was changed or taken out.",
            "The lines of the entry t add up to -90 minutes.",
            "All balances together are -90 minutes and should be nothing.",
        ],
    ),
    "a transfer taken out": (
        (
            "DELETE FROM ledger_entries WHERE transfer = 't'",
            "DELETE FROM ledger_transfers WHERE id = 't'",
        ),
        ["Entries were taken out: 1 numbers up to 3 are not there."],
    ),
    "a transfer without its entries": (
        ("DELETE FROM ledger_transfers WHERE id = 't'",),
        [
            "Entries were taken out: 1 numbers up to 3 are not there.",
            "The entry t counts for an account in a way that is not in its lines.",
        ],
    ),
    "an account taken out": (
        ("DELETE FROM ledger_accounts WHERE id = '101'",),
        ["There are lines for an account 101 that is not there."],
    ),
    "a correction of nothing": (
        ("UPDATE ledger_transfers SET corrects = 'nothing' WHERE id = 'c'",),
        ["The correction c takes back nothing that it may."],
    ),
    "a correction as something else": (
        ("UPDATE ledger_transfers SET kind = 'gift' WHERE id = 'c'",),
        ["The correction c takes back nothing that it may."],
    ),
    "lines with a NUL, before which SQLite ends": (
        (
            (
                "UPDATE ledger_transfers SET lines = replace(lines, '101', '101\\u0000Ada')"
                " WHERE id = 't'"
            ),
        ),
        ["The lines of the entry t cannot be read."],
    ),
    "lines that are none": (
        ("UPDATE ledger_transfers SET lines = 'none' WHERE id = 't'",),
        [
            "The lines of the entry t cannot be read.",
            "The ledger cannot be read: malformed JSON.",
        ],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_without_the_rules_is_found(db: sqlite3.Connection, name: str) -> None:
    statements, said = CHANGES[name]
    assert tampered(db, *statements) == said


@pytest.mark.parametrize("name", _ALL)
def test_a_rule_that_was_taken_out_is_named(db: sqlite3.Connection, name: str) -> None:
    db.execute(f"DROP TRIGGER {name}")
    said = f"The rule {name} that guards the ledger was taken out, changed or added."
    assert faults(db) == [said]


def test_a_rule_that_was_changed_or_added_is_named(db: sqlite3.Connection) -> None:
    db.execute("DROP TRIGGER ledger_entries_update")
    db.execute("CREATE TRIGGER ledger_entries_update BEFORE UPDATE ON ledger_entries BEGIN"
               " SELECT 1; END")  # fmt: skip
    db.execute("CREATE TRIGGER quiet BEFORE INSERT ON Ledger_Transfers BEGIN"
               " SELECT RAISE(IGNORE); END")  # fmt: skip
    assert faults(db) == [
        f"The rule {name} that guards the ledger was taken out, changed or added."
        for name in ("ledger_entries_update", "quiet")
    ]


def test_a_table_that_is_not_there_is_said(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DROP TABLE ledger_entries")
    found = faults(db)
    rule = "The rule {} that guards the ledger was taken out, changed or added."
    assert found[0] == rule.format("idx_ledger_entries_account")
    assert found[1] == rule.format("ledger_entries")
    assert found[-1] == "The ledger cannot be read: no such table: ledger_entries."


def test_a_schema_that_was_written_over_is_found(db: sqlite3.Connection) -> None:
    """By the one setting that lets somebody write what the file says of its own tables."""
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_master SET sql = replace(sql, 'FALSE', 'TRUE')"
               " WHERE name = 'ledger_entries_update'")  # fmt: skip
    db.execute("DELETE FROM sqlite_master WHERE name = 'ledger_entries_delete'")
    assert faults(db) == [
        f"The rule {name} that guards the ledger was taken out, changed or added."
        for name in ("ledger_entries_delete", "ledger_entries_update")
    ]


def test_tables_that_were_put_in_the_place_of_others_are_found(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE ledger_entries RENAME TO away")
    db.execute("CREATE TABLE ledger_entries AS SELECT * FROM away")
    found = faults(db)
    rule = "The rule {} that guards the ledger was taken out, changed or added."
    assert {rule.format(each) for each in ("ledger_entries", "ledger_entries_update")} <= {*found}
