"""The tables of the SQLite store, one change at a time; all that are missing are made, or none.

Kept apart from the store because sqlite-utils takes more than a second to import (it imports
pandas), which a server that finds its tables up to date need not pay.
"""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

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


def _make_shelves(db: "Database", shelves: dict[str, dict[str, str]]) -> None:
    """A table for each noun beside the listings, with an index for each of its keys."""
    for name, keys in shelves.items():
        columns = "".join(f', "{key}" {kind}' for key, kind in keys.items())
        db.execute(
            f"CREATE TABLE {name} (number INTEGER PRIMARY KEY AUTOINCREMENT,"
            f" id TEXT NOT NULL UNIQUE{columns}, document TEXT NOT NULL)"
        )
        for key in keys:
            db.execute(f'CREATE INDEX idx_{name}_{key} ON {name} ("{key}")')


def _make_upkeep(db: "Database") -> None:
    """People, checks, reports, proposals, revisions and the rest; the audit."""
    _make_shelves(db, _UPKEEP)
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
# As of this change; a later one says itself what it adds.
_UPKEEP = {
    "people": {"email": "TEXT"},
    "accounts": {"mark": "TEXT"},
    "sign_ins": {"person_id": "TEXT"},
    "checks": {"listing_id": "TEXT", "by": "TEXT"},
    "reports": {"listing_id": "TEXT", "state": "TEXT"},
    "proposals": {"listing_id": "TEXT", "state": "TEXT"},
    "suggestions": {"listing_id": "TEXT"},
    "revisions": {"listing_id": "TEXT"},
    "do_not_list": {"name": "TEXT"},
    "not_same": {"listing_id": "TEXT"},
    "letters": {"state": "TEXT", "about": "TEXT"},
    "organiser_links": {"used": "INTEGER"},
    "staff_notes": {"listing_id": "TEXT"},
}
_SHEETS = {
    "sheets": {"until": "TEXT"},
    "collections": {"by": "TEXT"},
    "not_found": {"month": "TEXT"},
    "concept_changes": {"concept_id": "TEXT"},
}
_REMEMBERED_BROWSERS = {"remembered_browsers": {"person_id": "TEXT", "token": "TEXT"}}
_IDENTITIES = {"identities": {"person_id": "TEXT"}}
_SOURCE_ROWS = {
    "source_rows": {"source": "TEXT", "listing_id": "TEXT", "is_gone": "INTEGER"},
    "import_sources": {},
}
_AREAS = {"area_sets": {"kind": "TEXT"}, "areas": {"set_id": "TEXT"}}
_IMPORTS = {
    "import_batches": {"source": "TEXT", "state": "TEXT"},
    "import_rows": {"batch": "TEXT", "outcome": "TEXT", "listing_id": "TEXT"},
    "import_writes": {"batch": "TEXT"},
}
_BOROUGH: dict[str, dict[str, str]] = {"borough_changes": {"file": "TEXT"}}
_SETUP: dict[str, dict[str, str]] = {"setup_steps": {}}
_WEBHOOKS: dict[str, dict[str, str]] = {
    "public_marks": {},
    "public_changes": {"type": "TEXT", "day": "TEXT"},
    "changes_seen": {},
    "webhooks": {},
    "webhook_messages": {"webhook_id": "TEXT", "state": "TEXT"},
}
_FEEDS: dict[str, dict[str, str]] = {
    "import_feeds": {},
    "leads": {"source": "TEXT", "state": "TEXT"},
    "lead_feeds": {},
}
_TIME_BANK: dict[str, dict[str, str]] = {
    "time_bank_members": {"stage": "TEXT", "email": "TEXT"},
    "time_bank_groups": {},
    "time_bank_items": {"account": "TEXT", "kind": "TEXT", "state": "TEXT"},
    "time_bank_exchanges": {"giver": "TEXT", "receiver": "TEXT", "state": "TEXT", "slip": "TEXT"},
    "time_bank_concerns": {"member_id": "TEXT"},
    "time_bank_requests": {"state": "TEXT"},
    "time_bank_slip_pads": {},
}
_WEBSITE_CHECKS = {"website_checks": {"listing_id": "TEXT", "is_dead": "INTEGER"}}

_CHANGES: tuple[tuple[str, Callable[["Database"], None]], ...] = (
    ("0001_listings", _make_listings),  # their private contacts apart, the index's queue
    ("0002_upkeep", _make_upkeep),
    ("0003_sheets", lambda db: _make_shelves(db, _SHEETS)),
    ("0004_hidden_places", move_hidden_places),
    ("0005_published_on", _publish_today),
    ("0006_remembered_browsers", lambda db: _make_shelves(db, _REMEMBERED_BROWSERS)),
    ("0007_source_rows", lambda db: _make_shelves(db, _SOURCE_ROWS)),  # what files said last
    ("0008_key_checks", lambda db: _make_shelves(db, {"key_checks": {}})),  # which key fits
    ("0009_identities", lambda db: _make_shelves(db, _IDENTITIES)),  # the council's own accounts
    ("0010_queued_at", _time_the_queue),  # since when a change waits for the index
    ("0011_website_checks", lambda db: _make_shelves(db, _WEBSITE_CHECKS)),
    ("0012_areas", lambda db: _make_shelves(db, _AREAS)),  # wards, patches and the like
    ("0013_import_batches", lambda db: _make_shelves(db, _IMPORTS)),  # so that files can be undone
    ("0014_feeds", lambda db: _make_shelves(db, _FEEDS)),  # what is read regularly, and leads
    ("0015_webhooks", lambda db: _make_shelves(db, _WEBHOOKS)),  # what changed, and who is told
    ("0016_borough_changes", lambda db: _make_shelves(db, _BOROUGH)),  # versions of its files
    ("0017_setup_steps", lambda db: _make_shelves(db, _SETUP)),  # what was kept, and tried
    ("0018_ledger", make_ledger),  # the time bank's accounts and transfers
    ("0019_time_bank", lambda db: _make_shelves(db, _TIME_BANK)),  # its members and their wishes
)
NEWEST = _CHANGES[-1][0]


def names() -> tuple[str, ...]:
    """The names of all changes, in order."""
    return tuple(name for name, _ in _CHANGES)
