"""Every listing in any status as one text, each read when somebody asks for it.

The texts lie in a mapped file that all processes share. A number of those read last are kept, so
that a borough's are read once, and a county's do not fill the memory of every process.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

import numpy as np

from assetmap.domain.listings.listing import Listing
from assetmap.search_index.edits import Array
from assetmap.storage.listing_document import from_document

KEPT_MOST = 3_000  # listings: some 12 MB


class ListingDocuments:
    """The listings of one generation, without private contact; it never changes."""

    def __init__(self, ids: Sequence[str], starts: Array, texts: Array) -> None:
        """`ids` in order; the text of the nth lies in `texts` from `starts[n]` to the next."""
        self.ids, self._starts, self._texts = ids, starts, texts
        # A function of the arrays alone: were it to know this object, the two would hold each other
        # in memory when nobody else does.
        self._read = lru_cache(KEPT_MOST)(partial(_listing_at, starts, texts))

    @classmethod
    def of(cls, documents: Iterable[tuple[str, bytes]]) -> "ListingDocuments":
        """Of the documents of `storage/listing_document` by id, in the order of the ids."""
        every = list(documents)
        lengths = np.array([len(text) for _, text in every], np.int64)
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        texts = np.frombuffer(b"".join(text for _, text in every), np.uint8)
        return cls([listing_id for listing_id, _ in every], starts, texts)

    def arrays(self) -> dict[str, Array]:
        """Everything by name: to be written to files."""
        return {"ids": packed(self.ids), "starts": self._starts, "texts": self._texts}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> "ListingDocuments":
        """What `arrays` gave. Raises KeyError when one is missing."""
        return cls(unpacked(arrays["ids"]), arrays["starts"], arrays["texts"])

    def at(self, number: int) -> Listing:
        """The nth listing."""
        return self._read(number)

    def document_at(self, number: int) -> bytes:
        """The document of the nth."""
        return _document_at(self._starts, self._texts, number)


def packed(texts: Sequence[str]) -> Array:
    """Texts without line breaks as one array of bytes."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def unpacked(array: Array) -> list[str]:
    """The texts of `packed`."""
    joined = array.tobytes().decode()
    return joined.split("\n") if joined else []


def _document_at(starts: Array, texts: Array, number: int) -> bytes:
    return texts[starts[number] : starts[number + 1]].tobytes()


def _listing_at(starts: Array, texts: Array, number: int) -> Listing:
    return from_document(_document_at(starts, texts, number).decode())
