"""The servers of one database: which of them takes changes, and which is there to be read.

We ask each server ourselves. libpq's `target_session_attrs` goes by what a server said when a
connection began, which pgbouncer keeps and tells others after a failover as well.
"""

import os
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from assetmap.storage.postgres.postgres_connection import TextLoader
from assetmap.storage.store import Unavailable

_CONNECTING_S = 3  # per server: one that is gone must not hold up everybody for long
# A server that is cut off is told from one that is slow within about ten seconds.
_ALIVE = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 11_000,  # ms; the others hold only while nothing that was sent is under way
}
_TEXT_TYPES = ("text", "varchar")


class Hosts:
    """The servers that a URL names: `postgresql://user@one,two:6432,three/assetmap`.

    Raises Unavailable when the URL cannot be read. Reads of different processes are spread
    over the replicas.
    """

    def __init__(self, url: str) -> None:
        try:
            parts = conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            said = "ASSETMAP_DATABASE_URL cannot be read: it looks like postgresql://user@host/name"
            raise Unavailable(said) from error
        hosts = str(parts.pop("host", "") or "").split(",")
        ports = str(parts.pop("port", "") or "").split(",")
        if len(ports) not in (1, len(hosts)):
            raise Unavailable("ASSETMAP_DATABASE_URL has ports for some of its hosts alone")
        ports = ports * len(hosts) if len(ports) == 1 else ports
        self._named = [
            (f"{host}:{port}".strip(":") or "this machine", {"host": host, "port": port})
            for host, port in zip(hosts, ports, strict=True)
        ]
        ours = {"connect_timeout": _CONNECTING_S, **_ALIVE}
        self._shared: dict[str, Any] = {**ours, **parts, "client_encoding": "UTF8"}
        self._primary = 0  # where it was found last

    @property
    def has_several(self) -> bool:
        """Whether there are others beside the one that takes changes."""
        return len(self._named) > 1

    def primary(self) -> psycopg.Connection:
        """A connection to the server that takes changes. Raises Unavailable when none does."""
        said: list[str] = []
        for number in self._from(self._primary):
            connection, is_replica = self._reached(number, said)
            if connection is None:
                continue
            if not is_replica:
                self._primary = number
                return connection
            connection.close()
            said.append(f"{self._named[number][0]} only gives what it has")
        raise Unavailable(f"no database server takes changes now: {'; '.join(said)}")

    def for_reading(self) -> psycopg.Connection:
        """A connection to a replica, or to the primary where no replica answers.

        Raises Unavailable when nobody answers.
        """
        primary: psycopg.Connection | None = None
        said: list[str] = []
        for number in self._from(os.getpid() % len(self._named)):
            connection, is_replica = self._reached(number, said)
            if connection is not None and is_replica:
                if primary is not None:
                    primary.close()
                return connection
            if primary is None:
                primary = connection
            elif connection is not None:
                connection.close()
        if primary is None:
            raise Unavailable(f"the database cannot be reached: {'; '.join(said)}")
        return primary

    def _from(self, first: int) -> list[int]:
        """Every host, beginning with one."""
        return [*range(first, len(self._named)), *range(first)]

    def _reached(self, number: int, said: list[str]) -> tuple[psycopg.Connection | None, bool]:
        """A connection to a host, and whether it is a replica; no connection, and why, where it
        does not answer: pgbouncer takes connections while its server is dead.
        """
        connection: psycopg.Connection | None = None
        try:
            connection = self._connect(number)
            row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
        except psycopg.OperationalError as error:
            said.append(" ".join(str(error).split()))
            if connection is not None:
                connection.close()
            return None, False
        return connection, bool(row and row[0])

    def _connect(self, number: int) -> psycopg.Connection:
        told = {name: value for name, value in self._named[number][1].items() if value}
        connection = psycopg.connect(
            make_conninfo("", **{**self._shared, **told}),
            autocommit=True,
            prepare_threshold=None,  # pgbouncer hands the next statement to another session
        )
        for name in _TEXT_TYPES:
            connection.adapters.register_loader(name, TextLoader)
        return connection
