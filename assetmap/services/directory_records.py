"""Which listings one generation of the directory has, and how each of them is read.

Most are read from the files of a generation that somebody wrote (`Base`); those written since are
in memory. A directory that is too small for files has all of them in memory.
"""

from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TypeVar

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Listing
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.search_index.edits import Array, Edit, place_of, within
from assetmap.search_index.hub_venues import shown_of, with_hubs
from assetmap.search_index.listing_arrays import ListingArrays
from assetmap.search_index.listing_columns import ListingEntry
from assetmap.search_index.read_sequence import ReadSequence
from assetmap.search_index.row import Row
from assetmap.search_index.snapshot_arrays import SnapshotArrays
from assetmap.search_index.timetable import Timetable, venues_changed
from assetmap.services.directory_files import Version
from assetmap.services.every_listing import EveryListing
from assetmap.services.listing_documents import KEPT_MOST, ListingDocuments, packed, unpacked
from assetmap.storage.listing_document import to_document

Kept = TypeVar("Kept")
_FEW = 200  # ids that are put among others one by one
_DOCUMENT, _PUBLIC, _SNAPSHOT = "document.", "public.ids", "snapshot."
_TABLE, _TIMES = "listing.", "times."


def version_of(generation: int, timetable: Timetable | None) -> Version:
    """The generation, and the first day of its timetable: none is 0."""
    return generation, timetable.first.toordinal() if timetable else 0


class Base:
    """A generation as it was written: documents and a table of all listings, arrays of the public
    ones.
    """

    def __init__(
        self,
        generation: int,
        documents: ListingDocuments,
        public_ids: Sequence[str],
        kept: SnapshotArrays,
        table: ListingArrays,
        rules: UpkeepRules,
        timetable: Timetable | None = None,
    ) -> None:
        self.generation, self.timetable = generation, timetable
        self.documents, self.public_ids, self.kept = documents, public_ids, kept
        self.table = table
        self._row = lru_cache(KEPT_MOST)(partial(_row, documents, public_ids, kept, rules))

    @property
    def version(self) -> Version:
        """Which of several files it is, the newest last."""
        return version_of(self.generation, self.timetable)

    def listing(self, listing_id: str) -> Listing:
        """A listing by its id. Raises KeyError."""
        number = place_of(self.documents.ids, listing_id)
        if number is None:
            raise KeyError(listing_id)
        return self.documents.at(number)

    def row(self, listing_id: str) -> Row:
        """The row of a public listing by its id. Raises KeyError."""
        number = place_of(self.public_ids, listing_id)
        if number is None:
            raise KeyError(listing_id)
        return self._row(number)


def _row(
    documents: ListingDocuments,
    public_ids: Sequence[str],
    kept: SnapshotArrays,
    rules: UpkeepRules,
    position: int,
) -> Row:
    number = place_of(documents.ids, public_ids[position])
    assert number is not None
    return kept.row.row(position, documents.at(number), rules)


@dataclass(frozen=True)
class Records:
    """The listings of one generation.

    `fresh` are those written since the base, `fresh_rows` the rows of those that are public. `ids`
    are those of all listings, as `table` has them, and `public_ids` of the public ones, in order.
    `timetable` is that of the public ones, where anybody has made it; `edit` leads to them from
    those of generation `since`.
    """

    generation: int
    base: Base
    fresh: Mapping[str, Listing]
    fresh_rows: Mapping[str, Row]
    ids: Sequence[str]
    public_ids: Sequence[str]
    kept: SnapshotArrays
    table: ListingArrays
    timetable: Timetable | None = None
    since: int = -1
    edit: Edit | None = None

    @classmethod
    def of_base(cls, base: Base) -> "Records":
        """Those of a base, before anything was written since."""
        ids = base.documents.ids, base.public_ids
        return cls(
            base.generation, base, {}, {}, *ids, base.kept, base.table, timetable=base.timetable
        )

    def with_changed(
        self,
        generation: int,
        changed: "ChangedListings",
        words: Vocabulary,
        calendar: BoroughCalendar,
    ) -> "Records":
        """The next generation's, by the borough's `words` and its own `calendar`."""
        ids = with_ids(self.ids, changed.listings, changed.gone)
        public = [each for each in changed.listings if each in changed.rows]
        hidden = {*changed.gone, *changed.listings.keys()} - changed.rows.keys()
        public_ids = with_ids(self.public_ids, public, hidden)
        edit = Edit.between(self.public_ids, public_ids, (*changed.listings, *changed.gone))
        new = [changed.rows[public_ids[at]] for at in edit.changed.tolist()]
        left = {*changed.gone, *changed.listings}  # a row of before may have none now
        now = Records(
            generation,
            self.base,
            {**_without(self.fresh, left), **changed.listings},
            {**_without(self.fresh_rows, left), **changed.rows},
            ids,
            public_ids,
            self.kept.with_changed(edit, new, words),
            self._table(ids, changed),
            since=self.generation,
            edit=edit,
        )
        return replace(now, timetable=self._timetable(now, edit, new, calendar))

    def _table(self, ids: Sequence[str], changed: "ChangedListings") -> ListingArrays:
        edit = Edit.between(self.ids, ids, (*changed.listings, *changed.gone))
        return self.table.with_changed(
            edit, [changed.entries[ids[at]] for at in edit.changed.tolist()]
        )

    def _timetable(
        self, now: "Records", edit: Edit, new: Sequence[Row], calendar: BoroughCalendar
    ) -> Timetable | None:
        """The timetable of the next generation, if there is one of this."""
        if self.timetable is None:
            return None
        hubs = (each.kept.row.lists["hub_name"] for each in (self, now))
        names = venues_changed(edit, *hubs)
        there, shown = with_hubs(calendar, now.kept.row, now.rows), shown_of(now.rows)
        listings = [row.listing.shown for row in new]
        return self.timetable.with_changed(edit, listings, there, names, shown.__getitem__)

    @property
    def listings(self) -> Mapping[str, Listing]:
        """Every listing in any status by id."""
        return _Listings(self)

    @property
    def every(self) -> EveryListing:
        """The same, to be asked by arrays."""
        return EveryListing(self.ids, self.table, self.listings)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the public listings, in the order of their positions."""
        base, fresh, ids = self.base, self.fresh_rows, self.public_ids
        return ReadSequence(len(ids), lambda at: fresh.get(ids[at]) or base.row(ids[at]))

    def arrays(self) -> dict[str, Array]:
        """All of it as a base for others: to be written to files."""
        documents = ListingDocuments.of((each, self._document(each)) for each in self.ids)
        times = self.timetable.arrays() if self.timetable else {}
        return {
            **{f"{_DOCUMENT}{name}": array for name, array in documents.arrays().items()},
            _PUBLIC: packed(self.public_ids),
            **{f"{_SNAPSHOT}{name}": array for name, array in self.kept.arrays().items()},
            **{f"{_TABLE}{name}": array for name, array in self.table.arrays().items()},
            **{f"{_TIMES}{name}": array for name, array in times.items()},
        }

    def _document(self, listing_id: str) -> bytes:
        if (listing := self.fresh.get(listing_id)) is not None:
            return to_document(listing).encode()
        number = place_of(self.base.documents.ids, listing_id)
        assert number is not None
        return self.base.documents.document_at(number)


@dataclass(frozen=True)
class ChangedListings:
    """What was written since a generation: listings by id and what the table of all has of them,
    the rows of those that are public, and the ids of those that are gone or cannot be shown.
    """

    listings: Mapping[str, Listing]
    entries: Mapping[str, ListingEntry]
    rows: Mapping[str, Row]
    gone: frozenset[str]


def base_of(generation: int, arrays: Mapping[str, Array], rules: UpkeepRules) -> Base:
    """What `Records.arrays` gave. Raises KeyError when an array is missing."""
    return Base(
        generation,
        ListingDocuments.of_arrays(within(arrays, _DOCUMENT)),
        unpacked(arrays[_PUBLIC]),
        SnapshotArrays.of_arrays(within(arrays, _SNAPSHOT)),
        ListingArrays.of_arrays(within(arrays, _TABLE)),
        rules,
        Timetable.of_arrays(times) if (times := within(arrays, _TIMES)) else None,
    )


def empty_base(words: Vocabulary, rules: UpkeepRules) -> Base:
    """That of a directory without files."""
    nothing = SnapshotArrays.of([], words), ListingArrays.of([])
    return Base(-1, ListingDocuments.of(()), [], *nothing, rules)


def with_ids(ids: Sequence[str], there: Iterable[str], gone: Iterable[str]) -> Sequence[str]:
    """Ids in order, with some and without others; the same object where that changes nothing."""
    new = [each for each in there if place_of(ids, each) is None]
    old = {each for each in gone if place_of(ids, each) is not None}
    if not new and not old:
        return ids
    if len(new) > _FEW:
        return sorted({*ids, *new} - old)
    kept = [each for each in ids if each not in old] if old else list(ids)
    for each in new:
        insort(kept, each)
    return kept


def _without(fresh: Mapping[str, Kept], left: Collection[str]) -> dict[str, Kept]:
    return {listing_id: kept for listing_id, kept in fresh.items() if listing_id not in left}


class _Listings(Mapping[str, Listing]):
    def __init__(self, records: Records) -> None:
        self._base, self._fresh, self._ids = records.base, records.fresh, records.ids

    def __getitem__(self, listing_id: str) -> Listing:
        if (listing := self._fresh.get(listing_id)) is not None:
            return listing
        if place_of(self._ids, listing_id) is None:
            raise KeyError(listing_id)
        return self._base.listing(listing_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
