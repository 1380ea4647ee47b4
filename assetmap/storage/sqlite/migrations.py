"""The tables of the SQLite store, one change at a time; all that are missing are made, or none.

Kept apart from the store because sqlite-utils takes more than a second to import (it imports
pandas), which a server that finds its tables up to date need not pay.
"""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from assetmap.storage.sql.document_tables import statements
from assetmap.storage.sqlite.ledger_tables import make_ledger
from assetmap.storage.sqlite.moving_hidden_places import move_hidden_places

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


def migrations() -> "Migrations":
    """Every change there has been, in order."""
    from sqlite_utils import Migrations

    changes = Migrations("assetmap")
    for name, change in _CHANGES:
        changes(name=name)(change)
    return changes


def _make_listings(db: "Database") -> None:
    """The listings and what belongs to them."""
    db.table("listings").create(
        {
            "id": str,
            "source": str,
            "source_id": str,
            "status": str,
            "generation": int,
            "document": str,
        },
        pk="id",
        not_null={"source", "source_id", "status", "generation", "document"},
    )
    db.table("listings").create_index(["source", "source_id"], unique=True)
    db.table("listings").create_index(["generation"])
    db.table("private_contacts").create(
        {"listing_id": str, "document": str},
        pk="listing_id",
        foreign_keys=[("listing_id", "listings", "id")],
        not_null={"document"},
    )
    # AUTOINCREMENT: a number struck off must never be given out again.
    db.execute(
        "CREATE TABLE index_queue (number INTEGER PRIMARY KEY AUTOINCREMENT,"
        " listing_id TEXT NOT NULL)"
    )
    db.table("counters").create({"name": str, "value": int}, pk="name", not_null={"value"})
    db.table("counters").insert({"name": "generation", "value": 0})
    db.table("counters").insert({"name": "mark", "value": secrets.randbits(62)})


def _make_document_tables(name: str) -> Callable[["Database"], None]:
    def make(db: "Database") -> None:
        for statement in statements(name, "INTEGER PRIMARY KEY AUTOINCREMENT"):
            db.execute(statement)

    return make


def _make_upkeep(db: "Database") -> None:
    """People, checks, reports, proposals, revisions and the rest; the audit."""
    _make_document_tables("0002_upkeep")(db)
    _make_audit(db)


def _publish_today(db: "Database") -> None:
    """What is public already counts as public from today: checks fall due from here."""
    db.execute(_PUBLISHED_TODAY)


def _time_the_queue(db: "Database") -> None:
    """What waits for the index says since when: what waits already, since this change."""
    for column in ("queued_at", "generation"):
        db.execute(f"ALTER TABLE index_queue ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "UPDATE index_queue SET queued_at = strftime('%s', 'now') + 0,"
        " generation = (SELECT value FROM counters WHERE name = 'generation')"
    )


def _make_audit(db: "Database") -> None:
    """The audit: its entries, the values that can be erased, and what was cut down to counts."""
    db.execute(
        "CREATE TABLE audit (number INTEGER PRIMARY KEY, at TEXT NOT NULL,"
        " subject TEXT NOT NULL, document TEXT NOT NULL)"
    )
    db.table("audit").create_index(["subject"])
    db.execute(
        "CREATE TABLE audit_values (number INTEGER NOT NULL REFERENCES audit(number)"
        " ON DELETE CASCADE, position INTEGER NOT NULL, field TEXT NOT NULL,"
        " document TEXT NOT NULL, PRIMARY KEY (number, position))"
    )
    db.execute(
        "CREATE TABLE audit_totals (month TEXT NOT NULL, what TEXT NOT NULL,"
        " total INTEGER NOT NULL, PRIMARY KEY (month, what))"
    )


_PUBLISHED_TODAY = (
    "UPDATE listings SET document = json_set(document, '$.published_on', date('now'))"
    " WHERE status IN ('published', 'planned', 'paused')"
)


def _document_tables(name: str) -> tuple[str, Callable[["Database"], None]]:
    return name, _make_document_tables(name)


_CHANGES: tuple[tuple[str, Callable[["Database"], None]], ...] = (
    ("0001_listings", _make_listings),  # their private contacts apart, the index's queue
    ("0002_upkeep", _make_upkeep),
    _document_tables("0003_sheets"),
    ("0004_hidden_places", move_hidden_places),
    ("0005_published_on", _publish_today),
    _document_tables("0006_remembered_browsers"),
    _document_tables("0007_source_rows"),  # what files said last
    _document_tables("0008_key_checks"),  # which key fits
    _document_tables("0009_identities"),  # the council's own accounts
    ("0010_queued_at", _time_the_queue),  # since when a change waits for the index
    _document_tables("0011_website_checks"),
    _document_tables("0012_areas"),  # wards, patches and the like
    _document_tables("0013_import_batches"),  # so that files can be undone
    _document_tables("0014_feeds"),  # what is read regularly, and leads
    _document_tables("0015_webhooks"),  # what changed, and who is told
    _document_tables("0016_borough_changes"),  # versions of its files
    _document_tables("0017_setup_steps"),  # what was kept, and tried
    ("0018_ledger", make_ledger),  # the time bank's accounts and transfers
    _document_tables("0019_time_bank"),  # its members and their wishes
    _document_tables("0020_reports"),  # counts, stories, frozen sheets
)
NEWEST = _CHANGES[-1][0]


def names() -> tuple[str, ...]:
    """The names of all changes, in order."""
    return tuple(name for name, _ in _CHANGES)
