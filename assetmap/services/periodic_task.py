"""What is looked after again and again while the site is served, in a thread of its own."""

import logging
import threading
from abc import ABC, abstractmethod

from assetmap.storage.store import StoreError

EVERY_S = 2.0

log = logging.getLogger(__name__)


class PeriodicTask(ABC):
    """`look` is one look; `start` looks in a thread until `close`."""

    trouble = "something cannot be looked after"  # what the log says when a look fails

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @abstractmethod
    def look(self) -> None:
        """Look once. What it raises is in the log, and the next look is made all the same."""

    def start(self, every_s: float = EVERY_S) -> None:
        """Look again and again, in a thread."""
        self._thread = threading.Thread(target=self._run, args=(every_s,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, every_s: float) -> None:
        while not self._stop.wait(every_s):
            try:
                self.look()
            except StoreError as error:
                log.error("%s: %s", self.trouble, error)
            except Exception:
                log.exception(self.trouble)
