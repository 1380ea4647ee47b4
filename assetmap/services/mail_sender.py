"""Sends letters in the background: one thread a process, so that no page waits for a mail server.

Who asks only wakes it. A server that takes the connection and then says nothing holds this thread
and nobody else; what it could not hand over waits for `assetmap upkeep deliver`.
"""

import logging
import threading
from collections.abc import Callable

from assetmap.storage.store import StoreError

_GOODBYE_S = 5.0  # how long closing waits for a letter that is under way

log = logging.getLogger(__name__)


class MailSender:
    """Calls `send` in a thread of its own, once for however many wakes came meanwhile."""

    def __init__(self, send: Callable[[], object]) -> None:
        """No thread is begun before the first wake."""
        self._send = send
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._asked = self._closed = False

    def wake(self) -> None:
        """Have letters sent soon; returns at once."""
        with self._changed:
            self._asked = not self._closed
            if self._asked and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="mail", daemon=True)
                self._thread.start()

    def settle(self, seconds: float) -> bool:
        """Wait until nothing is being sent; False when that took longer."""
        with self._changed:
            return self._changed.wait_for(lambda: self._thread is None, seconds)

    def close(self, seconds: float = _GOODBYE_S) -> None:
        """Begin nothing more, and wait a moment for the letter that is under way."""
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
                self._send()
            except StoreError as error:  # nobody waits for an answer: only the log can tell
                log.error("letters are waiting: %s", error)
            except Exception:
                log.exception("letters are waiting")
