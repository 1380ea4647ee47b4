"""A folder that the user of the databases reaches, and a cluster in one."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.postgres_cluster.cluster import Cluster
from scripts.postgres_cluster.watching import watch
from tests.ports import free_port


@pytest.fixture(scope="module")
def server_folder(postgres_cluster_programs: str) -> Path:
    """An empty folder; whatever runs in it ends with this process, and it is removed."""
    folder = Path(tempfile.mkdtemp(prefix="assetmap-cluster-", dir="/tmp"))
    folder.chmod(0o755)
    watch(os.getpid(), folder)
    return folder


@pytest.fixture(scope="module")
def made_cluster(server_folder: Path) -> Iterator[Cluster]:
    """The cluster of one module, made by somebody whose files nobody else may read."""
    ports = [free_port() for _ in range(6)]
    before = os.umask(0o077)
    try:
        cluster = Cluster.make(server_folder / "cluster", ports, is_quick=True)
    finally:
        os.umask(before)
    yield cluster
    cluster.kill()


@pytest.fixture
def cluster(made_cluster: Cluster) -> Cluster:
    """All three run, whatever the test before did to them, and the database is empty."""
    made_cluster.start()
    made_cluster.empty()
    return made_cluster
