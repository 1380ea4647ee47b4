"""Tries to sign in that came to nothing, in the audit: what was refused, and for whose account.

Never the password or code. An address stands there as a keyed hash alone, since it may be that of
somebody who has nothing to do with us; the same address leaves the same mark each time.
"""

from secrets import token_hex

from assetmap.domain.listings.listing import Contact
from assetmap.domain.people.people import NOT_SIGNED_IN
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.domain.privacy.do_not_list import contact_marks
from assetmap.services.context import Context
from assetmap.storage.tables import PEOPLE

FAILED = "failed to sign in"
REFUSED_CODE = "refused: second factor"
REFUSED_PASSWORD = "refused: password again"  # noqa: S105 - words of the audit
LOCKED_OUT = "locked out"
ADDRESS_MARK = "address mark"  # the audit's name for the keyed hash
UNKNOWN = "sign-in:unknown"  # the subject, when nobody here has the address


def note_refused_sign_in(
    context: Context, what: str, email: str = "", person_id: str = "", path: str = ""
) -> None:
    """A line in the audit about a try that was refused: of an address, or of a person's account.

    `path` is the page on which it happened.
    """
    person_id = person_id or _person_with(context, email)
    marks = contact_marks((Contact(email=email),), context.config.secret_key.encode())
    values = tuple(AuditValue(ADDRESS_MARK, "", mark, token_hex(16)) for mark in marks)
    subject = f"person:{person_id}" if person_id else UNKNOWN
    now = context.clock.now()
    with context.unit_of_work() as uow:
        uow.audit(AuditEvent(now, NOT_SIGNED_IN.id, what, subject, "screen", path), values)


def _person_with(context: Context, email: str) -> str:
    """The id of the person with this address, also when they may not sign in; empty for none."""
    found = context.store.find(PEOPLE, email=email.strip().casefold(), most=1) if email else []
    return found[0].id if found and email.strip() else ""
