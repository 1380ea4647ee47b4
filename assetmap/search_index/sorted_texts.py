"""Different texts in the order of their letters, in flat arrays: a text is its place among them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.edits import Array, Edit
from assetmap.search_index.ragged import Ragged

_KNOWN = 1024  # texts looked up last: most questions are of the same few words


def encoded(text: str) -> bytes:
    """As UTF-8, whose bytes stand in the order of the letters; halves of pairs are let through."""
    return text.encode("utf-8", "surrogatepass")


def decoded(text: bytes) -> str:
    """What was `encoded`."""
    return text.decode("utf-8", "surrogatepass")


class SortedTexts:
    """Texts, each once. Its arrays may be maps of a file: opening decodes nothing."""

    def __init__(self, texts: Ragged) -> None:
        self._texts = texts
        self._first = texts.first.data
        self.find = lru_cache(maxsize=_KNOWN)(self._find)

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Of different texts in order."""
        parts = [encoded(text) for text in texts]
        lengths = np.fromiter(map(len, parts), np.int32, len(parts))
        return cls(Ragged.of(lengths, np.frombuffer(b"".join(parts), np.uint8)))

    def arrays(self) -> dict[str, Array]:
        """The flat arrays it consists of."""
        return {"first": self._texts.first, "text": self._texts.flat}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> Self:
        """Opened again. The arrays must be none of NumPy's subclasses, which are slow."""
        return cls(Ragged(arrays["first"], arrays["text"]))

    def __len__(self) -> int:
        return len(self._first) - 1

    @cached_property
    def _bytes(self) -> bytes:
        """Of them all: one copy of them, since pieces of bytes are made in no time."""
        return self._texts.flat.tobytes()

    def _key(self, place: int) -> bytes:
        return self._bytes[self._first[place] : self._first[place + 1]]

    def text(self, place: int) -> str:
        """The text at a place."""
        return decoded(self._key(place))

    def place(self, text: str) -> int:
        """The place of a text, or where it would stand."""
        return bisect_left(range(len(self)), encoded(text), key=self._key)

    def _find(self, text: str) -> int:
        """The place of a text; -1 when it is not among them."""
        wanted = encoded(text)
        place = bisect_left(range(len(self)), wanted, key=self._key)
        return place if place < len(self) and self._key(place) == wanted else -1

    @cached_property
    def every(self) -> list[str]:
        """All of them, in order."""
        first = self._first.tolist()
        return [decoded(self._bytes[a:b]) for a, b in pairwise(first)]

    def edit(self, stays: NDArray[np.bool_], new: Sequence[str]) -> Edit:
        """What some texts going and some `new` ones coming, in order, does to the places."""
        came = np.fromiter(map(self.place, new), np.int64, len(new))
        rank = np.concatenate(([0], np.cumsum(stays)))  # of those that stay, how many are before
        shift = np.cumsum(np.bincount(came, minlength=len(self) + 1))[: len(self)]
        moved = np.where(stays, rank[:-1] + shift, -1)
        return Edit(moved, rank[came] + np.arange(len(new)), int(rank[-1]) + len(new))

    def with_changed(self, edit: Edit, new: Sequence[str]) -> "SortedTexts":
        """After an `edit` of its own."""
        return SortedTexts(self._texts.applied(edit, SortedTexts.of(new)._texts))
