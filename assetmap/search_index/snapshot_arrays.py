"""All that is kept of the public listings as arrays, whatever keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.search_index.edits import Array, Edit, within
from assetmap.search_index.facet_arrays import FacetArrays
from assetmap.search_index.name_index import NameIndex
from assetmap.search_index.row import Row
from assetmap.search_index.row_arrays import RowArrays
from assetmap.search_index.session_table import SessionTable
from assetmap.search_index.suggestions import NameFinder


class _HasArrays(Protocol):
    def arrays(self) -> dict[str, Array]: ...


@dataclass(frozen=True)
class SnapshotArrays:
    """Each has a part for what one looks for: by columns, by filters, by names, by times."""

    row: RowArrays
    facet: FacetArrays
    names: NameIndex
    main_names: NameFinder
    sessions: SessionTable

    @classmethod
    def of(cls, rows: Sequence[Row], words: Vocabulary) -> "SnapshotArrays":
        """Made of the rows of all listings."""
        shown = [row.listing.shown for row in rows]
        return cls(
            RowArrays.of(rows),
            FacetArrays.of(shown, words),
            NameIndex.of([each.names for each in shown]),
            NameFinder.of([each.name for each in shown]),
            SessionTable.of(shown),
        )

    def with_changed(self, edit: Edit, new: Sequence[Row], words: Vocabulary) -> "SnapshotArrays":
        """The next generation's; `new` are the rows of `edit.changed`."""
        shown = [row.listing.shown for row in new]
        return SnapshotArrays(
            self.row.with_changed(edit, new),
            self.facet.with_changed(edit, shown, words),
            self.names.with_changed(edit, [each.names for each in shown]),
            self.main_names.with_changed(edit, [each.name for each in shown]),
            self.sessions.with_changed(edit, shown),
        )

    @classmethod
    def joined(cls, parts: Sequence["SnapshotArrays"]) -> "SnapshotArrays":
        """Of the arrays of listings that stand one behind the other."""
        return cls(
            RowArrays.joined([each.row for each in parts]),
            FacetArrays.joined([each.facet for each in parts]),
            NameIndex.joined([each.names for each in parts]),
            NameFinder.joined([each.main_names for each in parts]),
            SessionTable.joined([each.sessions for each in parts]),
        )

    def arrays(self) -> dict[str, Array]:
        """Everything, flat, by name: to be written to files."""
        parts: dict[str, _HasArrays] = vars(self)
        return {
            f"{part}.{name}": array
            for part, kept in parts.items()
            for name, array in kept.arrays().items()
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> "SnapshotArrays":
        """What `arrays` gave. Raises KeyError when one is missing."""
        return cls(
            RowArrays.of_arrays(within(arrays, "row.")),
            FacetArrays.of_arrays(within(arrays, "facet.")),
            NameIndex.of_arrays(within(arrays, "names.")),
            NameFinder.of_arrays(within(arrays, "main_names.")),
            SessionTable.of_arrays(within(arrays, "sessions.")),
        )
