"""Servers of a test's own, which end as soon as they are told to."""

import threading
from collections.abc import Iterable
from socketserver import BaseServer
from typing import Any

# How often a server looks whether it shall end, in seconds. By default it is every half second,
# which was most of what some tests took.
_LOOKS_EVERY = 0.02


def begin(server: BaseServer) -> None:
    """Have a server answer, in a thread of its own, until `end`."""
    thread = threading.Thread(target=server.serve_forever, args=(_LOOKS_EVERY,), daemon=True)
    thread.start()


def end(server: BaseServer) -> None:
    """Have it answer no more, and let go of its port."""
    server.shutdown()
    server.server_close()


class Underway:
    """A WSGI app that knows how many questions its views are still at.

    Who closes the store while one is would close a connection that another thread works with, and
    SQLite then ends the whole process.
    """

    def __init__(self, app: Any) -> None:
        self._app = app
        self._count = 0
        self._changed = threading.Condition()

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        with self._changed:
            self._count += 1
        try:
            answer: Iterable[bytes] = self._app(environ, start_response)
            return answer
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def wait(self, seconds: float = 20) -> None:
        """Wait until none is. Raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._count, seconds):
                raise TimeoutError(f"{self._count} answers are still being made")
