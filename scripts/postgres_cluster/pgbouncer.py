"""A pgbouncer in transaction mode before one server: many connections share a few of its own."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import psycopg

from scripts.benchmark.processes import HOST, Failed
from scripts.postgres_cluster.databases import rows
from scripts.postgres_cluster.ports import free_port
from scripts.postgres_cluster.process_tree import kill_tree, names
from scripts.postgres_cluster.programs import find_pgbouncer, give_file, give_folder, run
from scripts.postgres_cluster.server import OWNER, SUPERUSER, PostgresServer
from scripts.postgres_cluster.waiting import wait_until

_CONFIGURATION = """\
[databases]
* = host={host} port={server}

[pgbouncer]
listen_addr = {host}
listen_port = {port}
unix_socket_dir =
pidfile = {folder}/pid
logfile = {folder}/log
auth_type = trust
auth_file = {folder}/users
admin_users = {superuser}

; A connection of the server is lent for a transaction, so nothing may be kept in it for longer.
pool_mode = transaction
max_client_conn = 1000
default_pool_size = 20

; Whoever waits for a server that is gone is soon told so, and asks another.
server_connect_timeout = 2
server_login_retry = 1
query_wait_timeout = 5
"""


class PgBouncer:
    """A pgbouncer, which may be stopped and started again, by any process."""

    def __init__(self, folder: Path) -> None:
        """The one that was once made in this folder."""
        self.folder = folder
        self.port = int((folder / "port").read_text())

    @classmethod
    def make(cls, folder: Path, server: PostgresServer, port: int | None = None) -> "PgBouncer":
        """Make one before a server. It is not started yet."""
        give_folder(folder)
        (folder / "port").write_text(str(port or free_port()))
        bouncer = cls(folder)
        texts = {
            "users": f'"{OWNER}" ""\n"{SUPERUSER}" ""\n',
            "pgbouncer.ini": _CONFIGURATION.format(
                host=HOST,
                server=server.port,
                port=bouncer.port,
                folder=folder,
                superuser=SUPERUSER,
            ),
        }
        for name, text in texts.items():
            give_file(folder / name, text)
        return bouncer

    def start(self) -> None:
        """Start it and wait until it answers. Raises Failed."""
        program = find_pgbouncer()
        if not program:
            raise Failed("pgbouncer is missing: apt-get install pgbouncer")
        run(program, "--daemon", "--quiet", str(self._configuration))
        wait_until(self._answers, f"pgbouncer answers on port {self.port}")

    def stop(self) -> None:
        """Stop it, whoever is connected; nothing where it does not run. Raises Failed."""
        if pid := self._pid():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            wait_until(lambda: not self.is_running(), "pgbouncer has stopped")

    def kill(self) -> None:
        """End it by SIGKILL; nothing where it does not run."""
        if pid := self._pid():
            kill_tree(pid)
            (self.folder / "pid").unlink(missing_ok=True)

    def is_running(self) -> bool:
        """Whether its process is there."""
        return self._pid() != 0

    def url(self, database: str, user: str = OWNER) -> str:
        """The URL of a database of its server, through it."""
        return f"postgresql://{user}@{HOST}:{self.port}/{database}"

    @property
    def _configuration(self) -> Path:
        return self.folder / "pgbouncer.ini"

    def _answers(self) -> bool:
        try:
            return bool(rows(self.url("pgbouncer", SUPERUSER), "SHOW VERSION"))
        except psycopg.OperationalError:
            return False

    def _pid(self) -> int:
        try:
            pid = int((self.folder / "pid").read_text())
        except (OSError, ValueError):
            return 0
        return pid if names(pid, str(self._configuration)) else 0
