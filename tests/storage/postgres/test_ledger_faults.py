"""What is wrong with a ledger is said, also where its rules were taken out and put back."""

from collections.abc import Callable, Iterator

import pytest

from assetmap.storage.postgres.ledger_faults import faults
from tests.storage.postgres.ledger_databases import (
    RULES_OF,
    TABLES,
    Attacker,
    attacker,
    made_ledger,
    superuser,
)

RULE = "The rule {} that guards the ledger was taken out, changed or added."


@pytest.fixture(scope="module")
def url(postgres_database: Callable[[], str]) -> str:
    """A database with three transfers, of which the last takes another back."""
    return made_ledger(postgres_database())


@pytest.fixture
def db(url: str) -> Iterator[Attacker]:
    """The connection of who may do anything, which nothing is kept of."""
    with attacker(superuser(url)) as connection:
        yield connection


@pytest.fixture
def owner(url: str) -> Iterator[Attacker]:
    """The connection of the tables' owner, which nothing is kept of."""
    with attacker(url) as connection:
        yield connection


def tampered(db: Attacker, *statements: str) -> list[str]:
    """The faults after statements that were made without rules, which were put back after."""
    for table in TABLES:
        db.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    for statement in statements:
        db.execute(statement)
    for table in TABLES:
        db.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
    for name, table in RULES_OF.items():
        if name != "ledger_transfers_made":
            db.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    return faults(db)


def test_a_sound_ledger_has_none(db: Attacker, owner: Attacker) -> None:
    assert faults(owner) == []
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
    "an entry added": (
        ("INSERT INTO ledger_entries VALUES ('t', 2, '103', 9223372036854775807)",),
        [
            "The entry t counts for an account in a way that is not in its lines.",
            "The lines of the entry t add up to 9223372036854775807 minutes.",
            "All balances together are 9223372036854775807 minutes and should be nothing.",
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
    "a transfer far away": (
        ("UPDATE ledger_transfers SET number = 9223372036854775807 WHERE id = 'c'",),
        [
            (
                "Entries were taken out: 9,223,372,036,854,775,804 numbers up to"
                " 9,223,372,036,854,775,807 are not there."
            )
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
    "lines that are none": (
        ("UPDATE ledger_transfers SET lines = 'none' WHERE id = 't'",),
        [
            "The lines of the entry t cannot be read.",
            "The entry t counts for an account in a way that is not in its lines.",
        ],
    ),
    "lines with a NUL": (
        (
            (
                'UPDATE ledger_transfers SET lines = \'[["101\\u0000",90],["102",-90]]\''
                " WHERE id = 't'"
            ),
        ),
        [
            "The lines of the entry t cannot be read.",
            "The entry t counts for an account in a way that is not in its lines.",
        ],
    ),
    "lines of another shape": (
        ("UPDATE ledger_transfers SET lines = '{\"101\":90,\"102\":-90}' WHERE id = 't'",),
        ["The entry t counts for an account in a way that is not in its lines."],
    ),
    "lines with numbers that are none": (
        ("UPDATE ledger_transfers SET lines = '[[\"101\",1e99],[\"102\",null]]' WHERE id = 't'",),
        [
            "A line of the entry t was changed or taken out.",
            "The entry t counts for an account in a way that is not in its lines.",
        ],
    ),
    "all taken out": (
        (*(f"DELETE FROM {table}" for table in reversed(TABLES[:2])),),
        [
            *(
                f"The entry {each} counts for an account in a way that is not in its lines."
                for each in ("c", "t", "wrong")
            ),
            *(
                f"There are lines for an account {each} that is not there."
                for each in (101, 102, 103)
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_without_the_rules_is_found(db: Attacker, name: str) -> None:
    statements, said = CHANGES[name]
    assert tampered(db, *statements) == said


def test_what_a_superuser_does_as_a_replica_beside_the_triggers_is_found(db: Attacker) -> None:
    """The rules stand against it; so they are switched off first, and on again."""
    for statement in (
        "SET session_replication_role = replica",
        "ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_update",
        "UPDATE ledger_entries SET minutes = minutes + 15",
        "ALTER TABLE ledger_entries ENABLE ALWAYS TRIGGER ledger_entries_update",
    ):
        db.execute(statement)
    said = faults(db)
    assert "The lines of the entry t add up to 30 minutes." in said
    assert said[-1] == "All balances together are 90 minutes and should be nothing."


COLUMNS = {
    "another type": "ALTER COLUMN line TYPE integer",
    "without NOT NULL": "ALTER COLUMN minutes DROP NOT NULL",
    "with a default": "ALTER COLUMN minutes SET DEFAULT 90",
    "in another order": 'ALTER COLUMN account TYPE text COLLATE "POSIX"',
    "one more": "ADD COLUMN note text",
    "one made of others": "ADD COLUMN twice bigint GENERATED ALWAYS AS (minutes * 2) STORED",
    "one less": "DROP COLUMN minutes",
    "another name": "RENAME COLUMN minutes TO hours",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_whose_columns_were_changed_is_not_read(owner: Attacker, name: str) -> None:
    owner.execute(f"ALTER TABLE ledger_entries {COLUMNS[name]}")
    found = faults(owner)
    assert RULE.format("ledger_entries") in found
    assert found[-1] == "The ledger cannot be read: ledger_entries not as made."


GONE = {
    "table": "DROP TABLE ledger_entries",
    "tables": "DROP TABLE ledger_entries, ledger_transfers, ledger_accounts",
    "name": "ALTER TABLE ledger_entries RENAME TO away",
    "schema": "ALTER SCHEMA assetmap RENAME TO other",
    "place": "ALTER TABLE ledger_entries SET SCHEMA public",
    "all": "DROP SCHEMA assetmap CASCADE",
    "path": "SET search_path = ''",
}


@pytest.mark.parametrize("name", GONE)
def test_tables_that_are_not_there_are_said(db: Attacker, name: str) -> None:
    db.execute(GONE[name])
    found = faults(db)
    assert {RULE.format(each) for each in ("ledger_entries", "idx_ledger_entries_account")} <= {
        *found
    }
    assert found[-1].startswith("The ledger cannot be read: ")
    assert "ledger_entries" in found[-1]


READ_BY = {
    "ledger_json(lines text)": "ALTER FUNCTION ledger_json RESET search_path",
    "ledger_lines(lines text)": "ALTER FUNCTION ledger_lines IMMUTABLE",
}


@pytest.mark.parametrize("name", READ_BY)
def test_lines_are_not_read_by_a_function_that_was_changed(owner: Attacker, name: str) -> None:
    owner.execute(READ_BY[name])
    assert faults(owner) == [
        RULE.format(name),
        f"The ledger cannot be read: {name} not as made.",
    ]


@pytest.mark.parametrize("name", RULES_OF)
def test_a_rule_that_was_taken_out_is_named_and_all_is_looked_at(db: Attacker, name: str) -> None:
    db.execute(f"DROP TRIGGER {name} ON {RULES_OF[name]}")
    db.execute("ALTER TABLE ledger_accounts DISABLE TRIGGER ALL")
    db.execute("ALTER TABLE ledger_entries DISABLE TRIGGER ALL")
    db.execute("UPDATE ledger_entries SET minutes = 9 WHERE transfer = 't' AND line = 0")
    found = faults(db)
    assert RULE.format(name) in found
    assert found[-1] == "All balances together are -81 minutes and should be nothing."
