"""What only the locks in PostgreSQL have; the rest is in tests/storage/test_locks.py."""

import psycopg
import pytest

from assetmap.storage.postgres.postgres_locks import PostgresLocks
from assetmap.storage.store import Unavailable
from tests.postgres import MakeDatabase


def test_lock_ends_with_its_connection(postgres_database: MakeDatabase) -> None:
    url = postgres_database()
    locks, ended = PostgresLocks(url), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    with locks.holding("a", waits=False) as is_ours:
        assert is_ours
        with psycopg.connect(url, autocommit=True) as connection:
            ours = "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            connection.execute(f"{ended} {ours} AND usename = current_user")
        assert not locks.is_held("a")


def test_database_that_is_away_is_told_plainly() -> None:
    locks = PostgresLocks("postgresql://assetmap@127.0.0.1:1/x")
    with pytest.raises(Unavailable, match="takes changes"):
        locks.is_held("a")
