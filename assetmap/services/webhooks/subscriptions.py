"""The addresses that are told of changes: added, tried, turned off, given a new secret, removed."""

from collections.abc import Iterable
from dataclasses import replace
from ipaddress import ip_address
from secrets import token_hex
from urllib.parse import urlsplit

from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.webhook import (
    ROTATION,
    TEST,
    BadWebhook,
    MessageState,
    Webhook,
    WebhookMessage,
    checked_events,
    checked_url,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.webhooks.webhook_secrets import new_secret, sealed
from assetmap.storage.tables import WEBHOOK_MESSAGES, WEBHOOKS
from assetmap.storage.unit_of_work import UnitOfWork
from assetmap.websites.public_addresses import is_public

TURNED_OFF = "Turned off by an admin"
GONE = "The receiver says that it is gone (410)"
KEY_REPLACED = "The secret key of this site was replaced, so the secret is lost: make a new one"


def webhooks(context: Context, actor: Actor) -> list[Webhook]:
    """Every address, in the order they were added. Raises NotAllowed."""
    require(actor.person, Action.MANAGE_WEBHOOKS)
    return context.store.find(WEBHOOKS)


def add_webhook(
    context: Context,
    actor: Actor,
    url: str,
    events: Iterable[str],
    *,
    may_be_private: bool = False,
) -> tuple[Webhook, bytes]:
    """Have an address told of events; gives it with its secret, which nobody can read again.

    Raises NotAllowed, BadWebhook.
    """
    require(actor.person, Action.MANAGE_WEBHOOKS)
    address, wanted = checked_url(url), checked_events(events)
    if not may_be_private and _is_private(address):
        raise BadWebhook("Enter an address of the public internet")
    if any(each.url == address for each in context.store.find(WEBHOOKS)):
        raise BadWebhook("This address is there already")
    secret, now = new_secret(), context.clock.now()
    webhook = Webhook(
        *(f"wh-{token_hex(6)}", address, wanted, sealed(context, secret), now),
        may_be_private=may_be_private,
    )
    with context.unit_of_work() as uow:
        uow.save(WEBHOOKS, webhook)
        _note(context, uow, actor, webhook, "added webhook")
    return webhook, secret


def remove_webhook(context: Context, actor: Actor, webhook_id: str) -> None:
    """Take an address out, with what waits for it. Raises NotAllowed, NotFound."""
    require(actor.person, Action.MANAGE_WEBHOOKS)
    with context.unit_of_work() as uow:
        webhook = context.store.get(WEBHOOKS, webhook_id)
        uow.delete(WEBHOOK_MESSAGES, webhook_id=webhook.id)
        uow.delete(WEBHOOKS, id=webhook.id)
        _note(context, uow, actor, webhook, "removed webhook")


def new_secret_of(context: Context, actor: Actor, webhook_id: str) -> tuple[Webhook, bytes]:
    """A new secret; the one before signs as well for a day, so that nothing is missed meanwhile.

    Raises NotAllowed, NotFound.
    """
    require(actor.person, Action.MANAGE_WEBHOOKS)
    secret, now = new_secret(), context.clock.now()
    with context.unit_of_work() as uow:
        before = context.store.get(WEBHOOKS, webhook_id)
        is_lost = before.why_off == KEY_REPLACED
        after = replace(
            before,
            secret=sealed(context, secret),
            old_secret="" if is_lost else before.secret,
            old_until=None if is_lost else now + ROTATION,
            why_off="" if is_lost else before.why_off,
        )
        uow.save(WEBHOOKS, after)
        _note(context, uow, actor, after, "changed secret of webhook")
    return after, secret


def turn(context: Context, actor: Actor, webhook_id: str, *, on: bool) -> None:
    """Turn an address on, or off, with what waits for it dropped. Raises NotAllowed, NotFound."""
    require(actor.person, Action.MANAGE_WEBHOOKS)
    with context.unit_of_work() as uow:
        before = context.store.get(WEBHOOKS, webhook_id)
        if before.is_on == on or (on and before.why_off == KEY_REPLACED):
            return
        uow.save(WEBHOOKS, replace(before, why_off="" if on else TURNED_OFF))
        drop_waiting(context, uow, webhook_id)
        _note(context, uow, actor, before, f"turned {'on' if on else 'off'} webhook")


def send_test(context: Context, actor: Actor, webhook_id: str) -> None:
    """Queue a message that says nothing, to see whether it arrives. Raises NotAllowed, NotFound."""
    require(actor.person, Action.MANAGE_WEBHOOKS)
    now = context.clock.now()
    with context.unit_of_work() as uow:
        webhook = context.store.get(WEBHOOKS, webhook_id)
        uow.save(WEBHOOK_MESSAGES, WebhookMessage(new_message_id(), webhook.id, TEST, "", now, now))


def send_again(context: Context, actor: Actor, webhook_id: str) -> int:
    """Have what was given up wait for its turn again; gives how many. Raises NotAllowed."""
    require(actor.person, Action.MANAGE_WEBHOOKS)
    now = context.clock.now()
    with context.unit_of_work() as uow:
        lost = context.store.find(
            WEBHOOK_MESSAGES, webhook_id=webhook_id, state=MessageState.GIVEN_UP
        )
        for each in lost:
            again = replace(each, state=MessageState.WAITING, tries=0, next_try=now)
            uow.save(WEBHOOK_MESSAGES, again)
    return len(lost)


def messages_of(context: Context, webhook_id: str, most: int) -> list[WebhookMessage]:
    """The newest messages to an address, newest first."""
    return context.store.find(WEBHOOK_MESSAGES, webhook_id=webhook_id, newest_first=True, most=most)


def given_up(context: Context, webhook_id: str) -> int:
    """How many messages to an address were given up."""
    return context.store.count(WEBHOOK_MESSAGES, webhook_id=webhook_id, state=MessageState.GIVEN_UP)


def failing_webhooks(context: Context) -> list[Webhook]:
    """Those of which an admin must hear: a message was given up, or it is off by itself."""
    lost = context.store.find(WEBHOOK_MESSAGES, state=MessageState.GIVEN_UP)
    ids = {each.webhook_id for each in lost}
    return [
        each
        for each in context.store.find(WEBHOOKS)
        if each.id in ids or each.why_off not in ("", TURNED_OFF)
    ]


def lose_secrets(context: Context, uow: UnitOfWork) -> int:
    """Turn every address off since no secret can be read any more; gives how many."""
    every = context.store.find(WEBHOOKS)
    for each in every:
        uow.save(WEBHOOKS, replace(each, why_off=KEY_REPLACED, old_secret="", old_until=None))
        drop_waiting(context, uow, each.id)
    return len(every)


def drop_waiting(context: Context, uow: UnitOfWork, webhook_id: str) -> None:
    """Take out what waits for an address, and what was given up."""
    undelivered = (MessageState.WAITING, MessageState.GIVEN_UP)
    for each in context.store.find(WEBHOOK_MESSAGES, webhook_id=webhook_id, state=undelivered):
        uow.delete(WEBHOOK_MESSAGES, id=each.id)


def new_message_id() -> str:
    """The id of a message, the same at each try, by which a receiver knows it again."""
    return f"msg_{token_hex(12)}"


def _is_private(address: str) -> bool:
    """Whether an address names this machine or the network around it by a number."""
    host = urlsplit(address).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host.rstrip(".") == "localhost"
    return not is_public(host)


def _note(context: Context, uow: UnitOfWork, actor: Actor, webhook: Webhook, what: str) -> None:
    now, subject = context.clock.now(), f"webhook:{webhook.id}"
    uow.audit(AuditEvent(now, actor.person.id, what, subject, actor.origin))
