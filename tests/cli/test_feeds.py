"""`assetmap feeds`: what it says, and what it ends with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, Said, refusal
from tests.services.feeds.feed_server import Feed, service, serving
from tests.websites.servers import WebServer, status


@pytest.fixture
def feed() -> Feed:
    return Feed(service("a"), service("b"))


@pytest.fixture
def server(feed: Feed) -> Iterator[WebServer]:
    with serving(feed) as found:
        yield found


def test_added_listed_walked_and_removed(
    call: Runner, home: Path, server: WebServer, feed: Feed
) -> None:
    url = server.address("/")
    added = call("feeds", "add", "Bristol", url, "--weekly", "--allow-private")
    assert added == Said(0, "Bristol is read every week from now on\n", "")
    private = f"Bristol: {url}, every week, may lead to private networks\n"
    assert call("feeds", "list").out == f"{private}  not read yet\n"
    said = call("feeds", "walk", "Bristol")
    first, drafts, undo = said.out.splitlines()
    assert (said.status, first) == (0, "Bristol: 2 new, 0 changed, 0 unchanged, 0 refused.")
    assert drafts == "  new listings are drafts"
    assert undo.startswith("  to take it back: assetmap import --undo ")
    feed.wrong["/services"] = status(500)
    why = "It answers 500 instead of what we asked for."
    assert call("feeds", "walk", "Bristol") == Said(1, f"Bristol: nothing was changed. {why}\n", "")
    assert call("feeds", "list").out == f"{private}  2026-03-16: {why}\n"
    assert call("feeds", "remove", "Bristol").out == "Bristol is not read any more\n"
    assert call("feeds", "list").out == "no feeds\n"
    for what in ("walk", "remove"):
        assert call("feeds", what, "Bristol") == refusal(
            "Bristol: there is no such feed. See assetmap feeds list"
        )
    assert (home / "assetmap.db").exists()


def test_a_private_address_is_refused_unless_it_is_allowed(call: Runner, server: WebServer) -> None:
    said = call("feeds", "add", "Near", server.address("/", "localhost"))
    assert (said.status, said.out) == (2, "")
    assert "private network" in said.err
    for address in ("http://169.254.169.254/", "http://0/"):
        assert call("feeds", "add", "Near", address, "--allow-private").status == 2


def test_upkeep_walks_what_is_due(call: Runner, server: WebServer) -> None:
    call("feeds", "add", "Bristol", server.address("/"), "--allow-private")
    assert "the feed of Bristol to be read" in call("upkeep", "run", "--dry-run").out
    assert "Bristol: 2 new, 0 changed" in call("upkeep", "run").out
    assert "Bristol" not in call("upkeep", "run").out
    later = call("upkeep", "run", ASSETMAP_TODAY="2026-03-17").out
    assert "Bristol: Nothing has changed in it." in later
