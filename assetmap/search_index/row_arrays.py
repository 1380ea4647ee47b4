"""The arrays of `row_columns`, of every public listing of a generation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.checks.freshness import UpkeepRules, standing_of
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.place import Point
from assetmap.domain.text import fold
from assetmap.search_index.edits import Array, Edit, Rows, joined_rows
from assetmap.search_index.row import Area, Row
from assetmap.search_index.row_columns import COLUMNS, LISTS, NEVER, RowColumn, RowList

_TEXT = "text"
_OWNER = "owner"


@dataclass(frozen=True)
class RowArrays:
    """`flat` has an entry for each listing in each array; `lists` any number for each."""

    flat: Mapping[str, Array]
    lists: Mapping[str, Rows]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "RowArrays":
        """Of the rows of all listings, in the order of their positions."""
        everywhere = range(len(rows))
        return cls(
            {name: _flat(column, rows) for name, column in COLUMNS.items()},
            {name: _listed(each, everywhere, rows) for name, each in LISTS.items()},
        )

    def with_changed(self, edit: Edit, new: Sequence[Row]) -> "RowArrays":
        """The next generation's; `new` are the rows of `edit.changed`."""
        at = edit.changed.tolist()
        return RowArrays(
            {
                name: edit.applied(before, _flat(COLUMNS[name], new))
                for name, before in self.flat.items()
            },
            {
                name: edit.rows_applied(before, _listed(LISTS[name], at, new))
                for name, before in self.lists.items()
            },
        )

    @classmethod
    def joined(cls, parts: Sequence["RowArrays"]) -> "RowArrays":
        """Of those of listings that stand one behind the other."""
        return cls(
            {name: np.concatenate([each.flat[name] for each in parts]) for name in COLUMNS},
            {
                name: joined_rows([(len(each), each.lists[name]) for each in parts])
                for name in LISTS
            },
        )

    def __len__(self) -> int:
        return len(self.flat["slots"])

    def arrays(self) -> dict[str, Array]:
        """Everything, flat, by name."""
        lists = {
            f"{name}.{part}": column
            for name, rows in self.lists.items()
            for part, column in ({_OWNER: rows.owner} | dict(rows.columns)).items()
        }
        return dict(self.flat) | lists

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> "RowArrays":
        """What `arrays` gave. Raises KeyError when one is missing."""
        return cls(
            {name: arrays[name] for name in COLUMNS},
            {
                name: Rows(
                    arrays[f"{name}.{_OWNER}"],
                    {part: arrays[f"{name}.{part}"] for part in each.parts or (_TEXT,)},
                )
                for name, each in LISTS.items()
            },
        )

    def row(self, position: int, listing: Listing, rules: UpkeepRules) -> Row:
        """The row of a listing whose entries were made of just this listing before."""
        flat, area = self.flat, self.lists["area"]
        here, by_bus, last = area.of(position), int(flat["by_bus"][position]), flat["ends_on"]
        lat, lon = (area.columns[name][here].tolist() for name in ("lat", "lon"))
        return Row(
            public_view(listing),
            Area(bool(flat["whole_area"][position]), tuple(map(Point, lat, lon))),
            outside=bool(flat["outside"][position]),
            slots=int(flat["slots"][position]),
            folded_name=fold(listing.name),
            standing=standing_of(listing, rules),
            by_bus=None if by_bus < 0 else bool(by_bus),
            ends_on=None if last[position] == NEVER else date.fromordinal(int(last[position])),
        )

    def texts(self, name: str) -> NDArray[np.str_]:
        """The texts of one of LISTS."""
        return self.lists[name].columns[_TEXT]


def _flat(column: RowColumn, rows: Sequence[Row]) -> Array:
    return np.array([column.of(row) for row in rows], column.dtype)


def _listed(each: RowList, positions: Sequence[int], rows: Sequence[Row]) -> Rows:
    entries = [list(each.of(row)) for row in rows]
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
