"""Where the records of a run lie: in its data directory, or in a PostgreSQL server of its own.

The settings that a run gives to all of its processes stand in the environment under names of the
benchmark's own: what is set there for a directory that is in use is never written to.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STORES = ("sqlite", "postgres")
TEXT_ENGINES = ("whoosh", "tantivy")
_DATABASE = "assetmap"
_REACHABLE = 0o711  # the server's user goes through the folder and sees nothing in it
# As anybody would set a server up that has a few gigabytes to itself; the rest is as it comes.
TUNED = {
    "shared_buffers": "2GB",
    "effective_cache_size": "6GB",
    "maintenance_work_mem": "256MB",
    "work_mem": "16MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
}
# The benchmark's own names, and those of the program's settings that they give.
_GIVEN = {
    "BENCH_DATABASE_URL": "ASSETMAP_DATABASE_URL",
    "BENCH_TEXT_ENGINE": "ASSETMAP_TEXT_ENGINE",
}


def given_settings() -> dict[str, str]:
    """The settings that this run gives to every process of the program."""
    return {ours: os.environ[name] for name, ours in _GIVEN.items() if os.environ.get(name)}


@contextmanager
def kept_or_temporary(kept: Path | None) -> Iterator[Path]:
    """The folder of a run: one that is kept for the next, or one that is thrown away."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="assetmap-bench-") as folder:
        yield Path(folder)


@contextmanager
def records_in(store: str, folder: Path, text_engine: str = "") -> Iterator[str]:
    """Have every process of the run keep its records there; gives the database's URL, or nothing.

    A server of PostgreSQL is made in `folder`, or started again where it was made before, and
    stopped in the end. Raises Failed.
    """
    with _server(folder) if store == "postgres" else _no_server() as url:
        given = {"BENCH_DATABASE_URL": url, "BENCH_TEXT_ENGINE": text_engine}
        before = {name: os.environ.pop(name, "") for name in given}
        os.environ.update(given)
        try:
            yield url
        finally:
            os.environ.update(before)


@contextmanager
def _no_server() -> Iterator[str]:
    yield ""


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    from scripts.postgres_cluster.server import PostgresServer  # needs psycopg

    at = folder / "postgres"
    is_new = not (at / "port").exists()
    if is_new:
        folder.chmod(_REACHABLE)
    server = PostgresServer.make(at, settings=TUNED) if is_new else PostgresServer(at)
    was_running = server.is_running()
    try:
        if not was_running:
            server.start()
        yield server.create_database(_DATABASE) if is_new else server.url(_DATABASE)
    finally:
        if not was_running:
            server.stop()
