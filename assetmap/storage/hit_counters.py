"""Counters that forget: how often something was tried of late.

They are kept apart from the records, since they are written by strangers' tries and may be lost.
Every process counts at one place: a file of the data directory, or a table of the database that
several machines share. While that cannot be used (a full disk, a database that is away) each
process counts in its own memory instead, so that nobody is kept out and limits hold.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Protocol, TypeVar

from assetmap.storage.store import Unavailable

_QUIET_S = 60.0  # until the place is tried again, and the log told again

Found = TypeVar("Found")
log = logging.getLogger(__name__)


class Hits(Protocol):
    """Counts by name; each is forgotten a while after it began. Real time, in seconds.

    The real time, because a stopped clock must not keep anybody out for ever. Each raises
    Unavailable where the counts are kept in a place that cannot be used.
    """

    def add(self, name: str, seconds: int, amount: int = 1) -> int:
        """Count once more, or `amount` more; a new count lasts `seconds`. Gives the count."""

    def count(self, name: str) -> int:
        """The count, 0 when there is none or it was forgotten."""

    def forgotten_at(self, name: str) -> float:
        """When a count will be forgotten, in seconds since 1970; now when there is none."""

    def forget(self, name: str = "") -> int:
        """Forget one count, or every one; gives how many."""

    def close(self) -> None:
        """Let go of connections."""


class HitCounters:
    """Hits at a place, or in memory while that cannot be used: raises nothing, and the log tells.

    Safe to use from several threads.
    """

    def __init__(self, place: Hits) -> None:
        self._place, self._memory = place, HitsInMemory()
        self._memory_until = 0.0

    def add(self, name: str, seconds: int, amount: int = 1) -> int:
        """Count once more, or `amount` more; a new count lasts `seconds`. Gives the count."""
        return self._use(lambda hits: hits.add(name, seconds, amount))

    def count(self, name: str) -> int:
        """The count, 0 when there is none or it was forgotten."""
        return self._use(lambda hits: hits.count(name))

    def forgotten_at(self, name: str) -> float:
        """When a count will be forgotten, in seconds since 1970; now when there is none."""
        return self._use(lambda hits: hits.forgotten_at(name))

    def forget(self, name: str = "") -> int:
        """Forget one count, or every one; gives how many."""
        return self._use(lambda hits: hits.forget(name))

    def close(self) -> None:
        """Let go of connections."""
        self._place.close()

    def _use(self, act: Callable[[Hits], Found]) -> Found:
        if time.monotonic() >= self._memory_until:
            try:
                return act(self._place)
            except Unavailable as error:
                # Of several threads that meet it at once, one tells the log.
                was, self._memory_until = self._memory_until, time.monotonic() + _QUIET_S
                if was < time.monotonic():
                    log.warning("%s: counting in memory", error)
        return act(self._memory)


class HitsInMemory:
    """Hits of this process alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hits: dict[str, tuple[int, float]] = {}  # the count, and when it is forgotten

    def add(self, name: str, seconds: int, amount: int = 1) -> int:
        """See Hits."""
        with self._lock:
            now = time.time()
            self._hits = {each: hit for each, hit in self._hits.items() if hit[1] > now}
            total, forget_at = self._hits.get(name, (0, now + seconds))
            self._hits[name] = (total + amount, forget_at)
            return total + amount

    def count(self, name: str) -> int:
        """See Hits."""
        total, forget_at = self._hits.get(name, (0, 0.0))
        return total if forget_at > time.time() else 0

    def forgotten_at(self, name: str) -> float:
        """See Hits."""
        return max(time.time(), self._hits.get(name, (0, 0.0))[1])

    def forget(self, name: str = "") -> int:
        """See Hits."""
        with self._lock:
            gone = [each for each in self._hits if name in ("", each)]
            self._hits = {each: hit for each, hit in self._hits.items() if each not in gone}
            return len(gone)

    def close(self) -> None:
        """Nothing is kept open."""
