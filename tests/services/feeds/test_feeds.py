"""Adding and removing a feed: who may, and which addresses are refused."""

import socket
from typing import Any

import pytest

from assetmap.domain.imports.import_feed import Every, ImportFeed
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.context import Context
from assetmap.services.feeds.feeds import BadFeed, add_feed, feeds, fetcher_for, remove_feed
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.websites.fetching import NOT_AN_ADDRESS, NOT_PUBLIC, OWN_ADDRESS, NotFetched
from tests.conftest import ContextMaker

ADA = Actor(Person("p-ada", "Ada", roles=(Role.ADMIN,)), "screen")
EDDIE = Actor(Person("p-eddie", "Eddie", roles=(Role.EDITOR,)), "screen")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name leads to one public address."""

    def look_up(_: str, port: int, **__: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.usefixtures("public")
def test_added_and_removed(context: Context) -> None:
    added = add_feed(context, ADA, " Bristol ", " https://feed.example/ ", Every.WEEKLY)
    now = context.clock.now()
    assert added == ImportFeed("Bristol", "https://feed.example/", Every.WEEKLY, "p-ada", now)
    assert feeds(context) == [added]
    remove_feed(context, ADA, "Bristol")
    assert feeds(context) == []
    assert [
        (each.entry.happening.what, each.entry.happening.subject)
        for each in context.store.audited()
    ] == [
        ("added a feed", "source:Bristol"),
        ("removed a feed", "source:Bristol"),
    ]
    with pytest.raises(NotFound):
        remove_feed(context, ADA, "Bristol")


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    ("source", "address", "field"),
    [
        *(("", "https://feed.example/", "source"), ("x" * 101, "https://x.example", "source")),
        *(("Bristol", "https://other.example/", "source"), ("Bath", "", "address")),
        *(("Bath", "ftp://x.example/", "address"), ("Bath", "https://a:b@x.example/", "address")),
        ("Bath", f"https://x.example/{'x' * 2000}", "address"),
    ],
)
def test_what_is_refused(context: Context, source: str, address: str, field: str) -> None:
    add_feed(context, ADA, "Bristol", "https://feed.example/", Every.DAILY)
    with pytest.raises(BadFeed) as raised:
        add_feed(context, ADA, source, address, Every.DAILY)
    assert [each.parameter for each in raised.value.problems] == [field]
    assert len(feeds(context)) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "http://0/"),
        *("http://[::ffff:10.0.0.1]/", "http://2130706433/", "http://localhost:8000/"),
    ],
)
def test_private_addresses_are_refused_beside_the_field(context: Context, address: str) -> None:
    with pytest.raises(BadFeed) as raised:
        add_feed(context, ADA, "Bath", address, Every.DAILY)
    (problem,) = raised.value.problems
    own = "127.0.0.1" in address  # where it is served when nobody says an address
    said = OWN_ADDRESS if own else NOT_PUBLIC
    assert (problem.parameter, problem.message) == ("address", said)


def test_only_the_command_line_may_allow_them_and_never_where_keys_are(context: Context) -> None:
    near = fetcher_for(context, True)
    near.judge("http://127.0.0.1:8001/")
    for address in ("http://169.254.169.254/", "http://[fe80::1]/"):
        with pytest.raises(NotFetched, match="private network"):
            near.judge(address)
    with pytest.raises(NotFetched, match=NOT_AN_ADDRESS[:20]):
        near.judge("file:///etc/passwd")


def test_only_an_admin_may(context: Context) -> None:
    with pytest.raises(NotAllowed):
        add_feed(context, EDDIE, "Bath", "https://x.example/", Every.DAILY)
    with pytest.raises(NotAllowed):
        remove_feed(context, EDDIE, "Bath")
