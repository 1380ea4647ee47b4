"""Messages to addresses that somebody gave: where they go, and where they do not."""

from assetmap.websites.http_post import Poster, PostResult
from tests.websites.servers import Handler, status, web_server

BODY, HEADERS = b'{"a":1}', {"webhook-id": "msg_1", "Content-Type": "application/json"}


def anywhere(_: str) -> bool:
    return True


def test_message_arrives_as_it_is() -> None:
    with web_server({"POST /hook": status(204)}) as server:
        result = Poster("https://directory.example", allows=anywhere).post(
            server.address("/hook"), BODY, HEADERS
        )
    assert (result, result.is_taken) == (PostResult(204, "It answered 204"), True)
    assert (server.asked, server.bodies) == (["POST /hook"], [BODY])
    sent = server.headers[0]
    assert {name: sent[name] for name in HEADERS} == HEADERS
    assert sent["User-Agent"].endswith("(+https://directory.example)")


def test_redirect_is_no_answer_and_leads_nowhere() -> None:
    with web_server({"/a": status(307, Location="/b"), "/b": status(200)}) as server:
        result = Poster(allows=anywhere).post(server.address("/a"), BODY, HEADERS)
    assert (result, result.is_taken) == (PostResult(307, "It answered 307"), False)
    assert server.asked == ["POST /a"]


def test_no_address_of_this_machine_or_the_network_around_it_is_asked() -> None:
    with web_server({"/": status(200)}) as server:
        for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "[::ffff:127.0.0.1]"):
            address = server.address("/", host=host)
            result = Poster().post(address, BODY, HEADERS)
            assert result == PostResult(0, "It leads to no public address"), host
    assert server.asked == []


def test_who_takes_too_long_is_cut_off() -> None:
    def never_ends(handler: Handler) -> None:
        handler.send_response(200)
        handler.flush_headers()
        while handler.connection.recv(1):  # until the other end goes away
            pass

    with web_server({"/": never_ends}) as server:
        result = Poster(allows=anywhere, seconds=0.2).post(server.address("/"), BODY, HEADERS)
    assert result == PostResult(0, "It did not answer in time")


def test_what_is_no_address_is_refused_in_words() -> None:
    for address in ("ftp://example.org/", "http://", "http://[::1", "nonsense"):
        assert Poster(allows=anywhere).post(address, BODY, HEADERS).status == 0


def test_nobody_there_is_told() -> None:
    with web_server({}) as server:
        address = server.address("/")
    result = Poster(allows=anywhere).post(address, BODY, HEADERS)
    assert result == PostResult(0, "Nothing listens there")
