"""Secrets: random, encrypted where they are kept, and lost with the key."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assetmap.services.webhooks.subscriptions import new_secret_of
from assetmap.services.webhooks.webhook_secrets import (
    SecretLost,
    new_secret,
    sealed,
    signing_secrets,
)
from assetmap.storage.tables import WEBHOOKS
from tests.conftest import ContextMaker
from tests.services.webhooks.hooks import BY, a_webhook


def test_secret_is_kept_encrypted(make_context: ContextMaker) -> None:
    context = make_context()
    webhook, secret = a_webhook(context)
    assert len(secret) == 32
    assert secret != new_secret()
    assert signing_secrets(context, webhook, context.clock.now()) == (secret,)
    kept = context.config.database.read_bytes()
    wal = context.config.database.with_name("assetmap.db-wal")
    kept += wal.read_bytes() if wal.exists() else b""
    assert secret not in kept
    assert sealed(context, secret) != sealed(context, secret)


def test_two_secrets_count_for_a_day(make_context: ContextMaker) -> None:
    context = make_context()
    webhook, old = a_webhook(context)
    _, new = new_secret_of(context, BY, webhook.id)
    webhook, now = context.store.get(WEBHOOKS, webhook.id), context.clock.now()
    assert signing_secrets(context, webhook, now + timedelta(hours=23)) == (new, old)
    assert signing_secrets(context, webhook, now + timedelta(hours=24)) == (new,)


def test_other_key_opens_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    webhook, _ = a_webhook(context)
    context.config = replace(context.config, secret_key="x" * 40)
    with pytest.raises(SecretLost):
        signing_secrets(context, webhook, context.clock.now())
