"""The session by which websites, feeds and receivers are asked."""

from assetmap import __version__
from assetmap.websites.pinned_connection import PinnedAdapter
from assetmap.websites.pinned_session import pinned_session, request_headers


def test_headers_say_who_asks_and_where_to_mind() -> None:
    shared = {"Accept": "*/*", "Connection": "close"}
    agent = f"assetmap/{__version__}"
    assert request_headers("") == {"User-Agent": agent, **shared}
    told = request_headers("https://directory.example")
    assert told == {"User-Agent": f"{agent} (+https://directory.example)", **shared}


def test_session_goes_by_the_judged_addresses_alone_and_by_no_proxy() -> None:
    with pinned_session(lambda _: False, seconds=1) as session:
        adapters = {scheme: type(adapter) for scheme, adapter in session.adapters.items()}
        assert not session.trust_env
    assert adapters == {"http://": PinnedAdapter, "https://": PinnedAdapter}
