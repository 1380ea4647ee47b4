"""Feeds of OpenActive walked to their end, and gone on with where the last walk ended."""

from typing import Any

import pytest

from assetmap.exchange.readers.found_lead import FoundLeads
from assetmap.services.feeds.walking import NotWalked
from assetmap.services.leads import lead_feeds
from assetmap.services.leads.lead_feeds import goes_on_at, keep_next, walk_leads
from tests.conftest import ContextMaker
from tests.exchange.readers.test_charities import LEAD, ROW, as_json
from tests.exchange.readers.test_openactive import SERIES, item
from tests.services.feeds.feed_server import json_answer, near
from tests.websites.servers import Answering, status, web_server


def pages(*items: list[Any], end: str = "/?after=9") -> dict[str, Answering]:
    """Pages that each lead on to the next; the last is empty and leads to itself."""
    paths = ["/", *(f"/?after={n}" for n in range(1, len(items)))]
    following = [*paths[1:], end]
    found = {
        path: json_answer({"items": each, "next": then})
        for path, each, then in zip(paths, items, following, strict=True)
    }
    return {**found, "/?after=9": json_answer({"items": [], "next": "/?after=9"})}


def walked(paths: dict[str, Answering], **more: Any) -> FoundLeads:
    with web_server(paths) as server:
        found = walk_leads(near().get, server.address("/"), **more)
        return FoundLeads(found.found, found.deleted, found.next.removeprefix(server.address("")))


def test_all_pages_are_read_and_the_end_is_told() -> None:
    two = {**SERIES, "name": "Yoga"}
    deleted = {"state": "deleted", "id": 7}
    found = walked(pages([item(SERIES)], [item(two, id=8)], [deleted, item(two, id=9)]))
    assert [(lead.key, lead.name) for lead in found.found] == [("8", "Yoga"), ("9", "Yoga")]
    assert (found.deleted, found.next) == (("7",), "/?after=9")


def test_what_comes_back_after_it_was_deleted_is_there() -> None:
    deleted = {"state": "deleted", "id": 7}
    found = walked(pages([deleted], [item(SERIES)]))
    assert ([lead.key for lead in found.found], found.deleted) == (["7"], ())


def test_a_register_at_an_address() -> None:
    with web_server(
        {"/": lambda handler: handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + as_json(ROW))}
    ) as server:
        assert walk_leads(near().get, server.address("/")) == FoundLeads((LEAD,))


@pytest.mark.parametrize(
    ("paths", "why"),
    [
        (pages([item(SERIES)], end="http://other.example/"), "Its next page is at another site"),
        ({**pages([item(SERIES)]), "/?after=9": status(500)}, "It answers 500"),
        ({"/": status(404)}, "It answers 404"),
        ({"/": json_answer({"a": 1})}, "It is neither a page"),
        (
            {"/": json_answer({"items": [item(SERIES)], "next": "http://[::1/"})},
            "Its next page has no",
        ),
    ],
)
def test_a_walk_that_fails(paths: dict[str, Answering], why: str) -> None:
    with pytest.raises(NotWalked, match=why):
        walked(paths)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotWalked, match="larger than we read"):
        walked(pages([item(SERIES)]), seconds=0)
    monkeypatch.setattr(lead_feeds, "PAGES_MOST", 1)
    with pytest.raises(NotWalked, match="more than 1 pages"):
        walked(pages([item(SERIES)]))


def test_the_next_walk_goes_on(make_context: ContextMaker) -> None:
    context = make_context()
    first, end = "https://x.example/feed", "https://x.example/feed?after=9"
    assert goes_on_at(context, "judo", first) == first
    keep_next(context, "judo", first, end)
    keep_next(context, "judo", first, "")
    assert goes_on_at(context, "judo", first) == end
    assert goes_on_at(context, "judo", "https://y.example/") == "https://y.example/"
