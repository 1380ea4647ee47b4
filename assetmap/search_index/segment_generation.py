"""One generation of the index by Whoosh's segments.

What the segments hold is mapped from files and shared by all generations and processes; a
generation adds which documents are removed, and where each one's listing stands.
"""

import itertools
from collections.abc import Sequence

import numpy as np

from assetmap.search_index.edits import Array
from assetmap.search_index.index_generation import Entry
from assetmap.search_index.lexicon import EMPTY, Lexicon
from assetmap.search_index.schema import FIELDS
from assetmap.search_index.segment import Segment
from assetmap.search_index.segment_part import IndexState, Part, Places, parts_of

_NONE = np.empty(0, np.uint8)


class SegmentGeneration:
    """The segments of an index's state, aligned with `ids`. An `IndexGeneration`.

    What `before`, an earlier one, has worked out of the same segments is taken over.
    """

    def __init__(
        self,
        state: IndexState,
        ids: Sequence[str] | Array,
        before: "SegmentGeneration | None" = None,
    ) -> None:
        self._places: Places = Places.of(ids, before._places if before else None)
        self.size = len(self._places)
        self.parts: tuple[Part, ...] = parts_of(state, self._places, before.parts if before else ())
        self.position = np.concatenate(
            [np.empty(0, np.int32), *(part.position for part in self.parts)]
        )
        # Whoosh's length counts removed documents too until it clears them away.
        self.mean_lengths: Sequence[float] = [
            state.field_length(field.name) / max(1, len(self.position)) for field in FIELDS
        ]
        self._words: tuple[Lexicon, tuple[Segment, ...]] = before._words if before else (EMPTY, ())

    def lengths(self, field: int) -> Array:
        """The number of words that each document has in a field, 1 where it has none."""
        lengths = [part.segment.lengths(field) for part in self.parts]
        read: Array = np.concatenate([_NONE, *lengths], dtype=np.float32)
        return read

    def entries(self, term: str, fields: frozenset[int]) -> list[Entry]:
        """Where a stemmed term stands in some fields: one for each that has it, in their order."""
        found, base = [], 0
        for part in self.parts:
            found += [(base, each) for each in part.segment.entries(term) if each.field in fields]
            base += len(part.segment)
        found.sort(key=lambda each: each[1].field)
        by_field = itertools.groupby(found, lambda each: each[1].field)
        return [Entry(field, *_joined(list(entries))) for field, entries in by_field]

    def words(self) -> Lexicon:
        """Every unstemmed word and the number of documents that use it."""
        known, segments = self._words
        now = tuple(part.segment for part in self.parts)
        lexicon = known.with_changed(
            [each for each in segments if each not in now],
            [each for each in now if each not in segments],
        )
        self._words = lexicon, now
        return lexicon.without(self._fallen(lexicon))

    def _fallen(self, lexicon: Lexicon) -> Array:
        """The words that no listing has any more, in order.

        Whoosh keeps the words of removed documents until it clears those away; a word that more
        documents have than are removed is one of some listing.
        """
        removed = sum(len(part.deleted) for part in self.parts)
        lost = [part.segment.words[part.lost] for part in self.parts] if removed else []
        words = np.unique(np.concatenate(lost)) if lost else EMPTY.words
        words = words[lexicon.counts[np.searchsorted(lexicon.words, words)] <= removed]
        stands = np.zeros(len(words), bool)
        for part in self.parts:
            stands |= part.has_living(words)
        return words[~stands]


def _joined(found: Sequence[tuple[int, Entry]]) -> tuple[Array, Array]:
    """The documents of some entries by their numbers in a generation, and the frequencies."""
    docnums = np.concatenate([each.docnums for _, each in found], dtype=np.int64)
    docnums += np.repeat([base for base, _ in found], [len(each.docnums) for _, each in found])
    return docnums, np.concatenate([each.frequencies for _, each in found], dtype=np.float32)
