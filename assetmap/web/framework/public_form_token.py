"""The signed time that a public form carries: who sends it too fast is a machine.

Public forms have no session, and so no token of one. This signed time stands for it: it was
given out by us, for this form, not long ago. It is no secret, and says nothing of who was given it.

The seconds are those of the machine's own clock and not of `context.clock`: ASSETMAP_TODAY stops
the directory's day, and a form would then be sent in the moment in which it was given out.
"""

import math
import secrets
import time
from enum import Enum

from itsdangerous import BadData, URLSafeSerializer

FIELD = "form_token"  # the hidden field's name
FASTEST = 3.0  # seconds: nobody reads a form and fills it in sooner
LONGEST = 24 * 60 * 60.0  # seconds


class Timing(Enum):
    """What a form's token tells about the one who sends it."""

    GOOD = "good"
    TOO_FAST = "too fast"
    TOO_OLD = "too old"
    FORGED = "forged"  # or missing, or of another form, or signed with a key of yesterday


def issue(key: str, purpose: str, at: float | None = None) -> str:
    """A token for one form, named by `purpose`; `at` is seconds since 1970, now if left out."""
    moment = time.time() if at is None else at
    return _signer(key, purpose).dumps([math.floor(moment * 10) / 10, secrets.token_urlsafe(6)])


def check(key: str, purpose: str, token: str) -> Timing:
    """Whether a form with this token may be taken."""
    try:
        issued, _ = _signer(key, purpose).loads(token)
        age = time.time() - float(issued)
    except (BadData, TypeError, ValueError):
        return Timing.FORGED
    if age < 0 or age > LONGEST:  # below nothing, when the clock was set back meanwhile
        return Timing.TOO_OLD
    return Timing.TOO_FAST if age < FASTEST else Timing.GOOD


def next_token(key: str, purpose: str, token: str) -> str:
    """The token of the form when it is shown again: the old one while it holds, else a new one.

    Who was late has looked at the form for long enough: they may send the new one at once.
    """
    match check(key, purpose, token):
        case Timing.GOOD | Timing.TOO_FAST:
            return token
        case Timing.TOO_OLD:
            return issue(key, purpose, time.time() - FASTEST)
        case Timing.FORGED:
            return issue(key, purpose)


def _signer(key: str, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=f"assetmap.form.{purpose}")
