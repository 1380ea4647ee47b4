"""Any number of entries for each listing, in one flat array."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.edits import Array, Edit, Positions

Offsets = NDArray[np.int32]


def offsets(counts: Array) -> Offsets:
    """Where each one's entries begin, and behind the last where they end."""
    first = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=first[1:])
    return first


@dataclass(frozen=True)
class Ragged:
    """`flat[first[n]:first[n + 1]]` are the entries of n."""

    first: Offsets
    flat: Array

    @classmethod
    def of(cls, counts: Array, flat: Array) -> Self:
        """Of how many entries each one has."""
        return cls(offsets(counts), flat)

    def of_one(self, position: int) -> Array:
        """The entries of one."""
        return self.flat[self.first[position] : self.first[position + 1]]

    def gone(self, edit: Edit) -> Array:
        """The entries that an edit takes away."""
        return np.concatenate([self.flat[:0], *(self.flat[a:b] for a, b, *_ in self._gone(edit))])

    def applied(self, edit: Edit, new: "Ragged") -> "Ragged":
        """After an edit; `new` has the entries of `edit.changed`.

        What stays is copied in long pieces, not one by one: few listings change at a time.
        """
        counts = edit.applied(np.diff(self.first), np.diff(new.first))
        return Ragged(offsets(counts), np.concatenate([*self._pieces(edit, new)]))

    def _pieces(self, edit: Edit, new: "Ragged") -> Iterator[Array]:
        at = 0
        for start, end, new_start, new_end in sorted((*self._gone(edit), *self._come(edit, new))):
            yield self.flat[at:start]
            yield new.flat[new_start:new_end]
            at = end
        yield self.flat[at:]

    def _gone(self, edit: Edit) -> Iterator[tuple[int, int, int, int]]:
        for run in _runs(np.flatnonzero(~edit.kept)):
            yield int(self.first[run[0]]), int(self.first[run[-1] + 1]), 0, 0

    def _come(self, edit: Edit, new: "Ragged") -> Iterator[tuple[int, int, int, int]]:
        """New entries go in front of those of the next listing that stayed."""
        stayed = np.append(np.flatnonzero(edit.kept), len(edit.moved))
        before = stayed[np.searchsorted(edit.moved[edit.kept], edit.changed)]
        numbers = np.arange(len(before))
        for same in np.split(numbers, np.flatnonzero(np.diff(before)) + 1):
            if len(same):
                at = int(self.first[before[same[0]]])
                yield at, at, int(new.first[same[0]]), int(new.first[same[-1] + 1])


def _runs(positions: Positions) -> Iterator[Positions]:
    """Positions that follow one another, together."""
    for run in np.split(positions, np.flatnonzero(np.diff(positions) != 1) + 1):
        if len(run):
            yield run
