"""Locks that all web machines see: advisory locks of the database.

Each is held by a transaction on a connection of its own, which pgbouncer leaves to whoever began
it: a session's lock would stay behind with the next one there. When the connection is lost, the
lock is: a machine without power is noticed by the server within half a minute.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg

from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.postgres.plain_errors import plain_errors

_KEY = "hashtextextended('assetmap ' || %s, 0)"
_BEGINNING = (
    "SELECT set_config('idle_in_transaction_session_timeout', '0', true),"
    " set_config('tcp_keepalives_idle', '15', true),"
    " set_config('tcp_keepalives_interval', '5', true),"
    " set_config('tcp_keepalives_count', '3', true)"
)


class PostgresLocks:
    """Locks (see storage/locks.py) in the database of a URL, in its server that writes."""

    def __init__(self, url: str, authority: str = "") -> None:
        """Those of one of several authorities are its own."""
        self._hosts = Hosts(url)
        self._of = f"{authority}/" if authority else ""

    @contextmanager
    def holding(self, name: str, *, waits: bool) -> Iterator[bool]:
        """See Locks."""
        with plain_errors():
            connection = self._hosts.primary()
        with closing(connection):
            yield _is_taken(connection, self._of + name, waits=waits)

    def is_held(self, name: str) -> bool:
        """See Locks."""
        with self.holding(name, waits=False) as is_free:
            return not is_free


def _is_taken(connection: psycopg.Connection, name: str, *, waits: bool) -> bool:
    take = "pg_advisory_xact_lock" if waits else "pg_try_advisory_xact_lock"
    with plain_errors():
        connection.execute("BEGIN")
        connection.execute(_BEGINNING)
        row = connection.execute(f"SELECT {take}({_KEY})".encode(), (name,)).fetchone()
    return waits or bool(row and row[0])
