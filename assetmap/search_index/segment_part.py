"""A segment in one generation: which of its documents are removed, and where the others stand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from whoosh.codec.base import Segment as WhooshSegment

from assetmap.search_index.edits import Array
from assetmap.search_index.segment import Segment, encoded


@dataclass(frozen=True)
class SegmentState:
    """A segment, the numbers of its removed documents, and the lengths of all by field."""

    segment: Segment
    deleted: frozenset[int]
    field_lengths: Mapping[str, int]


@dataclass(frozen=True)
class IndexState:
    """The segments of an index between two commits."""

    segments: tuple[SegmentState, ...] = ()

    @classmethod
    def of(cls, segments: Iterable[WhooshSegment], opened: Iterable[Segment]) -> "IndexState":
        """Of what Whoosh notes of each segment, and its arrays."""
        return cls(
            tuple(
                SegmentState(arrays, frozenset(each.deleted_docs()), each._fieldlengths)
                for each, arrays in zip(segments, opened, strict=True)
            )
        )

    def field_length(self, name: str) -> int:
        """The number of words that all documents have in a field."""
        return sum(each.field_lengths.get(name, 0) for each in self.segments)


class Places:
    """Where each listing stands, by its id."""

    def __init__(self, ids: Array) -> None:
        self.ids = ids
        is_sorted = bool((ids[:-1] <= ids[1:]).all())
        self._order = None if is_sorted else np.argsort(ids, kind="stable")
        self._sorted = ids if self._order is None else ids[self._order]

    @classmethod
    def of(cls, ids: Sequence[str] | Array, before: "Places | None") -> "Places":
        """Of the ids in the order of the positions; the one of `before` when it has just those."""
        now = ids if isinstance(ids, np.ndarray) else encoded(ids)
        if before is not None and np.array_equal(now, before.ids):
            return before
        return cls(now)

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, ids: Array) -> Array:
        """The positions of some ids, -1 for one that has none."""
        if not len(self.ids):
            return np.full(len(ids), -1, np.int32)
        at = np.minimum(np.searchsorted(self._sorted, ids), len(self.ids) - 1)
        found = at if self._order is None else self._order[at]
        return np.where(self._sorted[at] == ids, found, -1).astype(np.int32)


@dataclass(frozen=True)
class Part:
    """A segment in a generation: the position of each document's listing, -1 where it has none."""

    segment: Segment
    deleted: Collection[int]
    places: Places
    position: Array

    @cached_property
    def lost(self) -> Array:
        """Which of the segment's words no listing has by it."""
        return self.segment.words_of_only(self.position < 0)

    def has_living(self, words: Array) -> Array:
        """Which of some words a listing has by this segment."""
        own = self.segment.words
        at = np.searchsorted(own, words)
        known = at < len(own)
        known[known] = own[at[known]] == words[known]
        known[known] = ~self.lost[at[known]]
        return known


def parts_of(state: IndexState, places: Places, before: Sequence[Part]) -> tuple[Part, ...]:
    """The segments of a generation; what `before` has worked out of them is taken over."""
    known = {part.segment: part for part in before}
    return tuple(_part(each, places, known.get(each.segment)) for each in state.segments)


def _part(state: SegmentState, places: Places, before: Part | None) -> Part:
    segment, deleted = state.segment, state.deleted
    if before and before.places is places and before.deleted == deleted:
        return before
    position = np.empty(len(segment), np.int32)
    position[segment.id_docnums] = places.find(segment.ids)
    position[list(deleted)] = -1
    part = Part(segment, deleted, places, position)
    if before and np.array_equal(before.position < 0, position < 0) and "lost" in vars(before):
        vars(part)["lost"] = before.lost
    return part
