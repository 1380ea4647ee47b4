"""The shared SQL's connection (see storage/sql/connection.py) to PostgreSQL."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Loader

from assetmap.storage.postgres import ledger_faults
from assetmap.storage.postgres.ledger_tables import reset_ledger
from assetmap.storage.sql.connection import Conflict, Connection, Rows

# PostgreSQL's texts hold everything but NUL. It is written as two characters, and so is the first
# of these where it stands for itself. A document's JSON has neither as they are.
_AT_ONCE = 500  # rows: some thousand values, of 65,535 that a statement may have
_VALUES = re.compile(r"VALUES (\([?, ]+\))")
_ESCAPE, _NUL, _ITSELF = "\x1a", "\x1a0", "\x1a1"


class PostgresDialect:
    """PostgreSQL's own words."""

    locking = " FOR UPDATE"

    def as_bytes(self, column: str) -> str:
        return column  # the server takes no text that cannot be read

    def in_json(self, column: str, *path: str) -> str:
        return f"({column}::json #>> '{{{','.join(path)}}}')"

    def reset_ledger(self, connection: Connection) -> None:
        reset_ledger(connection)

    def continue_numbering(self, connection: Connection, table: str) -> None:
        highest = f"SELECT coalesce(max(number), 0) + 1 FROM {table}"  # noqa: S608 - our own names
        numbers = f"pg_get_serial_sequence('{table}', 'number')"
        connection.execute(f"SELECT setval({numbers}, ({highest}), false)")

    def ledger_faults(self, connection: Connection) -> list[str]:
        return ledger_faults.faults(connection)


class PostgresConnection:
    """A connection to the server.

    With `rows_at_once` it reads one query through a cursor of the server, so many rows at a time;
    it must be inside a transaction then.
    """

    dialect = PostgresDialect()

    def __init__(self, raw: psycopg.Connection, rows_at_once: int = 0) -> None:
        self.raw = raw
        self._rows_at_once = rows_at_once
        self._cursor: psycopg.ServerCursor[Any] | None = None

    def execute(self, query: str, values: Sequence[object] = (), /) -> Rows:
        sent = list(map(_sent, values))
        asked, given = (_with_marks(query), sent) if sent else (query.encode(), None)
        if not self._rows_at_once:
            return self.raw.execute(asked, given)
        self.close_cursor()
        self._cursor = self.raw.cursor(name=f"assetmap_{id(self):x}")
        self._cursor.itersize = self._rows_at_once
        return self._cursor.execute(asked, given)

    def close_cursor(self) -> None:
        """End the query that is read through a cursor of the server."""
        if self._cursor is not None and not self.raw.closed:
            self._cursor.close()
        self._cursor = None

    def execute_many(self, query: str, rows: Sequence[Sequence[object]]) -> None:
        # As one statement: psycopg's own way sends many without waiting, which pgbouncer, that
        # lends a session for a transaction, has not always told from the end of one.
        for first in range(0, len(rows), _AT_ONCE):
            some = rows[first : first + _AT_ONCE]
            values = [_sent(value) for row in some for value in row]
            self.raw.execute(_for_rows(query, len(some)), values)

    def insert(self, query: str, values: Sequence[object]) -> None:
        try:
            with self.raw.transaction():  # of its own inside the other: a savepoint
                self.execute(query, values)
        except psycopg.IntegrityError as error:
            raise Conflict(error.diag.message_primary or str(error)) from error


class TextLoader(Loader):
    """Reads a text as it was before `PostgresConnection` sent it."""

    def load(self, data: Buffer) -> str:
        """The text."""
        text = str(data, "utf-8")
        if _ESCAPE in text:
            return text.replace(_NUL, "\0").replace(_ITSELF, _ESCAPE)
        return text


def _for_rows(query: str, number: int) -> bytes:
    """A query that inserts a row, for so many rows."""
    before, values, after = _VALUES.split(query)
    return _marked(f"{before}VALUES {', '.join([values] * number)}{after}")


@lru_cache(maxsize=1024)
def _with_marks(query: str) -> bytes:
    return _marked(query)


def _marked(query: str) -> bytes:
    return query.replace("%", "%%").replace("?", "%s").encode()


def _sent(value: object) -> object:
    """A value as it is sent. Of our enumerations the text, and not the name of the member."""
    if not isinstance(value, str):
        return value
    text = str.__str__(value)
    if _ESCAPE in text or "\0" in text:
        return text.replace(_ESCAPE, _ITSELF).replace("\0", _NUL)
    return text
