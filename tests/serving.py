"""Servers of a test's own, which end as soon as they are told to."""

import threading
from collections.abc import Callable, Iterable, Iterator
from socketserver import BaseServer
from typing import Any

from werkzeug.serving import WSGIRequestHandler

# How often a server looks whether it shall end, in seconds. By default it is every half second,
# which was most of what some tests took.
_LOOKS_EVERY = 0.02
_ANSWER = "assetmap.tests.answer"  # the key of what is being answered, in the WSGI environment


def begin(server: BaseServer) -> None:
    """Have a server answer, in a thread of its own, until `end`."""
    thread = threading.Thread(target=server.serve_forever, args=(_LOOKS_EVERY,), daemon=True)
    thread.start()


def end(server: BaseServer) -> None:
    """Have it answer no more, and let go of its port."""
    server.shutdown()
    server.server_close()


class Quiet(WSGIRequestHandler):
    """Keeps connections open and calls itself by a short name, as gunicorn does; writes no log."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "gunicorn", ""

    def log(self, *_: Any) -> None:
        """Nothing."""

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        """Close what was being answered, as gunicorn does: Werkzeug leaves it open.

        A browser that is led on reads no further and resets the connection, so what an app does
        once its answer is out would now and then not be done at all.
        """
        if environ is not None and _ANSWER in environ:
            environ[_ANSWER].close()


class Underway:
    """A WSGI app that knows how many answers are not yet out and closed.

    Who closes the store while a view is at work would close a connection that another thread works
    with, and SQLite then ends the whole process. And what an app does after an answer is begun
    only once that is closed, which may be well after a browser shows it.
    """

    def __init__(self, app: Any) -> None:
        self._app = app
        self._count = 0
        self._changed = threading.Condition()

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        with self._changed:
            self._count += 1
        try:
            answer = _Answer(self._app(environ, start_response), self._is_done)
        except BaseException:
            self._is_done()
            raise
        environ[_ANSWER] = answer
        return answer

    def wait(self, seconds: float = 20) -> None:
        """Wait until none is. Raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._count, seconds):
                raise TimeoutError(f"{self._count} answers are still being made")

    def _is_done(self) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()


class _Answer:
    """An app's answer, which is closed once however often that is asked for."""

    def __init__(self, answer: Iterable[bytes], is_done: Callable[[], None]) -> None:
        self._answer, self._is_done = answer, is_done
        self._is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        """Let the app do what it has left for afterwards."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            if hasattr(self._answer, "close"):
                self._answer.close()
        finally:
            self._is_done()
