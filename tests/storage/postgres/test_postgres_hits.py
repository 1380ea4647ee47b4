"""What only the counters in PostgreSQL have; the rest is in tests/storage/test_hit_counters.py."""

import time
from contextlib import closing

import psycopg
import pytest

from assetmap.storage.postgres.postgres_hits import PostgresHits
from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.store import Unavailable
from tests.postgres import MakeDatabase


def test_counts_that_are_over_are_swept_away(
    postgres_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_database()
    PostgresStore(url).close()
    with closing(PostgresHits(url)) as hits, psycopg.connect(url, autocommit=True) as past:
        for name in ("a", "b"):
            hits.add(name, 60)
        later, moment = time.time() + 61, time.monotonic() + 61
        monkeypatch.setattr(time, "time", lambda: later)
        monkeypatch.setattr(time, "monotonic", lambda: moment)
        hits.add("c", 60)
        assert past.execute("SELECT name FROM hits").fetchall() == [("c",)]


@pytest.mark.parametrize("url", ["postgresql://assetmap@127.0.0.1:1/x"])
def test_database_that_is_away_is_told_plainly(url: str) -> None:
    with pytest.raises(Unavailable, match="cannot be reached"):
        PostgresHits(url).add("a", 60)
