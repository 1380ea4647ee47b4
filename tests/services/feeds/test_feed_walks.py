"""Feeds walked over days: what comes in, what fails and changes nothing, and who is rung."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assetmap.domain.imports.import_feed import Every, ImportFeed
from assetmap.domain.listings.listing import Checked, Listing, Status
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.context import Context
from assetmap.services.feeds import feed_walks
from assetmap.services.feeds.feed_walks import (
    IsWalked,
    due_feeds,
    walk_due,
    walk_feed,
    walk_in_background,
)
from assetmap.services.imports.gone_rows import gone_from_source
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import IMPORT_BATCHES, IMPORT_FEEDS
from tests.conftest import ContextMaker
from tests.services.feeds.feed_server import Feed, fetches_near, service, serving
from tests.websites.servers import WebServer, status

ADA = Actor(Person("p-ada", "Ada", roles=(Role.ADMIN,)), "screen")


@pytest.fixture
def feed() -> Feed:
    return Feed(*(service(each) for each in "abc"))


@pytest.fixture
def server(feed: Feed) -> Iterator[WebServer]:
    with serving(feed) as found:
        yield found


def having(context: Context, server: WebServer, every: Every = Every.DAILY) -> Context:
    feed = ImportFeed("Bristol", server.address("/"), every, "p-ada", context.clock.now())
    with context.unit_of_work() as uow:
        uow.save(IMPORT_FEEDS, feed)
    return context


def kept(context: Context) -> ImportFeed:
    return context.store.get(IMPORT_FEEDS, "Bristol")


def walked(context: Context) -> list[tuple[str, int]]:
    return [(each.feed.result, each.gone) for each in walk_due(context, fetches_near)]


def publish(context: Context) -> None:
    with context.unit_of_work() as uow:
        for id_ in context.store.source_ids("Bristol").values():
            listing = context.store.get_listing(id_).listing
            uow.save_listing(replace(listing, status=Status.PUBLISHED))


def gone(context: Context) -> set[str]:
    return {row.key for row in gone_from_source(context).values()}


def test_what_is_due_is_walked_once_a_day(make_context: ContextMaker, server: WebServer) -> None:
    context = having(make_context(), server)
    assert walked(context) == [("3 new, 0 changed, 0 unchanged, 0 refused.", 0)]
    assert walked(context) == []
    assert sorted(context.store.source_ids("Bristol")) == ["a", "b", "c"]
    later = make_context(today="2026-03-17")
    assert walked(later) == [("Nothing has changed in it.", 0)]
    assert len(later.store.find(IMPORT_BATCHES)) == 1


def test_gone_only_after_two_full_walks_a_week_apart(
    make_context: ContextMaker, server: WebServer, feed: Feed
) -> None:
    context = having(make_context(), server)
    walked(context)
    publish(context)
    feed.services.pop()
    found = []
    for day in ("17", "18", "23", "24"):
        context = make_context(today=f"2026-03-{day}")
        found.append((walked(context)[0][1], gone(context)))
    assert found == [(0, set()), (0, set()), (0, set()), (1, {"c"})]
    listing = context.store.get_listing(context.store.source_ids("Bristol")["c"]).listing
    assert listing.status is Status.PUBLISHED  # somebody asks; nothing is taken off


def test_gone_is_told_when_other_things_change_too(
    make_context: ContextMaker, server: WebServer, feed: Feed
) -> None:
    context = having(make_context(), server)
    walked(context)
    publish(context)
    feed.services.pop()
    walked(make_context(today="2026-03-17"))
    feed.services[0]["name"] = "Another name"
    context = make_context(today="2026-03-24")
    said = "1 listing is not in it any more, and on the call list."
    assert walked(context) == [(f"0 new, 1 changed, 1 unchanged, 0 refused. {said}", 1)]
    feed.services.append(service("c"))
    context = make_context(today="2026-03-25")
    assert (walked(context)[0][1], gone(context), kept(context).missing) == (0, set(), {})


def test_a_walk_that_fails_changes_nothing_and_is_told(
    make_context: ContextMaker, server: WebServer, feed: Feed
) -> None:
    context = having(make_context(), server)
    walked(context)
    publish(context)
    before = context.store.source_ids("Bristol"), kept(context)
    feed.services = [service("a", name="Changed"), service("b"), service("d")]
    feed.wrong["/services?page=2&per_page=100"] = status(500)
    context = make_context(today="2026-03-30")
    assert walked(context) == [("Page 2: It answers 500 instead of what we asked for.", 0)]
    after = kept(context)
    assert (context.store.source_ids("Bristol"), gone(context)) == (before[0], set())
    assert (after.has_failed, after.missing, after.walked_at) == (True, {}, before[1].walked_at)
    assert due_feeds(make_context(today="2026-03-31")) == [after]


def test_a_walk_that_is_not_whole_brings_in_and_counts_nothing_as_gone(
    make_context: ContextMaker, server: WebServer, feed: Feed
) -> None:
    context = having(make_context(), server)
    walked(context)
    publish(context)
    feed.services.pop()
    feed.told = 3
    for day in ("17", "30"):
        context = make_context(today=f"2026-03-{day}")
        (done,) = walk_due(context, fetches_near)
        assert "nothing counts as gone" in done.feed.result
    assert (gone(context), kept(context).missing) == (set(), {})


def test_a_service_that_could_not_be_read_is_not_gone(
    make_context: ContextMaker, server: WebServer, feed: Feed
) -> None:
    feed.lists_bare = True
    context = having(make_context(), server)
    walked(context)
    publish(context)
    feed.wrong["/services/b"] = status(500)
    for day in ("17", "30"):
        context = make_context(today=f"2026-03-{day}")
        walked(context)
    assert (gone(context), kept(context).missing) == (set(), {})
    assert "1 of its services could not be read" in kept(context).result


def test_an_empty_feed_counts_nothing_as_gone(
    make_context: ContextMaker, server: WebServer, feed: Feed
) -> None:
    context = having(make_context(), server)
    walked(context)
    publish(context)
    feed.services.clear()
    for day in ("17", "30"):
        context = make_context(today=f"2026-03-{day}")
        assert walked(context)[0][0].endswith("It has no services.")
    assert gone(context) == set()


def test_people_work_is_kept(make_context: ContextMaker, server: WebServer, feed: Feed) -> None:
    context = having(make_context(), server)
    walked(context)
    id_ = context.store.source_ids("Bristol")["a"]
    listing: Listing = context.store.get_listing(id_).listing
    checked = replace(listing, name="By hand", checked=Checked(context.clock.today(), "CVS"))
    with context.unit_of_work() as uow:
        uow.save_listing(checked)
    feed.services[0]["name"] = "From the feed"
    context = make_context(today="2026-03-18")
    walked(context)
    assert context.store.get_listing(id_).listing.name == "By hand"


def test_one_walk_at_a_time(make_context: ContextMaker, server: WebServer) -> None:
    context = having(make_context(), server)
    with context.unit_of_work() as uow:
        uow.save(IMPORT_FEEDS, replace(kept(context), walking_since=context.clock.now()))
    assert due_feeds(context) == []
    with pytest.raises(IsWalked):
        walk_feed(context, ADA, "Bristol", make_fetcher=fetches_near)
    with pytest.raises(IsWalked):
        walk_in_background(context, ADA, "Bristol", fetches_near)


def test_a_walk_behind_a_page(make_context: ContextMaker, server: WebServer) -> None:
    context = having(make_context(), server)
    thread = walk_in_background(context, ADA, "Bristol", fetches_near)
    assert isinstance(thread, threading.Thread)
    thread.join(20)
    assert kept(context).result.startswith("3 new")
    with pytest.raises(NotAllowed):
        walk_in_background(context, Actor(Person("p", roles=(Role.EDITOR,)), "x"), "Bristol")


def test_a_fault_of_ours_is_noted_and_the_feed_can_be_walked_again(
    make_context: ContextMaker, server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = having(make_context(), server)

    def fault(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(feed_walks, "import_bytes", fault)
    with pytest.raises(ZeroDivisionError):
        walk_feed(context, ADA, "Bristol", make_fetcher=fetches_near)
    assert (kept(context).has_failed, kept(context).walking_since) == (True, None)


def test_a_feed_that_was_removed_meanwhile_stays_so(
    make_context: ContextMaker, server: WebServer, feed: Feed
) -> None:
    context = having(make_context(), server)

    def remove(handler: object) -> None:
        with context.unit_of_work() as uow:
            uow.delete(IMPORT_FEEDS, id="Bristol")
        status(500)(handler)  # type: ignore[arg-type]

    feed.wrong["/services"] = remove
    walk_feed(context, ADA, "Bristol", make_fetcher=fetches_near)
    assert context.store.find(IMPORT_FEEDS) == []
