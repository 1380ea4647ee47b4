"""The tables of the SQLite store, one change at a time; all that are missing are made, or none.

Kept apart from the store because sqlite-utils takes more than a second to import (it imports
pandas), which a server that finds its tables up to date need not pay.
"""

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

NEWEST = "0001_listings"


def migrations() -> "Migrations":
    """Every change there has been, in order."""
    from sqlite_utils import Migrations

    changes = Migrations("assetmap")

    @changes(name="0001_listings")
    def listings(db: "Database") -> None:
        """Listings, their private contacts apart from them, the index's queue, the generation."""
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

    return changes
