"""Datasette over the same records, set up as its own documentation recommends.

One table with an index on each column that is asked for, JSON arrays where Datasette can count
them, FTS5 over the very texts that our own index holds, opened as an immutable file.
"""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.domain.times.schedule import DAYS, TIMES
from assetmap.services.context import Context
from assetmap.services.index_documents import document_of
from scripts.benchmark.fetching import fetch
from scripts.benchmark.processes import Failed, Running, free_port, serving

_TABLE = """
CREATE TABLE listings (
    id TEXT PRIMARY KEY, name TEXT, kind TEXT, labels TEXT, summary TEXT, text TEXT,
    whereabouts TEXT, place TEXT, categories TEXT, audience TEXT, access TEXT, days TEXT,
    times TEXT, cost TEXT, cost_band TEXT, phone TEXT, checked_on TEXT, lat REAL, lon REAL);
"""
# Datasette sees the search only where `content` stands in double quotes.
_INDEXES = """
CREATE INDEX by_kind ON listings (kind); CREATE INDEX by_cost ON listings (cost_band);
CREATE INDEX by_place ON listings (place); CREATE INDEX by_name ON listings (name);
CREATE INDEX by_point ON listings (lat, lon); CREATE INDEX by_lon ON listings (lon);
CREATE VIRTUAL TABLE listings_fts USING fts5
    (name, labels, summary, text, whereabouts, content="listings", tokenize='porter');
INSERT INTO listings_fts (listings_fts) VALUES ('rebuild'); ANALYZE; VACUUM;
"""
# Order by the square of the distance on flat ground: the order is the same, and it is quicker.
_NEAR = """
SELECT *, (lat - :lat) * (lat - :lat) + (lon - :lon) * (lon - :lon) * 0.387 AS far,
    count(*) OVER () AS total
FROM listings WHERE rowid IN (SELECT rowid FROM listings_fts WHERE listings_fts MATCH :words)
ORDER BY far IS NULL, far LIMIT 20
"""
_METADATA = {"databases": {"db": {"queries": {"near": {"sql": _NEAR}}}}}
_SETTINGS = {
    "facet_time_limit_ms": "10000",  # else it leaves counts out when they take long
    "sql_time_limit_ms": "20000",
    "suggest_facets": "off",
}


def is_installed() -> bool:
    """Whether Datasette is there to compare with."""
    return find_spec("datasette") is not None


def build(context: Context, folder: Path) -> float:
    """Write the public listings to `db.db` in `folder`; gives the seconds that it took."""
    rows = [_row(context, public_view(each.listing)) for each in context.store.all()]
    started = time.perf_counter()
    with closing(sqlite3.connect(folder / "db.db")) as connection:
        connection.executescript(_TABLE)
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO listings VALUES ({marks})", rows)
        connection.commit()
        connection.executescript(_INDEXES)
    (folder / "metadata.json").write_text(json.dumps(_METADATA))
    return time.perf_counter() - started


def serve(folder: Path) -> AbstractContextManager[Running]:
    """Datasette over `db.db` in `folder` for the length of a block."""
    port = free_port()
    settings = [part for pair in _SETTINGS.items() for part in ("--setting", *pair)]
    arguments = ["-m", "datasette", "serve", "-i", str(folder / "db.db"), "--port", str(port)]
    metadata = ["--metadata", str(folder / "metadata.json")]
    log = folder / "datasette.log"
    path = "/db/listings.json?_size=1"
    return serving([*arguments, *metadata, *settings], os.environ, port, path, log)


class Peer:
    """A running Datasette, and the file behind it to check its answers against."""

    def __init__(self, port: int, folder: Path) -> None:
        self._port = port
        self._file = folder / "db.db"

    def total(self, path: str) -> int:
        """How many rows Datasette finds. Raises Failed when plain SQL finds another number."""
        document = json.loads(fetch(self._port, path).body)
        rows = document["rows"]
        if "/near.json" in path:
            total = int(rows[0]["total"]) if rows else 0
        else:
            total = int(document["filtered_table_rows_count"])
        counted = self._counted(path)
        facets = document.get("facet_results", {})
        if "_facet" in path and len(facets) < 7 and counted:
            raise Failed(f"Datasette left counts out: {path} gave {sorted(facets)}")
        if total != counted or bool(rows) != bool(counted):
            raise Failed(f"Datasette found {total} and plain SQL {counted}: {path}")
        return total

    def _counted(self, path: str) -> int:
        wheres: list[str] = []
        values: list[str] = []
        for name, value in _parameters(path):
            column, _, test = name.partition("__")
            if where := _WHERES.get(test or name):
                several = value.split(",") if test == "in" else [value]
                wheres.append(where.format(column=column, marks=", ".join("?" * len(several))))
                values += several
        clause = " AND ".join(wheres) or "1"
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as connection:
            row = connection.execute(f"SELECT count(*) FROM listings WHERE {clause}", values)
            return int(row.fetchone()[0])


_MATCHES = "rowid IN (SELECT rowid FROM listings_fts WHERE listings_fts MATCH ?)"
_WHERES = {
    "_search": _MATCHES,
    "words": _MATCHES,
    "gte": "{column} >= CAST(? AS REAL)",
    "lte": "{column} <= CAST(? AS REAL)",
    "in": "{column} IN ({marks})",
    "arraycontains": "EXISTS (SELECT 1 FROM json_each({column}) WHERE value = ?)",
}


def _parameters(path: str) -> Iterator[tuple[str, str]]:
    for name, values in parse_qs(urlsplit(path).query).items():
        yield from ((name, value) for value in values)


def _row(context: Context, listing: PublicListing) -> tuple[object, ...]:
    shown, texts = listing.shown, document_of(listing, context.borough.words)
    slots = shown.schedule.slots()
    categories = dict.fromkeys(
        part for slug in shown.categories for part in (slug.partition("/")[0], slug)
    )
    days = [day for n, day in enumerate(DAYS) if slots >> n * 3 & 7]
    times = [time for n, time in enumerate(TIMES) if any(slots >> d * 3 + n & 1 for d in range(7))]
    arrays = (list(categories), shown.audience, shown.access, days, times)
    return (
        shown.source_id, shown.name, shown.kind.value, texts.labels, shown.summary, texts.text,
        texts.place, shown.where.place, *(json.dumps(array) for array in arrays), shown.cost.text,
        shown.cost.band.value, shown.public.phone, str(shown.checked.on or ""),
        listing.point.lat if listing.point else None,
        listing.point.lon if listing.point else None,
    )  # fmt: skip
