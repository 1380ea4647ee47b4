"""Keeps the index of all in step with the records of every authority while the site is served.

One query tells whose records are others than before; the queue of those is then taken into their
part of the index, as a further machine on their records does.
"""

import logging
from collections.abc import Collection, Hashable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Protocol

from assetmap.borough.files import BadBorough
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.services.indexing import Indexer
from assetmap.services.installation.all_listings import AllListings
from assetmap.services.periodic_task import PeriodicTask
from assetmap.storage.locks import Locks
from assetmap.storage.store import Store, StoreError

MACHINE = "{} index of all"  # the machine that follows the queues, beside one's own indexes
_LOCK = "index-of-all-lock"
_AGAIN_AFTER = 20  # looks: what could not be done is not tried at each
_FILES_EVERY = 20  # looks, after which the parts and the boroughs' files are looked at

log = logging.getLogger(__name__)


class AllRecords(Protocol):
    """The records of all authorities, as they are followed."""

    @property
    def codes(self) -> Collection[str]:
        """Whose records there are."""

    def states(self) -> Mapping[str, str]:
        """What changes with an authority's records; nothing for one that has none yet."""

    def store(self, code: str) -> Store:
        """An authority's records, for the machine that follows its queue. Raises StoreError."""

    def vocabulary(self, code: str) -> tuple[Vocabulary, str]:
        """The words that its listings are found by, and their mark. Raises BadBorough."""

    def files(self, code: str) -> Hashable:
        """What tells that its borough's files are others than before."""


@dataclass
class _Words:
    files: Hashable
    vocabulary: Vocabulary
    mark: str


class Following(PeriodicTask):
    """One a process, of which one of a machine is at work; when it ends another goes on."""

    trouble = "the index of all cannot be looked after"

    def __init__(self, listings: AllListings, records: AllRecords, locks: Locks) -> None:
        super().__init__()
        self._listings, self._records, self._locks = listings, records, locks
        self._held = ExitStack()
        self._is_ours = False
        self._looks = 0
        self._seen: dict[str, str] = {}  # states that are in the index
        self._again_at: dict[str, int] = {}  # by which look
        self._marks: dict[str, str] = {}  # of the parts that are whole
        self._words: dict[str, _Words] = {}

    def look(self) -> None:
        """Take in what changed since the last look; make one part that is missing, or that has
        other words. Raises StoreError.
        """
        if not self._is_at_work():
            return
        self._looks += 1
        if self._looks % _FILES_EVERY == 1:
            self._look_at_files()
        states = self._records.states()
        there = [code for code in self._records.codes if code in states and self._may_try(code)]
        for code in there:
            if self._is_whole(code) and states[code] != self._seen.get(code):
                self._follow(code, states[code])
        for code in [code for code in there if not self._is_whole(code)][:1]:
            self._follow(code, states[code], is_new=True)

    def bring_up_to_date(self, code: str) -> int:
        """Have an authority's part be as its records are now; gives how many documents it has.

        Raises IndexUnwritable when that cannot be done now, StoreError, BadBorough.
        """
        words = self._words[code] = self._read_words(code)
        part = self._listings.index().part(code)
        state = self._records.states().get(code, "")
        if not self._follow(code, state, is_new=part.mark() != words.mark):
            raise IndexUnwritable(f"the part of {code} in the index of all could not be made")
        return len(part.fingerprints())

    def close(self) -> None:
        """Look no more, and let another go on."""
        super().close()
        self._held.close()
        self._is_ours = False

    def _is_at_work(self) -> bool:
        if not self._is_ours:
            with ExitStack() as tried:
                if tried.enter_context(self._locks.holding(_LOCK, waits=False)):
                    self._held = tried.pop_all()
                    self._is_ours = True
        return self._is_ours

    def _may_try(self, code: str) -> bool:
        return self._looks >= self._again_at.get(code, 0)

    def _look_at_files(self) -> None:
        """What may be other than it was left: the parts, and the files of the boroughs."""
        index = self._listings.index()
        for gone in index.remove_others():
            log.info("%s is an authority no more: its listings are found no more", gone)
        self._marks = index.marks()
        for code in self._records.codes:
            known = self._words.get(code)
            try:
                if known is None or known.files != self._records.files(code):
                    self._words[code] = self._read_words(code)
            except BadBorough as error:
                self._fail(code, str(error))

    def _read_words(self, code: str) -> _Words:
        files = self._records.files(code)
        return _Words(files, *self._records.vocabulary(code))

    def _is_whole(self, code: str) -> bool:
        """Whether its part is there and has the words of now."""
        words = self._words.get(code)
        return words is not None and self._marks.get(code) == words.mark

    def _follow(self, code: str, state: str, *, is_new: bool = False) -> bool:
        """Take the queue of an authority into its part; False when that cannot be done now."""
        words = self._words.get(code)
        if words is None:
            return False
        try:
            part = self._listings.index().part(code)
            part.new_mark = words.mark
            with closing(self._records.store(code)) as store:
                is_done = Indexer(store, part, words.vocabulary).catch_up(rebuild=is_new)
        except (IndexUnwritable, OSError, StoreError) as error:
            self._fail(code, str(error))
            return False
        if is_done:
            self._seen[code], self._marks[code] = state, words.mark
        else:
            self._fail(code, "the index could not be written")
        return is_done

    def _fail(self, code: str, why: str) -> None:
        log.error("%s is not in the index of all as it is now: %s", code, why)
        self._again_at[code] = self._looks + _AGAIN_AFTER
