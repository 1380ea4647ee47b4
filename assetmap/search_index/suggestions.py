"""Names that begin like what is being typed, in flat arrays that are changed with the listings."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.text import fold
from assetmap.search_index.edits import Array, Edit
from assetmap.search_index.ragged import Ragged
from assetmap.search_index.sorted_texts import encoded

if TYPE_CHECKING:
    from assetmap.search_index.snapshot import Snapshot

Ids = NDArray[np.int32]

_BLANK = b" "  # behind each name: it stands before all letters, so the order is that of the names
_LAST = b"\xff"  # behind all letters
# With more of the names new than one in so many, all are put in order again.
_FEW = 16


@dataclass(frozen=True)
class _Entries:
    """Whose name it is, and behind how many bytes of that name it starts."""

    owner: Ids
    at: Ids


class NameFinder:
    """Finds listings and categories by the beginning of their name, or of a word in it."""

    def __init__(self, names: Ragged, entries: _Entries, rank: Ids) -> None:
        """`names` are folded, as UTF-8 with a blank behind; `entries` all of them and all that
        follows a blank, in order; `rank` is each position's by its name.
        """
        self._names, self._entries, self.rank = names, entries, rank
        self._first, self._bytes = names.first.data, names.flat.data
        self._owner, self._at = entries.owner.data, entries.at.data

    @classmethod
    def of(cls, names: Sequence[str]) -> Self:
        """Of each position's name."""
        return cls._of_folded([encoded(fold(name)) + _BLANK for name in names])

    @classmethod
    def _of_folded(cls, names: Sequence[bytes]) -> Self:
        entries = sorted(entry for n, name in enumerate(names) for entry in _entries_of(name, n))
        owner = np.array([owner for _, _, owner, _ in entries], np.int32)
        at = np.array([at for _, _, _, at in entries], np.int32)
        return cls(_ragged(names), _Entries(owner, at), _rank(owner, at, len(names)))

    def with_changed(self, edit: Edit, new_names: Sequence[str]) -> "NameFinder":
        """The next generation's; `new_names` are of the positions of `edit.changed`."""
        new = [encoded(fold(name)) + _BLANK for name in new_names]
        if edit.is_in_place and new == [self._name(at) for at in edit.changed.tolist()]:
            return self
        names = self._names.applied(edit, _ragged(new))
        if len(new) * _FEW > edit.size:
            whole = names.flat.tobytes()
            return self._of_folded([whole[a:b] for a, b in pairwise(names.first.tolist())])
        stays = edit.kept[self._entries.owner]
        owner = edit.moved[self._entries.owner[stays]].astype(np.int32)
        kept = NameFinder(names, _Entries(owner, self._entries.at[stays]), self.rank)
        return kept._with(edit.changed.tolist(), new)

    def _with(self, positions: Sequence[int], names: Sequence[bytes]) -> "NameFinder":
        """With the entries of some names put in between the others'."""
        every = range(len(self._owner))
        new = sorted(
            entry
            for position, name in zip(positions, names, strict=True)
            for entry in _entries_of(name, position)
        )
        places = [bisect_left(every, entry[:3], key=self._entry) for entry in new]
        owner = np.insert(self._entries.owner, places, [entry[2] for entry in new])
        at = np.insert(self._entries.at, places, [entry[3] for entry in new])
        return NameFinder(self._names, _Entries(owner, at), _rank(owner, at, len(self._first) - 1))

    def arrays(self) -> dict[str, Array]:
        """The flat arrays it consists of, to be kept."""
        return {
            "first": self._names.first,
            "text": self._names.flat,
            "owner": self._entries.owner,
            "at": self._entries.at,
            "rank": self.rank,
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> Self:
        """Opened again from what was kept."""
        plain = {name: np.asarray(array) for name, array in arrays.items()}
        return cls(
            Ragged(plain["first"], plain["text"]),
            _Entries(plain["owner"], plain["at"]),
            plain["rank"],
        )

    def beginning(self, text: str, most: int) -> list[int]:
        """Up to `most` positions, those whose whole name begins so first."""
        wanted = encoded(fold(text))
        if not wanted:
            return []
        # A common beginning has very many names behind it; nobody reads past the first few.
        found = self._beginning_with(wanted, 50 * most)
        at = slice(found.start, found.stop)
        owner, is_inside = self._entries.owner[at], self._entries.at[at] > 0
        first = dict.fromkeys(owner[~is_inside].tolist() + owner[is_inside].tolist())
        return list(first)[:most]

    def is_of_name(self, folded: str, before: str) -> bool:
        """Whether some folded words begin a name, or stand in one behind the word before.

        "Music but not singing" is no word of Forget-Me-Not Singing.
        """
        if self._beginning_with(encoded(f"{before} {folded} "), 1):
            return True
        found = self._beginning_with(encoded(f"{folded} "))
        return not self._entries.at[found.start : found.stop].all()

    def _beginning_with(self, wanted: bytes, most: int | None = None) -> range:
        """The entries that begin so, the first `most` of them."""
        every = range(len(self._owner))
        start = bisect_left(every, wanted, key=self._key)
        end = len(every) if most is None else min(start + most, len(every))
        return range(start, bisect_left(every, wanted + _LAST, start, end, key=self._key))

    def _name(self, position: int) -> bytes:
        return bytes(self._bytes[self._first[position] : self._first[position + 1]])

    def _key(self, place: int) -> bytes:
        owner = self._owner[place]
        return bytes(self._bytes[self._first[owner] + self._at[place] : self._first[owner + 1]])

    def _entry(self, place: int) -> tuple[bytes, bool, int]:
        return self._key(place), self._at[place] > 0, self._owner[place]


def _entries_of(name: bytes, position: int) -> Iterator[tuple[bytes, bool, int, int]]:
    """A name and all that follows a blank in it, in the order that they are kept in."""
    at = 0
    while at < len(name):
        yield name[at:], at > 0, position, at
        at = name.index(_BLANK, at) + 1


def _ragged(names: Sequence[bytes]) -> Ragged:
    lengths = np.fromiter(map(len, names), np.int32, len(names))
    return Ragged.of(lengths, np.frombuffer(b"".join(names), np.uint8))


def _rank(owner: Ids, at: Ids, size: int) -> Ids:
    """Each position's by its whole name; of equal names the first position is first."""
    rank = np.empty(size, np.int32)
    rank[owner[at == 0]] = np.arange(size)
    return rank


def names_of(snapshot: "Snapshot") -> NameFinder:
    """A finder over the names of a snapshot's listings; positions are the snapshot's."""
    return NameFinder.of([row.listing.shown.name for row in snapshot.rows])
