"""The shared SQL's connection (see storage/sql/connection.py) to a SQLite file."""

import sqlite3
from collections.abc import Sequence

from assetmap.storage.sql.connection import Conflict, Connection
from assetmap.storage.sqlite import ledger_faults
from assetmap.storage.sqlite.ledger_tables import drop_ledger, make_ledger


class SqliteDialect:
    """SQLite's own words."""

    locking = ""  # a transaction that writes is alone from its beginning

    def as_bytes(self, column: str) -> str:
        # SQLite's own decoding would end the reading at the first text that is no UTF-8.
        return f"CAST({column} AS BLOB)"

    def in_json(self, column: str, *path: str) -> str:
        return f"json_extract({column}, '$.{'.'.join(path)}')"

    def reset_ledger(self, connection: Connection) -> None:
        drop_ledger(connection)
        make_ledger(connection)

    def continue_numbering(self, connection: Connection, table: str) -> None:
        """SQLite goes on after the highest number by itself."""

    def ledger_faults(self, connection: Connection) -> list[str]:
        return ledger_faults.faults(connection)


class SqliteConnection:
    """A connection to the file."""

    dialect = SqliteDialect()

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw

    def execute(self, query: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self.raw.execute(query, values)

    def execute_many(self, query: str, rows: Sequence[Sequence[object]]) -> None:
        self.raw.executemany(query, rows)

    def insert(self, query: str, values: Sequence[object]) -> None:
        try:
            self.raw.execute(query, values)
        except sqlite3.IntegrityError as error:
            raise Conflict(str(error)) from error
