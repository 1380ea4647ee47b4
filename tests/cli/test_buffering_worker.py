"""Clients that are slow, silent or garbled hold no thread of the server, and are let go in time."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assetmap.cli import buffering_worker
from assetmap.cli.buffering_worker import Patience, worker_class
from tests.cli.serving import connect, fetch, said, serving

PATIENT_S = 1.0  # what the server under test waits for a client
MANY = 40  # five times as many as it has threads
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
FORM = b"POST /suggest HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture(scope="module")
def port(sample_home: Path) -> Iterator[int]:
    """The port of a server that waits a second for its clients."""
    with serving(sample_home, ASSETMAP_CLIENT_SECONDS=str(PATIENT_S)) as (_, port):
        yield port


@pytest.fixture(scope="module")
def patient_port(sample_home: Path) -> Iterator[int]:
    """The port of a server that waits longer than any test takes."""
    with serving(sample_home, ASSETMAP_CLIENT_SECONDS="600") as (_, port):
        yield port


@pytest.mark.parametrize(
    "begun",
    [
        pytest.param(b"", id="not a byte"),
        pytest.param(b"GET /hea", id="half a line"),
        pytest.param(GET, id="headers without their end"),
        pytest.param(FORM + b"Content-Length: 99\r\n\r\nab", id="a form without its end"),
        pytest.param(FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab", id="half a chunk"),
        pytest.param(GET + b"Connection: close\r\n\r\n", id="an answer and no goodbye"),
        pytest.param(b"GET /find.csv HTTP/1.1\r\nHost: x\r\n\r\n", id="an answer nobody reads"),
    ],
)
def test_clients_who_keep_silent_hold_nobody_up(patient_port: int, begun: bytes) -> None:
    with ExitStack() as open_links:
        for _ in range(MANY):
            open_links.enter_context(connect(patient_port, begun))
        assert fetch(f"http://127.0.0.1:{patient_port}/healthz") == (200, '{"status":"ok"}\n')


@pytest.mark.parametrize(
    ("begun", "times"), [(b"GET /hea", 1), (FORM + b"Content-Length: 99\r\n\r\nab", 3)]
)
def test_who_takes_too_long_is_told_so_and_let_go(port: int, begun: bytes, times: int) -> None:
    start = time.monotonic()
    answer = said(connect(port, begun))
    assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert b"took too long to arrive" in answer
    assert PATIENT_S * times <= time.monotonic() - start < PATIENT_S * times + 5


def test_a_byte_now_and_then_makes_no_deadline_longer(port: int) -> None:
    link = connect(port, b"GET /")
    link.settimeout(PATIENT_S / 5)
    start = time.monotonic()
    answer = b""
    while not answer and time.monotonic() < start + 10:
        try:
            link.sendall(b"a")
            answer = link.recv(99)
        except TimeoutError:
            continue
    link.close()
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_who_says_nothing_is_let_go_without_a_word(port: int) -> None:
    assert said(connect(port)) == b""
    kept = said(connect(port, GET + b"\r\n"))
    assert (kept.count(b"HTTP/1.1 "), kept.endswith(b'{"status":"ok"}\n')) == (1, True)


def test_requests_that_come_at_once_are_answered_in_turn(port: int) -> None:
    both = GET + b"\r\n" + b"GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answers = said(connect(port, both))
    assert [line for line in answers.split(b"\r\n") if b"HTTP/1.1 " in line] == [
        b"HTTP/1.1 200 OK",
        b'{"status":"ok"}\nHTTP/1.1 404 NOT FOUND',
    ]


def test_who_asks_whether_to_send_is_told_once_to_go_on(port: int) -> None:
    link = connect(port, FORM + b"Expect: 100-continue\r\nConnection: close\r\n"
                   b"Content-Length: 3\r\n\r\n")  # fmt: skip
    assert link.recv(99) == b"HTTP/1.1 100 Continue\r\n\r\n"
    link.sendall(b"a=b")
    answer = said(link)
    assert (answer[:9], answer.count(b"100 Continue")) == (b"HTTP/1.1 ", 0)


def test_a_form_in_chunks_arrives_whole(port: int) -> None:
    chunks = b"3\r\na=b\r\n4\r\n&c=d\r\n0\r\n\r\n"
    whole = FORM + b"Connection: close\r\nContent-Length: 7\r\n\r\na=b&c=d"
    parted = FORM + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    assert said(connect(port, parted))[:12] == said(connect(port, whole))[:12]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (FORM + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n", 400),
        (FORM + b"Transfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n", 400),
        (FORM + b"Transfer-Encoding: chunked\r\n\r\n2;\x01\r\nab\r\n0\r\n\r\n", 400),
        (FORM + b"Transfer-Encoding: chunked\r\n\r\n0\r\nbad trailer\r\n\r\n", 400),
        (FORM + b"Content-Length: 99999999999\r\n\r\n", 413),
        (b"GET /find?q=" + b"\x1b[31mred HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET /find?q=" + b"a" * 6000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /find?q=" + b"a" * 20000, 414),
        (GET + b"A: " + b"b" * 9000 + b"\r\n\r\n", 431),
        (GET + b"A: b\r\n" * 20000, 431),
        (GET + b"Nothing\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\nHost: x\n\n", 400),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_never_repeated(
    port: int, sent: bytes, status: int
) -> None:
    answer = said(connect(port, sent))
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert b"<h1>" in answer
    assert not [byte for byte in answer if byte < 32 and byte not in b"\r\n"]


@pytest.mark.parametrize("rest", [b"a" * 6000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"a" * 20000])
def test_an_address_of_data_that_is_too_long_is_refused_as_data(port: int, rest: bytes) -> None:
    head, _, body = said(connect(port, b"GET /find.json?q=" + rest)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 414 ")
    assert b"\r\nContent-Type: application/json\r\n" in head
    assert json.loads(body) == {
        "error": "address-too-long",
        "message": "That address is too long. Please use fewer words.",
    }


def test_a_long_answer_reaches_a_slow_reader_whole(port: int) -> None:
    quick = said(connect(port, b"GET /map.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    slow.settimeout(20)
    slow.connect(("127.0.0.1", port))
    slow.sendall(b"GET /map.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert said(slow).partition(b"\r\n\r\n")[2] == quick.partition(b"\r\n\r\n")[2]


def test_more_clients_than_there_is_room_for_cost_the_slowest_its_place(
    sample_home: Path,
) -> None:
    with (
        serving(sample_home, "--workers", "1", ASSETMAP_CLIENT_SECONDS="600") as (_, port),
        ExitStack() as links,
    ):
        silent = [links.enter_context(connect(port, b"GET /")) for _ in range(450)]
        assert fetch(f"http://127.0.0.1:{port}/healthz")[0] == 200
        assert silent[0].recv(9) == b""  # the first is let go, and the last still there
        silent[-1].sendall(b"healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert silent[-1].recv(12) == b"HTTP/1.1 200"


def test_the_worker_has_the_patience_it_is_given() -> None:
    patience = Patience(client=3, idle=1)
    assert worker_class(patience).patience == patience
    assert issubclass(worker_class(patience), buffering_worker.BufferingWorker)
