"""What a website answers, from real servers on this machine."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
import trustme

from assetmap import __version__
from assetmap.domain.checks.website import Answer
from assetmap.websites.pace import Pace
from assetmap.websites.visiting import REDIRECTS_MOST, Visitor
from tests.ports import free_port
from tests.websites.servers import Handler, WebServer, status, web_server


def drip(handler: Handler) -> None:
    """A header that never ends, a letter at a time: no pause is as long as our patience."""
    pause = threading.Event()
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-More: ")
    while True:
        handler.wfile.write(b"x")
        pause.wait(0.02)


def endless_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:  # until who asked has gone
        handler.wfile.write(bytes(65_536))


def hang_up(handler: Handler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


PATHS = {
    "/well": status(200),
    "/empty": status(204),
    "HEAD /no-head": status(405),
    "GET /no-head": status(200),
    "HEAD /head-lost": status(404),
    "GET /head-lost": status(200),
    "/lost": status(404),
    "/gone": status(410),
    "/forbidden": status(403),
    "/slow-down": status(429),
    "/broken": status(503),
    "/odd": status(999),
    "/moved": status(301, Location="/well"),
    "/moved-to-lost": status(302, Location="/lost"),
    "/round": status(302, Location="/round"),
    "/to-script": status(302, Location="javascript:alert(1)"),
    "/to-file": status(302, Location="file:///etc/passwd"),
    "/to-user": status(302, Location="http://user:pw@127.0.0.1/"),
    "/to-own": status(302, Location="http://directory.example.org/"),
    "/to-bad": status(302, Location="http://[::1/"),
    "/to-nothing": status(302),
    "/endless": endless_body,
    "/drip": drip,
    "/hang-up": hang_up,
}


@pytest.fixture(scope="module")
def server() -> Iterator[WebServer]:
    with web_server(PATHS) as found:
        yield found


def visitor(seconds: float = 5) -> Visitor:
    own = frozenset(("directory.example.org",))
    return Visitor(own, allows=lambda _: True, pace=Pace(0), seconds=seconds)


@pytest.mark.parametrize(
    ("path", "answer", "asked"),
    [
        ("/well", Answer.WELL, ["HEAD /well"]),
        ("/empty", Answer.WELL, ["HEAD /empty"]),
        ("/no-head", Answer.WELL, ["HEAD /no-head", "GET /no-head"]),
        ("/head-lost", Answer.WELL, ["HEAD /head-lost", "GET /head-lost"]),
        ("/lost", Answer.NO_PAGE, ["HEAD /lost", "GET /lost"]),
        ("/gone", Answer.NO_PAGE, ["HEAD /gone", "GET /gone"]),
        ("/forbidden", Answer.TURNED_AWAY, ["HEAD /forbidden", "GET /forbidden"]),
        ("/slow-down", Answer.TURNED_AWAY, ["HEAD /slow-down", "GET /slow-down"]),
        ("/broken", Answer.TURNED_AWAY, ["HEAD /broken", "GET /broken"]),
        ("/odd", Answer.TURNED_AWAY, ["HEAD /odd", "GET /odd"]),
        ("/moved", Answer.WELL, ["HEAD /moved", "HEAD /well"]),
        (
            "/moved-to-lost",
            Answer.NO_PAGE,
            [f"{how} /{what}" for how in ("HEAD", "GET") for what in ("moved-to-lost", "lost")],
        ),
        ("/to-script", Answer.UNFIT, ["HEAD /to-script"]),
        ("/to-file", Answer.UNFIT, ["HEAD /to-file"]),
        ("/to-user", Answer.UNFIT, ["HEAD /to-user"]),
        ("/to-own", Answer.UNFIT, ["HEAD /to-own"]),
        ("/to-nothing", Answer.WELL, ["HEAD /to-nothing"]),
        ("/endless", Answer.WELL, ["HEAD /endless"]),
        ("/hang-up", Answer.BROKEN_OFF, ["HEAD /hang-up"]),
        (
            "/round",
            Answer.TURNED_AWAY,
            [f"{how} /round" for how in ("HEAD", "GET") for _ in range(REDIRECTS_MOST + 1)],
        ),
    ],
)
def test_answers(server: WebServer, path: str, answer: Answer, asked: list[str]) -> None:
    server.asked.clear()
    assert (visitor().look(server.address(path)), server.asked) == (answer, asked)


def test_who_answers_too_slowly_is_cut_off(server: WebServer) -> None:
    assert visitor(seconds=0.3).look(server.address("/drip")) is Answer.TOO_LATE


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_who_says_nothing_is_given_up(scheme: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        address = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}/"
        assert visitor(seconds=0.2).look(address) is Answer.TOO_LATE


def test_server_that_goes_away_says_nothing_of_its_certificate() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def go_away() -> None:
            listening.accept()[0].close()

        going = threading.Thread(target=go_away)
        going.start()
        address = f"https://127.0.0.1:{listening.getsockname()[1]}/"
        assert visitor().look(address) is Answer.BROKEN_OFF
        going.join()


def test_port_where_nobody_listens() -> None:
    assert visitor().look(f"http://127.0.0.1:{free_port()}/") is Answer.NOBODY


def test_name_that_there_is_not() -> None:
    assert visitor().look("http://club.invalid/") is Answer.NO_NAME


@pytest.fixture(scope="module")
def tls_server() -> Iterator[WebServer]:
    """A server whose certificate nobody has vouched for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with web_server(PATHS, context) as found:
        yield found


def test_certificate_that_nobody_vouches_for(tls_server: WebServer) -> None:
    assert visitor().look(tls_server.address("/well", scheme="https")) is Answer.BAD_TLS
    assert tls_server.asked == []


def test_plain_server_that_is_asked_for_tls(server: WebServer) -> None:
    assert visitor().look(server.address("/well", scheme="https")) is Answer.BAD_TLS


@pytest.mark.parametrize(
    "address",
    [
        *("", "club", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)"),
        *("http://", "http://[::1/", "http://user@example.org/", "http://example.org:99999/"),
        *("http://directory.example.org/listing/x", "https://DIRECTORY.example.org.:8443"),
        "http://" + "a" * 64 + ".example.org/",
    ],
)
def test_address_that_is_not_asked(address: str) -> None:
    assert visitor().look(address) is Answer.UNFIT


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0"])
def test_this_machine_is_never_asked_unless_a_test_says_so(server: WebServer, host: str) -> None:
    server.asked.clear()
    assert Visitor(pace=Pace(0)).look(server.address("/well", host=host)) is Answer.UNFIT
    assert server.asked == []


def test_redirect_to_an_address_that_may_not_be_asked_is_not_followed(server: WebServer) -> None:
    with web_server({"/": status(302, Location=server.address("/well", "localhost"))}) as first:
        server.asked.clear()
        judged: list[str] = []

        def allows(address: str) -> bool:
            judged.append(address)
            return len(judged) == 1

        found = Visitor(allows=allows, pace=Pace(0)).look(first.address())
        assert (found, first.asked, server.asked) == (Answer.UNFIT, ["HEAD /"], [])


def test_each_request_waits_for_its_turn_at_its_host(server: WebServer) -> None:
    slept: list[float] = []
    pace = Pace(1.0, lambda: 0.0, slept.append)
    asking = Visitor(allows=lambda _: True, pace=pace)
    assert asking.look(server.address("/moved")) is Answer.WELL
    assert asking.look(server.address("/lost", host="127.0.0.1")) is Answer.NO_PAGE
    assert slept == [1.0, 2.0, 3.0]


def test_site_says_who_it_is_and_nothing_of_anybody(server: WebServer) -> None:
    server.headers.clear()
    Visitor(about="https://directory.example.org", allows=lambda _: True).look(
        server.address("/well")
    )
    assert dict(server.headers[0]) == {
        "Host": f"127.0.0.1:{server.port}",
        "User-Agent": f"assetmap/{__version__} (+https://directory.example.org)",
        "Accept-Encoding": "identity",
        "Accept": "*/*",
        "Connection": "close",
    }


def test_settings_of_a_proxy_are_left_alone(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert visitor().look(server.address("/well")) is Answer.WELL
