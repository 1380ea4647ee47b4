"""Walks of real feeds on this machine: pages, details, and whatever goes wrong on the way."""

import json
from typing import Any

import pytest

from assetmap.services.feeds import walking
from assetmap.services.feeds.walking import USE_LEADS, NotWalked, walk
from tests.services.feeds.feed_server import Feed, bare, json_answer, near, service, serving
from tests.websites.servers import Handler, status

FIVE = tuple(service(each) for each in "abcde")


def ids(data: bytes) -> list[Any]:
    return [each["id"] for each in json.loads(data)["contents"]]


def refused(feed: Feed, path: str = "/", **more: Any) -> str:
    with serving(feed) as server, pytest.raises(NotWalked) as raised:
        walk(near().get, server.address(path), **more)
    return str(raised.value)


@pytest.mark.parametrize("path", ["/", "/services", "/services?page=4&per_page=1"])
def test_every_page_is_walked_whichever_address_is_given(path: str) -> None:
    with serving(Feed(*FIVE)) as server:
        found = walk(near().get, server.address(path))
    assert (sorted(ids(found.data)), found.name) == (list("abcde"), "services.json")
    assert (found.is_whole, found.unread, found.remarks) == (True, frozenset(), ())


def test_version_1_has_no_front_page() -> None:
    feed = Feed(*FIVE)
    feed.fronts = {}
    with serving(feed) as server:
        assert ids(walk(near().get, server.address("/")).data) == list("abcde")


def test_pages_that_count_from_nought_or_take_no_size() -> None:
    for first, takes_size in ((0, True), (1, False)):
        feed = Feed(*FIVE, first=first)
        feed.takes_size = takes_size
        with serving(feed) as server:
            assert ids(walk(near().get, server.address("/services")).data) == list("abcde")


def test_a_feed_that_gives_the_same_page_for_ever_ends_and_is_not_whole() -> None:
    feed = Feed(*FIVE)
    feed.takes_page = False
    with serving(feed) as server:
        found = walk(near().get, server.address("/services"))
    assert (ids(found.data), found.is_whole) == (["a", "b"], False)
    assert found.remarks == (
        "It says it has 5 services and gave 2, so nothing counts as gone from it.",
    )


def test_totals_that_move_while_it_is_walked() -> None:
    feed = Feed(*FIVE)

    def grows(handler: Handler) -> None:
        feed.services = [service("new"), *feed.services]
        feed.wrong.clear()
        feed._page({"page": "2"})(handler)

    feed.wrong["/services?page=2&per_page=100"] = grows
    with serving(feed) as server:
        found = walk(near().get, server.address("/services"))
    assert (sorted(ids(found.data)), found.is_whole) == (list("abcde"), False)


def test_behind_the_last_page_there_may_be_no_page() -> None:
    feed = Feed(*FIVE)
    feed.wrong["/services?page=4&per_page=100"] = status(404)
    with serving(feed) as server:
        assert walk(near().get, server.address("/services")).is_whole


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (status(500), "Page 3: It answers 500 instead of what we asked for."),
        (status(404), "Page 3: It answers 404 instead of what we asked for."),
        (json_answer({"error": "x"}), "Page 3 is no page of services."),
        (status(200), "Page 3 is no page of services."),
        (status(302, Location="http://other.example/"), "Page 3: It leads on to another site, "),
    ],
)
def test_a_page_that_fails_makes_all_of_it_fail(wrong: Any, why: str) -> None:
    feed = Feed(*FIVE)
    feed.wrong["/services?page=3&per_page=100"] = wrong
    assert refused(feed).startswith(why)


def test_what_says_no_place_in_the_list_is_asked_for_by_itself() -> None:
    feed = Feed(*FIVE, service("x/y?z"))
    feed.lists_bare = True
    feed.wrong["/services/b"] = status(500)
    feed.wrong["/services/c"] = status(404)
    feed.wrong["/services/d"] = json_answer([1])
    feed.wrong["/services/x%2Fy%3Fz"] = json_answer(service("x/y?z"))
    with serving(feed) as server:
        found = walk(near().get, server.address("/"))
    assert ids(found.data) == ["a", "e", "x/y?z"]
    assert all("service_at_locations" in each for each in json.loads(found.data)["contents"])
    assert (found.unread, found.is_whole) == ({"b", "c", "d"}, True)
    assert found.remarks == ("3 of its services could not be read this time.",)


def test_a_feed_without_pages_of_services_has_its_list() -> None:
    feed = Feed(*(service(str(each)) for each in range(8)), size=3)
    feed.lists_bare = True
    for each in range(8):
        feed.wrong[f"/services/{each}"] = status(404)
    with serving(feed) as server:
        found = walk(near().get, server.address("/"))
        assert len([each for each in server.asked if each.startswith("GET /services/")]) == 6
    assert json.loads(found.data)["contents"] == [bare(each) for each in feed.services]
    assert found.unread == frozenset()


def test_many_details_lost_in_a_row_make_all_of_it_fail() -> None:
    feed = Feed(*(service(str(each)) for each in range(8)))
    feed.lists_bare = True
    for each in range(8):
        feed.wrong[f"/services/{each}"] = status(503)
    assert refused(feed) == "It answers 503 instead of what we asked for."


def test_dirt_in_a_page_goes_along() -> None:
    feed = Feed(service("a"), size=9)
    feed.wrong["/services"] = json_answer(
        {"total_items": 4, "contents": [service("a"), service("a", name="B"), "dirt", None]}
    )
    with serving(feed) as server:
        found = walk(near().get, server.address("/services"))
    assert [
        each and each != "dirt" and each["name"] for each in json.loads(found.data)["contents"]
    ] == ["Club a", "B", False, None]


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(Feed(*FIVE), seconds=0) == "It took more than 0 minutes, so we stopped."
    monkeypatch.setattr(walking, "PAGES_MOST", 2)
    assert refused(Feed(*FIVE)) == "It has more than 2 pages, so we stopped."
    monkeypatch.setattr(walking, "BYTES_MOST", 500)
    assert refused(Feed(*FIVE)) == "It holds more than 0 MB, so we stopped."


def test_any_file_is_taken_as_it_is() -> None:
    with serving(
        {"/a/list.csv": lambda handler: handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\nname\nX")}
    ) as server:
        found = walk(near().get, server.address("/a/list.csv"))
    assert (found.name, found.data, found.is_whole) == ("list.csv", b"name\nX", True)


def test_lists_of_other_things() -> None:
    taxonomies = {"total_items": 1, "contents": [{"id": "t", "name": "x", "description": "x"}]}
    feed = Feed()
    feed.wrong["/services"] = json_answer(taxonomies)
    assert refused(feed).startswith("This is a list of Open Referral, but not of services.")
    feed.wrong["/services"] = json_answer({"items": [], "next": "x"})
    assert refused(feed) == USE_LEADS
    feed.wrong["/services"] = feed.wrong["/"] = status(404)
    assert refused(feed) == "It answers 404 instead of what we asked for."
