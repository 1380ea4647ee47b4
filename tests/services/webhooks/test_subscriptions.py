"""Which addresses are told: who may say so, what is refused, and what goes with an address."""

import pytest

from assetmap.domain.people.people import NotAllowed
from assetmap.domain.webhook import BadWebhook, MessageState
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.webhooks import subscriptions
from assetmap.services.webhooks.subscriptions import (
    KEY_REPLACED,
    TURNED_OFF,
    add_webhook,
    failing_webhooks,
    given_up,
    lose_secrets,
    messages_of,
    new_secret_of,
    remove_webhook,
    send_again,
    send_test,
    turn,
    webhooks,
)
from assetmap.services.webhooks.webhook_queue import deliver_messages
from assetmap.storage.store import NotFound
from assetmap.storage.tables import WEBHOOK_MESSAGES, WEBHOOKS
from assetmap.websites.http_post import PostResult
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR
from tests.services.webhooks.hooks import BY, a_webhook

EVERY = ("listing.published", "listing.closed")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_only_admins_may(context: Context) -> None:
    webhook, _ = a_webhook(context)
    editor, id_ = Actor(EDITOR), webhook.id
    for act in (
        lambda: webhooks(context, editor),
        lambda: add_webhook(context, editor, "https://a.example/", EVERY),
        lambda: remove_webhook(context, editor, id_),
        lambda: new_secret_of(context, editor, id_),
        lambda: turn(context, editor, id_, on=False),
        lambda: send_test(context, editor, id_),
        lambda: send_again(context, editor, id_),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert webhooks(context, BY) == [webhook]


@pytest.mark.parametrize(
    "url",
    [
        *("http://localhost/", "http://127.0.0.1:8000/", "https://10.1.2.3/", "http://[::1]/"),
        *("http://169.254.169.254/latest", "http://[::ffff:192.168.1.1]/", "http://localhost./"),
    ],
)
def test_address_of_ones_own_network_is_for_the_command_line(context: Context, url: str) -> None:
    with pytest.raises(BadWebhook, match="public internet"):
        add_webhook(context, BY, url, EVERY)
    webhook, _ = add_webhook(context, BY, url, EVERY, may_be_private=True)
    assert webhooks(context, BY) == [webhook]


def test_address_is_there_once(context: Context) -> None:
    a_webhook(context, "https://a.example/")
    with pytest.raises(BadWebhook, match="already"):
        a_webhook(context, " https://a.example/")


def test_what_was_done_is_in_the_audit_without_secret_or_address(context: Context) -> None:
    webhook, _ = a_webhook(context)
    new_secret_of(context, BY, webhook.id)
    turn(context, BY, webhook.id, on=False)
    turn(context, BY, webhook.id, on=True)
    remove_webhook(context, BY, webhook.id)
    audited = list(context.store.audited(subject=f"webhook:{webhook.id}"))
    assert [each.entry.happening.what for each in audited] == [
        "added webhook",
        "changed secret of webhook",
        "turned off webhook",
        "turned on webhook",
        "removed webhook",
    ]
    assert [value for each in audited for value in each.values] == []


def test_what_waits_goes_with_the_address(context: Context) -> None:
    webhook, _ = a_webhook(context)
    send_test(context, BY, webhook.id)
    turn(context, BY, webhook.id, on=False)
    assert context.store.get(WEBHOOKS, webhook.id).why_off == TURNED_OFF
    assert messages_of(context, webhook.id, 9) == []
    send_test(context, BY, webhook.id)
    remove_webhook(context, BY, webhook.id)
    assert (context.store.count(WEBHOOKS), context.store.count(WEBHOOK_MESSAGES)) == (0, 0)
    with pytest.raises(NotFound):
        remove_webhook(context, BY, webhook.id)


def test_what_was_given_up_is_told_and_tried_again(context: Context) -> None:
    webhook, _ = a_webhook(context)
    send_test(context, BY, webhook.id)
    assert failing_webhooks(context) == []
    deliver_messages(context, post=lambda *_: PostResult(500, "It answered 500"))
    assert (given_up(context, webhook.id), failing_webhooks(context)) == (1, [webhook])
    assert send_again(context, BY, webhook.id) == 1
    assert [each.state for each in messages_of(context, webhook.id, 9)] == [MessageState.WAITING]
    assert failing_webhooks(context) == []


def test_lost_secret_turns_off_until_there_is_a_new_one(context: Context) -> None:
    webhook, _ = a_webhook(context)
    with context.unit_of_work() as uow:
        assert lose_secrets(context, uow) == 1
    assert [each.why_off for each in failing_webhooks(context)] == [KEY_REPLACED]
    turn(context, BY, webhook.id, on=True)
    assert not context.store.get(WEBHOOKS, webhook.id).is_on
    new_secret_of(context, BY, webhook.id)
    kept = context.store.get(WEBHOOKS, webhook.id)
    assert (kept.is_on, kept.old_secret) == (True, "")


def test_message_ids_are_never_the_same() -> None:
    assert len({subscriptions.new_message_id() for _ in range(100)}) == 100
