"""Names that begin like what is being typed, in flat arrays that are changed with the listings."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.text import fold
from assetmap.search_index.edits import Array, Edit, Positions
from assetmap.search_index.ragged import Ragged
from assetmap.search_index.sorted_texts import encoded

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
        return cls._of_folded(_folded(names))

    @classmethod
    def _of_folded(cls, names: Ragged) -> Self:
        entries = _entries_of(names)
        keys = _keys(names, entries)
        # Stable: of equal ones the whole name is first, then the first position.
        order = sorted(range(len(keys)), key=keys.__getitem__)
        in_order = _Entries(entries.owner[order], entries.at[order])
        return cls(names, in_order, _rank(in_order, len(names.first) - 1))

    @classmethod
    def joined(cls, parts: Sequence["NameFinder"]) -> Self:
        """Of listings that stand one behind the other."""
        counts = [np.zeros(0, np.int32), *(np.diff(part._names.first) for part in parts)]
        texts = [np.zeros(0, np.uint8), *(part._names.flat for part in parts)]
        return cls._of_folded(Ragged.of(np.concatenate(counts), np.concatenate(texts)))

    def with_changed(self, edit: Edit, new_names: Sequence[str]) -> "NameFinder":
        """The next generation's; `new_names` are of the positions of `edit.changed`."""
        new = _folded(new_names)
        if edit.is_in_place and _each(new) == [self._name(at) for at in edit.changed.tolist()]:
            return self
        names = self._names.applied(edit, new)
        if len(new_names) * _FEW > edit.size:
            return self._of_folded(names)
        stays = edit.kept[self._entries.owner]
        owner = edit.moved[self._entries.owner[stays]].astype(np.int32)
        kept = NameFinder(names, _Entries(owner, self._entries.at[stays]), self.rank)
        return kept._with(edit.changed, new)

    def _with(self, positions: Positions, new: Ragged) -> "NameFinder":
        """With the entries of some `new` names put in between those of the others."""
        entries, every = _entries_of(new), range(len(self._owner))
        owner, inside = positions[entries.owner].tolist(), (entries.at > 0).tolist()
        found = zip(_keys(new, entries), inside, owner, entries.at.tolist(), strict=True)
        in_order = sorted(found)
        places = [bisect_left(every, entry[:3], key=self._entry) for entry in in_order]
        now = _Entries(
            np.insert(self._entries.owner, places, [entry[2] for entry in in_order]),
            np.insert(self._entries.at, places, [entry[3] for entry in in_order]),
        )
        return NameFinder(self._names, now, _rank(now, len(self._first) - 1))

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


def _folded(names: Sequence[str]) -> Ragged:
    every = [encoded(fold(name)) + _BLANK for name in names]
    lengths = np.fromiter(map(len, every), np.int32, len(every))
    return Ragged.of(lengths, np.frombuffer(b"".join(every), np.uint8))


def _each(names: Ragged) -> list[bytes]:
    whole = names.flat.tobytes()
    return [whole[start:end] for start, end in pairwise(names.first.tolist())]


def _entries_of(names: Ragged) -> _Entries:
    """The whole names, then what follows each blank within them."""
    follows = np.flatnonzero(names.flat == ord(_BLANK)) + 1
    is_name = np.zeros(len(names.flat) + 1, bool)
    is_name[names.first] = True
    start: Positions = np.concatenate((names.first[:-1], follows[~is_name[follows]]))
    owner = np.searchsorted(names.first, start, "right") - 1
    return _Entries(owner.astype(np.int32), (start - names.first[owner]).astype(np.int32))


def _keys(names: Ragged, entries: _Entries) -> list[bytes]:
    whole = names.flat.tobytes()
    start = names.first[entries.owner] + entries.at
    ends = names.first[entries.owner + 1].tolist()
    return [whole[a:b] for a, b in zip(start.tolist(), ends, strict=True)]


def _rank(entries: _Entries, size: int) -> Ids:
    """Each position's by its whole name; of equal names the first position is first."""
    rank = np.empty(size, np.int32)
    rank[entries.owner[entries.at == 0]] = np.arange(size)
    return rank
