"""What the shared SQL asks of a database's connection, and where databases differ in their words.

Queries have `?` where values go, and are plain enough for both databases. Texts may hold anything,
a NUL too, and are compared byte by byte.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

ANY_NUMBER = 2**62  # as a LIMIT: as many as there are


class Conflict(Exception):
    """The database refuses a row; the message is the rule's own words."""


class Rows(Protocol):
    """What came of a query."""

    @property
    def rowcount(self) -> int:
        """How many rows were written."""

    def __iter__(self) -> Iterator[Any]:
        """The rows, each once."""

    def fetchone(self) -> Any:
        """The next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """The rows that are left."""


class Dialect(Protocol):
    """Where a database's SQL has words of its own."""

    locking: str  # after a SELECT: whoever else wants to write to these rows waits

    def as_bytes(self, column: str) -> str:
        """A column's text, as bytes where the database takes in what cannot be read as text."""

    def in_json(self, column: str, *path: str) -> str:
        """The text at a path of names in a column's JSON."""

    def reset_ledger(self, connection: "Connection") -> None:
        """Drop the ledger's tables and make them anew, empty, with their rules."""

    def continue_numbering(self, connection: "Connection", table: str) -> None:
        """Have a table go on numbering after the rows that were copied into it."""

    def ledger_faults(self, connection: "Connection") -> list[str]:
        """What is wrong with the ledger, each in a sentence."""


class Executor(Protocol):
    """What runs statements."""

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Rows:
        """Run one statement. Raises the database's own errors, which the store makes plain."""


class Connection(Executor, Protocol):
    """A connection to the database of a store, inside a transaction or not."""

    @property
    def dialect(self) -> Dialect:
        """The database's own words."""

    def execute_many(self, query: str, rows: Sequence[Sequence[object]]) -> None:
        """Insert each of some rows of values, in order and in one go; none touches another's."""

    def insert(self, query: str, values: Sequence[object]) -> None:
        """Write a row that may be refused: raises Conflict then, and the transaction goes on."""
