"""Databases with a ledger for tests that attack it: two transfers, one of which was taken back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from assetmap.storage.postgres.ledger_tables import make_ledger

TABLES = ("ledger_accounts", "ledger_transfers", "ledger_entries")
# The triggers that refuse, and the one that makes entries, with the table of each.
RULES_OF = {
    f"{table}_{what}": table
    for table in TABLES
    for what in ("delete", "insert", "truncate", "update")
} | {"ledger_transfers_made": "ledger_transfers"}
COLUMNS = "id, key, kind, done_on, posted_at, posted_by, corrects, reason, category, ward, lines"
TRANSFERS = (
    ("t", "exchange", None, "", '[["101", 90], ["102", -90]]'),
    ("wrong", "exchange", None, "", '[["102", 90], ["103", -90]]'),
    ("c", "correction", "wrong", "person", '[["102", -90], ["103", 90]]'),
)


class Attacker:
    """A connection to the database by the server's own client, as the product's is asked."""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw = raw

    def execute(self, query: str, values: Sequence[object] = ()) -> psycopg.Cursor[Any]:
        if not values:
            return self.raw.execute(query)  # type: ignore[arg-type]
        return self.raw.execute(query.replace("?", "%s"), values)  # type: ignore[arg-type]

    def rows(self, query: str, *values: object) -> list[Any]:
        """What a question gives."""
        return self.execute(query, values).fetchall()

    def copy(self, table: str, columns: Sequence[str], *rows: Sequence[object]) -> None:
        """Write rows by COPY."""
        with (
            self.raw.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,  # type: ignore[arg-type]
        ):
            for row in rows:
                copy.write_row(row)


_CONTENT = "SELECT " + ", ".join(
    f"(SELECT json_agg(t ORDER BY ctid) FROM {table} t) AS {table}" for table in TABLES
)


def content(db: Attacker) -> Any:
    """All that is in the ledger, in the order in which it was written."""
    return db.execute(_CONTENT).fetchone()


def refused(db: Attacker, attack: Callable[[], object] | str, values: Sequence[object] = ()) -> str:
    """What the server says to an attack, that it is an error, and that nothing has changed."""
    made = partial(db.execute, attack, values) if isinstance(attack, str) else attack
    before = content(db)
    with pytest.raises(psycopg.Error) as error, db.raw.transaction():
        made()
    assert content(db) == before
    return error.value.diag.message_primary or str(error.value)


def superuser(url: str) -> str:
    """The URL of who may do anything in the server; of the same user where there is no other."""
    return url.replace("//assetmap@", "//postgres@")


def name_of(url: str) -> str:
    """The name of a database."""
    return urlsplit(url).path[1:]


@contextmanager
def attacker(url: str, *settings: str) -> Iterator[Attacker]:
    """A connection in a transaction that is never kept."""
    with closing(psycopg.connect(url, autocommit=False)) as raw:
        db = Attacker(raw)
        for setting in ("SET search_path = assetmap, public, pg_temp", *settings):
            db.execute(setting)
        yield db
        raw.rollback()


def made_ledger(url: str) -> str:
    """Make the ledger in a database, with accounts and transfers; the URL of the database."""
    with closing(psycopg.connect(url)) as raw:
        db = Attacker(raw)
        db.execute("CREATE SCHEMA assetmap")
        db.execute("SET search_path = assetmap, public, pg_temp")
        make_ledger(db)
        for account in (("101", "member"), ("102", "member"), ("103", "group")):
            db.execute("INSERT INTO ledger_accounts VALUES (?, ?)", account)
        for id_, kind, corrects, reason, lines in TRANSFERS:
            db.execute(
                f"INSERT INTO ledger_transfers ({COLUMNS})"
                " VALUES (?, ?, ?, '2026-03-12', '2026-03-16T12:30:15.123456+00:00', 'p-broker',"
                " ?, ?, 'help/garden', 'E05002240', ?)",
                (id_, f"key:{id_}", kind, corrects, reason, lines),
            )
        raw.commit()
    return url
