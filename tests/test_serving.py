"""What the tests' own servers rest on."""

import socket
import struct
import threading
from collections.abc import Iterable, Iterator
from typing import Any, cast

import pytest
from werkzeug.serving import make_server

from tests.serving import Quiet, Underway, begin, end


def read(answer: Any, into: list[bytes]) -> None:
    into.extend(answer)
    answer.close()


def test_who_waits_waits_until_the_last_view_is_done() -> None:
    may_go_on = threading.Event()

    has_begun = threading.Event()

    def app(environ: Any, start_response: Any) -> Iterable[bytes]:
        has_begun.set()
        may_go_on.wait()
        return [b"whole"]

    underway = Underway(app)
    underway.wait()
    answers: list[bytes] = []
    asking = threading.Thread(target=lambda: read(underway({}, None), answers))
    asking.start()
    has_begun.wait()
    with pytest.raises(TimeoutError):
        underway.wait(0)
    may_go_on.set()
    underway.wait()
    asking.join()
    assert answers == [b"whole"]


class Noted:
    """An answer that notes when it is closed."""

    def __init__(self, *parts: bytes) -> None:
        self.parts = parts
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)

    def close(self) -> None:
        self.closed += 1


def test_an_answer_is_over_once_it_is_closed() -> None:
    noted = Noted(b"whole")
    underway = Underway(lambda environ, start_response: noted)
    answer = cast("Any", underway({}, None))
    assert list(answer) == [b"whole"]
    with pytest.raises(TimeoutError):
        underway.wait(0)
    for _ in range(2):
        answer.close()
    underway.wait(0)
    assert noted.closed == 1


def reset(link: socket.socket) -> None:
    """Let go of a connection as a browser does that is led on and reads no further."""
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    link.close()


@pytest.mark.parametrize("read", [0, 9])
def test_an_answer_is_closed_however_much_of_it_is_read(read: int) -> None:
    noted, has_begun, may_answer = Noted(), threading.Event(), threading.Event()

    def app(environ: Any, start_response: Any) -> Iterable[bytes]:
        has_begun.set()
        may_answer.wait()
        start_response("303 See Other", [("Content-Length", "0")])
        return noted

    underway = Underway(app)
    server = make_server("127.0.0.1", 0, underway, threaded=True, request_handler=Quiet)
    begin(server)
    with socket.create_connection(("127.0.0.1", server.server_port)) as link:
        link.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        has_begun.wait()
        if not read:
            reset(link)
        may_answer.set()
        if read:
            assert link.recv(read) == b"HTTP/1.1 "
            reset(link)
    end(server)
    underway.wait()
    assert noted.closed == 1


def test_an_answer_that_fails_is_over() -> None:
    def app(environ: Any, start_response: Any) -> Iterable[bytes]:
        raise LookupError

    underway = Underway(app)
    with pytest.raises(LookupError):
        underway({}, None)
    underway.wait(0)
