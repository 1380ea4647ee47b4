"""A client's connection as the server's threads see it: neither reading nor writing ever waits.

What was sent is read before a thread begins, and what the client does not take at once is kept
for the server's own loop to hand over, in memory or, beyond that, in a file without a name.
"""

import socket
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from assetmap.cli.request_framing import RequestFraming, Stage

IN_MEMORY = 128 * 1024  # bytes of a request, or of an answer, that are kept in memory
ANSWER_MOST = 64 * 1024 * 1024  # bytes of an answer that wait for a slow reader
_STEP = 64 * 1024


def _kept() -> IO[bytes]:
    return cast("IO[bytes]", SpooledTemporaryFile(max_size=IN_MEMORY))


class CutOff(Exception):
    """A request that has no end; the status says what it is refused with."""

    def __init__(self, status: int) -> None:
        super().__init__(f"cut off with {status}")
        self.status = status


class ClientSocket:
    """One connection. The loop calls `fill` and `flush`; a thread `recv` and `sendall`."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        link.setblocking(False)
        self.framing = RequestFraming()
        self._next = b""  # what came behind the request, of the one after it
        self._request: IO[bytes] = _kept()
        self._answer: IO[bytes] = _kept()
        self.received = self.sent = self.unsent = 0

    # For the loop.

    def fill(self) -> bool:
        """Take what has come of the request; False when the client has closed its side."""
        try:
            data = self._link.recv(_STEP)
        except (BlockingIOError, InterruptedError):
            return True
        if not data:
            return False
        self._frame(data)
        return True

    def next_request(self) -> None:
        """Begin with the request after this one, of which some may have come already."""
        came = self._next
        self._request.close()
        self._request, self._next = _kept(), b""
        self.framing, self.received, self.sent = RequestFraming(), 0, 0
        if came:
            self._frame(came)

    def ready(self) -> None:
        """Have `recv` begin at the start of the request."""
        self._request.seek(0)

    def flush(self) -> None:
        """Send what the client takes now of what is kept for it. Raises OSError."""
        while self.unsent:
            self._answer.seek(self.sent)
            piece = self._answer.read(_STEP)
            try:
                went = self._link.send(piece)
            except (BlockingIOError, InterruptedError):
                return
            self.sent += went
            self.unsent -= went
        self._answer.close()
        self._answer, self.sent = _kept(), 0

    def discard(self) -> bool:
        """Throw away what still comes; False when there is no more."""
        try:
            return bool(self._link.recv(_STEP))
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False

    def say_goodbye(self) -> None:
        """Say that no more will be sent, so that the client reads the answer to its end."""
        self._link.shutdown(socket.SHUT_WR)

    @property
    def held(self) -> int:
        """How many bytes are kept for this client."""
        return self.received + self.unsent

    def _frame(self, data: bytes) -> None:
        used = self.framing.take(data)
        self._request.write(data[:used])
        self.received += used
        if self.framing.stage is Stage.WHOLE:
            self._next += data[used:]

    # For a thread, which takes this for a socket.

    def recv(self, size: int) -> bytes:
        """What is left of the request; nothing at its end. Raises CutOff where it has none."""
        data = self._request.read(size)
        if not data and self.framing.cut_status:
            raise CutOff(self.framing.cut_status)
        return data

    def sendall(self, data: bytes) -> None:
        """Send, or keep what does not go at once. Raises OSError for a client that is gone."""
        view = memoryview(data)
        if self.unsent:
            self.flush()
        if not self.unsent:
            with suppress(BlockingIOError, InterruptedError):
                view = view[self._link.send(view) :]
        if view:
            if self.unsent + len(view) > ANSWER_MOST:
                raise BrokenPipeError("the client does not take its answer")
            self._answer.seek(0, 2)
            self._answer.write(view)
            self.unsent += len(view)

    send = sendall

    def setblocking(self, _: bool) -> None:
        """It never waits, whatever the library asks for."""

    def settimeout(self, _: float | None) -> None:
        """It never waits."""

    def gettimeout(self) -> float:
        """It never waits."""
        return 0.0

    def fileno(self) -> int:
        """The connection's number, by which it is waited for."""
        return self._link.fileno()

    def close(self) -> None:
        """Let go of the connection and of what is kept."""
        for kept in (self._link, self._request, self._answer):
            kept.close()
