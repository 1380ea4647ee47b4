"""How near listings and everyday phrases are to a question by what they mean, not by their words.

The model is read at the first question. Vectors that are missing are worked out behind the
site's back (`meaning_filling.py`); until then their listings are neither lifted nor
pushed down.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assetmap.config import Config
from assetmap.domain.borough.thesaurus import Thesaurus
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.embeddings.fetching import MINILM, Source, shared_model
from assetmap.embeddings.model import Model
from assetmap.embeddings.pool import Pool
from assetmap.embeddings.vector_file import VectorFile
from assetmap.embeddings.weights import BadWeights, Floats
from assetmap.search_index.snapshot import Snapshot
from assetmap.services.directory_cache import CacheState
from assetmap.services.embeddings.phrase_embeddings import (
    EACH,
    PhraseEmbeddings,
    fingerprint_of,
    read_phrase_embeddings,
)


class QueryEmbedding(Protocol):
    """How near listings and everyday phrases come to what somebody means."""

    def scores(self, cached: CacheState, words: str) -> Floats | None:
        """The cosine of each listing of the snapshot; None when not ready."""

    def concepts(self, words: str) -> tuple[tuple[str, float], ...]:
        """The ids of the thesaurus's concepts that come nearest, and how near (0 to 1) each is."""


WHOLE, SENTENCE, CATEGORY = 0.5, 0.35, 0.15  # measured: docs/decisions/0015-meaning.md
WEIGHTS, VECTORS = "model.safetensors", "vectors.db"
_REMEMBERED = 1_000  # questions whose vectors are remembered
_CATEGORIES = 4  # of a listing that are looked at

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Engine:
    """What is there once the model is read."""

    model: Model
    file: VectorFile
    pool: Pool


@dataclass(frozen=True)
class _Aligned:
    """Where the vectors of one snapshot's listings are."""

    snapshot: Snapshot
    last: int
    book: PhraseEmbeddings
    slots: NDArray[np.int64]
    places: NDArray[np.int64]
    categories: NDArray[np.int64]  # by place: positions in what `by_category` gives


def weights_file(config: Config) -> Path:
    """Where the model's weights are, or would be: of several authorities all have those of the
    installation, but for one with its own.
    """
    own = config.meaning_folder / WEIGHTS
    if config.installation is None or own.is_file():
        return own
    return config.installation.meaning_folder / WEIGHTS


class Embeddings:
    """The meaning of one directory. One per process; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        words: Vocabulary,
        thesaurus: Callable[[], Thesaurus],
        source: Source = MINILM,
        *,
        weights: Path | None = None,
    ) -> None:
        """`folder` is where vectors are kept, and the weights where no other file is given."""
        self._folder, self._words, self._thesaurus, self._source = folder, words, thesaurus, source
        self._weights = weights or folder / WEIGHTS
        self._lock = threading.RLock()
        self._engine: Engine | None = None
        self._last = 0
        self._prints: dict[str, str] = {}
        self._checked: dict[str, PublicListing] = {}
        self._waiting: dict[str, PublicListing] = {}
        self._aligned: _Aligned | None = None
        self._book: PhraseEmbeddings | None = None
        self.problem = ""  # why the model cannot be used, in plain words
        self.notice: Callable[[], None] = lambda: None  # called when vectors are missing
        self._vector = lru_cache(_REMEMBERED)(self._worked_out)

    def take_words(self, words: Vocabulary) -> None:
        """Go on with other names of categories."""
        with self._lock:
            self._words, self._book = words, None

    @property
    def folder(self) -> Path:
        """Where vectors lie."""
        return self._folder

    def engine(self) -> Engine | None:
        """The model and the vectors, read at the first call; None when they cannot be used."""
        with self._lock:
            if self._engine is None and not self.problem:
                try:
                    model = shared_model(self._weights, self._source)
                    file = VectorFile(self._folder / VECTORS, model.size)
                    self._engine = Engine(model, file, Pool(EACH, model.size))
                except (BadWeights, OSError, sqlite3.Error) as error:
                    self.problem = str(error)
                    log.warning("Searching by meaning is off: %s", error)
            return self._engine

    def scores(self, cached: CacheState, words: str) -> Floats | None:
        """How near each listing is, as a mean of cosines, in the order of the snapshot's ids.

        One without vectors has the mean of the others. None without a question or any vectors.
        """
        engine = self.engine()
        if engine is None or not words.strip():
            return None
        aligned = self._align(engine, cached.snapshot)
        if not len(aligned.slots):
            return None
        vector = self._vector(words)
        whole, sentence = engine.pool.measured(vector)
        category = aligned.book.by_category(vector)[aligned.categories].max(axis=1)
        slots, places = aligned.slots, aligned.places
        mixed = WHOLE * whole[slots] + SENTENCE * sentence[slots] + CATEGORY * category[places]
        found = np.full(len(cached.snapshot), mixed.mean(), np.float32)
        found[places] = mixed
        return found

    def concepts(self, words: str) -> tuple[tuple[str, float], ...]:
        """The concepts of the thesaurus that a question is near to, with the cosine."""
        engine = self.engine()
        if engine is None or not words.strip():
            return ()
        with self._lock:
            book = self._current_book(engine)
        if book.waiting:
            self.notice()
        return book.near(self._vector(words))

    def waiting(self, snapshot: Snapshot) -> list[PublicListing]:
        """The listings whose vectors are missing or of an older text."""
        engine = self.engine()
        if engine is None:
            return []
        with self._lock:
            self._follow(engine)
            self._check(snapshot)
            return list(self._waiting.values())

    def waiting_texts(self) -> tuple[str, ...]:
        """The phrases and categories' names that have no vector yet."""
        engine = self.engine()
        if engine is None:
            return ()
        with self._lock:
            return self._current_book(engine).waiting

    def gone(self, snapshot: Snapshot) -> list[str]:
        """The listings with vectors that the public may no longer see."""
        with self._lock:
            return [each for each in self._prints if each not in snapshot.position]

    def forget(self, ids: Iterable[str]) -> None:
        """Take it that some listings have no vectors."""
        with self._lock:
            for each in ids:
                self._prints.pop(each, None)
                self._checked.pop(each, None)

    def fingerprint(self, listing: PublicListing) -> str:
        """What a listing's vectors are of."""
        return fingerprint_of(listing, self._source.kept_sha256)

    def look_again(self) -> None:
        """Read again which phrases have a vector."""
        with self._lock:
            self._book = None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._engine is not None:
                self._engine.file.close()

    def _worked_out(self, words: str) -> Floats:
        engine = self.engine()
        assert engine is not None
        vector: Floats = engine.model.vectors([words])[0]
        return vector

    def _align(self, engine: Engine, snapshot: Snapshot) -> _Aligned:
        with self._lock:
            last, book = engine.file.last(), self._current_book(engine)
            now = self._aligned
            if now and now.snapshot is snapshot and now.last == last and now.book is book:
                return now
            self._follow(engine)
            self._check(snapshot)
            slots, places = engine.pool.positions(snapshot.position)
            categories = _categories(snapshot, book)
            now = self._aligned = _Aligned(snapshot, last, book, slots, places, categories)
        if self._waiting or book.waiting:
            self.notice()
        return now

    def _follow(self, engine: Engine) -> None:
        """Take in what this process and others have kept since the last look."""
        if self._last == 0:
            engine.pool.reserve(engine.file.count())
        for kept in engine.file.since(self._last):
            engine.pool.put(kept.id, kept.vectors)
            self._prints[kept.id] = kept.fingerprint
            self._waiting.pop(kept.id, None)
            self._checked.pop(kept.id, None)
            self._last = kept.number

    def _check(self, snapshot: Snapshot) -> None:
        """Note whose vectors are missing; listings that are the same object as before are not."""
        checked = self._checked
        for row in snapshot.rows:
            listing = row.listing
            listing_id = listing.shown.id
            if checked.get(listing_id) is listing:
                continue
            checked[listing_id] = listing
            if self._prints.get(listing_id) == self.fingerprint(listing):
                self._waiting.pop(listing_id, None)
            else:
                self._waiting[listing_id] = listing
        for gone in [each for each in self._waiting if each not in snapshot.position]:
            del self._waiting[gone]
            self._checked.pop(gone, None)

    def _current_book(self, engine: Engine) -> PhraseEmbeddings:
        thesaurus = self._thesaurus()
        if self._book is None or self._book.thesaurus is not thesaurus:
            self._book = read_phrase_embeddings(thesaurus, self._words, engine.file)
        return self._book


def _categories(snapshot: Snapshot, book: PhraseEmbeddings) -> NDArray[np.int64]:
    """For each listing the positions of its categories' names; what is left over says none."""
    index = {slug: number for number, slug in enumerate(book.categories)}
    none = len(index)
    found = np.full((len(snapshot), _CATEGORIES), none, np.int64)
    for place, row in enumerate(snapshot.rows):
        for column, slug in enumerate(row.listing.shown.categories[:_CATEGORIES]):
            found[place, column] = index.get(slug, none)
    return found
