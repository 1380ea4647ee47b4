"""Connections to the servers of a store, lent to one thread at a time and kept for the next.

Reads go to a replica, which has to have what this process last wrote or saw. Each process keeps to
one replica while that answers, so that what it reads never goes back in time.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg

from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.store import Unavailable

PATIENCE_S = 15  # how long a writer waits for another before it gives up
_CATCHING_UP_S = 0.05  # how long a read waits for a replica before it asks the primary
_LOST = (psycopg.OperationalError, psycopg.InterfaceError)
_WHERE = (
    "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
    " ELSE pg_current_wal_lsn() END - '0/0'"
)


class Connections:
    """Lends connections. Safe to use from several threads, and after a fork in both processes."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        self._lock = threading.Lock()
        self._local = threading.local()
        self._pid = os.getpid()
        self._idle: dict[str, list[psycopg.Connection]] = {"read": [], "write": []}
        self._of_the_parent: list[psycopg.Connection] = []
        # Positions in the servers' log, in bytes: what must be there, and what our replica has.
        self._needed = 0
        self._replayed = 0

    @property
    def own(self) -> psycopg.Connection | None:
        """The connection of the transaction that this thread has open."""
        return getattr(self._local, "own", None)

    @contextmanager
    def reading(self) -> Iterator[psycopg.Connection]:
        """A connection to read with; to the primary where the replica is behind what is needed."""
        kind, connection = self._reader()
        try:
            yield connection
        finally:
            self._give_back(kind, connection)

    @contextmanager
    def writing(self) -> Iterator[psycopg.Connection]:
        """A connection in a transaction: committed in the end, or undone by what is raised.

        Raises Unavailable when no server takes changes, and inside another transaction.
        """
        if self.own is not None:
            raise Unavailable("there is a transaction already, and one cannot hold another")
        connection = self._begun()
        self._local.own = connection
        try:
            yield connection
            # Where a statement failed and nobody minded, the server answers with ROLLBACK.
            if connection.execute("COMMIT").statusmessage != "COMMIT":
                raise Unavailable("the database did not keep the change, since a part of it failed")
        except BaseException:
            with suppress(psycopg.Error):
                connection.execute("ROLLBACK")
            raise
        finally:
            self._local.own = None
            self._note_written(connection)
            self._give_back("write", connection)

    @contextmanager
    def primary(self) -> Iterator[psycopg.Connection]:
        """A connection to the primary, for what cannot be done inside a transaction."""
        connection = self._living("write")
        try:
            yield connection
        finally:
            self._give_back("write", connection)

    def note_seen(self, connection: psycopg.Connection) -> None:
        """Have later reads show no less than this connection shows now."""
        if self._hosts.has_several:
            self._needed = max(self._needed, _position(connection))

    def close(self) -> None:
        """Let go of all that are idle."""
        with self._lock:
            for connections in self._idle.values():
                while connections:
                    connections.pop().close()

    def _reader(self) -> tuple[str, psycopg.Connection]:
        """Of which kind, and one that answers and has what is needed."""
        if not self._hosts.has_several:
            return "write", self._living("write")
        connection = self._living("read")
        if self._needed <= self._replayed or self._catches_up(connection):
            return "read", connection
        try:
            primary = self._living("write")
        except Unavailable:  # better what the replica has than nothing
            return "read", connection
        self._give_back("read", connection)
        return "write", primary

    def _catches_up(self, connection: psycopg.Connection) -> bool:
        """Whether a replica has what is needed, now or in a moment."""
        give_up = time.monotonic() + _CATCHING_UP_S
        while True:
            self._replayed = _position(connection)
            if self._replayed >= self._needed:
                return True
            if time.monotonic() > give_up:
                return False
            time.sleep(0.002)

    def _begun(self) -> psycopg.Connection:
        """A connection to the primary with a transaction begun, which waits so long at most."""
        waiting = f"SELECT set_config('lock_timeout', '{PATIENCE_S}s', true), pg_is_in_recovery()"
        for connection in self._each("write"):
            try:
                connection.execute("BEGIN")
                row = connection.execute(waiting).fetchone()
            except _LOST:  # nothing has been done yet
                connection.close()
                continue
            if row is not None and not row[1]:
                return connection
            connection.close()
        raise Unavailable("no database server takes changes now")

    def _living(self, kind: str) -> psycopg.Connection:
        """One that answers. A server that went away takes its idle connections with it."""
        for connection in self._each(kind):
            try:
                connection.execute("SELECT 1")
            except _LOST:
                connection.close()
                self._replayed = 0  # the next one may be to another replica
                continue
            return connection
        raise Unavailable("the database cannot be reached")

    def _each(self, kind: str) -> Iterator[psycopg.Connection]:
        """Every idle connection, and in the end a new one."""
        while (connection := self._taken(kind)) is not None:
            yield connection
        if kind == "write":
            yield self._hosts.primary() if self._hosts.has_several else self._hosts.for_reading()
        else:
            self._replayed = 0
            yield self._hosts.for_reading()

    def _taken(self, kind: str) -> psycopg.Connection | None:
        with self._lock:
            if self._pid != os.getpid():  # what the parent opened is the parent's
                self._pid = os.getpid()
                for connections in self._idle.values():
                    # Not closed, which would end the parent's sessions.
                    self._of_the_parent += connections
                    connections.clear()
            return self._idle[kind].pop() if self._idle[kind] else None

    def _give_back(self, kind: str, connection: psycopg.Connection) -> None:
        idle = psycopg.pq.TransactionStatus.IDLE
        if connection.closed or connection.info.transaction_status != idle:
            connection.close()
            return
        with self._lock:
            self._idle[kind].append(connection)

    def _note_written(self, connection: psycopg.Connection) -> None:
        """Have later reads show what was written. Where it cannot be said, it was not kept."""
        with suppress(psycopg.Error):
            if not connection.closed:
                self.note_seen(connection)


def _position(connection: psycopg.Connection) -> int:
    row = connection.execute(_WHERE).fetchone()
    return int(row[0] or 0) if row else 0
