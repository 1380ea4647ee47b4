"""The ledger in SQLite: what only that store has. The rest is in test_ledger_contract.py."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from assetmap.storage.sql.sql_ledger import SqlLedger
from assetmap.storage.sqlite.sqlite_connection import SqliteConnection
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.store import Unavailable
from tests.storage.transfers import a_transfer, open_accounts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store with one transfer."""
    store = SqliteStore(tmp_path / "assetmap.db")
    open_accounts(store, "101", "102")
    with store.transaction() as uow:
        uow.post(a_transfer())
    yield store
    store.close()


def test_questions_about_one_account_read_its_entries_alone(store: SqliteStore) -> None:
    seen: list[str] = []
    with closing(sqlite3.connect(store._path)) as db:
        db.set_trace_callback(seen.append)
        ledger = SqlLedger(lambda: nullcontext(SqliteConnection(db)))
        assert ledger.balance("101") == 90
        assert len(ledger.transfers(account="101")) == 1
        assert ledger.balances()["101"] == 90
        db.set_trace_callback(None)
        for query in seen:
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}")]
            assert not [step for step in plan if step.startswith("SCAN ledger_entries")], plan


def test_a_ledger_that_is_not_there_is_said_plainly(store: SqliteStore) -> None:
    with closing(sqlite3.connect(store._path, isolation_level=None)) as db:
        db.execute("DROP TABLE ledger_entries")
    with pytest.raises(Unavailable, match="cannot be used: no such table: ledger_entries"):
        store.ledger.balances()
    with pytest.raises(Unavailable), store.transaction() as uow:
        uow.post(a_transfer("second"))
