"""A webhook for tests, with a receiver that checks messages by the standard's own words."""

import base64
import hashlib
import hmac
import json
from typing import Any

from assetmap.domain.public_change import EventType
from assetmap.domain.webhook import Webhook
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.webhooks.subscriptions import add_webhook
from tests.services.colleagues import ADMIN
from tests.websites.servers import WebServer

BY = Actor(ADMIN)


def a_webhook(
    context: Context,
    url: str = "https://mycare.example/hook",
    *events: EventType,
    private: bool = True,
) -> tuple[Webhook, bytes]:
    return add_webhook(context, BY, url, events or tuple(EventType), may_be_private=private)


def is_signed(server: WebServer, number: int, secret: bytes) -> bool:
    """Whether a request was signed with a secret: HMAC-SHA256 over `{id}.{timestamp}.{body}`."""
    headers, body = server.headers[number], server.bodies[number]
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    want = base64.b64encode(hmac.new(secret, text, hashlib.sha256).digest()).decode()
    given = [each.split(",", 1) for each in headers["webhook-signature"].split(" ")]
    return any(v == "v1" and hmac.compare_digest(mark, want) for v, mark in given)


def received(server: WebServer) -> list[Any]:
    return [json.loads(each) for each in server.bodies]
