"""Connections to the servers of a store, lent to one thread at a time and kept for the next.

Reads go to a replica, which has to have what this process last wrote or saw. Each process keeps to
one replica while that answers, so that what it reads never goes back in time.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psycopg

from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.store import OutcomeUnknown, Unavailable

PATIENCE_S = 15  # how long a writer waits for another before it gives up
# After so long without a word inside a transaction a writer is taken for gone: the server would
# hold what it locked, and so everybody else, until its network gives up after two hours.
STANDING_STILL_S = 120
_CATCHING_UP_S = 0.05  # how long a read waits for a replica before it asks the primary
_LOST = (psycopg.OperationalError, psycopg.InterfaceError)
_WHERE = (
    "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
    " ELSE pg_current_wal_lsn() END - '0/0'"
)
IS_WRITABLE = "current_setting('transaction_read_only') = 'off'"  # on in a replica
# What holds for one transaction; a session's settings are another's behind pgbouncer. A commit
# waits for the disk, and longer where the database is set so.
_BEGINNING = (
    f"SELECT {IS_WRITABLE}, set_config('lock_timeout', %s, true),"
    " set_config('idle_in_transaction_session_timeout', %s, true),"
    " set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
    " WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true)"
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
        self._is_closed = False
        # Positions in the servers' log, in bytes: what must be there, and what our replica has.
        self._needed = 0
        self._replayed: dict[tuple[str, int], int] = {}  # by server

    @property
    def own(self) -> psycopg.Connection | None:
        """The connection of the transaction that this thread has open."""
        return getattr(self._local, "own", None)

    def at_end(self, act: Callable[[], None]) -> None:
        """Have something done before the thread's own transaction ends."""
        self._local.at_end.append(act)

    @contextmanager
    def reading(self) -> Iterator[psycopg.Connection]:
        """A connection to read with; to the primary where the replica is behind what is needed."""
        kind, connection = self._reader()
        pid = self._pid
        try:
            yield connection
        finally:
            self._give_back(kind, connection, pid)

    @contextmanager
    def writing(self) -> Iterator[psycopg.Connection]:
        """A connection in a transaction: committed in the end, or undone by what is raised.

        Raises Unavailable when no server takes changes, and inside another transaction;
        OutcomeUnknown when the connection is lost on the way to the commit and back.
        """
        if self.own is not None:
            raise Unavailable("there is a transaction already, and one cannot hold another")
        connection = self._begun()
        pid = self._pid
        self._local.own, self._local.at_end = connection, []
        try:
            yield connection
            self._end_reading()
            _commit(connection)
        except BaseException:
            self._end_reading()
            with suppress(psycopg.Error):
                connection.execute("ROLLBACK")
            raise
        finally:
            self._local.own = None
            self._note_written(connection)
            self._give_back("write", connection, pid)

    def _end_reading(self) -> None:
        """Whoever has read a part of something in a transaction reads no more of it after it."""
        while self._local.at_end:
            with suppress(psycopg.Error):
                self._local.at_end.pop()()

    @contextmanager
    def primary(self) -> Iterator[psycopg.Connection]:
        """A connection to the primary, for what cannot be done inside a transaction."""
        connection = self._living("write")
        pid = self._pid
        try:
            yield connection
        finally:
            self._give_back("write", connection, pid)

    def note_seen(self, connection: psycopg.Connection) -> None:
        """Have later reads show no less than this connection shows now."""
        if self._hosts.has_several:
            position = _position(connection)
            with self._lock:
                self._needed = max(self._needed, position)

    def close(self) -> None:
        """Let go of all that are idle, and of the others once they are given back."""
        with self._lock:
            self._leave_to_the_parent()
            self._is_closed = True
            for connections in self._idle.values():
                while connections:
                    connections.pop().close()

    def _reader(self) -> tuple[str, psycopg.Connection]:
        """Of which kind, and one that answers and has what is needed."""
        if not self._hosts.has_several:
            return "write", self._living("write")
        connection = self._living("read")
        replayed = self._replayed.get(_server(connection), 0)
        if self._needed <= replayed or self._catches_up(connection):
            return "read", connection
        try:
            primary = self._living("write")
        except Unavailable:  # better what the replica has than nothing
            return "read", connection
        self._give_back("read", connection, self._pid)
        return "write", primary

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

    def _begun(self) -> psycopg.Connection:
        """A connection to the primary with a transaction begun, which waits so long at most."""
        waiting = (f"{PATIENCE_S}s", f"{STANDING_STILL_S}s")
        for connection in self._each("write"):
            try:
                connection.execute("BEGIN")
                row = connection.execute(_BEGINNING, waiting).fetchone()
            except _LOST:  # nothing has been done yet
                connection.close()
                continue
            if row is not None and row[0]:
                return connection
            connection.close()
        raise Unavailable("no database server takes changes now")

    def _living(self, kind: str) -> psycopg.Connection:
        """One that answers. A server that went away takes its idle connections with it."""
        for connection in self._each(kind):
            try:
                connection.execute("SELECT 1")
            except _LOST:
                self._replayed.pop(_server(connection), None)  # it may come back as another
                connection.close()
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
            connection = self._hosts.for_reading()
            self._replayed.pop(_server(connection), None)
            yield connection

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

    def _give_back(self, kind: str, connection: psycopg.Connection, pid: int) -> None:
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

    def _note_written(self, connection: psycopg.Connection) -> None:
        """Have later reads show what was written. Where it cannot be said, it was not kept."""
        with suppress(psycopg.Error):
            if not connection.closed:
                self.note_seen(connection)


def _commit(connection: psycopg.Connection) -> None:
    try:
        done = connection.execute("COMMIT")
    except psycopg.Error as error:
        if not connection.broken and not isinstance(error, psycopg.InterfaceError):
            raise  # the server refused it in words
        raise OutcomeUnknown(
            "the connection to the database was lost while it kept a change: it is not known"
            " whether it was kept"
        ) from error
    # Where a statement failed and nobody minded, the server answers with ROLLBACK.
    if done.statusmessage != "COMMIT":
        raise Unavailable("the database did not keep the change, since a part of it failed")


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
