"""What every use case is handed: the store, the index, the places, the borough, the clock."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from assetmap.clock import Clock
from assetmap.config import Config
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.thesaurus import Thesaurus
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.places.gazetteer import Gazetteer
from assetmap.places.postcodes import Postcodes
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.suggestions import NameFinder
from assetmap.search_index.text_index import TextIndex
from assetmap.services.area_directory import AreaDirectory
from assetmap.services.background_task import BackgroundTask
from assetmap.services.current_thesaurus import CurrentThesaurus, TrialThesaurus
from assetmap.services.directory_cache import DirectoryCache
from assetmap.services.directory_files import FOLDER, DirectoryFiles
from assetmap.services.embeddings.embedding_worker import EmbeddingWorker
from assetmap.services.embeddings.embeddings import Embeddings, weights_file
from assetmap.services.feed_cache import FeedCache
from assetmap.services.grid_cache import Grids
from assetmap.services.indexing import Indexer
from assetmap.services.ledger_cache import LedgerCache
from assetmap.services.match_features import MatchFeatureCache
from assetmap.services.neighbours import NO_NEIGHBOURS, Neighbours
from assetmap.services.open_referral_index import FeedIndexes
from assetmap.services.reach_map import ReachMaps
from assetmap.storage.hit_counters import HitCounters
from assetmap.storage.locks import Locks
from assetmap.storage.store import Store
from assetmap.storage.unit_of_work import UnitOfWork

_BACKGROUND_S = 60.0  # how long closing waits for work in the background: it is short and local


@dataclass
class Context:
    """Everything a use case works with. One per process; safe to share between threads."""

    config: Config
    clock: Clock
    borough: Borough
    store: Store
    index: TextIndex
    postcodes: Postcodes
    gazetteer: Gazetteer
    hits: HitCounters
    locks: Locks  # of what all machines share
    neighbours: "Neighbours[Context]" = NO_NEIGHBOURS  # the authorities beside this one
    directory_cache: DirectoryCache = field(init=False)
    embeddings: Embeddings | None = field(init=False, default=None)
    embedding_worker: EmbeddingWorker | None = field(init=False, default=None)
    mail_sender: BackgroundTask | None = field(init=False, default=None)  # where pages are served
    _background: list[BackgroundTask] = field(init=False, default_factory=list)
    # Has a process of its own work on a batch of an import; see services/imports/batch_work.py.
    start_import: Callable[[str], None] = field(init=False, default_factory=lambda: _nobody)

    def __post_init__(self) -> None:
        self.feeds = FeedCache(self.config.public_url)
        self.indexer = Indexer(
            *(self.store, self.index, self.borough.words),
            notify=self._update_embeddings,
            forget=self._forget_files,
        )
        self.directory_files = DirectoryFiles(self.config.home / FOLDER)
        self.directory_cache = DirectoryCache(
            *(self.store, self.index, self.gazetteer, self.borough),
            mend=self.indexer.rebuild,
            files=self.directory_files,
            today=self.clock.today,
        )
        writer = self.in_background(
            self.directory_cache.write_files, "the directory's arrays are not written"
        )
        self.directory_cache.write_later = writer.wake
        self.ledger_cache = LedgerCache(self.store)
        self._make_caches()
        folder, weights = self.config.meaning_folder, weights_file(self.config)
        if self.config.meaning and weights.is_file():
            self.embeddings = Embeddings(
                *(folder, self.borough.words, self._thesaurus_now), weights=weights
            )
            self.embedding_worker = EmbeddingWorker(self.embeddings, self.directory_cache)

    def _make_caches(self) -> None:
        """What else is kept in memory and depends on the borough."""
        self.reach_maps = ReachMaps()
        self.grids = Grids()
        self.match_features = MatchFeatureCache(self.borough)
        self.open_referral = FeedIndexes(self.directory_cache, self.borough, self.config.public_url)
        self.areas = AreaDirectory(
            *(self.store, self.postcodes, self.gazetteer), self.borough.authority_code
        )
        self.current_thesaurus: CurrentThesaurus | TrialThesaurus = CurrentThesaurus(
            self.store, self.borough.thesaurus
        )

    def _thesaurus_now(self) -> Thesaurus:
        return self.current_thesaurus.thesaurus()

    def take_borough(self, borough: Borough) -> None:
        """Go on with another borough: what an admin changed on a page, or somebody in a file.

        Whoever is in the middle of an answer may still see the one before. Where what listings are
        found by changed, the index is made again by whoever looks after it.
        """
        before, self.borough = self.borough, borough
        self.gazetteer = Gazetteer(borough, self.postcodes)
        self.__dict__.pop("category_names", None)
        self.directory_cache.take_borough(borough, self.gazetteer)
        self._make_caches()
        if borough.words != before.words:
            self.indexer.take_words(borough.words)
            if self.embeddings:
                self.embeddings.take_words(borough.words)

    @contextmanager
    def unit_of_work(
        self, *, always_index: bool = False, index_later: bool = False
    ) -> Iterator[UnitOfWork]:
        """A transaction of the store, after whose commit the index takes in what was queued.

        When the block raises, nothing is kept and nothing indexed. A unit that queued nothing
        leaves the index alone, so that nobody's sign-in waits for it or fails with it;
        `always_index` has it take even then what an earlier unit had to leave in the queue, and
        `index_later` leaves it there for the next, as one does who writes much in a row; a unit
        whose `must_rebuild` was set has it made again.

        Raises what the store raises. What goes wrong after the commit is in the log alone: the
        change is kept, and stays queued for the next look, unit that indexes, or start.
        """
        with self.store.transaction() as uow:
            yield uow
        if uow.must_rebuild:  # no old word stays in files either
            self._forget_files()
        if uow.must_rebuild or always_index or (uow.has_queued and not index_later):
            self.indexer.catch_up(rebuild=uow.must_rebuild)

    def calendar(self) -> BoroughCalendar:
        """School terms, bank holidays, and the closings of the hubs of now."""
        return self.directory_cache.current().snapshot.calendar

    def directory_mark(self) -> str:
        """What tells one state of all that is public from another: the records, and the borough."""
        version = self.directory_cache.current().snapshot.version
        return f"{self.store.instance_id()} {version} {self.borough.mark}"

    def phrases(self) -> PhraseBook:
        """The everyday words as they are now, changes of editors in any process among them."""
        return self.current_thesaurus.phrase_book()

    def trying(self, thesaurus: Thesaurus) -> "Context":
        """This context with another thesaurus: to see what a change to it would do."""
        other = copy.copy(self)
        other.current_thesaurus = TrialThesaurus(thesaurus)
        return other

    @cached_property
    def category_names(self) -> NameFinder:
        """A finder over the categories' labels, both levels in the borough's order."""
        return NameFinder.of([category.label for category in self.borough.words.every_category()])

    def _forget_files(self) -> None:
        """Take away what was made of the records on this machine: it may hold old words."""
        self.directory_files.discard(self.store.version())
        for made in (
            *self.config.offline.glob("*.json*"),
            *self.config.open_data.glob("*.gpkg"),
        ):
            made.unlink(missing_ok=True)

    def _update_embeddings(self) -> None:
        if self.embedding_worker:
            self.embedding_worker.wake()

    def in_background(self, act: Callable[[], object], trouble: str) -> BackgroundTask:
        """What does something in a thread of its own when it is woken, and is waited for before
        this context lets go of its files. `trouble` is what the log says when it fails.
        """
        task = BackgroundTask(act, trouble)
        self._background.append(task)
        return task

    def close(self) -> None:
        """Let go of files and connections, once nobody works with them any more.

        A connection that is closed while another thread writes through it may have that thread
        write into a file that was opened since.
        """
        for task in self._background:
            task.close(_BACKGROUND_S)
        if self.mail_sender:
            self.mail_sender.close()
        if self.embeddings and self.embedding_worker:
            self.embedding_worker.close()
            self.embeddings.close()
        self.hits.close()
        self.index.close()
        self.store.close()

    def release(self) -> None:
        """Give back the memory of a closed context at once. Nothing can be asked of it any more.

        Its parts hold each other, and so files that are mapped, until Python looks for circles:
        a process that opens one authority after the other would look several times a second.
        """
        self.directory_cache.__dict__.clear()
        self.indexer.__dict__.clear()
        self._background.clear()
        self.mail_sender, self.start_import = None, _nobody


def _nobody(_: str) -> None:
    """No process works on imports."""
