"""Counters that forget, in a table of the database: several web machines count together.

The table is not logged, so that counting is cheap; it is empty after a crash or a failover.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from assetmap.storage.postgres.connections import Connections
from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.postgres.plain_errors import plain_errors
from assetmap.storage.postgres.pool import Pool
from assetmap.storage.postgres.postgres_connection import PostgresConnection

_SWEPT_EVERY_S = 60.0
# A count that is over begins anew, whether or not it was swept away. One statement, so that
# nobody waits for another who holds two.
_ADD = (
    "INSERT INTO hits AS h (name, total, forget_at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
    " SET total = CASE WHEN h.forget_at > ? THEN h.total ELSE 0 END + excluded.total,"
    " forget_at = CASE WHEN h.forget_at > ? THEN h.forget_at ELSE excluded.forget_at END"
    " RETURNING total"
)
_SWEEP = (
    "DELETE FROM hits WHERE name IN"
    " (SELECT name FROM hits WHERE forget_at <= ? FOR UPDATE SKIP LOCKED)"
)


class PostgresHits:
    """Hits (see storage/hit_counters.py) in the database of a URL, in its server that writes."""

    def __init__(self, url: str, authority: str = "", pool: Pool | None = None) -> None:
        """The authority and pool are those of the store: see PostgresStore."""
        self._connections = Connections(Hosts(url), authority, pool)
        self._swept_at = 0.0

    def add(self, name: str, seconds: int, amount: int = 1) -> int:
        """See Hits."""
        now = time.time()
        with self._connection() as connection:
            if time.monotonic() - self._swept_at > _SWEPT_EVERY_S:
                self._swept_at = time.monotonic()
                connection.execute(_SWEEP, (now,))
            row = connection.execute(_ADD, (name, amount, now + seconds, now, now)).fetchone()
        return int(row[0])

    def count(self, name: str) -> int:
        """See Hits."""
        return int(self._read("total", name, 0))

    def forgotten_at(self, name: str) -> float:
        """See Hits."""
        return self._read("forget_at", name, time.time())

    def forget(self, name: str = "") -> int:
        """See Hits."""
        with self._connection() as connection:
            return connection.execute("DELETE FROM hits WHERE ? IN ('', name)", (name,)).rowcount

    def close(self) -> None:
        """Let go of connections."""
        self._connections.close()

    def _read(self, column: str, name: str, otherwise: float) -> float:
        query = f"SELECT {column} FROM hits WHERE name = ? AND forget_at > ?"  # noqa: S608 - our own names
        with self._connection() as connection:
            row = connection.execute(query, (name, time.time())).fetchone()
        return float(row[0]) if row else otherwise

    @contextmanager
    def _connection(self) -> Iterator[PostgresConnection]:
        with plain_errors(), self._connections.primary() as raw:
            yield PostgresConnection(raw)
