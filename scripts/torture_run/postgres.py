"""A PostgreSQL server that waits for its disk as one in use does, until the end of a block."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.postgres_cluster.server import PostgresServer
from scripts.postgres_cluster.watching import watch


@contextmanager
def serving_postgres() -> Iterator[PostgresServer]:
    """One that is started. It ends with this process, however that ends. Raises Failed."""
    # Not below a folder of ours, which its user could not reach.
    folder = Path(tempfile.mkdtemp(prefix="assetmap-postgres-", dir="/tmp"))
    watch(os.getpid(), folder)
    server = PostgresServer.make(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)
