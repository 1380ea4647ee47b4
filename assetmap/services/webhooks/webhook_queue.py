"""Messages to webhooks: queued with the change they tell of, sent, and retried with growing waits.

As with letters, the process that sends one puts off its next try first, so that two never send the
same; after a crash it comes a second time, under the same id.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assetmap.domain.public_change import EventType, PublicChange
from assetmap.domain.webhook import (
    KEPT,
    TEST,
    WAITS,
    MessageState,
    Webhook,
    WebhookMessage,
    headers_of,
)
from assetmap.services.context import Context
from assetmap.services.webhooks.subscriptions import GONE, drop_waiting, new_message_id
from assetmap.services.webhooks.webhook_secrets import SecretLost, signing_secrets
from assetmap.storage.store import NotFound
from assetmap.storage.tables import WEBHOOK_MESSAGES, WEBHOOKS
from assetmap.storage.unit_of_work import UnitOfWork
from assetmap.websites.http_post import Poster, PostResult
from assetmap.websites.own_site import about
from assetmap.websites.public_addresses import is_public

MOST = 1000  # messages at once: the rest waits for the next time
_SECRET_LOST = PostResult(0, "Its secret cannot be read: make a new one")
_GONE = 410

Post = Callable[[Webhook, bytes, dict[str, str]], PostResult]


@dataclass(frozen=True)
class WebhookDelivery:
    """What came of sending: delivered, still waiting, and given up, in numbers."""

    delivered: int = 0
    later: int = 0
    given_up: int = 0


def queue_messages(context: Context, uow: UnitOfWork, changes: Sequence[PublicChange]) -> None:
    """Have every address that wants to hear of some changes be told of them."""
    for webhook in context.store.find(WEBHOOKS):
        for change in changes if webhook.is_on else ():
            if change.type in webhook.events:
                about = (change.type.value, change.listing_id, change.at, change.at)
                uow.save(WEBHOOK_MESSAGES, WebhookMessage(new_message_id(), webhook.id, *about))


def deliver_messages(
    context: Context, *, most: int = MOST, post: Post | None = None
) -> WebhookDelivery:
    """Send the messages whose turn has come, oldest first.

    An address that fails is left alone until the next time, so that a dead one costs no patience.
    """
    send, failing = post or _sender(context), set[str]()
    counts = dict.fromkeys(MessageState, 0)
    for waiting in context.store.find(WEBHOOK_MESSAGES, state=MessageState.WAITING):
        if waiting.webhook_id in failing or not _is_due(waiting, context.clock.now()):
            continue
        claimed = _claim(context, waiting.id)
        if claimed is None:
            continue
        state = _send(context, send, *claimed)
        counts[state] += 1
        if state is not MessageState.DELIVERED:
            failing.add(waiting.webhook_id)
        if sum(counts.values()) >= most:
            break
    later = context.store.count(WEBHOOK_MESSAGES, state=MessageState.WAITING)
    return WebhookDelivery(counts[MessageState.DELIVERED], later, counts[MessageState.GIVEN_UP])


def forget_old_messages(context: Context, uow: UnitOfWork) -> int:
    """Take out the messages that were settled long ago; gives how many."""
    before = context.clock.now() - KEPT
    settled = (MessageState.DELIVERED, MessageState.GIVEN_UP)
    every = context.store.find(WEBHOOK_MESSAGES, state=settled)
    old = [each.id for each in every if (each.tried_at or each.at) < before]
    return sum(uow.delete(WEBHOOK_MESSAGES, id=id_) for id_ in old)


def body_of(context: Context, message: WebhookMessage) -> bytes:
    """What is sent: what happened and when, and the listing's id, name and page.

    The name is that of now; empty for one that is not public any more.
    """
    site = context.config.public_url
    name, url, change = context.borough.title, site, "test"
    if message.type != TEST:
        snapshot = context.directory_cache.current().snapshot
        at = snapshot.position.get(message.listing_id)
        name = "" if at is None else snapshot.rows[at].listing.shown.name
        url, change = f"{site}/listing/{message.listing_id}", EventType(message.type).change
    document = {
        "type": message.type,
        "timestamp": f"{message.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "data": {"id": message.listing_id, "name": name, "url": url, "change": change},
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _sender(context: Context) -> Post:
    whose = about(context.config)
    public, any_address = Poster(whose, allows=is_public), Poster(whose, allows=lambda _: True)

    def send(webhook: Webhook, body: bytes, headers: dict[str, str]) -> PostResult:
        poster = any_address if webhook.may_be_private else public
        return poster.post(webhook.url, body, headers)

    return send


def _is_due(message: WebhookMessage, now: datetime) -> bool:
    """Whether its turn has come. A wait longer than any we set: the clock has jumped back."""
    return message.next_try <= now or message.next_try - now > WAITS[-1]


def _claim(context: Context, message_id: str) -> tuple[WebhookMessage, Webhook] | None:
    """The message and its address, put off for everybody else; None when another process has it."""
    with context.unit_of_work() as uow:
        try:
            message = context.store.get(WEBHOOK_MESSAGES, message_id)
            webhook = context.store.get(WEBHOOKS, message.webhook_id)
        except NotFound:
            return None
        now = context.clock.now()
        if message.state is not MessageState.WAITING or not _is_due(message, now):
            return None
        wait = WAITS[min(message.tries, len(WAITS) - 1)]
        claimed = replace(message, tries=message.tries + 1, next_try=now + wait, tried_at=now)
        uow.save(WEBHOOK_MESSAGES, claimed)
    return claimed, webhook


def _send(context: Context, post: Post, message: WebhookMessage, webhook: Webhook) -> MessageState:
    result = _posted(context, post, message, webhook)
    if result.is_taken:
        state = MessageState.DELIVERED
    elif result.status == _GONE or message.type == TEST or message.tries > len(WAITS):
        state = MessageState.GIVEN_UP
    else:
        state = MessageState.WAITING
    with context.unit_of_work() as uow:
        if context.store.count(WEBHOOKS, id=webhook.id):  # else it was removed meanwhile
            uow.save(WEBHOOK_MESSAGES, replace(message, state=state, result=result.words))
            if result.status == _GONE:
                _turn_off(context, uow, webhook.id)
    return state


def _posted(context: Context, post: Post, message: WebhookMessage, webhook: Webhook) -> PostResult:
    now, body = context.clock.now(), body_of(context, message)
    try:
        secrets = signing_secrets(context, webhook, now)
    except SecretLost:
        return _SECRET_LOST
    signed = headers_of(message.id, now, body, secrets)
    return post(webhook, body, {"Content-Type": "application/json", **signed})


def _turn_off(context: Context, uow: UnitOfWork, webhook_id: str) -> None:
    webhook = context.store.get(WEBHOOKS, webhook_id)
    uow.save(WEBHOOKS, replace(webhook, why_off=GONE))
    drop_waiting(context, uow, webhook_id)
