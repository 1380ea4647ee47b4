"""One PostgreSQL server in a folder of its own, listening on loopback alone.

Whoever is on this machine may do anything in it: it is for trying things out and for tests.
"""

import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from scripts.benchmark.processes import HOST, Failed
from scripts.postgres_cluster import databases
from scripts.postgres_cluster.ports import free_port
from scripts.postgres_cluster.process_tree import kill_tree, names
from scripts.postgres_cluster.programs import give_folder, postgres_program, run
from scripts.postgres_cluster.waiting import PATIENCE_S

SUPERUSER = "postgres"
OWNER = "assetmap"  # who owns the databases, and may do nothing beyond them
_SETTINGS = {
    "listen_addresses": HOST,
    "max_connections": "300",
    "timezone": "UTC",
    # Where the folder is: what is killed leaves nothing behind elsewhere.
    "dynamic_shared_memory_type": "mmap",
}
# For what is thrown away with its folder: it waits for no disk, and cannot have replicas.
_QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",  # it would come around hundreds of databases for nothing
}


class PostgresServer:
    """A server, which may stand still, be stopped, killed and started again, by any process."""

    def __init__(self, folder: Path) -> None:
        """The server that was once made in this folder."""
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "log"
        self.port = int((folder / "port").read_text())

    @classmethod
    def make(
        cls,
        folder: Path,
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
        *,
        is_quick: bool = False,
    ) -> "PostgresServer":
        """Make a server with nothing in it. It is not started yet. Raises Failed.

        `is_quick`: it waits for no disk, so what it holds does not outlast a power cut.
        """
        server = cls.at(folder, port)
        words = ("-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        run(postgres_program("initdb"), "-D", str(server.data), *words)
        server.configure({**_SETTINGS, **(_QUICK if is_quick else {}), **(settings or {})})
        return server

    @classmethod
    def at(cls, folder: Path, port: int | None = None) -> "PostgresServer":
        """The folder and the port of a server whose data somebody else puts there."""
        give_folder(folder)
        give_folder(folder / "socket")
        (folder / "port").write_text(str(port or free_port()))
        return cls(folder)

    def configure(self, settings: Mapping[str, str]) -> None:
        """Write settings down. They hold from the next start on."""
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            for name, value in settings.items():
                quoted = value.replace("'", "''")
                file.write(f"{name} = '{quoted}'\n")

    def start(self) -> None:
        """Start it and wait until it answers. Raises Failed, with the last words of its log."""
        options = f"-p {self.port} -k {self.folder / 'socket'}"
        try:
            self._control("start", "-l", str(self.log), "-o", options)
        except Failed as error:
            log = self.log.read_text(errors="replace") if self.log.exists() else ""
            raise Failed(f"{error}{log[-800:]}") from None
        is_there = self.rows("SELECT 1 FROM pg_roles WHERE rolname = %s", OWNER)
        if not is_there and not self.is_replica():
            self.rows(f"CREATE ROLE {OWNER} LOGIN")

    def stop(self) -> None:
        """Stop it in good order; nothing where it does not run. Raises Failed."""
        if self.is_running():
            self._control("stop", "-m", "fast")

    def kill(self) -> None:
        """End it with all its processes by SIGKILL; nothing where it does not run."""
        pid, lines = self._pid(), self._pid_file()
        if not pid:
            return
        kill_tree(pid)
        # Its number stays taken where nobody asks how it ended, as in many containers: whoever
        # starts it again would take it for one that runs yet.
        for file in (self.data / "postmaster.pid", *(self.folder / "socket").glob("*.lock")):
            file.unlink(missing_ok=True)
        # The system keeps a few bytes of memory for it, which its next start would have removed.
        with suppress(IndexError):
            subprocess.run(["ipcrm", "-m", lines[6].split()[1]], capture_output=True, check=False)

    def is_running(self) -> bool:
        """Whether its main process is there."""
        return self._pid() != 0

    def is_replica(self) -> bool:
        """Whether it follows another server, and so takes no writes. Raises psycopg.Error."""
        return bool(self.rows("SELECT pg_is_in_recovery()")[0][0])

    def promote(self) -> None:
        """Have a replica follow nobody any longer, and take writes. Raises Failed."""
        self._control("promote")

    def create_database(self, name: str, template: str = "") -> str:
        """Make a database with PostGIS, which `OWNER` owns; its URL. Raises psycopg.Error."""
        databases.create_database(self.url("postgres", SUPERUSER), name, OWNER, template)
        return self.url(name)

    def url(self, database: str, user: str = OWNER) -> str:
        """The URL of one of its databases."""
        return f"postgresql://{user}@{HOST}:{self.port}/{database}"

    def rows(
        self, query: str, *values: object, database: str = "postgres"
    ) -> list[tuple[Any, ...]]:
        """What one statement gives to the superuser. Raises psycopg.Error."""
        return databases.rows(self.url(database, SUPERUSER), query, *values)

    def answers(self) -> bool:
        """Whether it can be asked."""
        try:
            return self.rows("SELECT 1") == [(1,)]
        except psycopg.OperationalError:
            return False

    def _control(self, *words: str) -> None:
        wait = ("-D", str(self.data), "-w", "-s", "-t", f"{PATIENCE_S:.0f}")
        run(postgres_program("pg_ctl"), *words, *wait)

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _pid(self) -> int:
        """The number of its main process; 0 where it does not run."""
        lines = self._pid_file()
        pid = int(lines[0]) if lines else 0
        return pid if pid and names(pid, str(self.data)) else 0
