"""The index kept in step with the store through the store's queue.

The queue's rows are written in the record's own transaction and struck off only after the index
has committed, so a crash at any point loses nothing: whatever is still queued is taken again.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.search_index.schema import Document
from assetmap.search_index.text_index import DocumentIndex, IndexUnwritable
from assetmap.services.index_documents import document_of
from assetmap.storage.store import NotFound, Store, StoreError

log = logging.getLogger(__name__)
_WHOLE = 500  # from so many changes on, and half of the directory, a rebuild is the quicker way


@dataclass(frozen=True)
class Comparison:
    """Where index and store differ: listing ids."""

    missing: tuple[str, ...]
    superfluous: tuple[str, ...]
    outdated: tuple[str, ...]
    queued: int
    queue_age_s: int = field(default=0, compare=False)  # of what has waited longest

    @property
    def agrees(self) -> bool:
        """Whether the index holds just what the store does."""
        return not (self.missing or self.superfluous or self.outdated or self.queued)


class Indexer:
    """Takes the store's queue into the index. Safe to use from several threads.

    Use cases never call it: the context's unit of work does, after each commit. `notify` is called
    whenever something queued went into the index, `forget` before it is made again because it did
    not follow.
    """

    def __init__(
        self,
        store: Store,
        index: DocumentIndex,
        words: Vocabulary,
        notify: Callable[[], None] = lambda: None,
        forget: Callable[[], None] = lambda: None,
    ) -> None:
        self._store, self._index, self._words = store, index, words
        self._notify, self._forget = notify, forget
        self._lock = threading.Lock()
        self._told = ""  # what the log said last, which is tried again every two seconds
        self.wants_rebuild = False  # a rebuild that could not be made is still to come

    def take_words(self, words: Vocabulary) -> None:
        """Go on with other names of categories and the like: the index has to be made again."""
        self._words, self.wants_rebuild = words, True

    def catch_up(self, *, rebuild: bool = False) -> bool:
        """Take in what is queued, or make the index again; False when that cannot be done now.

        Then the log says why, and the next look or unit of work tries again: the records are
        safe, so that nobody who wrote is told of a failure. An index that is damaged is made again.
        """
        self.wants_rebuild = self.wants_rebuild or rebuild or self._index.is_gone
        try:
            self.wants_rebuild = self.wants_rebuild or self.is_left_behind
            if not self.wants_rebuild:
                self.process_queue()
        except (IndexUnwritable, StoreError) as error:
            self._tell(f"the index is behind the records and is tried again: {error}")
            return False
        except Exception as error:  # damage, which Whoosh meets in any guise
            log.error("the index is made again, since it cannot be written: %r", error)
            self.wants_rebuild = True
        try:
            if self.wants_rebuild:
                self.rebuild()
        except Exception as error:
            self._tell(f"the index could not be made again and is tried again: {error}")
            return False
        self._told = ""
        return True

    def _tell(self, words: str) -> None:
        """Log it, unless that was the last that was said."""
        if words != self._told:
            log.error("%s", words)
        self._told = words

    @property
    def is_busy(self) -> bool:
        """Whether some process is writing to the index."""
        return self._index.is_busy

    @property
    def is_gone(self) -> bool:
        """Whether somebody has deleted the index."""
        return self._index.is_gone

    @property
    def is_left_behind(self) -> bool:
        """Whether the queue went on without this machine's index. Raises StoreError."""
        return not self._store.follows_queue()

    def oldest_queued(self) -> int | None:
        """The number of the change that has waited longest, None when none waits."""
        return next((row.number for row in self._store.queued()), None)

    def queue_age_s(self) -> int:
        """For how many seconds the change that has waited longest waits; 0 when none waits.

        Raises StoreError.
        """
        longest = self._store.longest_queued()
        return 0 if longest is None else max(0, int(time.time() - longest.since.timestamp()))

    def versions_behind(self) -> int:
        """By how many versions of the store the index is behind. Raises StoreError."""
        longest, now = self._store.longest_queued(), self._store.version()
        return 0 if longest is None else max(1, now - longest.version + 1)

    def damaged_files(self) -> list[str]:
        """The index's files that are not as they were written."""
        return self._index.damaged_files()

    def process_queue(self, done: Callable[[], None] = lambda: None) -> int:
        """Take everything queued into the index; gives the number of listings taken.

        Raises IndexBusy when another process does not finish its own writing, or IndexUnwritable.
        """
        with self._lock:
            queued = self._store.queued()
            if not queued:
                return 0
            ids = dict.fromkeys(row.listing_id for row in queued)
            if len(ids) > _WHOLE and len(ids) * 2 > sum(self._store.sources().values()):
                self._index.rebuild(self.documents(), done)
            else:
                # Read while the index is ours alone: another process may have taken newer changes.
                found = (self._document(listing_id) for listing_id in ids)
                self._index.apply((document for document in found if document), removed=ids)
            self._store.ack(queued[-1].number)
        self._notify()
        return len(ids)

    def rebuild(self, done: Callable[[], None] = lambda: None) -> int:
        """Make the index again from the store; gives the number of documents.

        Raises IndexBusy or IndexUnwritable.
        """
        with self._lock:
            if self.is_left_behind:  # what else was made of the records may hold old words as well
                self._forget()
            end = self._store.queue_end()
            count = self._index.rebuild(self.documents(), done)
            self._store.ack_rebuilt(end)
            self.wants_rebuild = False
        self._notify()
        return count

    def compare(self) -> Comparison:
        """What the index has against what it should have."""
        wanted = {document.id: document.fingerprint for document in self.documents()}
        held = self._index.fingerprints()
        return Comparison(
            missing=tuple(sorted(wanted.keys() - held.keys())),
            superfluous=tuple(sorted(held.keys() - wanted.keys())),
            outdated=tuple(
                sorted(id_ for id_ in wanted.keys() & held.keys() if wanted[id_] != held[id_])
            ),
            queued=len(self._store.queued()),
            queue_age_s=self.queue_age_s(),
        )

    def documents(self) -> Iterator[Document]:
        """The document of every public listing."""
        for record in self._store.all():
            if document := self._document_of(record.listing):
                yield document

    def _document(self, listing_id: str) -> Document | None:
        try:
            listing = self._store.get_listing(listing_id).listing
        except NotFound:
            return None
        return self._document_of(listing)

    def _document_of(self, listing: Listing) -> Document | None:
        if not listing.status.is_public:
            return None
        try:
            document = document_of(public_view(listing), self._words)
            document.folded()
        except Exception as error:  # a record that reads and makes no sense
            self._store.judge(listing.id, error)
            return None
        return document
