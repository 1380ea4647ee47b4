"""What is wrong with a ledger is said, also where its rules were taken out and put back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assetmap.storage.postgres.ledger_definitions import missing_rules
from assetmap.storage.postgres.ledger_faults import faults
from tests.storage.postgres.ledger_databases import (
    TABLES,
    Attacker,
    attacker,
    made_ledger,
    superuser,
)

RULE = "The rule {} that guards the ledger was taken out, changed or added."
TRIGGERS = [
    *(f"{table}_{what}" for table in TABLES for what in ("delete", "insert", "truncate", "update")),
    "ledger_transfers_made",
]
TABLE_OF = {name: table for name in TRIGGERS for table in TABLES if name.startswith(table)}
FUNCTIONS = {
    **dict.fromkeys((f"{table}_insert" for table in TABLES), ("", "trigger")),
    "ledger_never_changed": ("", "trigger"),
    "ledger_transfers_made": ("", "trigger"),
    "ledger_json": ("lines text", "json"),
    "ledger_lines": ("lines text", "TABLE(line bigint, account text, minutes bigint)"),
}
CONSTRAINTS = {
    "ledger_accounts_pkey": "ledger_accounts",
    "ledger_transfers_pkey": "ledger_transfers",
    "ledger_transfers_id_key": "ledger_transfers",
    "ledger_transfers_key_key": "ledger_transfers",
    "ledger_transfers_corrects_key": "ledger_transfers",
    "ledger_transfers_corrects_fkey": "ledger_transfers",
    "ledger_entries_pkey": "ledger_entries",
    "ledger_entries_transfer_account_key": "ledger_entries",
    "ledger_entries_transfer_fkey": "ledger_entries",
    "ledger_entries_account_fkey": "ledger_entries",
}


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
    for name, table in TABLE_OF.items():
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


@pytest.mark.parametrize("name", TRIGGERS)
@pytest.mark.parametrize(
    "how",
    [
        "DROP TRIGGER {name} ON {table}",
        "ALTER TABLE {table} DISABLE TRIGGER {name}",
        "ALTER TABLE {table} ENABLE REPLICA TRIGGER {name}",
        (
            "CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OF {column} ON {table} FOR EACH ROW"
            " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        ),
        "UPDATE pg_trigger SET tgtype = 2 WHERE tgname = '{name}'",
        "DELETE FROM pg_trigger WHERE tgname = '{name}'",
    ],
)
def test_a_trigger_that_was_taken_out_or_changed_is_named(
    db: Attacker, name: str, how: str
) -> None:
    table = TABLE_OF[name]
    column = "minutes" if table == "ledger_entries" else "kind"
    db.execute(how.format(name=name, table=table, column=column))
    assert faults(db) == [RULE.format(name)]


def test_a_trigger_that_was_switched_to_fire_otherwise_is_named(owner: Attacker) -> None:
    owner.execute("ALTER TABLE ledger_entries ENABLE TRIGGER ledger_entries_delete")
    owner.execute("ALTER TABLE ledger_transfers ENABLE ALWAYS TRIGGER ledger_transfers_made")
    owner.execute("ALTER TRIGGER ledger_entries_update ON ledger_entries RENAME TO quiet")
    names = ("ledger_entries_delete", "ledger_entries_update", "ledger_transfers_made", "quiet")
    assert faults(owner) == [RULE.format(name) for name in names]


def test_triggers_that_were_switched_off_together_are_named(db: Attacker) -> None:
    for table in TABLES:
        db.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    keys = [name for name in CONSTRAINTS if name.endswith("_fkey")]
    assert faults(db) == [RULE.format(name) for name in sorted([*TRIGGERS, *keys])]


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(
    "how",
    [
        (
            "CREATE OR REPLACE FUNCTION {name}({takes}) RETURNS {gives} LANGUAGE plpgsql"
            " SET search_path TO 'pg_catalog', 'pg_temp' AS 'BEGIN RETURN{null}; END'"
        ),
        "ALTER FUNCTION {name} SET search_path = assetmap",
        "ALTER FUNCTION {name} RESET search_path",
        "ALTER FUNCTION {name} SET standard_conforming_strings = off",
        "ALTER FUNCTION {name} SECURITY DEFINER",
        "ALTER FUNCTION {name} IMMUTABLE",
        "ALTER FUNCTION {name} RENAME TO ledger_other",
        "UPDATE pg_proc SET prosrc = prosrc || ' ' WHERE proname = '{name}'",
        (
            "UPDATE pg_proc SET prolang = (SELECT oid FROM pg_language WHERE lanname = 'sql')"
            " WHERE proname = '{name}'"
        ),
    ],
)
def test_a_function_that_was_changed_is_named(db: Attacker, name: str, how: str) -> None:
    takes, gives = FUNCTIONS[name]
    null = "" if gives.startswith("TABLE") else " NULL"
    db.execute(how.format(name=name, takes=takes, gives=gives, null=null))
    found = faults(db)
    assert RULE.format(f"{name}({takes})") in found
    if takes:
        assert found[-1] == f"The ledger cannot be read: {name}({takes}) not as made."


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_constraint_that_was_taken_out_is_named(owner: Attacker, name: str) -> None:
    owner.execute(f"ALTER TABLE {CONSTRAINTS[name]} DROP CONSTRAINT {name} CASCADE")
    assert RULE.format(name) in faults(owner)


OTHER_KEYS = [
    "FOREIGN KEY (account) REFERENCES ledger_accounts(id) ON DELETE CASCADE",
    "FOREIGN KEY (account) REFERENCES ledger_accounts(id) ON UPDATE SET NULL",
    "FOREIGN KEY (account) REFERENCES ledger_accounts(id) DEFERRABLE INITIALLY DEFERRED",
    "FOREIGN KEY (account) REFERENCES ledger_accounts(id) NOT VALID",
    "FOREIGN KEY (account) REFERENCES mine.ledger_accounts(id) NOT VALID",
    "FOREIGN KEY (transfer) REFERENCES ledger_transfers(id)",
    "CHECK (account <> '')",
]


@pytest.mark.parametrize("other", OTHER_KEYS)
def test_a_constraint_that_was_changed_is_named(owner: Attacker, other: str) -> None:
    name = "ledger_entries_account_fkey"
    owner.execute("CREATE SCHEMA mine")
    owner.execute("CREATE TABLE mine.ledger_accounts (id text PRIMARY KEY)")
    owner.execute(f"ALTER TABLE ledger_entries DROP CONSTRAINT {name}")
    owner.execute(f"ALTER TABLE ledger_entries ADD CONSTRAINT {name} {other}")
    assert faults(owner) == [RULE.format(name)]


# What else the owner, or a superuser, may do to the tables, and what is named then.
OTHERWISE = {
    "an index taken out": (
        ["DROP INDEX idx_ledger_entries_account"],
        ["idx_ledger_entries_account"],
    ),
    "an index that is not kept": (
        [
            (
                "UPDATE pg_index SET indisvalid = FALSE"
                " WHERE indexrelid = 'ledger_transfers_key_key'::regclass"
            )
        ],
        ["ledger_transfers_key_key"],
    ),
    "an index added": (
        ["CREATE UNIQUE INDEX one_each ON ledger_transfers (posted_by, id)"],
        ["one_each"],
    ),
    "a trigger added": (
        [
            "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            (
                "CREATE TRIGGER quiet BEFORE INSERT ON ledger_transfers FOR EACH ROW"
                " EXECUTE FUNCTION quiet()"
            ),
        ],
        ["quiet"],
    ),
    "a trigger of a constraint added": (
        [
            (
                "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON ledger_entries DEFERRABLE FOR EACH ROW"
                " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
            )
        ],
        ["late"],
    ),
    "a trigger that calls another function of the name": (
        [
            "CREATE SCHEMA mine",
            (
                "CREATE FUNCTION mine.ledger_never_changed() RETURNS trigger LANGUAGE plpgsql"
                " AS 'BEGIN RETURN NEW; END'"
            ),
            (
                "CREATE OR REPLACE TRIGGER ledger_entries_update BEFORE UPDATE ON ledger_entries"
                " FOR EACH ROW EXECUTE FUNCTION mine.ledger_never_changed()"
            ),
            "ALTER TABLE ledger_entries ENABLE ALWAYS TRIGGER ledger_entries_update",
        ],
        ["ledger_entries_update"],
    ),
    "a rule that writes nothing": (
        ["CREATE RULE nothing AS ON INSERT TO ledger_transfers DO INSTEAD NOTHING"],
        ["nothing"],
    ),
    "a rule that writes twice": (
        [
            (
                "CREATE RULE twice AS ON INSERT TO ledger_accounts"
                " DO ALSO INSERT INTO ledger_transfers (id) VALUES (NEW.id)"
            )
        ],
        ["twice"],
    ),
    "rows that are hidden": (
        [
            "ALTER TABLE ledger_entries ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY few ON ledger_entries USING (minutes > 0)",
        ],
        ["few", "ledger_entries"],
    ),
    "rows that are hidden from the owner": (
        [
            "ALTER TABLE ledger_entries ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE ledger_entries FORCE ROW LEVEL SECURITY",
        ],
        ["ledger_entries"],
    ),
    "a part without rules": (
        ["CREATE TABLE more () INHERITS (ledger_accounts)"],
        ["more"],
    ),
    "a part of something else": (
        [
            'CREATE TABLE above (id text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL)',
            "ALTER TABLE ledger_accounts INHERIT above",
        ],
        ["ledger_accounts"],
    ),
    "a table that does not outlast a crash": (
        ["ALTER TABLE ledger_entries SET UNLOGGED"],
        ["ledger_entries"],
    ),
    "another function of the name": (
        [
            (
                "CREATE FUNCTION ledger_json(lines varchar) RETURNS json LANGUAGE sql"
                " AS 'SELECT ''[]''::json'"
            )
        ],
        ["ledger_json(lines character varying)"],
    ),
    "a function in the place of the server's": (
        ["CREATE FUNCTION sum(bigint) RETURNS integer LANGUAGE sql AS 'SELECT 0'"],
        ["sum(bigint)"],
    ),
    "an operator in the place of the server's": (
        [
            (
                "CREATE FUNCTION never(numeric, integer) RETURNS boolean LANGUAGE sql"
                " AS 'SELECT FALSE'"
            ),
            "CREATE OPERATOR <> (LEFTARG = numeric, RIGHTARG = integer, FUNCTION = never)",
        ],
        ["<>(numeric,integer)"],
    ),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_else_was_done_to_the_tables_is_named(db: Attacker, name: str) -> None:
    statements, names = OTHERWISE[name]
    for statement in statements:
        db.execute(statement)
    assert faults(db) == [RULE.format(each) for each in names]


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


def test_tables_that_were_put_in_the_place_of_others_are_found(owner: Attacker) -> None:
    owner.execute("ALTER TABLE ledger_entries RENAME TO away")
    owner.execute("CREATE TABLE ledger_entries AS TABLE away")
    assert {"ledger_entries", "ledger_entries_update"} <= {*missing_rules(owner)}
    owner.execute("DROP TABLE ledger_entries")
    owner.execute("CREATE VIEW ledger_entries AS TABLE away")
    assert {"ledger_entries", "ledger_entries_update"} <= {*missing_rules(owner)}


def test_a_table_in_ones_own_session_is_not_taken_for_the_ledger(owner: Attacker) -> None:
    for table in TABLES:
        owner.execute(f"CREATE TEMP TABLE {table} AS TABLE {table}")
    owner.execute("UPDATE pg_temp.ledger_entries SET minutes = 9")
    assert faults(owner) == []


def test_what_a_session_sets_is_no_fault(owner: Attacker) -> None:
    """What a session may set, and what the server says otherwise then."""
    for setting in ("SET search_path = assetmap", "SET search_path = assetmap, pg_catalog",
                    "SET datestyle = 'SQL, DMY'", "SET timezone = 'Asia/Tokyo'",
                    "SET TRANSACTION READ ONLY"):  # fmt: skip
        owner.execute(setting)
        assert faults(owner) == []


def test_a_database_that_others_tables_are_in_is_no_fault(db: Attacker) -> None:
    statements: list[Any] = [
        "CREATE TABLE beside (account text REFERENCES ledger_accounts(id))",
        "CREATE VIEW seen AS SELECT * FROM ledger_entries",
        "CREATE FUNCTION other_json(text) RETURNS json LANGUAGE sql AS 'SELECT NULL::json'",
        "GRANT SELECT ON ledger_entries TO PUBLIC",
        "ANALYZE ledger_entries",
    ]
    for statement in statements:
        db.execute(statement)
    assert faults(db) == []
