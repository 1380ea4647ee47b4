"""Ends whatever runs in a folder, whole or half made, and takes the folder away."""

import shutil
from contextlib import suppress
from itertools import chain
from pathlib import Path

from scripts.benchmark.processes import Failed
from scripts.postgres_cluster.pgbouncer import PgBouncer
from scripts.postgres_cluster.server import PostgresServer

_PORTS = ("port", "*/port", "*/*/port")  # of a server, of a cluster's, of a cluster's in a folder


def end_all(folder: Path) -> None:
    """Kill every server and pgbouncer that was made in a folder, or below it."""
    for port in chain(*(folder.glob(each) for each in _PORTS)):
        kind = PgBouncer if (port.parent / "pgbouncer.ini").exists() else PostgresServer
        with suppress(OSError, ValueError, Failed):
            kind(port.parent).kill()


def is_removed(folder: Path) -> bool:
    """Kill what runs in a folder and remove it; whether that has been done."""
    end_all(folder)
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
