"""The plain full-text search of SQLite over the same listings: what a simple engine answers."""

import sqlite3
from collections.abc import Iterable, Sequence

from assetmap.domain.listings.listing import Listing
from assetmap.domain.text import fold

_WEIGHTS = (10.0, 3.0, 1.0)  # name, summary, description


class Fts5:
    """SQLite FTS5 with stemming; the words of a question joined by OR, ranked by bm25."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, name, summary, description,"
            " tokenize='porter unicode61')"
        )
        self._db.executemany(
            "INSERT INTO texts VALUES (?, ?, ?, ?)",
            ((each.id, each.name, each.summary, each.description) for each in listings),
        )

    def ask(self, words: str) -> Sequence[str]:
        """The ids that answer, best first, ten at most."""
        terms = " OR ".join(f'"{word}"' for word in fold(words).split())
        if not terms:
            return ()
        weights = ", ".join(map(str, (0.0, *_WEIGHTS)))
        rows = self._db.execute(
            f"SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, {weights}) LIMIT 10",
            (terms,),
        )
        return [id_ for (id_,) in rows]
