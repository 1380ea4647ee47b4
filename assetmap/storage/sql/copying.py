"""Everything that a store holds, taken row by row into an empty one, of another database or not."""

from collections.abc import Iterator
from dataclasses import dataclass

from assetmap.storage.sql.connection import Connection
from assetmap.storage.sql.document_tables import DOCUMENT_TABLES
from assetmap.storage.store import Unavailable


@dataclass(frozen=True)
class _Rows:
    """Which rows of a table are taken: their columns, their order, and which of them."""

    table: str
    columns: tuple[str, ...]
    order: str
    where: str = "TRUE"
    is_numbered: bool = False

    def query(self) -> str:
        """The SQL that reads them."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        return f"SELECT {names} FROM {self.table} WHERE {self.where} ORDER BY {self.order}"  # noqa: S608 - our own names

    def insert(self) -> str:
        """The SQL that writes one."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        marks = ", ".join("?" * len(self.columns))
        return f"INSERT INTO {self.table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names


_LISTING = ("id", "source", "source_id", "status", "generation", "document")
_APART = ("listing_id", "document")
_LEDGER = (
    _Rows("ledger_accounts", ("id", "kind"), "id", "id < ':'"),  # the others are there already
    _Rows(
        "ledger_transfers",  # their entries, and their numbers, are made by the ledger's rules
        (
            *("id", "key", "kind", "done_on", "posted_at", "posted_by", "corrects", "reason"),
            *("category", "ward", "place", "lines"),
        ),
        "number",
    ),
)
_FIRST = (
    _Rows("listings", _LISTING, "id"),
    _Rows("private_contacts", _APART, "listing_id"),
    _Rows("hidden_places", _APART, "listing_id"),
    _Rows("audit", ("number", "at", "subject", "document"), "number"),
    _Rows("audit_values", ("number", "position", "field", "document"), "number, position"),
    _Rows("audit_totals", ("month", "what", "total"), "month, what"),
)


def copy_rows(source: Connection, target: Connection) -> None:
    """Take all rows of one database into another, whose tables are there and empty.

    `source` shows one moment, `target` is in a transaction. The queue of the index stays behind,
    since an index belongs to the machine that made it. Raises Unavailable when `target` holds
    anything already.
    """
    for rows in _every():
        if target.execute(_first_of(rows)).fetchone():
            raise Unavailable(
                f"there are {rows.table.replace('_', ' ')} already where it would be copied to"
            )
    for rows in _every():
        insert = rows.insert()
        for row in source.execute(rows.query()):
            target.execute(insert, row)
        if rows.is_numbered:
            target.dialect.continue_numbering(target, rows.table)
    for name, value in source.execute("SELECT name, value FROM counters ORDER BY name").fetchall():
        target.execute("UPDATE counters SET value = ? WHERE name = ?", (value, name))


def every_table() -> list[str]:
    """The tables that are copied, without the ledger's, of which nothing is ever taken out."""
    ledger = {rows.table for rows in _LEDGER}
    return [rows.table for rows in _every() if rows.table not in ledger]


def _first_of(rows: _Rows) -> str:
    return f"SELECT 1 FROM {rows.table} WHERE {rows.where} LIMIT 1"  # noqa: S608 - our own names


def _every() -> Iterator[_Rows]:
    yield from _FIRST
    for tables in DOCUMENT_TABLES.values():
        for name, keys in tables.items():
            columns = ("number", "id", *keys, "document")
            yield _Rows(name, columns, "number", is_numbered=True)
    yield from _LEDGER
