"""`/work/feeds`: who may, what is refused beside which field, and what stands in the list."""

import socket
from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.imports.import_feed import Every, ImportFeed
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.feeds import feed_walks
from assetmap.storage.tables import IMPORT_FEEDS
from assetmap.websites.fetching import NOT_PUBLIC
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

FEEDS = "/work/feeds"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name leads to one public address, at which nobody is ever asked."""

    def look_up(_: str, port: int, **__: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def as_(context: Context, role: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, role, id=f"the-{role}"))


def post(client: Client, path: str, **typed: str) -> int:
    return client.post(path, data={**typed, "csrf_token": csrf_token(client)}).status_code


def test_only_admins_see_it(context: Context) -> None:
    assert as_(context, Role.EDITOR).get(FEEDS).status_code == 403
    assert as_(context, Role.ADMIN).get(FEEDS).status_code == 200


@pytest.mark.usefixtures("public")
def test_a_feed_is_added_and_removed(context: Context) -> None:
    client = as_(context, Role.ADMIN)
    typed = {"source": "Bristol <b>", "address": "https://feed.example/<b>", "every": "weekly"}
    assert post(client, FEEDS, **typed) == 303
    page = client.page(FEEDS)
    assert "Bristol <b> https://feed.example/<b> Read every week. Not read yet." in page.words
    assert "Read Bristol <b> now" in page.words
    assert post(client, f"{FEEDS}/remove", source="Bristol <b>") == 303
    assert "Its listings stay as they are." in client.page(FEEDS).words
    assert post(client, f"{FEEDS}/remove", source="Bristol <b>") == 303
    assert "We do not read any feed yet." in client.page(FEEDS).words


@pytest.mark.parametrize(
    "address",
    [
        *("http://169.254.169.254/", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://0/"),
        *("http://2130706433/", "http://localhost:8001/"),
    ],
)
def test_the_reason_stands_beside_the_field_and_what_was_typed_stays(
    context: Context, address: str
) -> None:
    client = as_(context, Role.ADMIN)
    assert post(client, FEEDS, source="Bath", address=address, every="daily") == 422
    page = client.last
    assert page is not None
    errors = [words_of(each) for each in page.by_class("error-message")]
    assert errors == [f"Error: {NOT_PUBLIC}"]
    assert "address-error" in page.by_id("address").get("aria-describedby", "")
    assert (page.by_id("source").get("value"), page.by_id("address").get("value")) == (
        *("Bath", address),
    )


def test_no_form_field_allows_private_addresses(context: Context) -> None:
    client = as_(context, Role.ADMIN)
    typed = {"source": "Bath", "address": "http://10.0.0.1/", "every": "daily"}
    assert post(client, FEEDS, **typed, allows_private="yes", allow_private="true") == 422
    assert context.store.find(IMPORT_FEEDS) == []


def test_what_came_of_the_last_walk(context: Context) -> None:
    now = context.clock.now()
    made = ImportFeed("Bath", "https://x.example/", Every.DAILY, "p-ada", now, True)
    failed = made.after_failure("It broke off.", now)
    walking = replace(made, id="Bristol", walking_since=now, result="3 new.")
    with context.unit_of_work() as uow:
        uow.save(IMPORT_FEEDS, failed)
        uow.save(IMPORT_FEEDS, walking)
    words = as_(context, Role.ADMIN).page(FEEDS).words
    assert "Bath Not read" in words
    assert "It may lead to a private network. It broke off. Nothing was changed." in words
    assert "Being read now, since" in words
    assert "Read Bristol now" not in words


def test_a_feed_is_read_behind_the_page(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    now = context.clock.now()
    feed = ImportFeed("Bath", "http://127.0.0.1/", Every.DAILY, "p-ada", now)
    with context.unit_of_work() as uow:
        uow.save(IMPORT_FEEDS, feed)
    threads = []
    start = feed_walks.threading.Thread.start
    monkeypatch.setattr(
        feed_walks.threading.Thread, "start", lambda thread: (threads.append(thread), start(thread))
    )
    client = as_(context, Role.ADMIN)
    assert post(client, f"{FEEDS}/walk", source="Bath") == 303
    (thread,) = [each for each in threads if each.name == "feed"]
    thread.join(20)
    assert (
        "This is the address of the directory itself. Nothing was changed."
        in client.page(FEEDS).words
    )
    assert post(client, f"{FEEDS}/walk", source="Nobody") == 303
    with context.unit_of_work() as uow:
        uow.save(IMPORT_FEEDS, replace(feed, walking_since=now))
    assert post(client, f"{FEEDS}/walk", source="Bath") == 303
