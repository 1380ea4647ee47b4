"""What changed between two generations of the directory, so that arrays are changed, not remade.

Position n of an array is a listing's, and listings stand in the order of their ids: a new one moves
those behind it. An `Edit` tells where each went, once, for every array that goes by positions.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Positions = NDArray[np.int64]


@dataclass(frozen=True)
class Edit:
    """From one generation to the next.

    `moved` has for each position of before the position now, and -1 where the listing is gone or
    is written anew. `changed` are the positions now of those written anew and of new ones, in
    order. `size` is how many there are now.
    """

    moved: Positions
    changed: Positions
    size: int

    @classmethod
    def between(cls, before: Sequence[str], now: Sequence[str], written: Iterable[str]) -> "Edit":
        """Of the ids of before and now, both in order, and of those `written` since: all others are
        among both. Those that are gone are among the written.
        """
        anew = set(written)
        was = {each: at for each in anew if (at := place_of(before, each)) is not None}
        place = {each: at for each in anew if (at := place_of(now, each)) is not None}
        stays, is_old = np.ones(len(before), bool), np.ones(len(now), bool)
        stays[[at for each, at in was.items() if each not in place]] = False
        is_old[[at for each, at in place.items() if each not in was]] = False
        moved = np.full(len(before), -1, np.int64)
        moved[stays] = np.flatnonzero(is_old)
        moved[list(was.values())] = -1
        return cls(moved, np.array(sorted(place.values()), np.int64), len(now))

    @cached_property
    def kept(self) -> NDArray[np.bool_]:
        """Which listings of before are there as they were."""
        mask: NDArray[np.bool_] = self.moved >= 0
        return mask

    @cached_property
    def is_in_place(self) -> bool:
        """Whether every listing that stayed has its position of before."""
        stayed = self.moved[self.kept]
        return len(self.moved) == self.size and bool((stayed == np.flatnonzero(self.kept)).all())

    def applied(self, before: Array, new: Sequence[Any] | Array) -> Array:
        """An array with one entry (or row) for each listing; `new` has those of `changed`."""
        if self.is_in_place:
            now = np.array(before)
        else:
            now = np.empty((self.size, *before.shape[1:]), before.dtype)
            now[self.moved[self.kept]] = before[self.kept]
        if len(self.changed):
            now[self.changed] = new
        return now

    def rows_applied(self, before: "Rows", new: "Rows") -> "Rows":
        """Arrays with any number of rows for each listing; `new` has those of `changed`, whose
        `owner` are positions now.
        """
        stays = self.kept[before.owner]
        owner = self.moved[before.owner[stays]].astype(before.owner.dtype)
        at = np.searchsorted(owner, new.owner)
        return Rows(
            np.insert(owner, at, new.owner),
            {
                name: np.insert(_widened(column, new.columns[name])[stays], at, new.columns[name])
                for name, column in before.columns.items()
            },
        )


@dataclass(frozen=True)
class Rows:
    """Rows of listings in the order of their positions: `owner` is whose each row is."""

    owner: NDArray[Any]
    columns: Mapping[str, Array]

    def of(self, position: int) -> slice:
        """The rows of one listing."""
        first, last = np.searchsorted(self.owner, (position, position + 1))
        return slice(int(first), int(last))


def joined_rows(parts: Sequence[tuple[int, Rows]]) -> Rows:
    """The rows of listings that stand one behind the other; each part with how many they are."""
    firsts = np.cumsum([0, *(size for size, _ in parts)])
    owners = [rows.owner + first for (_, rows), first in zip(parts, firsts, strict=False)]
    return Rows(
        np.concatenate(owners).astype(parts[0][1].owner.dtype),
        {
            name: np.concatenate([rows.columns[name] for _, rows in parts])
            for name in parts[0][1].columns
        },
    )


def within(arrays: Mapping[str, Array], prefix: str) -> dict[str, Array]:
    """The arrays whose names begin so, by the rest of their names."""
    return {
        name.removeprefix(prefix): array
        for name, array in arrays.items()
        if name.startswith(prefix)
    }


def place_of(ids: Sequence[str], wanted: str) -> int | None:
    """Where an id stands among ids in order; None when it is not among them."""
    at = bisect_left(ids, wanted)
    return at if at < len(ids) and ids[at] == wanted else None


def _widened(column: Array, new: Array) -> Array:
    """A column of texts that new ones fit in: NumPy would cut them to the width of before."""
    if column.dtype.kind in "US" and new.dtype.itemsize > column.dtype.itemsize:
        return column.astype(new.dtype)
    return column
