"""The ledger's tables in a PostgreSQL database, and the rules that the server itself holds.

A transfer is one row, written by one statement: its lines stand in it, as JSON, and a trigger makes
an entry of each, by which balances are summed. The rules are the same as in SQLite.

Triggers that refuse are there always, also where a session plays the part of a replica, which
switches others off: only a superuser may. The one that makes entries is not there then, since to a
database that is fed by the rows of another the entries come by themselves. (Its first copy of them
does not come in an order that the rules take: they are switched off for as long.)

Every statement is written as the server gives it back, so that what should be there is known
without making it again somewhere, which nobody could on a server that only reads, and without a
digest that nobody could read.
"""

from collections.abc import Iterator

from assetmap.storage.ledger_rules import SYSTEM
from assetmap.storage.postgres.ledger_functions import functions
from assetmap.storage.sql.connection import Executor

_TEXT = 'text COLLATE "C" NOT NULL'
_OPTIONAL = f"{_TEXT} DEFAULT ''::text"
# The columns of each table, and what is true of its rows together.
_TABLES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "ledger_accounts": (
        {"id": _TEXT, "kind": _TEXT},
        {"ledger_accounts_pkey": "PRIMARY KEY (id)"},
    ),
    "ledger_transfers": (
        {
            "number": "bigint NOT NULL",
            **dict.fromkeys(("id", "key", "kind", "done_on", "posted_at", "posted_by"), _TEXT),
            "corrects": 'text COLLATE "C"',
            **dict.fromkeys(("reason", "category", "ward", "place"), _OPTIONAL),
            "lines": _TEXT,
        },
        {
            "ledger_transfers_pkey": "PRIMARY KEY (number)",
            "ledger_transfers_id_key": "UNIQUE (id)",
            "ledger_transfers_key_key": "UNIQUE (key)",
            "ledger_transfers_corrects_key": "UNIQUE (corrects)",
            "ledger_transfers_corrects_fkey": (
                "FOREIGN KEY (corrects) REFERENCES {schema}.ledger_transfers(id)"
            ),
        },
    ),
    "ledger_entries": (
        {
            "transfer": _TEXT,
            "line": "bigint NOT NULL",
            "account": _TEXT,
            "minutes": "bigint NOT NULL",
        },
        {
            "ledger_entries_pkey": "PRIMARY KEY (transfer, line)",
            "ledger_entries_transfer_account_key": "UNIQUE (transfer, account)",
            "ledger_entries_transfer_fkey": (
                "FOREIGN KEY (transfer) REFERENCES {schema}.ledger_transfers(id)"
            ),
            "ledger_entries_account_fkey": (
                "FOREIGN KEY (account) REFERENCES {schema}.ledger_accounts(id)"
            ),
        },
    ),
}
_INDEXES = {
    "idx_ledger_transfers_done_on": "ledger_transfers USING btree (done_on)",
    "idx_ledger_entries_account": "ledger_entries USING btree (account, minutes)",
}
_UNIQUE = ("PRIMARY KEY ", "UNIQUE ")  # what the server makes an index for
_MADE = "ledger_transfers_made"


def _triggers() -> Iterator[tuple[str, str, str]]:
    """The name of each trigger, its table, and what makes it."""
    of_rows = "CREATE TRIGGER {name} {when} ON {{schema}}.{table} FOR EACH {each} EXECUTE FUNCTION"
    for table in _TABLES:
        name = f"{table}_insert"
        made = of_rows.format(name=name, when="BEFORE INSERT", table=table, each="ROW")
        yield name, table, f"{made} {{schema}}.{name}()"
        for what, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            name = f"{table}_{what.lower()}"
            made = of_rows.format(name=name, when=f"BEFORE {what}", table=table, each=each)
            yield name, table, f"{made} {{schema}}.ledger_never_changed()"
    made = of_rows.format(name=_MADE, when="AFTER INSERT", table="ledger_transfers", each="ROW")
    yield _MADE, "ledger_transfers", f"{made} {{schema}}.{_MADE}()"


def _schema(connection: Executor) -> str:
    """The first schema of the path, as SQL names it; nothing where there is none."""
    found = connection.execute("SELECT quote_ident(current_schema())").fetchone()
    return str(found[0] or '""')


def make_ledger(connection: Executor) -> None:
    """The tables, the accounts that are no person's, and the rules; inside a transaction.

    They are made in the first schema of the path.
    """
    schema = _schema(connection)
    for table, (columns, _) in _TABLES.items():
        listed = ", ".join(f"{name} {what}" for name, what in columns.items())
        connection.execute(f"CREATE TABLE {schema}.{table} ({listed})")
    _open_system_accounts(connection, schema)  # before the rules, which let nobody add another pot
    for statement in _rules(schema):
        connection.execute(statement)
    _guard(connection, schema)


def drop_ledger(connection: Executor) -> None:
    """Take the tables and rules out with all that is in them; inside a transaction.

    Whoever reads them waits until it ends: see `reset_ledger`.
    """
    schema = _schema(connection)
    for table in reversed(_TABLES):
        connection.execute(f"DROP TABLE {schema}.{table}")
    names = [name for name, _ in functions(schema)]
    for name in reversed(names):
        connection.execute(f"DROP FUNCTION {schema}.{name}")


def reset_ledger(connection: Executor) -> None:
    """Take out all that is in the ledger but the accounts that are no person's.

    Inside a transaction, until the end of which others read what was there, as dropping the tables
    would not let them. The rules are there again when this is done.
    """
    schema = _schema(connection)
    for table in reversed(_TABLES):
        connection.execute(f"ALTER TABLE {schema}.{table} DISABLE TRIGGER USER")
        connection.execute(f"DELETE FROM {schema}.{table}")  # noqa: S608 - our own words
    _open_system_accounts(connection, schema)
    _guard(connection, schema)


def _open_system_accounts(connection: Executor, schema: str) -> None:
    for account in SYSTEM:
        query = f"INSERT INTO {schema}.ledger_accounts (id, kind) VALUES (?, ?)"  # noqa: S608 - our own words
        connection.execute(query, account)


def _rules(schema: str) -> Iterator[str]:
    for table, (_, constraints) in _TABLES.items():
        for name, what in constraints.items():
            made = what.format(schema=schema)
            yield f"ALTER TABLE {schema}.{table} ADD CONSTRAINT {name} {made}"
    for name, columns in _INDEXES.items():
        yield f"CREATE INDEX {name} ON {schema}.{columns}"
    for _, statement in functions(schema):
        yield statement
    for _, _, statement in _triggers():
        yield statement.format(schema=schema)


def _guard(connection: Executor, schema: str) -> None:
    """Switch the rules on."""
    for name, table, _ in _triggers():
        when = "ENABLE" if name == _MADE else "ENABLE ALWAYS"
        connection.execute(f"ALTER TABLE {schema}.{table} {when} TRIGGER {name}")


def expected(connection: Executor) -> dict[tuple[str, str], str]:
    """What the server should say of the tables and rules, by what sort of thing it is, and its
    name; the name of the schema is left out.
    """
    schema = _schema(connection)
    things: dict[tuple[str, str], str] = {}
    for table, (columns, constraints) in _TABLES.items():
        things["storage", table] = "r p false false"
        things["columns", table] = ", ".join(f"{name} {what}" for name, what in columns.items())
        for name, what in constraints.items():
            things["constraint", name] = what + ("" if what.startswith(_UNIQUE) else " OOOO")
            if what.startswith(_UNIQUE):
                over = what[what.index("(") :]
                things["index", name] = f"CREATE UNIQUE INDEX {name} ON {table} USING btree {over}"
    for name, what in _INDEXES.items():
        things["index", name] = f"CREATE INDEX {name} ON {what}"
    for name, _, what in _triggers():
        things["trigger", name] = f"{what} {'O' if name == _MADE else 'A'}"
    for name, what in functions(schema):
        things["function", name] = what
    for prefix in (f"{schema}.", "{schema}."):
        things = {each: what.replace(prefix, "") for each, what in things.items()}
    return things


def tables() -> tuple[str, ...]:
    """The names of the tables."""
    return tuple(_TABLES)
