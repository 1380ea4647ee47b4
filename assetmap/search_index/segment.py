"""A segment of the index as arrays: what never changes of it, whichever documents are removed."""

import zlib
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from assetmap.search_index.edits import Array
from assetmap.search_index.index_generation import Entry


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
        self._docnums, self._frequencies = arrays["docnums"], arrays["frequencies"]
        # Plain memory: one number of it is quicker had than of an array.
        self._slots, self._terms = arrays["term_slots"].data, arrays["terms"].data
        self._bounds, self._entries = arrays["term_bounds"].data, arrays["term_entries"].data
        self._fields = arrays["entry_fields"].data
        self._starts, self._ends = arrays["entry_starts"].data, arrays["entry_ends"].data

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
        for entry in range(self._entries[number], self._entries[number + 1]):
            rows = slice(self._starts[entry], self._ends[entry])
            yield Entry(self._fields[entry], self._docnums[rows], self._frequencies[rows])

    def words_of_only(self, dead: Array) -> Array:
        """Which of `words` no document has but such as are `dead`: one boolean a document."""
        bounds = self._arrays["word_bounds"].astype(np.int64)
        if not len(self.words):
            return np.zeros(0, bool)
        hits = dead[self._arrays["word_docnums"]]
        only: Array = np.add.reduceat(hits, bounds[:-1], dtype=np.int64) == np.diff(bounds)
        return only

    def _number(self, term: bytes) -> int | None:
        slots, bounds = self._slots, self._bounds
        for slot in probed(term, len(slots)):
            if not slots[slot]:
                return None
            number: int = slots[slot] - 1
            if self._terms[bounds[number] : bounds[number + 1]] == term:
                return number
        return None


def slots_of(terms: Sequence[bytes]) -> Array:
    """A hash table of terms: the number of each in the first free slot of its own, from 1 on."""
    slots = [0] * (1 << (2 * len(terms)).bit_length())
    for number, term in enumerate(terms, 1):
        slots[next(slot for slot in probed(term, len(slots)) if not slots[slot])] = number
    return np.array(slots, np.uint32)


def probed(term: bytes, size: int) -> Iterator[int]:
    """The slots where a term may stand in a table of a power of two of them, likeliest first."""
    first = zlib.crc32(term)
    return (slot & size - 1 for slot in range(first, first + size))


def encoded(ids: Sequence[str]) -> Array:
    """Ids as an array of bytes, which sort as the ids do."""
    try:
        return np.array(ids, "S") if len(ids) else np.empty(0, "S1")
    except UnicodeEncodeError:
        return np.array([each.encode() for each in ids], "S")
