"""Webhooks by Standard Webhooks 1.0.0: who is told of what, how it is signed, and when again.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from assetmap.domain.public_change import EventType

TEST = "webhook.test"  # the type of a message that an admin sends to try an address
PREFIX = "whsec_"  # of a secret as people see it: base64 follows
SECRET_BYTES = 32
ROTATION = timedelta(hours=24)  # for so long both secrets sign, once there is a new one
KEPT = timedelta(days=30)  # how long a message is known after it was delivered or given up
# After each try that failed; after the one behind the last wait the message is given up.
WAITS = (
    *(timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=each) for each in (2, 5, 10, 14, 20, 24)),
)
LONGEST = 500  # characters of an address


class MessageState(StrEnum):
    """Where a message is."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given-up"


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told of events. Secrets are encrypted; the old one signs as well until
    `old_until`. `why_off` says why it is not told any more; empty while it is.
    """

    id: str
    url: str
    events: tuple[EventType, ...]
    secret: str
    made_at: datetime
    old_secret: str = ""
    old_until: datetime | None = None
    may_be_private: bool = False  # said on the command line: an address of the own network
    why_off: str = ""

    @property
    def is_on(self) -> bool:
        """Whether it is told of events."""
        return not self.why_off


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """Something to tell one address: `type` is an EventType's value, or TEST without a listing."""

    id: str
    webhook_id: str
    type: str
    listing_id: str
    at: datetime
    next_try: datetime
    tries: int = 0
    state: MessageState = MessageState.WAITING
    tried_at: datetime | None = None
    result: str = ""  # what the receiver answered last, in words


class BadWebhook(ValueError):
    """An address or events that cannot be used; the message is plain words."""


def checked_url(text: str) -> str:
    """An address that messages can go to. Raises BadWebhook. Where it leads is judged later."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host:
        raise BadWebhook("Enter a web address that begins with https://")
    if not text.isascii() or not text.isprintable() or " " in text or len(text) > LONGEST:
        raise BadWebhook("Enter a web address without spaces, of at most 500 characters")
    if "@" in parts.netloc or parts.fragment:
        raise BadWebhook("Enter a web address without a name, a password or a # in it")
    return text


def checked_events(names: Iterable[str]) -> tuple[EventType, ...]:
    """Some events by their names, in their own order. Raises BadWebhook."""
    wanted = set(names)
    if not wanted or wanted - set(EventType):
        raise BadWebhook(f"Choose at least one of {', '.join(EventType)}")
    return tuple(each for each in EventType if each in wanted)


def readable_secret(secret: bytes) -> str:
    """A secret as its receiver needs it."""
    return PREFIX + base64.b64encode(secret).decode()


def headers_of(
    message_id: str, moment: datetime, body: bytes, secrets: Iterable[bytes]
) -> dict[str, str]:
    """The headers of one try: who has any of the secrets can tell that it is ours, and when.

    The signature is over id, time and body, so that none of them can be changed or used again.
    """
    stamp = str(int(moment.timestamp()))
    signed = b".".join((message_id.encode(), stamp.encode(), body))
    digests = (hmac.new(secret, signed, hashlib.sha256).digest() for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{base64.b64encode(each).decode()}" for each in digests),
    }
