"""What stands at an address, from real servers on this machine, and what is never fetched."""

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assetmap.websites.fetching import (
    NOT_AN_ADDRESS,
    NOT_PUBLIC,
    OWN_ADDRESS,
    Fetched,
    Fetcher,
    NotFetched,
)
from assetmap.websites.pace import Pace
from tests.websites.servers import Answering, Handler, WebServer, status, web_server


def body(data: bytes, **headers: str) -> Answering:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def drip(handler: Handler) -> None:
    """A body that never ends, a letter at a time."""
    handler.send_response(200)
    handler.end_headers()
    pause = threading.Event()
    while True:
        handler.wfile.write(b"x")
        pause.wait(0.02)


def cut_off(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.connection.shutdown(socket.SHUT_RDWR)


NAMED = "attachment; filename*=UTF-8''..%2F..%2FOur%20list.xlsx"
PATHS = {
    "/list": body(b"name\nClub\n", Content_Type="text/csv; charset=utf-8"),
    "/map.kml": body(b"<kml/>", Content_Type="application/octet-stream"),
    "/download": body(b"PK", Content_Disposition=NAMED),
    "/": body(b"{}"),
    "/moved": status(301, Location="/list"),
    "/round": status(302, Location="/round"),
    "/away": status(302, Location="http://other.example/list"),
    "/to-inside": status(302, Location="http://169.254.169.254/latest/meta-data/"),
    "/to-file": status(302, Location="file:///etc/passwd"),
    "/to-bad": status(302, Location="http://[::1/"),
    "/lost": status(404),
    "/broken": status(500),
    "/large": body(bytes(1_100_000)),
    "/packed": body(b"\x1f\x8b", Content_Encoding="gzip"),
    "/drip": drip,
    "/cut-off": cut_off,
}


@pytest.fixture(scope="module")
def server() -> Iterator[WebServer]:
    with web_server(PATHS) as found:
        yield found


def fetcher(**more: Any) -> Fetcher:
    given: dict[str, Any] = {"allows": lambda _: True, "pace": Pace(0), "seconds": 5.0, **more}
    return Fetcher(frozenset(("directory.example.org",)), bytes_most=2**20, **given)


def refusal(do: Callable[[], object]) -> tuple[str, int]:
    with pytest.raises(NotFetched) as raised:
        do()
    return str(raised.value), raised.value.status


@pytest.mark.parametrize(
    ("path", "name", "data", "found_at"),
    [
        ("/list", "list.csv", b"name\nClub\n", "/list"),
        ("/moved", "list.csv", b"name\nClub\n", "/list"),
        ("/map.kml", "map.kml", b"<kml/>", "/map.kml"),
        ("/download", "Our list.xlsx", b"PK", "/download"),
        ("/", "feed", b"{}", "/"),
    ],
)
def test_what_comes(server: WebServer, path: str, name: str, data: bytes, found_at: str) -> None:
    found = fetcher().get(server.address(path))
    assert found == Fetched(data, name, server.address(found_at))


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/lost", ("It answers 404 instead of what we asked for.", 404)),
        ("/broken", ("It answers 500 instead of what we asked for.", 500)),
        ("/round", ("It leads round and round.", 0)),
        ("/away", ("It leads on to another site, other.example, which we do not follow.", 0)),
        (
            "/to-inside",
            ("It leads on to another site, 169.254.169.254, which we do not follow.", 0),
        ),
        ("/to-file", (NOT_AN_ADDRESS, 0)),
        ("/to-bad", ("It broke off.", 0)),
        ("/large", ("It is larger than 1 MB.", 0)),
        ("/packed", ("It answers in a packed form that we did not ask for.", 0)),
        ("/cut-off", ("It broke off.", 0)),
    ],
)
def test_what_does_not(server: WebServer, path: str, why: tuple[str, int]) -> None:
    assert refusal(lambda: fetcher().get(server.address(path))) == why


def test_who_sends_slowly_is_cut_off_and_nothing_is_taken(server: WebServer) -> None:
    slow = fetcher(seconds=0.3)
    assert refusal(lambda: slow.get(server.address("/drip")))[0] == "It did not answer in time."


INSIDE = [
    *("http://127.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "http://localhost/"),
    *("http://[::ffff:10.0.0.1]/", "http://0/", "http://2130706433/", "http://0x7f.1/"),
    *("http://127.1/", "http://10.0.0.1/", "http://192.168.0.1/", "http://172.16.0.1/"),
    *("http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1]/", "http://[64:ff9b::7f00:1]/"),
]


@pytest.mark.parametrize("address", INSIDE)
def test_this_machine_and_private_networks_are_never_asked(address: str) -> None:
    ours = Fetcher(pace=Pace(0))
    assert refusal(lambda: ours.judge(address)) == (NOT_PUBLIC, 0)
    assert refusal(lambda: ours.get(address)) == (NOT_PUBLIC, 0)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        *((each, NOT_AN_ADDRESS) for each in ("", "club", "ftp://example.org/", "file:///etc/x")),
        ("http://user:pw@example.org/", NOT_AN_ADDRESS),
        ("https://directory.example.org/find.json", OWN_ADDRESS),
    ],
)
def test_addresses_that_are_none(address: str, why: str) -> None:
    for do in (fetcher().judge, fetcher().get):
        assert refusal(lambda do=do: do(address)) == (why, 0)  # type: ignore[misc]


class Names:
    """A name server that answers as it is told, one answer after the other."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        address = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(kind, socket.SOCK_STREAM, 6, "", (address, port))]


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("10.1.2.3", "169.254.169.254", "::1", "::ffff:192.168.1.1"):
        monkeypatch.setattr(socket, "getaddrinfo", Names(address))
        assert refusal(lambda: Fetcher(pace=Pace(0)).get("https://feed.example/")) == (
            NOT_PUBLIC,
            0,
        )


def test_a_name_that_leads_inside_at_the_second_look_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = Names("93.184.215.14", "10.1.2.3")
    monkeypatch.setattr(socket, "getaddrinfo", names)
    ours = Fetcher(pace=Pace(0))
    ours.judge("https://feed.example/")
    assert refusal(lambda: ours.get("https://feed.example/")) == (NOT_PUBLIC, 0)
    assert names.asked == 2


def test_a_redirect_to_the_same_name_is_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with web_server({"/": status(302, Location="/next"), "/next": body(b"secret")}) as inside:
        judged: list[str] = []

        def allows(address: str) -> bool:
            judged.append(address)
            return len(judged) == 1

        ours = Fetcher(allows=allows, pace=Pace(0))
        assert refusal(lambda: ours.get(inside.address())) == (NOT_PUBLIC, 0)
        assert inside.asked == ["GET /"]


def test_a_name_that_there_is_not() -> None:
    assert refusal(lambda: fetcher().judge("http://club.invalid/"))[0] in (
        *("There is no such name.", "It broke off."),
    )


def test_requests_wait_for_their_turn_and_say_who_asks(server: WebServer) -> None:
    slept: list[float] = []
    server.headers.clear()
    Fetcher(
        about="https://map.example.org",
        allows=lambda _: True,
        pace=Pace(0.1, lambda: 0.0, slept.append),
    ).get(server.address("/moved"))
    assert slept == [0.1]
    assert server.headers[0]["User-Agent"].endswith("(+https://map.example.org)")
    assert server.headers[0]["Accept-Encoding"] == "identity"
