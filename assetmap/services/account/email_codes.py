"""Codes by email: six figures that work once, for ten minutes, where they were asked for.

Only the newest works. What is kept of it is a keyed hash, bound to the attempt to sign in for
which it was made; the letter is taken out of the queue as soon as it is sent.
"""

import hashlib
import hmac
import secrets
from dataclasses import replace
from datetime import timedelta
from secrets import token_hex

from assetmap.domain.people.people import Person
from assetmap.mail.message import BadMessage
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import queue_email
from assetmap.storage.tables import ACCOUNTS

HOLDS = timedelta(minutes=10)
FIGURES = 6


def send(context: Context, person: Person, attempt: str) -> bool:
    """Send somebody a new code, in place of any before; False when nobody can write to them.

    `attempt` names the attempt to sign in, which alone the code is good for.
    """
    code = f"{secrets.randbelow(10**FIGURES):0{FIGURES}}"
    until = context.clock.now() + HOLDS
    try:
        with context.unit_of_work() as uow:
            account = context.store.get(ACCOUNTS, person.id)
            kept = _hash(context, person.id, attempt, code)
            uow.save(ACCOUNTS, replace(account, email_code=kept, email_code_until=until))
            about = f"code:{token_hex(8)}"
            queue_email(
                context,
                uow,
                "sign_in_code",
                person.email,
                about,
                is_secret_until=until,
                code=code,
                valid_until=until,
            )
    except BadMessage:
        return False
    return True


def use(context: Context, person_id: str, attempt: str, code: str) -> bool:
    """Whether this is the code that was sent for this attempt; it works no more then."""
    typed = _hash(context, person_id, attempt, "".join(code.split()))
    with context.unit_of_work() as uow:
        account = context.store.get(ACCOUNTS, person_id)
        until = account.email_code_until
        is_right = bool(account.email_code) and hmac.compare_digest(account.email_code, typed)
        if not is_right or until is None or context.clock.now() >= until:
            return False
        uow.save(ACCOUNTS, replace(account, email_code="", email_code_until=None))
    return True


def _hash(context: Context, person_id: str, attempt: str, code: str) -> str:
    """Keyed, since a million codes are soon tried by whoever has the file alone."""
    text = f"email code {person_id} {attempt} {code}"
    key = context.config.secret_key.encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
