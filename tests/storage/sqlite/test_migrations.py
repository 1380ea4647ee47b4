"""The tables' changes: numbered, made once, all or none."""

import re
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from assetmap.storage.sqlite import sqlite_store
from assetmap.storage.sqlite.migrations import NEWEST, migrations
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.store import Unavailable
from assetmap.storage.tables import TABLES as NOUNS
from tests.factories import a_listing

TABLES = sorted(
    [
        *("counters", "hidden_places", "index_queue", "listings", "private_contacts"),
        *("audit", "audit_totals", "audit_values"),
        *("ledger_accounts", "ledger_entries", "ledger_transfers"),
        *(table.name for table in NOUNS),
    ]
)


def names() -> list[str]:
    return [migration.name for migration in migrations().pending(Database(memory=True))]


def tables(file: Path) -> list[str]:
    connection = sqlite3.connect(file)
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite_%'"
        " ORDER BY name"
    ).fetchall()
    connection.close()
    return [row[0] for row in rows]


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    assert [name[:4] for name in names()] == [f"{n:04}" for n in range(1, len(names()) + 1)]
    assert [name for name in names() if not re.fullmatch(r"\d{4}_[a-z_]+", name)] == []


def test_newest_is_the_last_migration() -> None:
    assert names()[-1] == NEWEST


def test_migrations_are_applied_once(tmp_path: Path) -> None:
    file = tmp_path / "assetmap.db"
    for _ in range(2):
        store = SqliteStore(file)
        with store.transaction() as uow:
            uow.save_listing(a_listing())
        store.close()
    connection = sqlite3.connect(file)
    applied = connection.execute("SELECT migration_set, name FROM _sqlite_migrations").fetchall()
    connection.close()
    assert applied == [("assetmap", name) for name in names()]
    assert tables(file) == TABLES


def test_migration_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "assetmap.db"
    store = SqliteStore(file)
    with store.transaction() as uow:
        uow.save_listing(a_listing())
    store.close()

    def with_bad_ones() -> Migrations:
        changes = migrations()

        @changes(name="0002_good")
        def good(db: Database) -> None:
            db.table("good").create({"id": int}, pk="id")

        @changes(name="0003_bad")
        def bad(db: Database) -> None:
            db.table("bad").create({"id": int}, pk="id")
            db.execute("INSERT INTO nowhere VALUES (1)")

        return changes

    with monkeypatch.context() as patch:
        patch.setattr(sqlite_store, "migrations", with_bad_ones)
        patch.setattr(sqlite_store, "NEWEST", "0003_bad")
        with pytest.raises(Unavailable, match="no such table: nowhere"):
            SqliteStore(file)
    assert tables(file) == TABLES
    again = SqliteStore(file)
    assert again.get_listing("knit-club").listing == a_listing()
    again.close()
