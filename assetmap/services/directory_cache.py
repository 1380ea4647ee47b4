"""The directory in memory, kept in step with the store and the index.

Every question asks for the memory of now: one number read from the store and one from the
index's folder tell whether it is still that. Only listings that changed are worked out again.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing
from assetmap.places.gazetteer import Gazetteer
from assetmap.search_index.sentences import Sentences
from assetmap.search_index.snapshot import Snapshot
from assetmap.search_index.suggestions import NameFinder
from assetmap.search_index.text_index import TextIndex
from assetmap.search_index.text_view import TextView
from assetmap.services.directory_files import DirectoryFiles
from assetmap.services.directory_loading import DirectoryLoader, wants_files
from assetmap.services.directory_records import Records
from assetmap.services.every_listing import EveryListing
from assetmap.services.index_documents import document_of
from assetmap.storage.store import Store, Unavailable

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CacheState:
    """One generation: the arrays, and the index aligned with them."""

    snapshot: Snapshot
    text: TextView
    index_version: int
    listings: Mapping[str, Listing]  # every one in any status, without private contact
    every: EveryListing  # the same ones, to be asked by arrays
    sentences: Sentences  # of what listings are found by, beside what they are called

    @cached_property
    def pictures(self) -> frozenset[str]:
        """The names of the pictures that public listings show."""
        return frozenset(self.snapshot.kept.row.texts("picture").tolist())

    @cached_property
    def own_places(self) -> Mapping[str, tuple[int, ...]]:
        """The positions of the listings that have a series at a place of its own, by its folded
        name: of those alone whose place everybody may know.
        """
        found: dict[str, list[int]] = {}
        places = self.snapshot.kept.row.lists["own_place"]
        named = zip(places.columns["text"].tolist(), places.owner.tolist(), strict=True)
        for name, position in named:
            found.setdefault(name, []).append(position)
        return {name: tuple(positions) for name, positions in found.items()}

    @property
    def names(self) -> NameFinder:
        """A finder over the listings' names."""
        return self.snapshot.kept.main_names


class DirectoryCache:
    """Gives the memory of now. Safe to use from several threads."""

    def __init__(
        self,
        store: Store,
        index: TextIndex,
        gazetteer: Gazetteer,
        borough: Borough,
        mend: Callable[[], object],
        files: DirectoryFiles,
        today: Callable[[], date],
    ) -> None:
        """`mend` makes the index again; it is called when the index cannot be read."""
        self._mend, self._files, self._today = mend, files, today
        self._store, self._index = store, index
        self._followed: date | None = None
        self._lock = threading.Lock()
        # Has somebody call `write_files` in a thread of its own; nobody does unless it is set.
        self.write_later: Callable[[], None] = lambda: None
        self.take_borough(borough, gazetteer)

    def take_borough(self, borough: Borough, gazetteer: Gazetteer) -> None:
        """Work everything out anew for another borough, at the next question."""
        with self._lock:
            self._borough = borough
            self._loader = DirectoryLoader(
                self._store, gazetteer, borough, self._files, self._today
            )
            self._now: CacheState | None = None

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

    def generations(self) -> tuple[int, int]:
        """Those of the store and of the index, as they are now. Raises StoreError."""
        return self._store.version(), self._index.version()

    def follow(self) -> None:
        """Have the memory of now and the times of today ready before somebody asks, and once a day
        see whether the timetable in the files serves much longer.
        """
        snapshot, today = self.current().snapshot, self._today()
        snapshot.times(today)
        if self._followed != today and self._loader.is_ending(snapshot.kept_times):
            self.write_later()
        self._followed = today

    def _is_current(self, now: CacheState) -> bool:
        return (
            now.snapshot.version == self._store.version()
            and now.index_version == self._index.version()
        )

    def _recall(self, before: CacheState | None) -> CacheState:
        # The generation is read first: a write in between is then seen again, never missed.
        generation = self._store.version()
        if before is not None and before.snapshot.version == generation:
            index_generation = self._index.version()  # the index alone is another
            return replace(before, text=self._view(before.snapshot), index_version=index_generation)
        known = (before.snapshot.version, before.snapshot.kept_times.timetable) if before else None
        records = self._loader.records(generation, known)
        words, calendar = self._borough.words, self._borough.calendar
        there = (generation, records.public_ids, records.rows, records.kept)
        snapshot = Snapshot(*there, words, calendar, records.timetable)
        if wants_files(records) or self._loader.is_ending(snapshot.kept_times):
            self.write_later()
        index_generation, sentences = self._index.version(), _sentences(snapshot, records, before)
        return CacheState(
            *(snapshot, self._view(snapshot), index_generation),
            *(records.listings, records.every, sentences),
        )

    def write_files(self) -> None:
        """Write what there is to files, where so much was written since that it is worth while."""
        with self._lock:  # what is being recalled is to be written, and not what was before it
            now, loader = self._now, self._loader
        if now is not None:
            loader.write_files(now.snapshot.version, now.snapshot.kept_times)

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


def _sentences(snapshot: Snapshot, records: Records, before: CacheState | None) -> Sentences:
    """Those of a snapshot; what was read of listings that stayed as they were is taken over."""
    rows, words = snapshot.rows, snapshot.words

    def read(position: int) -> str:
        return document_of(rows[position].listing, words).text

    if before and records.edit and records.since == before.snapshot.version:
        return before.sentences.with_changed(records.edit, read)
    return Sentences(read)
