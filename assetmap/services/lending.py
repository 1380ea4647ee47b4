"""The contexts of an installation's authorities: opened when they are asked for, and let go when
others were asked for since. A context is never let go while somebody works with it.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from assetmap.services.context import Context

log = logging.getLogger(__name__)


@dataclass
class _Open:
    """One that is open, or about to be; how many work with it, and when it was asked for last."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    context: Context | None = None
    users: int = 0
    asked_at: int = 0


class OpenContexts:
    """Lends contexts by the code of their authority. Safe to use from several threads."""

    def __init__(self, open_one: Callable[[str], Context], most: int) -> None:
        """`most` stay open when nobody works with them; more while more are worked with."""
        self._open_one, self._most = open_one, most
        self._lock = threading.Lock()
        self._open: dict[str, _Open] = {}
        self._asked = 0
        # What is let go may have work to end, which whoever asked last must not wait for.
        self._closing = ThreadPoolExecutor(1, "closing")

    @contextmanager
    def lent(self, code: str) -> Iterator[Context]:
        """The context of an authority for the length of the block. Raises what opening raises."""
        entry = self._taken(code)
        try:
            with entry.lock:  # one thread opens it while the others wait
                if entry.context is None:
                    entry.context = self._open_one(code)
            yield entry.context
        finally:
            self._given_back(code, entry)

    def each(self) -> Iterator[Context]:
        """Every open context in turn, lent until the next is asked for. Being looked at like this
        does not keep one open.
        """
        for code in self.codes():
            with self._lock:
                entry = self._open.get(code)
                if entry is None or entry.context is None:
                    continue
                entry.users += 1
            try:
                yield entry.context
            finally:
                self._given_back(code, entry)

    def codes(self) -> frozenset[str]:
        """Of which authorities a context is open now."""
        with self._lock:
            return frozenset(
                code for code, entry in self._open.items() if entry.context is not None
            )

    def close(self) -> None:
        """Let go of all; nobody works with them any more."""
        self._closing.shutdown()
        with self._lock:
            left = list(self._open.values())
            self._open.clear()
        for entry in left:
            if entry.context is not None:
                entry.context.close()

    def _taken(self, code: str) -> _Open:
        with self._lock:
            entry = self._open.setdefault(code, _Open())
            entry.users += 1
            self._asked += 1
            entry.asked_at = self._asked
            return entry

    def _given_back(self, code: str, entry: _Open) -> None:
        with self._lock:
            entry.users -= 1
            if entry.context is None and not entry.users:  # it could not be opened
                self._open.pop(code, None)
            gone = self._superfluous()
        for each in gone:
            self._closing.submit(_let_go, each)

    def _superfluous(self) -> list[Context]:
        """Take out those that were asked for longest ago, of which nobody works with one."""
        idle = sorted(
            (entry.asked_at, code) for code, entry in self._open.items() if not entry.users
        )
        gone = [self._open.pop(code) for _, code in idle[: max(0, len(self._open) - self._most)]]
        return [entry.context for entry in gone if entry.context is not None]


def _let_go(context: Context) -> None:
    try:
        context.close()
    except Exception:  # nobody waits for it
        log.exception("%s could not be closed", context.config.authority)
    context.release()
