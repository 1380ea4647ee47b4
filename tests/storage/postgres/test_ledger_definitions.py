"""Whatever was done to the tables and rules of a ledger is named."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assetmap.storage.postgres.ledger_definitions import missing_rules
from tests.storage.postgres.ledger_databases import (
    RULES_OF,
    TABLES,
    Attacker,
    attacker,
    made_ledger,
    superuser,
)

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


@pytest.mark.parametrize("name", RULES_OF)
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
    table = RULES_OF[name]
    column = "minutes" if table == "ledger_entries" else "kind"
    db.execute(how.format(name=name, table=table, column=column))
    assert missing_rules(db) == [name]


def test_a_trigger_that_was_switched_to_fire_otherwise_is_named(owner: Attacker) -> None:
    owner.execute("ALTER TABLE ledger_entries ENABLE TRIGGER ledger_entries_delete")
    owner.execute("ALTER TABLE ledger_transfers ENABLE ALWAYS TRIGGER ledger_transfers_made")
    owner.execute("ALTER TRIGGER ledger_entries_update ON ledger_entries RENAME TO quiet")
    names = ("ledger_entries_delete", "ledger_entries_update", "ledger_transfers_made", "quiet")
    assert missing_rules(owner) == [*names]


def test_triggers_that_were_switched_off_together_are_named(db: Attacker) -> None:
    for table in TABLES:
        db.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    keys = [name for name in CONSTRAINTS if name.endswith("_fkey")]
    assert missing_rules(db) == sorted([*RULES_OF, *keys])


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
    assert missing_rules(db) == [f"{name}({takes})"]


def test_a_function_by_another_name_is_named_and_what_calls_it(owner: Attacker) -> None:
    owner.execute("ALTER FUNCTION ledger_entries_insert RENAME TO ledger_other")
    names = ["ledger_entries_insert", "ledger_entries_insert()", "ledger_other()"]
    assert missing_rules(owner) == names


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_constraint_that_was_taken_out_is_named(owner: Attacker, name: str) -> None:
    owner.execute(f"ALTER TABLE {CONSTRAINTS[name]} DROP CONSTRAINT {name} CASCADE")
    assert name in missing_rules(owner)


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
    assert missing_rules(owner) == [name]


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
                "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON ledger_entries DEFERRABLE"
                " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
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
    assert missing_rules(db) == [*names]


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
    assert missing_rules(owner) == []


def test_what_a_session_sets_is_no_fault(owner: Attacker) -> None:
    """What a session may set, and what the server says otherwise then."""
    for setting in ("SET search_path = assetmap", "SET search_path = assetmap, pg_catalog",
                    "SET datestyle = 'SQL, DMY'", "SET timezone = 'Asia/Tokyo'",
                    "SET TRANSACTION READ ONLY"):  # fmt: skip
        owner.execute(setting)
        assert missing_rules(owner) == []


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
    assert missing_rules(db) == []
