"""How it is told whether a secret key is the one that the data was written with."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

KEY_ID = "secret-key"  # there is one key, and so one check
_CONSTANT = b"assetmap: this is the key of this data"


@dataclass(frozen=True, slots=True)
class KeyCheck:
    """A keyed hash of a constant, kept with the data: it tells the key and does not give it away.

    `since` is when the data was first opened with this key.
    """

    id: str
    mark: str
    since: datetime


def key_check(key: str, since: datetime) -> KeyCheck:
    """What is kept of a key from a moment on."""
    return KeyCheck(KEY_ID, _mark(key), since)


def fits(check: KeyCheck, key: str) -> bool:
    """Whether this is the key that the check was made of; never for an empty one."""
    return bool(key) and hmac.compare_digest(check.mark, _mark(key))


def _mark(key: str) -> str:
    return hmac.new(key.encode(), _CONSTANT, hashlib.sha256).hexdigest()
