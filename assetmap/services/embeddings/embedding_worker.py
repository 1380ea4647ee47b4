"""Works out the vectors that are missing: on command, or behind the site's back.

One process does it at a time; the others read what it kept. Within the site it runs in a thread
that steps behind those that answer, a few listings at a time.
"""

import fcntl
import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.embeddings.vector_file import made_small
from assetmap.services.directory_cache import DirectoryCache
from assetmap.services.embeddings.embeddings import Embeddings, Engine
from assetmap.services.embeddings.phrase_embeddings import texts_of
from assetmap.storage.store import StoreError

_LISTINGS = 32  # worked out at once, so that little is lost when it is stopped
_TEXTS = 256
_NICE = 10  # how far the thread steps behind the ones that answer
_LOCK = "filling.lock"

log = logging.getLogger(__name__)
Step = Callable[[int], object]


@dataclass(frozen=True)
class Progress:
    """How many listings are public, how many of them have vectors, and texts that wait."""

    listings: int
    ready: int
    texts_waiting: int


def progress(meanings: Embeddings, memory: DirectoryCache) -> Progress:
    """How far the vectors are worked out."""
    snapshot = memory.current().snapshot
    waiting = len(meanings.waiting(snapshot))
    return Progress(len(snapshot), len(snapshot) - waiting, len(meanings.waiting_texts()))


class EmbeddingWorker:
    """Works out what is missing, in this thread or in one of its own."""

    def __init__(self, meanings: Embeddings, memory: DirectoryCache) -> None:
        self._meanings, self._memory = meanings, memory
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._asked = False
        meanings.notice = self.wake

    def wake(self) -> None:
        """See to what is missing, in the background; returns at once."""
        with self._lock:
            self._asked = not self._stop.is_set()
            if self._asked and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="meaning", daemon=True)
                self._thread.start()

    def work(self, step: Step = int, *, waits: bool = True) -> bool:
        """Work out what is missing; `step` is told how many listings or texts were done.

        Gives False when nothing was done because another process is at it, which is waited for
        unless `waits` is False.
        """
        engine = self._meanings.engine()
        if engine is None:
            return False
        with self._alone(waits) as is_alone:
            if is_alone:
                self._texts(engine, step)
                self._listings(engine, step)
        return is_alone

    def close(self) -> None:
        """Stop the thread after what it is doing, and wait for it."""
        with self._lock:
            self._stop.set()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        while True:
            with self._lock:
                if not self._asked or self._stop.is_set():
                    self._thread = None
                    return
                self._asked = False
            try:
                self.work(waits=False)
            except (OSError, sqlite3.Error, StoreError) as error:
                log.warning("Vectors could not be worked out: %s", error)

    def _texts(self, engine: Engine, step: Step) -> None:
        waiting = self._meanings.waiting_texts()
        for first in range(0, len(waiting), _TEXTS):
            if self._stop.is_set():
                break
            part = waiting[first : first + _TEXTS]
            engine.file.keep_texts(part, made_small(engine.model.vectors(part)))
            step(len(part))
        if waiting:
            self._meanings.look_again()

    def _listings(self, engine: Engine, step: Step) -> None:
        snapshot = self._memory.current().snapshot
        waiting, gone = self._meanings.waiting(snapshot), self._meanings.gone(snapshot)
        if gone:
            engine.file.drop(gone)
            self._meanings.forget(gone)
        for first in range(0, len(waiting), _LISTINGS):
            if self._stop.is_set():
                break
            self._keep(engine, waiting[first : first + _LISTINGS])
            step(len(waiting[first : first + _LISTINGS]))

    def _keep(self, engine: Engine, listings: list[PublicListing]) -> None:
        texts = [texts_of(listing) for listing in listings]
        vectors = made_small(engine.model.vectors([text for mine in texts for text in mine]))
        rows, first = [], 0
        for listing, mine in zip(listings, texts, strict=True):
            last = first + len(mine)
            fingerprint = self._meanings.fingerprint(listing)
            rows.append((listing.shown.id, fingerprint, vectors[first:last]))
            first = last
        engine.file.keep(rows)

    @contextmanager
    def _alone(self, waits: bool) -> Iterator[bool]:
        with (self._meanings.folder / _LOCK).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True  # closing the file lets go of the lock
