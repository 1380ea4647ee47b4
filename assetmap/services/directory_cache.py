"""The directory in memory, kept in step with the store and the index.

Every question asks for the memory of now: one number read from the store and one from the
index's folder tell whether it is still that. Only listings that changed are worked out again.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.text import fold
from assetmap.places.gazetteer import Gazetteer
from assetmap.search_index.sentences import Sentences
from assetmap.search_index.snapshot import Area, Row, Snapshot, row_of
from assetmap.search_index.suggestions import NameFinder, names_of
from assetmap.search_index.text_index import TextIndex
from assetmap.search_index.text_view import TextView
from assetmap.search_index.timetable import OccurrenceMemory
from assetmap.services.index_documents import document_of
from assetmap.storage.store import Store, Unavailable
from assetmap.storage.unreadable import LISTINGS

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CacheState:
    """One generation: the arrays, and the index aligned with them."""

    snapshot: Snapshot
    text: TextView
    index_version: int
    listings: Mapping[str, Listing]  # every one in any status, without private contact

    @cached_property
    def pictures(self) -> frozenset[str]:
        """The names of the pictures that public listings show."""
        return frozenset(
            picture.name for row in self.snapshot.rows for picture in row.listing.shown.pictures
        )

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of what listings are found by, beside what they are called."""
        rows, words = self.snapshot.rows, self.snapshot.words
        return Sentences(lambda position: document_of(rows[position].listing, words).text)

    @cached_property
    def own_places(self) -> Mapping[str, tuple[int, ...]]:
        """The positions of the listings that have a series at a place of its own, by its folded
        name: of those alone whose place everybody may know.
        """
        found: dict[str, list[int]] = {}
        for position, row in enumerate(self.snapshot.rows):
            shown = row.listing.shown
            if shown.where.precision is Precision.VENUE:
                for name in {fold(each.details.at) for each in shown.schedule.rules} - {""}:
                    found.setdefault(name, []).append(position)
        return {name: tuple(positions) for name, positions in found.items()}

    @cached_property
    def names(self) -> NameFinder:
        """A finder over the listings' names."""
        return names_of(self.snapshot)


class DirectoryCache:
    """Gives the memory of now. Safe to use from several threads."""

    def __init__(
        self,
        store: Store,
        index: TextIndex,
        gazetteer: Gazetteer,
        borough: Borough,
        mend: Callable[[], object],
    ) -> None:
        """`mend` makes the index again; it is called when the index cannot be read."""
        self._mend = mend
        self._store, self._index = store, index
        self._lock = threading.Lock()
        self.take_borough(borough, gazetteer)

    def take_borough(self, borough: Borough, gazetteer: Gazetteer) -> None:
        """Work everything out anew for another borough, at the next question."""
        with self._lock:
            self._gazetteer, self._borough = gazetteer, borough
            self._rows: dict[str, Row] = {}
            self._listings: dict[str, Listing] = {}
            self._times = OccurrenceMemory()
            self._now: CacheState | None = None
            self._instance = ""

    def current(self) -> CacheState:
        """The directory as the store and the index have it now."""
        now = self._now
        if now is not None and self._is_current(now):
            return now
        with self._lock:
            now = self._now
            if now is None or not self._is_current(now):
                now = self._now = self._recall(now)
            return now

    def _is_current(self, now: CacheState) -> bool:
        return (
            now.snapshot.version == self._store.version()
            and now.index_version == self._index.version()
        )

    def _recall(self, before: CacheState | None) -> CacheState:
        # The generation is read first: a write in between is then seen again, never missed.
        generation = self._store.version()
        snapshot = before.snapshot if before else None
        if snapshot is None or snapshot.version != generation:
            self._take_changes(snapshot.version if snapshot else -1)
            rows = [self._rows[listing_id] for listing_id in sorted(self._rows)]
            borough = self._borough
            snapshot = Snapshot(generation, rows, borough.words, borough.calendar, self._times)
        index_generation = self._index.version()
        listings = before.listings if before and before.snapshot is snapshot else self._copied()
        return CacheState(snapshot, self._view(snapshot), index_generation, listings)

    def _view(self, snapshot: Snapshot) -> TextView:
        """The index, made again when it cannot be read. Raises Unavailable when that fails."""
        try:
            return self._index.view(snapshot.ids)
        except Exception as error:  # damage, which Whoosh meets in any guise
            log.error("the index cannot be read and is made again: %r", error)
        try:
            self._mend()
            return self._index.view(snapshot.ids)
        except Exception as error:
            raise Unavailable(f"the index cannot be read nor made again: {error}") from error

    def _copied(self) -> Mapping[str, Listing]:
        """The listings of now, which later changes leave as they are."""
        return MappingProxyType(dict(sorted(self._listings.items())))

    def _take_changes(self, since: int) -> None:
        if (instance := self._store.instance_id()) != self._instance:  # listings were deleted
            self._instance, since = instance, -1
            self._rows, self._listings = {}, {}
        for record in self._store.changed_since(since):
            listing_id = record.listing.id
            try:
                row = self._row(record.listing)
            except Exception as error:  # a record that reads and makes no sense: the rest is served
                self._store.judge(listing_id, error)
                self._listings.pop(listing_id, None)
                row = None
            else:
                self._listings[listing_id] = record.listing
                self._store.judge(listing_id, None)
            if row is None:
                self._rows.pop(listing_id, None)
            else:
                self._rows[listing_id] = row
        self._leave_out_unreadable()

    def _leave_out_unreadable(self) -> None:
        """Forget what this process had of listings that cannot be read any more."""
        for each in self._store.unreadable():
            if each.table == LISTINGS:
                self._rows.pop(each.id, None)
                self._listings.pop(each.id, None)

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
