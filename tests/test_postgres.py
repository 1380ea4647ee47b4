"""The server of the run: fresh databases, and nothing left of it once the run is over."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from scripts.benchmark.processes import ROOT
from scripts.postgres_cluster.databases import rows
from scripts.postgres_cluster.process_tree import is_alive
from scripts.postgres_cluster.server import OWNER, SUPERUSER
from scripts.postgres_cluster.waiting import wait_until
from tests.postgres import MakeDatabase

TABLES = (
    "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
)
SETTINGS = (
    "SELECT current_user, rolsuper, datcollate, pg_encoding_to_char(encoding) FROM pg_database"
    " JOIN pg_roles ON rolname = current_user WHERE datname = current_database()"
)


def test_each_database_is_empty_and_has_postgis(postgres_database: MakeDatabase) -> None:
    first, second = postgres_database(), postgres_database()
    assert rows(first, TABLES) == [(1,)]  # that of PostGIS
    rows(first, "CREATE TABLE listings (id text)")
    assert [rows(url, TABLES) for url in (first, second)] == [[(2,)], [(1,)]]
    thames = "SELECT ST_SRID(ST_Transform('SRID=4326;POINT(0.33 51.46)'::geometry, 27700))"
    assert rows(second, thames) == [(27700,)]


def test_who_works_in_it_owns_it_and_may_do_no_more(postgres_database: MakeDatabase) -> None:
    url = postgres_database()
    if not os.environ.get("ASSETMAP_TEST_POSTGRES"):
        assert rows(url, SETTINGS) == [(OWNER, False, "C", "UTF8")]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows(url, "CREATE DATABASE another")
    rows(url, "CREATE SCHEMA assetmap")
    rows(url, "CREATE EXTENSION IF NOT EXISTS postgis")


# A run of its own, which says where its server is and then waits.
RUN = """
import sys
from scripts.postgres_cluster.databases import rows

def test_one(postgres_database):
    url = postgres_database().replace("{owner}@", "{superuser}@")
    print(rows(url, "SHOW data_directory")[0][0], flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("is_killed", [False, True], ids=["ends", "is killed"])
def test_nothing_is_left_of_the_server_when_its_run(
    postgres_database: MakeDatabase, tmp_path: Path, is_killed: bool
) -> None:
    test = tmp_path / "test_one.py"
    test.write_text(RUN.format(owner=OWNER, superuser=SUPERUSER))
    plugins = ("-c", os.devnull, "-p", "tests.programs", "-p", "tests.postgres")
    words = ("-q", "-s", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'base'}", *plugins)
    pipe = subprocess.PIPE
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ASSETMAP_", "PYTEST_"))
    }
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", *words, test], cwd=ROOT, env=env, stdin=pipe, stdout=pipe
    ) as run:
        assert run.stdin
        assert run.stdout
        data = Path(run.stdout.readline().decode().strip())
        server = int((data / "postmaster.pid").read_text().split()[0])
        if is_killed:
            run.kill()
        run.stdin.close()
        run.wait()
    assert run.returncode == (-signal.SIGKILL if is_killed else 0)
    wait_until(lambda: not data.parent.exists(), "its folder is removed")
    assert not is_alive(server)
