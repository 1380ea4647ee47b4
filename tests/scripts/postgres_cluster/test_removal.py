"""What was made in a folder, or only begun, ends and goes with it."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.benchmark.processes import Failed
from scripts.postgres_cluster.cluster import Cluster
from scripts.postgres_cluster.pgbouncer import PgBouncer
from scripts.postgres_cluster.programs import give_folder
from scripts.postgres_cluster.server import PostgresServer
from scripts.postgres_cluster.waiting import wait_until
from scripts.postgres_cluster.watching import watch
from tests.ports import free_port
from tests.scripts.postgres_cluster.running import processes


def test_a_cluster_that_could_not_be_made_leaves_nothing_running(
    server_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(bouncer: PgBouncer) -> None:
        raise Failed(f"{len(processes(server_folder))} run")

    monkeypatch.setattr(PgBouncer, "start", fail)
    ports = [free_port() for _ in range(6)]
    with pytest.raises(Failed, match="3 run"):
        Cluster.make(server_folder / "failed", ports, is_quick=True)
    assert processes(server_folder) == []


def test_a_server_two_folders_below_ends_with_the_process_that_is_watched(
    server_folder: Path,
) -> None:
    waits = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    folder = give_folder(server_folder / "watched")
    with subprocess.Popen(waits, stdin=subprocess.PIPE) as watched:
        watch(watched.pid, folder)
        give_folder(folder / "cluster")
        server = PostgresServer.make(folder / "cluster" / "node1", free_port(), is_quick=True)
        server.start()
        bouncer = PgBouncer.make(folder / "cluster" / "node1-pgbouncer", server, free_port())
        bouncer.start()
        watched.kill()
    wait_until(lambda: not folder.exists(), "the folder is removed")
    assert processes(folder) == []
