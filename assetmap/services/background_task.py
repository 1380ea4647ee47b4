"""Work behind the answers: one thread for each sort of it, so that no page waits for it.

Who asks only wakes it. Letters are sent so: a server that takes the connection and then says
nothing holds that thread and nobody else, and what it could not hand over waits for
`assetmap upkeep deliver`. Questions and prints are counted so.
"""

import logging
import threading
from collections.abc import Callable

from assetmap.storage.store import StoreError

_GOODBYE_S = 5.0  # how long closing waits for what is under way

log = logging.getLogger(__name__)


class BackgroundTask:
    """Calls `act` in a thread of its own, once for however many wakes came meanwhile."""

    def __init__(self, act: Callable[[], object], trouble: str) -> None:
        """`trouble` is what the log says when it fails. No thread before the first wake."""
        self._act, self._trouble = act, trouble
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._asked = self._closed = False

    def wake(self) -> None:
        """Have it done soon; returns at once."""
        with self._changed:
            self._asked = not self._closed
            if self._asked and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="background", daemon=True)
                self._thread.start()

    def settle(self, seconds: float) -> bool:
        """Wait until nothing is being done; False when that took longer."""
        with self._changed:
            return self._changed.wait_for(lambda: self._thread is None, seconds)

    def close(self, seconds: float = _GOODBYE_S) -> None:
        """Begin nothing more, and wait a moment for what is under way."""
        with self._changed:
            self._closed, self._asked = True, False
        self.settle(seconds)

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._asked:
                    self._thread = None
                    self._changed.notify_all()
                    return
                self._asked = False
            try:
                self._act()
            except StoreError as error:  # nobody waits for an answer: only the log can tell
                log.error("%s: %s", self._trouble, error)
            except Exception:
                log.exception(self._trouble)
