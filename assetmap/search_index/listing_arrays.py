"""The arrays of `listing_columns`, of every listing of a generation in any status."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.listings.listing import Kind, Status
from assetmap.search_index.column_arrays import ColumnArrays
from assetmap.search_index.edits import Array, Edit
from assetmap.search_index.listing_columns import (
    COLUMNS,
    NO_TIME,
    PROOFS,
    RUNGS,
    STATUSES,
    ListingEntry,
)
from assetmap.search_index.row_columns import KINDS, text_hash

Mask = NDArray[np.bool_]
Ranks = NDArray[np.int32]
_FEW = 8  # of so many listings one may have changed: beyond, all names are put in order again
_BY_NAME = "by_name"


@dataclass(frozen=True)
class ListingColumns(ColumnArrays[ListingEntry]):
    """The columns as they are declared."""

    columns = COLUMNS


@dataclass(frozen=True)
class ListingArrays:
    """`kept` are the declared columns; `by_name` the positions in the order of folded names, those
    of one name in the order of ids.
    """

    kept: ListingColumns
    by_name: Ranks

    @classmethod
    def of(cls, entries: Sequence[ListingEntry]) -> "ListingArrays":
        """Of all listings, in the order of their positions."""
        return cls._in_order(ListingColumns.of(entries))

    def with_changed(self, edit: Edit, new: Sequence[ListingEntry]) -> "ListingArrays":
        """The next generation's; `new` are those of `edit.changed`."""
        kept = self.kept.with_changed(edit, new)
        if len(new) * _FEW > edit.size:
            return self._in_order(kept)
        moved = edit.moved[self.by_name]
        stayed = moved[moved >= 0].astype(np.int32)
        names = kept.packed["name"]

        def key(position: int) -> tuple[bytes, int]:
            return names.of_one(position).tobytes(), int(position)

        coming = sorted(edit.changed.tolist(), key=key)
        places = [bisect_left(stayed, key(each), key=key) for each in coming]
        return ListingArrays(kept, np.insert(stayed, places, np.array(coming, np.int32)))

    @classmethod
    def joined(cls, parts: Sequence["ListingArrays"]) -> "ListingArrays":
        """Of those of listings that stand one behind the other."""
        return cls._in_order(ListingColumns.joined([each.kept for each in parts]))

    @classmethod
    def _in_order(cls, kept: ListingColumns) -> "ListingArrays":
        names = kept.every_text("name")
        return cls(kept, np.array(sorted(range(len(names)), key=names.__getitem__), np.int32))

    def __len__(self) -> int:
        return len(self.kept)

    def arrays(self) -> dict[str, Array]:
        """Everything, flat, by name."""
        return {**self.kept.arrays(), _BY_NAME: self.by_name}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> "ListingArrays":
        """What `arrays` gave. Raises KeyError when one is missing."""
        return cls(ListingColumns.of_arrays(arrays), arrays[_BY_NAME])

    @cached_property
    def name_rank(self) -> Ranks:
        """Each position's rank by name."""
        rank = np.empty(len(self), np.int32)
        rank[self.by_name] = np.arange(len(self), dtype=np.int32)
        return rank

    def has_status(self, *statuses: Status) -> Mask:
        """Which listings have one of some statuses."""
        wanted = [STATUSES.index(status) for status in statuses]
        mask: Mask = np.isin(self.kept.flat["status"], wanted)
        return mask

    def is_kind(self, kind: Kind) -> Mask:
        """Which listings are of a kind."""
        mask: Mask = self.kept.flat["kind"] == KINDS.index(kind)
        return mask

    @cached_property
    def is_public(self) -> Mask:
        """Which listings the public may see."""
        return self.has_status(*(status for status in STATUSES if status.is_public))

    def is_of_source(self, source: str) -> Mask:
        """Which listings came from a source."""
        return self.kept.coded["source"].having(source)

    def holds(self, name: str, texts: Iterable[str]) -> Mask:
        """Which listings may have one of some texts in one of the lists that keep hashes: whoever
        asks compares the texts themselves.
        """
        rows, wanted = self.kept.lists[name], np.fromiter(map(text_hash, texts), np.int64)
        mask = np.zeros(len(self), bool)
        mask[rows.owner[np.isin(rows.columns["hash"], wanted)]] = True
        return mask

    def is_finished(self, today: date) -> Mask:
        """Which listings' last day was before today."""
        mask: Mask = self.kept.flat["ends_on"] < today.toordinal()
        return mask

    def was_to_open(self, today: date) -> Mask:
        """Which listings are planned for a day that has come."""
        has_come: Mask = self.kept.flat["opens_on"] <= today.toordinal()
        return has_come & self.has_status(Status.PLANNED)

    def was_rung_in_vain_on(self, day: date) -> Mask:
        """Which listings somebody rang about on a day, and got no answer."""
        calls = self.kept.lists["unanswered"]
        mask = np.zeros(len(self), bool)
        mask[calls.owner[calls.columns["on"] == day.toordinal()]] = True
        return mask

    def rung(self, today: date) -> NDArray[np.int8]:
        """Where each listing stands on a day, as its number among RUNGS: what `Standing.on` says of
        one.
        """
        number, day, flat = RUNGS.index, today.toordinal(), self.kept.flat
        rung = np.full(len(self), number(Freshness.FRESH), np.int8)
        for name, reached in _RUNGS:
            rung[flat[name] <= day] = number(reached)
        is_doubtful = rung >= number(Freshness.OVERDUE)
        rung[~flat["is_checked"] & ~is_doubtful] = number(Freshness.UNCHECKED)
        return rung

    def has_run_out(self, today: date) -> Mask:
        """Which listings have a proof that has expired and that no other of its sort replaces."""
        rows, day = self.kept.lists["proof"], today.toordinal()
        expires = rows.columns["expires"]
        sort = rows.owner.astype(np.int64) * len(PROOFS) + rows.columns["proof"]
        holds = (rows.columns["seen_on"] <= day) & (expires >= day)
        gone = (expires < day) & ~np.isin(sort, sort[holds])
        mask = np.zeros(len(self), bool)
        mask[rows.owner[gone]] = True
        return mask

    def newest_change(self, among: Mask) -> int | None:
        """The position of what was changed last of some; of several the first. None of nothing."""
        at = np.where(among, self.kept.flat["changed_at"], NO_TIME)
        newest = int(at.argmax()) if len(at) else 0
        return newest if len(at) and at[newest] != NO_TIME else None


# From the first rung on: each is reached after those before it.
_RUNGS = (
    ("ask_on", Freshness.ASK),
    ("due_on", Freshness.DUE),
    ("overdue_on", Freshness.OVERDUE),
    ("unconfirmed_on", Freshness.UNCONFIRMED),
    ("lapsed_on", Freshness.LAPSED),
)
