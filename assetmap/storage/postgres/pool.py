"""Connections to the servers of one database, kept for the next who wants one.

All stores of a process share a pool. Reads go to a replica; each process keeps to one replica while
that answers, so that what it reads never goes back in time.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator

import psycopg

from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.store import Unavailable

_CATCHING_UP_S = 0.05  # how long a read waits for a replica before it asks the primary
LOST = (psycopg.OperationalError, psycopg.InterfaceError)
Greeting = Callable[[psycopg.Connection], None]
_WHERE = (
    "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
    " ELSE pg_current_wal_lsn() END - '0/0'"
)


class Pool:
    """Lends connections. Safe to use from several threads, and after a fork in both processes."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        self._lock = threading.Lock()
        self._pid = os.getpid()
        self._idle: dict[str, list[psycopg.Connection]] = {"read": [], "write": []}
        self._of_the_parent: list[psycopg.Connection] = []
        self._is_closed = False
        # Positions in the servers' log, in bytes: what must be there, and what our replica has.
        self._needed = 0
        self._replayed: dict[tuple[str, int], int] = {}  # by server

    def reader(self, greet: Greeting) -> tuple[str, psycopg.Connection]:
        """Of which kind, and one that answers and has what is needed; to the primary where the
        replica is behind. `greet` is the first that is asked of it.

        Raises Unavailable.
        """
        if not self._hosts.has_several:
            return "write", self.living("write", greet)
        connection = self.living("read", greet)
        replayed = self._replayed.get(_server(connection), 0)
        if self._needed <= replayed or self._catches_up(connection):
            return "read", connection
        try:
            primary = self.living("write", greet)
        except Unavailable:  # better what the replica has than nothing
            return "read", connection
        self.give_back("read", connection, self._pid)
        return "write", primary

    def living(self, kind: str, greet: Greeting) -> psycopg.Connection:
        """One that answers. A server that went away takes its idle connections with it.

        Raises Unavailable.
        """
        for connection in self.each(kind):
            try:
                greet(connection)
            except LOST:
                self._replayed.pop(_server(connection), None)  # it may come back as another
                connection.close()
                continue
            return connection
        raise Unavailable("the database cannot be reached")

    def each(self, kind: str) -> Iterator[psycopg.Connection]:
        """Every idle connection, and in the end a new one. Raises Unavailable."""
        while (connection := self._taken(kind)) is not None:
            yield connection
        if kind == "write":
            yield self._hosts.primary() if self._hosts.has_several else self._hosts.for_reading()
        else:
            connection = self._hosts.for_reading()
            self._replayed.pop(_server(connection), None)
            yield connection

    def give_back(self, kind: str, connection: psycopg.Connection, pid: int) -> None:
        """Keep one for the next; `pid` is the process that it was lent in."""
        if pid != os.getpid():
            self._of_the_parent.append(connection)
            return
        idle = psycopg.pq.TransactionStatus.IDLE
        if connection.closed or connection.info.transaction_status != idle:
            connection.close()
            return
        with self._lock:
            if not self._is_closed:
                self._idle[kind].append(connection)
                return
        connection.close()

    def note_seen(self, connection: psycopg.Connection) -> None:
        """Have later reads show no less than this connection shows now."""
        if self._hosts.has_several:
            position = _position(connection)
            with self._lock:
                self._needed = max(self._needed, position)

    @property
    def pid(self) -> int:
        """The process that the idle connections are of."""
        return self._pid

    def close(self) -> None:
        """Let go of all that are idle, and of the others once they are given back."""
        with self._lock:
            self._leave_to_the_parent()
            self._is_closed = True
            for connections in self._idle.values():
                while connections:
                    connections.pop().close()

    def _catches_up(self, connection: psycopg.Connection) -> bool:
        """Whether a replica has what is needed, now or in a moment."""
        give_up = time.monotonic() + _CATCHING_UP_S
        while True:
            position = self._replayed[_server(connection)] = _position(connection)
            if position >= self._needed:
                return True
            if time.monotonic() > give_up:
                return False
            time.sleep(0.002)

    def _taken(self, kind: str) -> psycopg.Connection | None:
        with self._lock:
            self._leave_to_the_parent()
            return self._idle[kind].pop() if self._idle[kind] else None

    def _leave_to_the_parent(self) -> None:
        """After a fork, what the parent opened is the parent's."""
        if self._pid == os.getpid():
            return
        self._pid = os.getpid()
        for connections in self._idle.values():
            # Not closed, which would end the parent's sessions.
            self._of_the_parent += connections
            connections.clear()


def _server(connection: psycopg.Connection) -> tuple[str, int]:
    """Which server it leads to; of one that is lost as well."""
    told = connection.pgconn
    try:
        return told.host.decode(), int(told.port or 0)
    except psycopg.Error:
        return "", 0


def _position(connection: psycopg.Connection) -> int:
    row = connection.execute(_WHERE).fetchone()
    return int(row[0] or 0) if row else 0
