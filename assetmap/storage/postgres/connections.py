"""The connections that a store reads and writes with, each in the schema of its authority.

Where an installation holds one authority, tables are looked for where the database looks for them.
Where it holds several, each has a schema, which holds for one transaction only: behind pgbouncer
what is set for a session is another's.
"""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psycopg

from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.postgres.pool import LOST, Pool
from assetmap.storage.store import OutcomeUnknown, Unavailable

PATIENCE_S = 15  # how long a writer waits for another before it gives up
# After so long without a word inside a transaction a writer is taken for gone: the server would
# hold what it locked, and so everybody else, until its network gives up after two hours.
STANDING_STILL_S = 120
IS_WRITABLE = "current_setting('transaction_read_only') = 'off'"  # on in a replica
# What holds for one transaction; a session's settings are another's behind pgbouncer. A commit
# waits for the disk, and longer where the database is set so.
_BEGINNING = (
    f"SELECT {IS_WRITABLE}, set_config('lock_timeout', %s, true),"
    " set_config('idle_in_transaction_session_timeout', %s, true),"
    " set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
    " WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true)"
)
_SCHEMA = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Connections:
    """Lends connections. Safe to use from several threads, and after a fork in both processes."""

    def __init__(self, hosts: Hosts, schema: str = "", pool: Pool | None = None) -> None:
        """`schema` is where its tables are, besides what is for all in the schema `public`.

        A `pool` of several is left open by `close`. Raises ValueError for a name that is none.
        """
        if schema and not _SCHEMA.fullmatch(schema):
            raise ValueError(f"{schema!r} is no name of a schema")
        self._pool, self._is_own = pool or Pool(hosts), pool is None
        self._path = f'SET LOCAL search_path TO "{schema}", public' if schema else ""
        self._local = threading.local()

    @property
    def own(self) -> psycopg.Connection | None:
        """The connection of the transaction that this thread has open."""
        return getattr(self._local, "own", None)

    def at_end(self, act: Callable[[], None]) -> None:
        """Have something done before the thread's own transaction ends."""
        self._local.at_end.append(act)

    @contextmanager
    def reading(self, *, how: str = "") -> Iterator[psycopg.Connection]:
        """A connection to read with; to the primary where the replica is behind what is needed.

        `how` has all of it be one transaction, such as `ISOLATION LEVEL REPEATABLE READ`.
        """

        def greet(connection: psycopg.Connection) -> None:
            if how or self._path:
                connection.execute(f"BEGIN {how}; {self._path}")
            else:
                connection.execute("SELECT 1")

        kind, connection = self._pool.reader(greet)
        yield from self._lent(kind, connection)

    @contextmanager
    def writing(self) -> Iterator[psycopg.Connection]:
        """A connection in a transaction: committed in the end, or undone by what is raised.

        Raises Unavailable when no server takes changes, and inside another transaction;
        OutcomeUnknown when the connection is lost on the way to the commit and back.
        """
        if self.own is not None:
            raise Unavailable("there is a transaction already, and one cannot hold another")
        connection = self._begun()
        pid = self._pool.pid
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
            self._pool.give_back("write", connection, pid)

    def _end_reading(self) -> None:
        """Whoever has read a part of something in a transaction reads no more of it after it."""
        while self._local.at_end:
            with suppress(psycopg.Error):
                self._local.at_end.pop()()

    @contextmanager
    def primary(self) -> Iterator[psycopg.Connection]:
        """A connection to the primary, to read and write a single row without a transaction of the
        store's.
        """
        yield from self._lent("write", self._pool.living("write", self._greeted))

    def note_seen(self, connection: psycopg.Connection) -> None:
        """Have later reads show no less than this connection shows now."""
        self._pool.note_seen(connection)

    def close(self) -> None:
        """Let go of all that are idle, and of the others once they are given back."""
        if self._is_own:
            self._pool.close()

    def _greeted(self, connection: psycopg.Connection) -> None:
        connection.execute(f"BEGIN; {self._path}" if self._path else "SELECT 1")

    def _lent(self, kind: str, connection: psycopg.Connection) -> Iterator[psycopg.Connection]:
        """Lend one that was greeted, and end what was begun with it."""
        pid = self._pool.pid
        try:
            yield connection
            _end(connection)
        finally:
            if not connection.closed:
                with suppress(psycopg.Error):
                    _undo(connection)
            self._pool.give_back(kind, connection, pid)

    def _begun(self) -> psycopg.Connection:
        """A connection to the primary with a transaction begun, which waits so long at most."""
        waiting = (f"{PATIENCE_S}s", f"{STANDING_STILL_S}s")
        for connection in self._pool.each("write"):
            try:
                connection.execute(f"BEGIN; {self._path}")
                row = connection.execute(_BEGINNING, waiting).fetchone()
            except LOST:  # nothing has been done yet
                connection.close()
                continue
            if row is not None and row[0]:
                return connection
            connection.close()
        raise Unavailable("no database server takes changes now")

    def _note_written(self, connection: psycopg.Connection) -> None:
        """Have later reads show what was written. Where it cannot be said, it was not kept."""
        with suppress(psycopg.Error):
            if not connection.closed:
                self.note_seen(connection)


def _end(connection: psycopg.Connection) -> None:
    if _is_open(connection):
        connection.execute("COMMIT")


def _undo(connection: psycopg.Connection) -> None:
    if _is_open(connection):
        connection.execute("ROLLBACK")


def _is_open(connection: psycopg.Connection) -> bool:
    """Whether it is in a transaction that is not over, be it in one that failed."""
    status = connection.info.transaction_status
    return status in (psycopg.pq.TransactionStatus.INTRANS, psycopg.pq.TransactionStatus.INERROR)


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
