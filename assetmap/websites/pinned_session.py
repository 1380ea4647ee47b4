"""A session with a website whose connections go to the addresses that were judged, and no other."""

from collections.abc import Iterator
from contextlib import contextmanager

import requests

from assetmap import __version__
from assetmap.websites.pinned_connection import Allows, PinnedAdapter

SCHEMES = ("http", "https")


def request_headers(about: str) -> dict[str, str]:
    """The headers that say who asks, so that who minds can say so; `about` is our own address."""
    agent = f"assetmap/{__version__}" + (f" (+{about})" if about else "")
    return {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}


@contextmanager
def pinned_session(allows: Allows, seconds: float) -> Iterator[requests.Session]:
    """A session that asks only what `allows`, and ends each request after so many seconds."""
    with requests.Session() as session:
        session.trust_env = False  # a proxy would look the name up again by itself
        adapter = PinnedAdapter(allows, seconds)
        for scheme in SCHEMES:
            session.mount(f"{scheme}://", adapter)
        yield session
