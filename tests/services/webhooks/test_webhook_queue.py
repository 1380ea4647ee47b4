"""Messages on their way: signed, retried with growing waits under one id, and given up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from assetmap.clock import Clock
from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.public_change import EventType
from assetmap.domain.webhook import KEPT, WAITS, MessageState, Webhook, WebhookMessage
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.open_data.public_changes import note_changes
from assetmap.services.webhooks.subscriptions import (
    GONE,
    messages_of,
    new_secret_of,
    remove_webhook,
    send_test,
)
from assetmap.services.webhooks.webhook_queue import (
    WebhookDelivery,
    deliver_messages,
    forget_old_messages,
)
from assetmap.storage.tables import WEBHOOK_MESSAGES, WEBHOOKS
from assetmap.websites.http_post import PostResult
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.webhooks.hooks import BY, a_webhook, is_signed, received
from tests.websites.servers import status, web_server

DOWN = PostResult(503, "It answered 503")
Move = Callable[[timedelta], datetime]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(a_listing(), a_listing("other", name="Other Club"))
    note_changes(context)
    return context


@pytest.fixture
def move(context: Context) -> Move:
    """Moves the clock on, and gives the time of then."""

    def moved(by: timedelta) -> datetime:
        context.clock = Clock(frozen=context.clock.now() + by)
        return context.clock.now()

    return moved


def change(context: Context, listing_id: str = "knit-club", **fields: object) -> None:
    before = load_for_update(context, listing_id)
    with context.unit_of_work() as uow:
        uow.save_listing(replace(before.listing, **fields))  # type: ignore[arg-type]
    note_changes(context)


def test_receiver_verifies_what_happened_and_learns_nothing_more(context: Context) -> None:
    with web_server({"POST /hook": status(200)}) as server:
        _, secret = a_webhook(context, server.address("/hook"))
        change(context, name="Knit & Natter “now”", private=Contact(phone="01632 960999"))
        change(context, "other", status=Status.ARCHIVED)
        assert deliver_messages(context) == WebhookDelivery(2, 0, 0)
    site = context.config.public_url
    assert received(server) == [
        {
            "type": "listing.changed",
            "timestamp": "2026-03-16T09:00:00Z",
            "data": {
                "id": "knit-club",
                "name": "Knit & Natter “now”",
                "url": f"{site}/listing/knit-club",
                "change": "changed",
            },
        },
        {
            "type": "listing.closed",
            "timestamp": "2026-03-16T09:00:00Z",
            "data": {
                "id": "other",
                "name": "",
                "url": f"{site}/listing/other",
                "change": "closed",
            },
        },
    ]
    assert [is_signed(server, n, secret) for n in (0, 1)] == [True, True]
    assert not is_signed(server, 0, b"another")
    assert [each["Content-Type"] for each in server.headers] == ["application/json"] * 2


def test_two_signatures_while_two_secrets_count(context: Context, move: Move) -> None:
    with web_server({"/": status(200)}) as server:
        webhook, old = a_webhook(context, server.address("/"))
        _, new = new_secret_of(context, BY, webhook.id)
        send_test(context, BY, webhook.id)
        deliver_messages(context)
        move(timedelta(days=1))
        send_test(context, BY, webhook.id)
        deliver_messages(context)
    assert [len(each["webhook-signature"].split(" ")) for each in server.headers] == [2, 1]
    assert [is_signed(server, n, new) for n in (0, 1)] == [True, True]
    assert [is_signed(server, n, old) for n in (0, 1)] == [True, False]
    assert received(server)[0]["type"] == "webhook.test"


def test_only_what_was_asked_for_is_told(context: Context) -> None:
    webhook, _ = a_webhook(context, "https://a.example/", EventType.CLOSED)
    change(context, name="Another name")
    change(context, status=Status.ARCHIVED)
    assert [each.type for each in messages_of(context, webhook.id, 9)] == ["listing.closed"]


def test_retries_keep_the_id_and_have_a_new_time_until_given_up(
    context: Context, move: Move
) -> None:
    webhook, _ = a_webhook(context)
    change(context, name="Another name")
    sent: list[tuple[str, str]] = []

    def post(_: Webhook, __: bytes, headers: dict[str, str]) -> PostResult:
        sent.append((headers["webhook-id"], headers["webhook-timestamp"]))
        return DOWN

    for wait in WAITS:
        assert deliver_messages(context, post=post) == WebhookDelivery(0, 1, 0)
        assert deliver_messages(context, post=post) == WebhookDelivery(0, 1, 0)  # not its turn
        move(wait - timedelta(seconds=1))
        deliver_messages(context, post=post)
        move(timedelta(seconds=1))
    assert deliver_messages(context, post=post) == WebhookDelivery(0, 0, 1)
    assert len(sent) == len(WAITS) + 1
    assert len({id_ for id_, _ in sent}) == 1
    times = [int(stamp) for _, stamp in sent]
    gaps = [timedelta(seconds=b - a) for a, b in pairwise(times)]
    assert gaps == list(WAITS)
    (message,) = messages_of(context, webhook.id, 9)
    assert (message.state, message.result) == (MessageState.GIVEN_UP, "It answered 503")
    move(timedelta(days=9))
    assert deliver_messages(context, post=post) == WebhookDelivery()


def test_gone_turns_it_off_with_all_that_waits(context: Context) -> None:
    with web_server({"/": status(410)}) as server:
        webhook, _ = a_webhook(context, server.address("/"))
        change(context, name="Another name")
        change(context, "other", name="And another")
        assert deliver_messages(context) == WebhookDelivery(0, 0, 1)
        change(context, name="A third")
        assert deliver_messages(context) == WebhookDelivery()
    assert len(server.asked) == 1
    assert context.store.get(WEBHOOKS, webhook.id).why_off == GONE
    assert messages_of(context, webhook.id, 9) == []


def test_dead_receiver_is_asked_once_and_keeps_nobody_waiting(context: Context) -> None:
    dead, _ = a_webhook(context, "https://dead.example/")
    a_webhook(context, "https://well.example/")
    change(context, name="Another name")
    change(context, "other", name="And another")
    asked: list[str] = []

    def post(webhook: Webhook, *_: object) -> PostResult:
        asked.append(webhook.url)
        return DOWN if webhook.id == dead.id else PostResult(200, "It answered 200")

    assert deliver_messages(context, post=post) == WebhookDelivery(2, 2, 0)
    assert sorted(asked) == ["https://dead.example/", *["https://well.example/"] * 2]


def test_address_of_ones_own_network_is_never_asked_unless_allowed(context: Context) -> None:
    with web_server({"/": status(200)}) as server:
        address = server.address("/", host="rebound.localhost")
        webhook, _ = a_webhook(context, address, private=False)
        send_test(context, BY, webhook.id)
        deliver_messages(context)
    assert server.asked == []
    (message,) = messages_of(context, webhook.id, 9)
    assert message.state is MessageState.GIVEN_UP  # a test is tried once


def test_two_processes_never_send_the_same(context: Context) -> None:
    a_webhook(context)
    change(context, name="Another name")
    sent: list[str] = []

    def post(_: Webhook, __: bytes, headers: dict[str, str]) -> PostResult:
        sent.append(headers["webhook-id"])
        if len(sent) == 1:  # as another process that runs at the same time
            deliver_messages(context, post=post)
        return PostResult(200, "It answered 200")

    assert deliver_messages(context, post=post) == WebhookDelivery(1, 0, 0)
    assert len(sent) == 1


def test_removed_while_it_is_asked_leaves_nothing(context: Context) -> None:
    webhook, _ = a_webhook(context)
    send_test(context, BY, webhook.id)

    def post(*_: object) -> PostResult:
        remove_webhook(context, BY, webhook.id)
        return DOWN

    deliver_messages(context, post=post)
    assert (context.store.count(WEBHOOKS), context.store.count(WEBHOOK_MESSAGES)) == (0, 0)


def test_lost_secret_is_told_and_nothing_is_sent_unsigned(context: Context) -> None:
    webhook, _ = a_webhook(context)
    send_test(context, BY, webhook.id)
    context.config = replace(context.config, secret_key="x" * 40)
    deliver_messages(context, post=lambda *_: pytest.fail("sent"))  # type: ignore[arg-type,return-value]
    (message,) = messages_of(context, webhook.id, 9)
    assert message.result == "Its secret cannot be read: make a new one"


def test_only_so_many_are_sent_at_once(context: Context) -> None:
    a_webhook(context)
    change(context, name="Another name")
    change(context, "other", name="And another")
    taken = PostResult(200, "It answered 200")
    assert deliver_messages(context, most=1, post=lambda *_: taken) == WebhookDelivery(1, 1, 0)


def test_settled_messages_are_forgotten_after_a_month(context: Context, move: Move) -> None:
    webhook, _ = a_webhook(context)
    now = context.clock.now()
    kept = [
        WebhookMessage(f"m{n}", webhook.id, "listing.changed", "a", now, now, 1, state, now)
        for n, state in enumerate(MessageState)
    ]
    with context.unit_of_work() as uow:
        for each in kept:
            uow.save(WEBHOOK_MESSAGES, each)
    for by, gone in ((KEPT, 0), (timedelta(seconds=1), 2)):
        move(by)
        with context.unit_of_work() as uow:
            assert forget_old_messages(context, uow) == gone
    assert [each.state for each in messages_of(context, webhook.id, 9)] == [MessageState.WAITING]
