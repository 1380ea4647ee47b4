"""What is judged is what is connected to."""

import socket
from typing import Any

import pytest
import requests

from assetmap.domain.checks.website import Answer
from assetmap.websites.pinned_connection import NotReached, PinnedAdapter
from tests.websites.servers import status, web_server


def session(allows: Any = lambda _: True, seconds: float = 5) -> requests.Session:
    made = requests.Session()
    made.trust_env = False
    for scheme in ("http://", "https://"):
        made.mount(scheme, PinnedAdapter(allows, seconds))
    return made


def names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Have names lead to addresses, another at each look-up; gives the names looked up."""
    asked, left = [], list(answers)

    def look_up(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        asked.append(host)
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_name_is_looked_up_once_and_stays_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with web_server({"/": status(200)}) as server, session() as asking:
        # A second look-up would lead to where nobody is.
        asked = names(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
        answer = asking.get(server.address(host="club.example"), stream=True)
        assert (answer.status_code, asked) == (200, ["club.example"])
        assert server.headers[0]["Host"] == f"club.example:{server.port}"


def test_one_address_that_may_not_be_asked_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    def allows(address: str) -> bool:
        judged.append(address)
        return address != "127.0.0.9"

    with web_server({"/": status(200)}) as server, session(allows) as asking:
        names(monkeypatch, ["127.0.0.1", "127.0.0.9"])
        with pytest.raises(NotReached) as caught:
            asking.get(server.address(host="club.example"))
        assert (caught.value.answer, judged) == (Answer.UNFIT, ["127.0.0.1", "127.0.0.9"])
        assert server.asked == []


def test_first_address_that_answers_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with web_server({"/": status(200)}) as server, session() as asking:
        names(monkeypatch, ["127.0.0.2", "127.0.0.1"])  # nobody listens at the first
        assert asking.get(server.address(host="club.example")).status_code == 200


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no"), Answer.NO_NAME),
        (socket.gaierror(socket.EAI_AGAIN, "later"), Answer.BROKEN_OFF),
        (socket.gaierror(socket.EAI_FAIL, "broken"), Answer.BROKEN_OFF),
        (UnicodeError("label too long"), Answer.UNFIT),
    ],
)
def test_name_that_is_not_found(
    monkeypatch: pytest.MonkeyPatch, error: Exception, answer: Answer
) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with session() as asking, pytest.raises(NotReached) as caught:
        asking.get("http://club.example/")
    assert caught.value.answer is answer
