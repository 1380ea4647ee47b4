"""gunicorn's threaded worker, whose threads meet whole requests only and never wait for a client.

The worker's loop reads each request to its end before a thread takes it, and hands over what a
client does not take at once. So clients that are slow, or silent on purpose, hold a connection and
no thread; each has its deadline, and when there are too many the slowest makes room.
"""

import errno
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from tempfile import SpooledTemporaryFile
from typing import Any, ClassVar

from gunicorn.workers.gthread import TConn, ThreadWorker

from assetmap.cli.bad_requests import refusal, status_of
from assetmap.cli.client_socket import IN_MEMORY, ClientSocket, CutOff
from assetmap.cli.request_framing import Stage

LINGER_S = 2.0  # how long a client may go on sending after its last answer: RFC 9112, 9.6
HELD_MOST = 256 * 1024 * 1024  # bytes kept for all slow clients of a process, mostly on disk
_LOOK_S = 0.25  # how often deadlines are looked at
_SLOWEST = 2048  # bytes a second below which a long form or answer is given up
_BODY_TIMES = 3  # so many times as long as the headers, before the rate counts


@dataclass(frozen=True)
class Patience:
    """How long clients are waited for, in seconds."""

    client: float = 10.0  # for the first byte, and for all of the headers; three times for the rest
    idle: float = 5.0  # between two requests


class State(Enum):
    """What a connection waits for."""

    READING = auto()
    ANSWERING = auto()  # a thread has it
    WRITING = auto()
    LINGERING = auto()


class Connection(TConn):  # type: ignore[misc]
    """One connection, with what it waits for and since when."""

    def __init__(self, cfg: Any, link: socket.socket, client: Any, server: Any) -> None:
        super().__init__(cfg, ClientSocket(link), client, server)
        self.data_ready = True  # whatever a thread gets is whole
        self.state, self.since, self.is_kept = State.READING, time.monotonic(), False
        self.stage = Stage.NOTHING

    def deadline(self, patience: Patience) -> float:
        """When it has been waited for long enough."""
        if self.state is State.LINGERING:
            return self.since + LINGER_S
        if self.state is State.READING and self.stage is not Stage.BODY:
            is_idle = self.is_kept and self.stage is Stage.NOTHING
            return self.since + (patience.idle if is_idle else patience.client)
        moved = self.sock.received if self.state is State.READING else self.sock.sent
        return float(self.since + patience.client * _BODY_TIMES + moved / _SLOWEST)

    def enter(self, state: State, stage: Stage = Stage.NOTHING) -> None:
        """Wait for something else from now on."""
        if (state, stage) != (self.state, self.stage) or state is State.ANSWERING:
            self.state, self.stage, self.since = state, stage, time.monotonic()


class BufferingWorker(ThreadWorker):  # type: ignore[misc]
    """The worker. `patience` is the class's own; see `worker_class`."""

    patience: ClassVar[Patience] = Patience()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: dict[Connection, None] = {}  # those that no thread has, oldest first
        self._next_look = 0.0

    # The loop.

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, and room from the slowest client when there is none."""
        try:
            link, client = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._make_room()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED):
                raise
            return
        self.nr_conns += 1
        conn = Connection(self.cfg, link, client, listener.getsockname())
        self._read(conn)
        if self.nr_conns >= self.worker_connections:
            self._make_room()

    def murder_pending(self) -> None:
        """Give up the clients whose time is over, or for whom too much is kept."""
        now = time.monotonic()
        if now < self._next_look:
            return
        self._next_look = now + min(_LOOK_S, self.patience.client / 4)
        for conn in list(self._waiting):
            if now > conn.deadline(self.patience):
                self._give_up(conn)
        held = sum(conn.sock.held for conn in self._waiting)
        for conn in sorted(self._waiting, key=lambda conn: -conn.sock.held):
            if held <= HELD_MOST:
                break
            held -= conn.sock.held
            self._drop(conn)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """As the library does, but awake when deadlines are looked at."""
        super().wait_for_and_dispatch_events(min(timeout, _LOOK_S) if self._waiting else timeout)

    def _cap_keepalive(self, deadline: float) -> None:
        """Let those go who were answered and ask for nothing more: the worker is stopping.

        Who has just come may have asked already, with the words still on their way.
        """
        super()._cap_keepalive(deadline)
        for conn in list(self._waiting):
            is_idle = conn.is_kept and conn.stage is Stage.NOTHING
            if conn.state is State.READING and is_idle:
                self._drop(conn)

    def finish_request(self, conn: Connection, fs: Future[bool]) -> None:
        """Go on with a connection whose answer a thread has made."""
        try:
            is_kept = bool(fs.result()) if not fs.cancelled() else False
        except Exception:  # the library has logged it
            is_kept = False
        conn.is_kept = is_kept and self.alive
        self._write(conn)

    def _read(self, conn: Connection) -> None:
        """Take what has come; hand the request to a thread once it is whole."""
        framing = conn.sock.framing
        try:
            is_open = framing.stage is Stage.WHOLE or conn.sock.fill()
        except OSError:
            is_open = False
        if framing.stage is Stage.WHOLE:
            self._stop_waiting(conn)
            conn.enter(State.ANSWERING)
            conn.sock.ready()
            self.enqueue_req(conn)
        elif not is_open:
            self._drop(conn)
        else:
            if framing.stage is Stage.BODY and framing.wants_continue:
                framing.wants_continue = False
                with suppress(OSError):
                    conn.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            conn.enter(State.READING, framing.stage)
            self._wait(conn, selectors.EVENT_READ, self._read)

    def _write(self, conn: Connection) -> None:
        """Send what is left of the answer, and then read the next request or say goodbye."""
        try:
            conn.sock.flush()
            if conn.sock.unsent:
                conn.enter(State.WRITING)
                self._wait(conn, selectors.EVENT_WRITE, self._write)
            elif conn.is_kept:
                conn.sock.next_request()
                self._read(conn)
            else:
                conn.sock.say_goodbye()
                conn.enter(State.LINGERING)
                self._linger(conn)
        except OSError:
            self._drop(conn)

    def _linger(self, conn: Connection) -> None:
        if conn.sock.discard():
            self._wait(conn, selectors.EVENT_READ, self._linger)
        else:
            self._drop(conn)

    def _wait(self, conn: Connection, event: int, then: Callable[[Connection], None]) -> None:
        def data(_: object) -> None:
            if conn in self._waiting:  # it may have been let go a moment before
                then(conn)

        if conn in self._waiting:
            self.poller.modify(conn.sock, event, data)
        else:
            self._waiting[conn] = None
            self.poller.register(conn.sock, event, data)

    def _stop_waiting(self, conn: Connection) -> None:
        if conn in self._waiting:
            del self._waiting[conn]
            self.poller.unregister(conn.sock)

    def _give_up(self, conn: Connection) -> None:
        """End a connection whose time is over, and say so to who was sending."""
        if conn.state is State.READING and conn.stage is not Stage.NOTHING:
            with suppress(OSError):
                conn.sock.sendall(refusal(408))
        self._drop(conn)

    def _drop(self, conn: Connection) -> None:
        self._stop_waiting(conn)
        self.nr_conns -= 1
        conn.sock.close()

    def _make_room(self) -> None:
        """Let the client go who has been waited for longest."""
        slowest = min(self._waiting, key=lambda conn: conn.since, default=None)
        if slowest is not None:
            self._drop(slowest)

    # The threads.

    def handle_request(self, req: Any, conn: Connection) -> bool:
        """Have the app answer a request, of which every byte is there."""
        cut_status = conn.sock.framing.cut_status
        req._expected_100_continue = False  # it has been answered, or was not waited for
        if cut_status:
            req.force_close()
        if any(name == "TRANSFER-ENCODING" for name, _ in req.headers):
            if cut_status == 413:
                raise CutOff(cut_status)
            req.body = _decoded(req.body)
        return bool(super().handle_request(req, conn))

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:  # noqa: ARG002
        """Answer in plain words what never reached the app, or what it failed at."""
        status = status_of(exc)
        if status == 500:
            self.log.error("request failed", exc_info=exc)
        else:
            self.log.info("refused with %d: %s", status, type(exc).__name__)
        with suppress(OSError):
            client.sendall(refusal(status, is_data=client.framing.asks_for_data))


def _decoded(body: Any) -> Any:
    """A chunked body without its chunks. Raises what the parser does for a malformed one."""
    whole = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the request's own
    while piece := body.read(IN_MEMORY):
        whole.write(piece)
    whole.seek(0)
    return whole


def worker_class(patience: Patience) -> type[BufferingWorker]:
    """The worker with such patience, as gunicorn wants it: a class."""
    return type("Worker", (BufferingWorker,), {"patience": patience})
