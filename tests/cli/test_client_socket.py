"""A client's connection that never makes anybody wait."""

import socket
from collections.abc import Iterator

import pytest

from assetmap.cli.client_socket import ANSWER_MOST, ClientSocket, CutOff
from assetmap.cli.request_framing import Stage

POST = b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcde"


@pytest.fixture
def ends() -> Iterator[tuple[ClientSocket, socket.socket]]:
    """Our end of a connection, and the client's."""
    ours, theirs = socket.socketpair()
    client = ClientSocket(ours)
    with theirs:
        yield client, theirs
    client.close()


def test_a_thread_reads_one_request_to_its_end_and_then_the_next(
    ends: tuple[ClientSocket, socket.socket],
) -> None:
    client, theirs = ends
    assert client.fill()  # nothing has come, and nobody waits
    theirs.sendall(POST + POST[:10])
    assert client.fill()
    assert client.framing.stage is Stage.WHOLE
    client.ready()
    assert (client.recv(20), client.recv(99), client.recv(99)) == (POST[:20], POST[20:], b"")
    client.next_request()
    assert client.framing.stage is Stage.HEAD
    theirs.sendall(POST[10:])
    theirs.shutdown(socket.SHUT_WR)
    assert client.fill()
    client.ready()
    assert client.recv(99) == POST
    assert not client.fill()


def test_a_request_without_an_end_is_not_taken_for_one_that_has_ended(
    ends: tuple[ClientSocket, socket.socket],
) -> None:
    client, theirs = ends
    theirs.sendall(b"GET / HTTP/1.1\nHost: x\n")
    assert client.fill()
    client.ready()
    assert client.recv(99) == b"GET / HTTP/1.1\nHost: x\n"
    with pytest.raises(CutOff, match="400"):
        client.recv(99)


def test_an_answer_is_kept_until_the_client_takes_it(
    ends: tuple[ClientSocket, socket.socket],
) -> None:
    client, theirs = ends
    whole = bytes(range(256)) * 8192
    client.sendall(whole[:-7])
    client.sendall(whole[-7:])
    assert client.held == client.unsent > 0
    theirs.settimeout(10)
    read = b""
    while len(read) < len(whole):
        client.flush()
        read += theirs.recv(65536)
    assert (read == whole, client.unsent) == (True, 0)


def test_more_than_is_kept_for_a_client_who_does_not_read_ends_it(
    ends: tuple[ClientSocket, socket.socket],
) -> None:
    client, _ = ends
    piece = bytes(ANSWER_MOST // 4)
    for _ in range(4):
        client.sendall(piece)
    with pytest.raises(BrokenPipeError):
        client.sendall(piece)
