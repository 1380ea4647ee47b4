"""Where a process gets the directory's listings of now from: files, and what was written since.

A generation is written to files by one process while all others wait for it, and by the way when
many listings were written since. Opening files and taking in a few changes costs next to nothing.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing
from assetmap.places.gazetteer import Gazetteer
from assetmap.search_index.hub_venues import shown_of, with_hubs
from assetmap.search_index.listing_arrays import ListingArrays
from assetmap.search_index.listing_columns import ListingEntry
from assetmap.search_index.row import Area, Row, row_of
from assetmap.search_index.snapshot_arrays import SnapshotArrays
from assetmap.search_index.timetable import KeptTimes, Timetable
from assetmap.services.directory_files import NONE, DirectoryFiles, Version, files_mark
from assetmap.services.directory_records import (
    Base,
    ChangedListings,
    Records,
    base_of,
    empty_base,
    version_of,
)
from assetmap.services.listing_documents import ListingDocuments
from assetmap.storage.listing_document import to_document
from assetmap.storage.store import Record, Store, StoreError
from assetmap.storage.unreadable import LISTINGS

log = logging.getLogger(__name__)
MOST_FRESH = 200  # listings written since the files: beyond, others are made of them
DAYS_BEFORE = 3  # a timetable that ends is made again so many days early
_CHUNK = 500  # listings in memory at once while files are made


def wants_files(records: Records) -> bool:
    """Whether so many listings were written since the files that others are to be made."""
    return len(records.fresh) > MOST_FRESH


class DirectoryLoader:
    """Gives the listings of now. To be asked by one thread at a time."""

    def __init__(
        self,
        store: Store,
        gazetteer: Gazetteer,
        borough: Borough,
        files: DirectoryFiles,
        today: Callable[[], date],
    ) -> None:
        self._store, self._files, self._today = store, files, today
        self._gazetteer, self._borough = gazetteer, borough
        self._instance = ""
        self._records: Records | None = None
        self._marked: tuple[str, Records | None] = ("", None)

    def records(
        self, generation: int, known: tuple[int, Timetable | None] | None = None
    ) -> Records:
        """The listings of a generation of the store that was read before this. `known` is another
        generation with its timetable, if somebody has made it since that was given.
        """
        if (instance := self._store.instance_id()) != self._instance:  # listings were deleted
            self._instance, self._records = instance, None
        # Positions are those of one generation: a timetable goes with no other.
        if self._records and known and known[0] == self._records.generation and known[1]:
            self._records = replace(self._records, timetable=known[1])
        before = self._records or self._opened() or self._none()
        most = max(MOST_FRESH, len(before.ids) // 2)
        written = list(self._store.changed_since(before.generation, most=most + 1))
        if len(written) > most:  # reading all of them anew is not much more
            now = self._made(before, generation)
        else:
            now = self._taken(before, generation, written)
        if wants_files(now) and (newer := self._opened(now.base.version)):
            now = self._taken(newer, generation, self._store.changed_since(newer.generation))
        self._records, self._marked = now, (self._mark, now)
        return now

    def write_files(self, generation: int, times: KeptTimes) -> None:
        """Write a generation to files, with the times of its listings, where those that are there
        are too old, and where it is the one that was given last. To be called by one thread at a
        time, beside those that ask.
        """
        mark, records = self._marked
        if records is None or records.generation != generation:
            return
        if not (wants_files(records) or self.is_ending(times)):
            return
        with self._files.alone():
            timetable = times.made(self._today(), days=DAYS_BEFORE)
            version = version_of(records.generation, timetable)
            if self._files.wants(mark, version):
                arrays = replace(records, timetable=timetable).arrays()
                self._files.write(mark, version, arrays, self._left_out())

    def is_ending(self, times: KeptTimes) -> bool:
        """Whether the timetable in the files serves only a few days more; `times` are those of the
        listings that were given last.
        """
        has_files = self._records is not None and self._records.base.timetable is not None
        return has_files and not times.serves(self._today() + timedelta(days=DAYS_BEFORE))

    @property
    def _mark(self) -> str:
        return files_mark(self._instance, self._borough.mark)

    def _none(self) -> Records:
        return Records.of_base(empty_base(self._borough.words, self._borough.upkeep))

    def _opened(self, after: Version = NONE) -> Records | None:
        """The newest generation on disk, with what could not be shown then looked at again."""
        found = self._files.newest(self._mark, self._store.version(), after)
        if found is None:
            return None
        try:
            base = base_of(found.generation, found.arrays.arrays, self._borough.upkeep)
        except (KeyError, IndexError, ValueError) as error:
            log.error("the directory's arrays are made again: %r", error)
            return None
        again = list(self._again(found.arrays.notes))
        return self._taken(Records.of_base(base), found.generation, again)

    def _again(self, listing_ids: Iterable[str]) -> Iterator[Record]:
        for listing_id in listing_ids:
            try:
                yield self._store.get_listing(listing_id)
            except StoreError:  # noted by the store, for whoever asks what cannot be read
                continue

    def _made(self, before: Records, generation: int) -> Records:
        """A generation made of all records by one process, while others wait for its files."""
        with self._files.alone():
            found = self._opened(before.base.version)
            if found is None:
                made = self._with_times(Records.of_base(self._base(generation)))
                version = version_of(generation, made.timetable)
                if self._files.wants(self._mark, version):
                    self._files.write(self._mark, version, made.arrays(), self._left_out())
                found = self._opened(before.base.version) or made
        return self._taken(found, generation, self._store.changed_since(found.generation))

    def _with_times(self, records: Records) -> Records:
        calendar = with_hubs(self._borough.calendar, records.kept.row, records.rows)
        timetable = Timetable.of(shown_of(records.rows), calendar, self._today())
        return replace(records, timetable=timetable)

    def _base(self, generation: int) -> Base:
        """All records as arrays, of which only a few are in memory at once."""
        documents: list[tuple[str, bytes]] = []
        public_ids: list[str] = []
        words, rules = self._borough.words, self._borough.upkeep
        parts, tables = [SnapshotArrays.of([], words)], [ListingArrays.of([])]
        every = self._store.all()
        while records := list(islice(every, _CHUNK)):
            changes = self._changes(records)
            texts = ((each.id, to_document(each)) for each in changes.listings.values())
            documents += [(listing_id, text.encode()) for listing_id, text in texts]
            public_ids += changes.rows
            parts.append(SnapshotArrays.of(list(changes.rows.values()), words))
            tables.append(ListingArrays.of(list(changes.entries.values())))
        kept, table = SnapshotArrays.joined(parts), ListingArrays.joined(tables)
        return Base(generation, ListingDocuments.of(documents), public_ids, kept, table, rules)

    def _taken(self, before: Records, generation: int, written: Iterable[Record]) -> Records:
        changes = self._changes(written)
        gone = frozenset(self._left_out()) - changes.listings.keys()
        words, calendar = self._borough.words, self._borough.calendar
        return before.with_changed(generation, replace(changes, gone=gone), words, calendar)

    def _left_out(self) -> tuple[str, ...]:
        """The ids of the listings that cannot be read or shown, as far as anybody has tried."""
        return tuple(each.id for each in self._store.unreadable() if each.table == LISTINGS)

    def _changes(self, written: Iterable[Record]) -> ChangedListings:
        listings: dict[str, Listing] = {}
        entries: dict[str, ListingEntry] = {}
        rows: dict[str, Row] = {}
        for record in written:
            listing_id = record.listing.id
            try:
                row = self._row(record.listing)
                entry = self._entry(record.listing, row)
            except Exception as error:  # a record that reads and makes no sense: the rest is served
                self._store.judge(listing_id, error)
                continue
            self._store.judge(listing_id, None)
            listings[listing_id], entries[listing_id] = record.listing, entry
            if row is not None:
                rows[listing_id] = row
        return ChangedListings(listings, entries, rows, frozenset())

    def _entry(self, listing: Listing, row: Row | None) -> ListingEntry:
        if row is None:
            return ListingEntry.of(listing, self._borough.upkeep)
        return ListingEntry(listing, row.standing, row.ends_on)

    def _row(self, listing: Listing) -> Row | None:
        area = self._area(listing)
        return row_of(listing, area, self._borough.authority_code, self._borough.upkeep)

    def _area(self, listing: Listing) -> Area:
        """The ground it serves: the places its words name; unnamed ground is the whole borough."""
        served = listing.where.area_served
        if listing.where.point is not None and not served:
            return Area()
        places = self._gazetteer.places_in(served) if served else ()
        if any(place.whole_area for place in places):
            return Area(whole=True)
        points = tuple(place.point for place in places if place.point is not None)
        return Area(whole=not points and listing.where.point is None, points=points)
