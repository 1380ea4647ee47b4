"""One PostgreSQL server for the whole run, and an empty database in it for whoever asks.

It ends with the run, even with one that is killed. ASSETMAP_TEST_POSTGRES names one that runs
already, by the URL of somebody who may make databases there and PostGIS in them.
"""

import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.postgres_cluster.databases import (
    create_database,
    create_template,
    drop_database,
    rows,
    with_database,
)
from scripts.postgres_cluster.server import SUPERUSER, PostgresServer
from scripts.postgres_cluster.watching import watch
from tests.once import folder_of_the_run, made_once
from tests.ports import free_port
from tests.programs import POSTGRES, needed

MakeDatabase = Callable[[], str]

_NAMED = "ASSETMAP_TEST_POSTGRES"
_TEMPLATE = "assetmap_test_template"
_URL, _OWN_URL = "url", "own-url"  # files


@pytest.fixture(scope="session")
def postgres_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeDatabase]:
    """Gives the URL of a fresh empty database, PostGIS within, each time it is called."""
    needed(POSTGRES)
    made = made_once(tmp_path_factory, "postgres", lambda at: _prepare(at, tmp_path_factory))
    url, own_url = ((made / name).read_text() for name in (_URL, _OWN_URL))
    owner = urlsplit(own_url).username or ""
    names = (f"assetmap_test_{uuid.uuid4().hex[:8]}_{number}" for number in count(1))
    databases = []

    def make() -> str:
        databases.append(next(names))
        create_database(url, databases[-1], owner, _TEMPLATE)
        return with_database(own_url, databases[-1])

    yield make
    if os.environ.get(_NAMED):  # the server of a run goes with all that is in it
        for name in databases:
            drop_database(url, name)


def _prepare(folder: Path, factory: pytest.TempPathFactory) -> None:
    """Write down the URL of who makes databases, and of who then works in them."""
    url = own_url = os.environ.get(_NAMED, "")
    if not url:
        server = _start(_pid_of_the_run(factory))
        url, own_url = server.url("postgres", SUPERUSER), server.url("postgres")
    if not rows(url, "SELECT 1 FROM pg_database WHERE datname = %s", _TEMPLATE):
        create_template(url, _TEMPLATE)  # which a server that is not the run's own keeps
    (folder / _URL).write_text(url)
    (folder / _OWN_URL).write_text(own_url)


def _start(run: int) -> PostgresServer:
    # Not among the folders of the run: the user of the databases cannot reach those of root.
    folder = Path(tempfile.mkdtemp(prefix="assetmap-postgres-", dir="/tmp"))
    watch(run, folder)
    server = PostgresServer.make(folder, free_port(), is_quick=True)
    server.start()
    return server


def _pid_of_the_run(factory: pytest.TempPathFactory) -> int:
    """The process that ends last: of several, the one that started the others."""
    is_one_of_several = folder_of_the_run(factory) != factory.getbasetemp()
    return os.getppid() if is_one_of_several else os.getpid()
