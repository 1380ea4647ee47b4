"""Listings in PostgreSQL, for several web machines: one database, replicas to read from."""

import socket
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from assetmap.storage.postgres.connections import IS_WRITABLE, Connections
from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.postgres.migrations import bring_up_to_date, is_up_to_date
from assetmap.storage.postgres.plain_errors import plain_errors, unavailable
from assetmap.storage.postgres.pool import Pool
from assetmap.storage.postgres.postgres_connection import PostgresConnection
from assetmap.storage.postgres.scrubbing import rewrite
from assetmap.storage.sql.connection import Connection
from assetmap.storage.sql.copying import every_table
from assetmap.storage.sql.sql_store import SqlStore
from assetmap.storage.sqlite.snapshot import copy_records
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.store import QueueEnd, Unavailable

_AT_ONCE = 1000  # rows of a long read, so that no whole directory is in memory
_TRIES = 10  # at writing a table again that somebody reads, or the server looks through
_AGAIN_S = 0.1  # a session that only begins holds old rows back for a moment as well
_AWAY_S = 7 * 86_400  # a machine that took nothing for so long has to begin again
# Two machines that each take the other for gone would wait for each other.
_ONE_AT_A_TIME = "LOCK TABLE index_positions IN SHARE ROW EXCLUSIVE MODE"
_FOLLOWS = (
    "SELECT 1 FROM index_positions WHERE machine = ?"
    " AND rebuilds = (SELECT value FROM counters WHERE name = 'rebuilds')"
)
_TAKEN = "UPDATE index_positions SET number = greatest(number, ?) WHERE machine = ?"
_REBUILT = (
    "INSERT INTO index_positions (number, machine, rebuilds) VALUES (?, ?, ?) ON CONFLICT (machine)"
    " DO UPDATE SET number = greatest(index_positions.number, excluded.number),"
    " rebuilds = greatest(index_positions.rebuilds, excluded.rebuilds)"
)
_GONE = (
    "DELETE FROM index_positions WHERE machine <> ? AND EXISTS (SELECT 1 FROM index_queue q"
    " WHERE q.number > index_positions.number AND q.queued_at < extract(epoch FROM now()) - ?)"
)
_TAKEN_BY_ALL = "DELETE FROM index_queue WHERE number <= (SELECT min(number) FROM index_positions)"


class PostgresStore(SqlStore):
    """A Store (see storage/store.py) in the database of a URL, whose tables are made when missing.

    `machine` names the web machine whose index follows the queue: no two may have one name.
    `authority` is the one of several whose records they are: they have a schema of its name, in
    which nothing of the others can be seen. A `pool` of connections may be shared with others.
    Raises Unavailable when the database cannot be reached, or is another program's.
    """

    def __init__(
        self, url: str, machine: str = "", authority: str = "", pool: Pool | None = None
    ) -> None:
        super().__init__()
        self._authority = authority
        self._machine = machine or socket.gethostname()
        self._still_queued = (
            "number > coalesce((SELECT number FROM index_positions WHERE machine = ?), 0)",
            (self._machine,),
        )
        self.url = url
        self._connections = Connections(Hosts(url), authority, pool)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def _bring_up_to_date(self) -> None:
        with self._reading() as connection:
            is_there = is_up_to_date(connection, self._authority)
        if not is_there:
            with self._writing() as connection:
                bring_up_to_date(connection, self._authority)

    @contextmanager
    def _reading(self) -> Iterator[PostgresConnection]:
        with plain_errors():
            if (own := self._connections.own) is not None:
                yield PostgresConnection(own)
                return
            with self._connections.reading() as raw:
                yield PostgresConnection(raw)

    @contextmanager
    def _reading_long(self) -> Iterator[PostgresConnection]:
        with plain_errors():
            if (own := self._connections.own) is not None:
                with _in_parts(own) as connection:
                    self._connections.at_end(connection.close_cursor)
                    yield connection
                return
            with (
                self._connections.reading() as raw,
                raw.transaction(),
                _in_parts(raw) as connection,
            ):
                yield connection

    @contextmanager
    def _as_of_now(self) -> Iterator[PostgresConnection]:
        with (
            plain_errors(),
            self._connections.reading(how="ISOLATION LEVEL REPEATABLE READ, READ ONLY") as raw,
            _in_parts(raw) as connection,
        ):
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[PostgresConnection]:
        with plain_errors(), self._connections.writing() as raw:
            yield PostgresConnection(raw)

    def follows_queue(self) -> bool:
        return bool(list(self._rows(_FOLLOWS, self._machine)))

    def ack(self, up_to: int) -> None:
        self._note_position(_TAKEN, up_to)

    def ack_rebuilt(self, end: QueueEnd) -> None:
        self._note_position(_REBUILT, end.number, end.rebuilds)

    def _note_seen(self, connection: Connection) -> None:
        if isinstance(connection, PostgresConnection):
            self._connections.note_seen(connection.raw)

    def _have_all_rebuild(self, connection: Connection) -> None:
        connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'rebuilds'")

    def _note_position(self, query: str, number: int, *values: int) -> None:
        with self._writing() as connection:
            connection.execute(_ONE_AT_A_TIME)
            newest = connection.execute("SELECT coalesce(max(number), 0) FROM index_queue")
            taken = min(number, int(newest.fetchone()[0]))
            connection.execute(query, (taken, self._machine, *values))
            connection.execute(_GONE, (self._machine, _AWAY_S))
            connection.execute(_TAKEN_BY_ALL)

    def is_writable(self) -> bool:
        try:
            with plain_errors(), self._connections.primary() as raw:
                row = raw.execute(f"SELECT {IS_WRITABLE}").fetchone()
                return bool(row and row[0])
        except Unavailable:
            return False

    def bytes_on_disk(self) -> int:
        return 0

    def check_integrity(self) -> None:
        for table in every_table():  # what is spoilt on a disk is told by the server as it reads
            with self._reading_long() as connection:
                for _ in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our own names
                    pass

    def scrub(self) -> bool:
        done = [self._rewritten(table) for table in every_table()]
        return all(done)

    def _rewritten(self, table: str) -> bool:
        for _ in range(_TRIES):
            try:
                with self._connections.writing() as raw:
                    is_done = rewrite(raw, table)
            except psycopg.errors.LockNotAvailable:  # those who waited behind us come first
                continue
            except psycopg.Error as error:
                raise unavailable(error) from error
            if is_done:
                return True
            time.sleep(_AGAIN_S)
        return False

    def copy_to(self, path: Path) -> None:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            file = Path(folder) / "records.db"
            with closing(SqliteStore(file)) as target:
                target.take_from(self)
            copy_records(file, path)

    def earlier_copies(self) -> Sequence[Path]:
        return ()  # an upgrade leaves none: the database has backups of its own

    def close(self) -> None:
        self._connections.close()


@contextmanager
def _in_parts(raw: psycopg.Connection) -> Iterator[PostgresConnection]:
    """A connection whose queries are read so many rows at a time."""
    connection = PostgresConnection(raw, _AT_ONCE)
    try:
        yield connection
    finally:
        connection.close_cursor()
