"""A port in front of a server, which hands on what is said, and can cut it off in mid-sentence."""

import socket
import threading
from contextlib import suppress
from types import TracebackType

from scripts.benchmark.processes import HOST

_PIECE = 65_536


class CuttingProxy:
    """Listens until the end of its block. Connections may be cut when a word comes past."""

    def __init__(self, port: int) -> None:
        """`port` is the server's."""
        self._to = port
        self._word, self._after, self._is_heard = b"", b"", False
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._listening = socket.create_server((HOST, 0), backlog=64)
        self.port: int = self._listening.getsockname()[1]
        self.cuts = 0

    def __enter__(self) -> "CuttingProxy":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for pair in self._pairs:
            _end(*pair)

    def cut_at(self, word: bytes, *, is_heard: bool, after: bytes = b"") -> None:
        """Cut the next client that says a word, and `after` before it; the server hears it, or
        does not.
        """
        self._word, self._after, self._is_heard = word, after, is_heard

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
                server = socket.create_connection((HOST, self._to))
            except OSError:
                return
            self._pairs.append((client, server))
            unheard = threading.Event()
            for pump in (self._asked, self._answered):
                threading.Thread(target=pump, args=(client, server, unheard), daemon=True).start()

    def _asked(
        self, client: socket.socket, server: socket.socket, unheard: threading.Event
    ) -> None:
        said_before = False
        with suppress(OSError):
            while piece := client.recv(_PIECE):
                said_before = said_before or bool(self._word and self._after in piece)
                if said_before and self._word and self._word in piece:
                    self._word, self.cuts = b"", self.cuts + 1
                    if not self._is_heard:
                        break
                    unheard.set()  # its answer is not handed on
                server.sendall(piece)
        _end(client, server)

    def _answered(
        self, client: socket.socket, server: socket.socket, unheard: threading.Event
    ) -> None:
        with suppress(OSError):
            while (piece := server.recv(_PIECE)) and not unheard.is_set():
                client.sendall(piece)
        _end(client, server)


def _end(*ends: socket.socket) -> None:
    for each in ends:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
