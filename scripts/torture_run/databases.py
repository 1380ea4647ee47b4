"""Where the records of a tortured directory lie, asked with nothing of the program in between."""

import hashlib
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import psycopg

from scripts.postgres_cluster.databases import create_database
from scripts.postgres_cluster.server import OWNER, SUPERUSER

URL = "ASSETMAP_DATABASE_URL"
UNREADABLE = (sqlite3.DatabaseError, psycopg.Error, ValueError)
Ask = Callable[..., list[tuple[Any, ...]]]  # a query with ? marks, and values: the rows
_OF_UPKEEP = ("letters", "counters", "sqlite_sequence", "spatial_ref_sys", "index_positions")
_LATER = "9999_of_a_later_version"
_OUR_SCHEMA = "(SELECT oid FROM pg_namespace WHERE nspname = 'public')"
_ORPHANS = (
    "SELECT 'private_contacts' FROM private_contacts WHERE listing_id NOT IN"
    " (SELECT id FROM listings) UNION ALL SELECT 'hidden_places' FROM hidden_places"
    " WHERE listing_id NOT IN (SELECT id FROM listings)"
)


class Database(Protocol):
    """The records of one directory."""

    def reading(self) -> AbstractContextManager[Ask]:
        """What gives the rows of queries, all of them as of one moment."""

    def change(self, *statements: tuple[str, Sequence[object]]) -> list[int]:
        """Write past the program, in one transaction; how many rows each changed."""

    def integrity(self) -> str:
        """What the database says of its own files: `ok`, or what is wrong."""

    def note_later_version(self) -> None:
        """Have the records look as if a later version had changed their tables."""

    def copied(self) -> Mapping[str, str]:
        """Settings by which a copy is used that lies outside the directory's folder, if it does.

        Nobody may be at work.
        """


def contents(database: Database) -> list[str]:
    """All rows but those that each run of the day's work writes, whether it did anything or not."""
    with database.reading() as ask:
        names = [name for (name,) in ask(_tables_of(database)) if name not in _OF_UPKEEP]
        return sorted(f"{name}: {row}" for name in names for row in ask(f"SELECT * FROM {name}"))


def digest(database: Database) -> str:
    """What is another as soon as anything is changed."""
    return hashlib.sha256("\n".join(contents(database)).encode()).hexdigest()


def _tables_of(database: Database) -> str:
    if isinstance(database, SqliteDatabase):
        return "SELECT name FROM sqlite_master WHERE type = 'table'"
    return "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"


class SqliteDatabase:
    """A file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def reading(self) -> Iterator[Ask]:
        """See Database."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            connection.execute("BEGIN")
            yield lambda query, *values: connection.execute(query, values).fetchall()

    def change(self, *statements: tuple[str, Sequence[object]]) -> list[int]:
        """See Database."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            changed = [connection.execute(each, values).rowcount for each, values in statements]
            connection.execute("COMMIT")
        return changed

    def integrity(self) -> str:
        """See Database."""
        with self.reading() as ask:
            said = [row[0] for row in ask("PRAGMA integrity_check")]
            orphans = ask("PRAGMA foreign_key_check")
        return "; ".join([*said[:3], *(f"an orphan in {row[0]}" for row in orphans[:3])])

    def note_later_version(self) -> None:
        """See Database."""
        self.change(
            ("INSERT INTO _sqlite_migrations VALUES (NULL, 'assetmap', ?, '2030-01-01')", (_LATER,))
        )

    def copied(self) -> Mapping[str, str]:
        """See Database."""
        return {}  # it goes with the folder


class PostgresDatabase:
    """A database of a PostgreSQL server."""

    def __init__(self, url: str) -> None:
        self.url = url

    @contextmanager
    def reading(self) -> Iterator[Ask]:
        """See Database."""
        with psycopg.connect(self.url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            yield lambda query, *values: connection.execute(_marked(query), values).fetchall()

    def change(self, *statements: tuple[str, Sequence[object]]) -> list[int]:
        """See Database."""
        with psycopg.connect(self.url) as connection:
            return [
                connection.execute(_marked(each), values).rowcount for each, values in statements
            ]

    def integrity(self) -> str:
        """See Database: every index against its table, and each table's pages."""
        try:
            with psycopg.connect(self._as_superuser(), autocommit=True) as connection:
                connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
                connection.execute(
                    "SELECT bt_index_check(i.indexrelid, true) FROM pg_index i JOIN pg_class c"
                    f" ON c.oid = i.indexrelid WHERE c.relnamespace = {_OUR_SCHEMA}"
                    " AND c.relam = (SELECT oid FROM pg_am WHERE amname = 'btree')"
                )
                wrong = connection.execute(
                    "SELECT c.relname::text, v.msg FROM pg_class c, verify_heapam(c.oid) v"
                    f" WHERE c.relnamespace = {_OUR_SCHEMA} AND c.relkind = 'r'"
                ).fetchall()
                orphans = connection.execute(_ORPHANS).fetchall()
        except psycopg.Error as error:
            return str(error)
        said = [*(f"{table}: {words}" for table, words in wrong)]
        return "; ".join([*said[:3], *(f"an orphan in {name}" for (name,) in orphans[:3])]) or "ok"

    def note_later_version(self) -> None:
        """See Database."""
        self.change(("INSERT INTO schema_changes VALUES (?)", (_LATER,)))

    def copied(self) -> Mapping[str, str]:
        """See Database."""
        name = f"copy_{uuid.uuid4().hex[:12]}"
        address = urlsplit(self.url)
        superuser = urlsplit(self._as_superuser())._replace(path="/postgres").geturl()
        create_database(superuser, name, OWNER, address.path[1:])
        return {URL: address._replace(path=f"/{name}").geturl()}

    def _as_superuser(self) -> str:
        address = urlsplit(self.url)
        netloc = f"{SUPERUSER}@{address.hostname}:{address.port}"
        return address._replace(netloc=netloc).geturl()


def _marked(query: str) -> bytes:
    return query.replace("%", "%%").replace("?", "%s").encode()
