"""Vectors of listings in memory, eight bits a number, ready to be measured against a question's.

Numpy has no fast product of eight-bit tables, so they are widened a piece at a time, small enough
to stay in the processor's own memory: 100,000 vectors take 7 ms.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from assetmap.embeddings.vector_file import Small
from assetmap.embeddings.weights import Floats

_PIECE = 1_024  # vectors widened at once: 1.5 MB
_ROOM = 64  # listings for which room is made at least


def cosines(rows: Small, lengths: Floats, vector: Floats) -> Floats:
    """The cosine of each row with a vector that is one long."""
    found = np.empty(len(rows), np.float32)
    wide = np.empty((min(_PIECE, len(rows)), rows.shape[1]), np.float32)
    for first in range(0, len(rows), _PIECE):
        piece = rows[first : first + _PIECE]
        part = wide[: len(piece)]
        np.copyto(part, piece)
        np.dot(part, vector, out=found[first : first + _PIECE])
    return found / lengths


def lengths_of(rows: Small) -> Floats:
    """How long each row is, at least 1."""
    found = np.empty(len(rows), np.float32)
    for first in range(0, len(rows), _PIECE):
        piece = rows[first : first + _PIECE].astype(np.float32)
        found[first : first + _PIECE] = np.linalg.norm(piece, axis=1)
    return np.maximum(found, 1)


class Pool:
    """The vectors of listings, each in a slot: the whole text's first, then its sentences'."""

    def __init__(self, each: int, size: int) -> None:
        """`each` is how many vectors a slot has, `size` how many numbers a vector has."""
        self._rows = np.zeros((0, each, size), np.int8)
        self._lengths = np.ones((0, each), np.float32)
        self.slots: dict[str, int] = {}

    def reserve(self, more: int) -> None:
        """Make room for so many more listings at once."""
        each, size = self._rows.shape[1:]
        room = np.zeros((len(self.slots) + more, each, size), np.int8)
        room[: len(self.slots)] = self._rows[: len(self.slots)]
        lengths = np.ones((len(room), each), np.float32)
        lengths[: len(self.slots)] = self._lengths[: len(self.slots)]
        self._rows, self._lengths = room, lengths

    def put(self, listing_id: str, vectors: Small) -> None:
        """Put a listing's vectors in its slot; the first sentence's fills what is left over."""
        slot = self.slots.setdefault(listing_id, len(self.slots))
        if slot == len(self._rows):
            del self.slots[listing_id]
            self.reserve(max(_ROOM, slot // 8))
            self.slots[listing_id] = slot
        each = self._rows.shape[1]
        taken = [*range(min(len(vectors), each)), *[min(1, len(vectors) - 1)] * each][:each]
        self._rows[slot] = vectors[taken]
        self._lengths[slot] = lengths_of(self._rows[slot])

    def measured(self, vector: Floats) -> tuple[Floats, Floats]:
        """By slot: the cosine with the whole text, and the best one with a sentence."""
        rows = self._rows[: len(self.slots)]
        flat = rows.reshape(-1, rows.shape[2])
        lengths = self._lengths[: len(rows)].reshape(-1)
        found = cosines(flat, lengths, vector).reshape(rows.shape[:2])
        return found[:, 0], found[:, 1:].max(axis=1)

    def positions(self, places: Mapping[str, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The slots of listings that have a place, and those places, in step."""
        pairs = [(slot, places[each]) for each, slot in self.slots.items() if each in places]
        found = np.array(pairs, np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]
