"""Occurrences of all listings: a large base that stays, and a small overlay of what changed since.

A county has millions of rows. A change of one listing copies none of them: the base only learns
which listings do not count any more, and where the others stand now. A question asks for a window.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.times.occurrences import DAY, moment
from assetmap.search_index.occurrence_table import Mask, OccurrenceTable

Positions = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class OccurrenceIndex:
    """What begins on a day from `first` to `last`.

    `moved` has for each listing of the base its position now, and -1 where the base does not count.
    The overlay goes by positions of now.
    """

    base: OccurrenceTable
    moved: Positions
    overlay: OccurrenceTable
    first: date
    last: date

    def between(self, first: date, last: date, of: Mask | None = None) -> OccurrenceTable:
        """What begins on a day from `first` to `last`; with `of`, of those listings alone."""
        return self._starting(moment(first), moment(last) + DAY, of)

    def during(self, at: int) -> OccurrenceTable:
        """What is on at a moment, without what is cancelled or moved away."""
        table = self._starting(at - DAY, at + 1, None)  # nothing is on for longer than a day
        return table.only((table.end > at) & table.is_on)

    def merged(self) -> OccurrenceTable:
        """All that counts as one table."""
        return self._of(self.base, self.overlay, None)

    def _starting(self, first: int, end: int, of: Mask | None) -> OccurrenceTable:
        first, end = max(first, moment(self.first)), min(end, moment(self.last) + DAY)
        base, overlay = (
            table.only(table.starting(first, end)) for table in (self.base, self.overlay)
        )
        return self._of(base, overlay, of)

    def _of(
        self, base: OccurrenceTable, overlay: OccurrenceTable, of: Mask | None
    ) -> OccurrenceTable:
        found = base if self._is_in_place and of is None else now_at(base, self.moved, of)
        if not len(overlay):
            return found
        newer = overlay if of is None else overlay.only(of[overlay.owner])
        return OccurrenceTable.stacked((found, newer)).in_order()

    @cached_property
    def _is_in_place(self) -> bool:
        """Whether all of the base counts, and each listing stands where it stood."""
        return bool((self.moved == np.arange(len(self.moved))).all())


def now_at(table: OccurrenceTable, moved: Positions, of: Mask | None = None) -> OccurrenceTable:
    """The rows that count by positions now; with `of`, of those listings alone."""
    owner = moved[table.owner].astype(table.owner.dtype, copy=False)
    counts: Mask = owner >= 0
    if of is not None:
        counts &= of[owner]
    if counts.all():
        return replace(table, owner=owner)
    rows = np.flatnonzero(counts)
    return replace(table.only(rows), owner=owner[rows])
