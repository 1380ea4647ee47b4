"""A segment of the index as arrays: what never changes of it, whichever documents are removed."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assetmap.search_index.edits import Array


@dataclass(frozen=True)
class Entry:
    """Where a term stands in one field: documents in order, and how often in each."""

    field: int  # its number in FIELDS
    docnums: Array
    frequencies: Array


class Segment:
    """The arrays of a segment, which may be a file that is mapped.

    `ids` are those of its documents in order, `id_docnums` the number of each one's document.
    `words` are the unstemmed words that spelling can be mended by, in order, with the number of
    the documents that have each; removed documents count in all of them.
    """

    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self.name = name
        self._arrays = arrays
        self.ids, self.id_docnums = arrays["ids"], arrays["id_docnums"]
        self.words, self.word_counts = arrays["words"], arrays["word_counts"]
        self._terms = arrays["terms"].data  # plain memory: one number of it is quicker had
        self._bounds = arrays["term_bounds"].data
        self._entries = arrays["term_entries"].data

    def __len__(self) -> int:
        return len(self.ids)

    def lengths(self, field: int) -> Array:
        """The number of words that each document has in a field, 1 where it has none."""
        lengths = self._arrays["lengths"]
        return lengths[field * len(self) : (field + 1) * len(self)]

    def entries(self, term: str) -> Iterator[Entry]:
        """Where a stemmed term stands: one for each field that has it, in the order of FIELDS."""
        number = self._number(term.encode("utf-8", "surrogatepass"))
        if number is None:
            return
        arrays = self._arrays
        for entry in range(self._entries[number], self._entries[number + 1]):
            rows = slice(int(arrays["entry_starts"][entry]), int(arrays["entry_ends"][entry]))
            yield Entry(
                int(arrays["entry_fields"][entry]),
                arrays["docnums"][rows],
                arrays["frequencies"][rows],
            )

    def words_of_only(self, dead: Array) -> Array:
        """Which of `words` no document has but such as are `dead`: one boolean a document."""
        bounds = self._arrays["word_bounds"].astype(np.int64)
        if not len(self.words):
            return np.zeros(0, bool)
        hits = dead[self._arrays["word_docnums"]]
        only: Array = np.add.reduceat(hits, bounds[:-1], dtype=np.int64) == np.diff(bounds)
        return only

    def _number(self, term: bytes) -> int | None:
        terms, bounds = self._terms, self._bounds
        last = len(bounds) - 1

        def text(number: int) -> bytes:
            return bytes(terms[bounds[number] : bounds[number + 1]])

        number = bisect_left(range(last), term, key=text)
        return number if number < last and text(number) == term else None


def encoded(ids: Sequence[str]) -> Array:
    """Ids as an array of bytes, which sort as the ids do."""
    try:
        return np.array(ids, "S") if len(ids) else np.empty(0, "S1")
    except UnicodeEncodeError:
        return np.array([each.encode() for each in ids], "S")
