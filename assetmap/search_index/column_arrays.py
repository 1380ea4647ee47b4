"""Arrays of declared columns: what is kept of many things, so that all are asked at once.

A table of its own says which columns it has (`TableColumns`) and of what each is made. It is
changed for what changed, and kept as files, in the same way as any other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any, ClassVar, Generic, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.coded_texts import CodedTexts
from assetmap.search_index.edits import Array, Edit, Rows, joined_rows, within
from assetmap.search_index.ragged import Ragged
from assetmap.search_index.sorted_texts import decoded, encoded

Item = TypeVar("Item")
_TEXT = "text"
_OWNER = "owner"


@dataclass(frozen=True)
class FlatColumn(Generic[Item]):
    """One number or yes-or-no of each."""

    dtype: Any
    of: Callable[[Item], Any]


@dataclass(frozen=True)
class ListColumn(Generic[Item]):
    """Any number of entries of each; each has the `parts`, a text alone where there are none.

    Texts have no NUL at their end, which NumPy would cut off.
    """

    of: Callable[[Item], Iterable[Any]]
    parts: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class TableColumns(Generic[Item]):
    """What a table keeps of each thing.

    `coded` are texts of which few are different; `texts` those of which nearly all are.
    """

    flat: Mapping[str, FlatColumn[Item]]
    lists: Mapping[str, ListColumn[Item]]
    coded: Mapping[str, Callable[[Item], str]] = field(default_factory=dict)
    texts: Mapping[str, Callable[[Item], str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnArrays(Generic[Item]):
    """`flat` has an entry for each thing in each array; `lists` any number for each."""

    columns: ClassVar[TableColumns[Any]]

    flat: Mapping[str, Array]
    lists: Mapping[str, Rows]
    coded: Mapping[str, CodedTexts] = field(default_factory=dict)
    packed: Mapping[str, Ragged] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Sequence[Item]) -> Self:
        """Of all things, in the order of their positions."""
        everywhere, columns = range(len(items)), cls.columns
        return cls(
            {name: _flat(column, items) for name, column in columns.flat.items()},
            {name: _listed(each, everywhere, items) for name, each in columns.lists.items()},
            {name: CodedTexts.of(list(map(of, items))) for name, of in columns.coded.items()},
            {name: _packed(map(of, items)) for name, of in columns.texts.items()},
        )

    def with_changed(self, edit: Edit, new: Sequence[Item]) -> Self:
        """The next generation's; `new` are those of `edit.changed`."""
        at, columns = edit.changed.tolist(), self.columns
        return type(self)(
            {
                name: edit.applied(before, _flat(columns.flat[name], new))
                for name, before in self.flat.items()
            },
            {
                name: edit.rows_applied(before, _listed(columns.lists[name], at, new))
                for name, before in self.lists.items()
            },
            {
                name: before.with_changed(edit, list(map(columns.coded[name], new)))
                for name, before in self.coded.items()
            },
            {
                name: before.applied(edit, _packed(map(columns.texts[name], new)))
                for name, before in self.packed.items()
            },
        )

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Of those of things that stand one behind the other."""
        columns = cls.columns
        return cls(
            {name: np.concatenate([each.flat[name] for each in parts]) for name in columns.flat},
            {
                name: joined_rows([(len(each), each.lists[name]) for each in parts])
                for name in columns.lists
            },
            {
                name: CodedTexts.joined([each.coded[name] for each in parts])
                for name in columns.coded
            },
            {name: _joined([each.packed[name] for each in parts]) for name in columns.texts},
        )

    def __len__(self) -> int:
        return len(next(iter(self.flat.values())))

    def arrays(self) -> dict[str, Array]:
        """Everything, flat, by name."""
        parts: dict[str, Mapping[str, Array]] = {
            name: {_OWNER: rows.owner, **rows.columns} for name, rows in self.lists.items()
        }
        parts |= {name: each.arrays() for name, each in self.coded.items()}
        parts |= {
            name: {"first": each.first, _TEXT: each.flat} for name, each in self.packed.items()
        }
        within = {f"{name}.{part}": x for name, few in parts.items() for part, x in few.items()}
        return dict(self.flat) | within

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> Self:
        """What `arrays` gave. Raises KeyError when one is missing."""
        columns = cls.columns
        return cls(
            {name: arrays[name] for name in columns.flat},
            {
                name: Rows(
                    arrays[f"{name}.{_OWNER}"],
                    {part: arrays[f"{name}.{part}"] for part in each.parts or (_TEXT,)},
                )
                for name, each in columns.lists.items()
            },
            {name: CodedTexts.of_arrays(within(arrays, f"{name}.")) for name in columns.coded},
            {
                name: Ragged(arrays[f"{name}.first"], arrays[f"{name}.{_TEXT}"])
                for name in columns.texts
            },
        )

    def texts(self, name: str) -> NDArray[np.str_]:
        """The texts of one of the lists."""
        return self.lists[name].columns[_TEXT]

    def text(self, name: str, position: int) -> str:
        """The text of one thing."""
        return decoded(self.packed[name].of_one(position).tobytes())

    def every_text(self, name: str) -> list[str]:
        """The text of each thing; a millisecond for some thousands."""
        each, first = self.packed[name].flat.tobytes(), self.packed[name].first.tolist()
        return [decoded(each[a:b]) for a, b in pairwise(first)]

    def holding(self, name: str, words: str) -> list[int]:
        """The positions of the things whose text has some words in it: one look through all texts,
        some milliseconds for 5 MB. No two texts may have the words only together.
        """
        first, wanted = self.packed[name].first, encoded(words)
        every = self.packed[name].flat.tobytes()
        found, at = [], every.find(wanted)
        while at >= 0:
            found.append(int(np.searchsorted(first, at, "right")) - 1)
            at = every.find(wanted, int(first[found[-1] + 1]))
        return found


def _flat(column: FlatColumn[Item], items: Sequence[Item]) -> Array:
    return np.array([column.of(item) for item in items], column.dtype)


def _listed(each: ListColumn[Item], positions: Sequence[int], items: Sequence[Item]) -> Rows:
    entries = [list(each.of(item)) for item in items]
    owner = np.repeat(np.array(positions, np.int32), [len(few) for few in entries])
    every: list[Any] = list(chain.from_iterable(entries))
    if each.parts is None:
        return Rows(owner, {_TEXT: np.array(every, np.str_)})
    columns = zip(*every, strict=True) if every else ((),) * len(each.parts)
    return Rows(
        owner,
        {
            part: np.array(column, dtype)
            for (part, dtype), column in zip(each.parts.items(), columns, strict=True)
        },
    )


def _packed(texts: Iterable[str]) -> Ragged:
    every = [encoded(text) for text in texts]
    lengths = np.fromiter(map(len, every), np.int32, len(every))
    return Ragged.of(lengths, np.frombuffer(b"".join(every), np.uint8))


def _joined(parts: Sequence[Ragged]) -> Ragged:
    lengths = np.concatenate([np.diff(each.first) for each in parts])
    return Ragged.of(lengths, np.concatenate([each.flat for each in parts]))
