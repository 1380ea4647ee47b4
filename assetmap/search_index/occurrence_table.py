"""Times that something is on, as flat sorted arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.times.occurrences import Occurrence, State, moment

# A moment of our time fits into 32 bits, and a county has five million of these rows.
Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]
Rows = slice | Mask | NDArray[np.signedinteger[Any]]

_OWNER_BITS, _LENGTH_BITS = 20, 11  # a million listings; what is on for a day, 1,440 minutes


@dataclass(frozen=True)
class OccurrenceTable:
    """Occurrences in the order of their starts, and those of one start in that of their owners.

    `owner` is the position of each one's listing; `start`, `end` and `original` are moments (see
    `domain/times/occurrences`), `rule` and `change` the places in the listing's schedule, and
    `state` a `State`. The arrays are never written into: they may lie in a file.
    """

    owner: Numbers
    start: Numbers
    end: Numbers
    rule: Numbers
    state: NDArray[np.int8]
    change: Numbers
    original: Numbers

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]], prefix: str = "") -> "OccurrenceTable":
        """The table whose `arrays` these are, under names that begin with a prefix."""
        return cls(*(arrays[f"{prefix}{name}"] for name in _COLUMNS))

    def arrays(self, prefix: str = "") -> dict[str, NDArray[Any]]:
        """Its columns, by name."""
        return {f"{prefix}{name}": getattr(self, name) for name in _COLUMNS}

    @classmethod
    def stacked(cls, tables: Sequence["OccurrenceTable"]) -> "OccurrenceTable":
        """The rows of some tables, one behind the other."""
        return cls(*(np.concatenate([getattr(each, name) for each in tables]) for name in _COLUMNS))

    def in_order(self) -> "OccurrenceTable":
        """The rows sorted. Those of one listing that begin and end together stay as they stand."""
        key = (self.start.astype(np.int64) << _OWNER_BITS) + self.owner
        key = (key << _LENGTH_BITS) + (self.end - self.start)
        return self.only(np.argsort(key, kind="stable"))

    def only(self, rows: Rows) -> "OccurrenceTable":
        """The table of some rows, in the order given; a slice of it copies nothing."""
        return OccurrenceTable(*(getattr(self, name)[rows] for name in _COLUMNS))

    def __len__(self) -> int:
        return len(self.owner)

    @cached_property
    def is_on(self) -> Mask:
        """Which are neither cancelled nor moved away."""
        mask: Mask = (self.state != State.CANCELLED) & (self.state != State.MOVED_AWAY)
        return mask

    def beginning(self, first: date, last: date) -> slice:
        """The rows of what begins on a day from `first` to `last`."""
        return self.starting(moment(first), moment(last + timedelta(days=1)))

    def starting(self, first: int, end: int) -> slice:
        """The rows of what begins at a moment from `first` and before `end`."""
        # Of the column's own kind: NumPy would copy all of it to compare others.
        edges = np.searchsorted(self.start, np.array((first, end), self.start.dtype))
        return slice(int(edges[0]), max(int(edges[0]), int(edges[1])))

    def occurrence(self, row: int) -> Occurrence:
        """One row as the domain knows it."""
        return Occurrence(
            int(self.start[row]),
            int(self.end[row]),
            int(self.rule[row]),
            _STATES[self.state[row]],
            int(self.change[row]),
            int(self.original[row]),
        )


_STATES = tuple(State)  # by their numbers
_COLUMNS = tuple(each.name for each in fields(OccurrenceTable))


def table_of(owners: Sequence[int], found: Sequence[Occurrence]) -> OccurrenceTable:
    """The table of some occurrences as they stand; `owners` are the positions of their listings."""
    rows = np.array(found, np.int32).reshape(-1, len(Occurrence._fields))
    start, end, rule, state, change, original = np.ascontiguousarray(rows.T)
    owner = np.array(owners, np.int32)
    return OccurrenceTable(owner, start, end, rule, state.astype(np.int8), change, original)


NOTHING = table_of((), ())
