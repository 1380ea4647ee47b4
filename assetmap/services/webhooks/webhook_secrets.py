"""The secrets by which receivers know our messages: made here, encrypted where they are kept."""

import base64
import secrets
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assetmap.domain.webhook import SECRET_BYTES, Webhook
from assetmap.services.context import Context


class SecretLost(Exception):
    """A secret was encrypted with another key than that of now."""


def new_secret() -> bytes:
    """A secret that nobody has had."""
    return secrets.token_bytes(SECRET_BYTES)


def sealed(context: Context, secret: bytes) -> str:
    """A secret as it is kept."""
    return _box(context).encrypt(secret).decode()


def signing_secrets(context: Context, webhook: Webhook, now: datetime) -> tuple[bytes, ...]:
    """What signs a message now: the secret, and the one before while both count.

    Raises SecretLost.
    """
    kept = [webhook.secret]
    if webhook.old_secret and webhook.old_until and now < webhook.old_until:
        kept.append(webhook.old_secret)
    try:
        return tuple(_box(context).decrypt(each.encode()) for each in kept)
    except InvalidToken as error:
        raise SecretLost from error


def _box(context: Context) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"webhook secrets")
    key = derived.derive(context.config.secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(key))
