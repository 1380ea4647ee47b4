"""The vectors that were worked out, kept in a file that may be deleted at any time.

One row a text that stands for itself (a phrase, a category's name), and one a listing with a few
vectors. Each process writes what it worked out, and reads what the others did.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assetmap.embeddings.weights import Floats

Small = NDArray[np.int8]

_TABLES = """
CREATE TABLE IF NOT EXISTS listing (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    vectors BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS text (text TEXT PRIMARY KEY, vector BLOB NOT NULL);
"""
_WAIT = 10.0  # seconds for another process to finish its writing
_MANY = 500  # texts asked for at once


@dataclass(frozen=True)
class KeptVectors:
    """A listing's vectors, of which text they are, and their number, which only ever grows."""

    number: int
    id: str
    fingerprint: str
    vectors: Small


def made_small(vectors: Floats) -> Small:
    """Rows with eight bits a number: only where they point is kept, not how long they are."""
    most = np.abs(vectors).max(axis=-1, keepdims=True)
    small: Small = np.rint(vectors * (127 / np.maximum(most, 1e-9))).astype(np.int8)
    return small


class VectorFile:
    """Safe to use from several threads and processes."""

    def __init__(self, file: Path, size: int) -> None:
        """`size` is how many numbers a vector has. A damaged file is made again."""
        self._file, self._size = file, size
        self._lock = threading.Lock()
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._connection.close()
            file.unlink(missing_ok=True)
            self._open()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._file, _WAIT, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(_TABLES)

    def last(self) -> int:
        """The greatest number that was given to a listing's vectors."""
        with self._lock:
            found = self._connection.execute("SELECT max(number) FROM listing").fetchone()
        return int(found[0] or 0)

    def count(self) -> int:
        """How many listings have vectors here."""
        with self._lock:
            return int(self._connection.execute("SELECT count(*) FROM listing").fetchone()[0])

    def since(self, number: int) -> Iterator[KeptVectors]:
        """The vectors of listings with a number greater than `number`, in their order."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT number, id, fingerprint, vectors FROM listing WHERE number > ?"
                " ORDER BY number",
                (number,),
            )
            while some := rows.fetchmany(_MANY):
                for place, listing_id, fingerprint, blob in some:
                    yield KeptVectors(place, listing_id, fingerprint, self._array(blob))

    def keep(self, rows: Iterable[tuple[str, str, Small]]) -> None:
        """Keep listings' vectors: id, fingerprint, and a row for each vector."""
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO listing (id, fingerprint, vectors) VALUES (?, ?, ?)",
                [(each, fingerprint, vectors.tobytes()) for each, fingerprint, vectors in rows],
            )

    def drop(self, ids: Iterable[str]) -> None:
        """Forget the vectors of some listings."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM listing WHERE id = ?", [(each,) for each in ids])

    def clear(self) -> None:
        """Forget every vector."""
        with self._writing() as connection:
            connection.execute("DELETE FROM listing")
            connection.execute("DELETE FROM text")

    def texts(self, wanted: Iterable[str]) -> dict[str, Small]:
        """The vectors of those of some texts that are kept."""
        asked = list(dict.fromkeys(wanted))
        found: dict[str, Small] = {}
        with self._lock:
            for first in range(0, len(asked), _MANY):
                part = asked[first : first + _MANY]
                marks = ", ".join("?" * len(part))
                rows = self._connection.execute(
                    f"SELECT text, vector FROM text WHERE text IN ({marks})",  # noqa: S608 - marks
                    part,
                )
                found.update((text, self._array(blob)[0]) for text, blob in rows)
        return found

    def keep_texts(self, texts: Iterable[str], vectors: Small) -> None:
        """Keep the vector of each text."""
        blobs = (vector.tobytes() for vector in vectors)
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO text VALUES (?, ?)", list(zip(texts, blobs, strict=True))
            )

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._connection:
            yield self._connection

    def _array(self, blob: bytes) -> Small:
        return np.frombuffer(blob, np.int8).reshape(-1, self._size)
