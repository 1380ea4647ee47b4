"""One e-mail before it is sent, and the same as the mail standards write it."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from assetmap.domain.email import is_email


class NotSent(Exception):
    """A message was not taken; `reason` says why in plain words, without address or password.

    `for_good` is true when the address itself was refused, so that trying again is pointless.
    """

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        """Keep the reason, which is also what the error says."""
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good


# Also part of file names and of Message-ID, so nothing that means something there.
_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
# Whatever ends a line or is no character at all; the rest can be written in a header.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class BadMessage(ValueError):
    """A message that must not be sent as it stands; says in plain words why."""


@dataclass(frozen=True)
class Message:
    """An e-mail to one person: the plain text always, the HTML when there is any.

    `id` is the message's own for ever: sent again under the same id it is the same message.
    Raises BadMessage for what would break out of a header or cannot be an address.
    """

    id: str
    to: str
    subject: str
    text: str
    html: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be sent, before it is kept anywhere."""
        if not _ID.fullmatch(self.id):
            raise BadMessage("The message's id may hold letters, figures, - and _ only.")
        if not is_email(self.to):
            raise BadMessage("That is not an e-mail address that we can write to.")
        if not self.subject.strip() or _UNFIT.search(self.subject):
            raise BadMessage("The subject must be one line of words.")
        if not self.text.strip():
            raise BadMessage("The message has no words.")
        if any("\ud800" <= ch <= "\udfff" for ch in self.text + self.html):
            raise BadMessage("The message holds half a character, which cannot be sent.")


def as_email(message: Message, sender: str, now: datetime) -> EmailMessage:
    """The message as mail servers and mail programs want it, dated `now` (an aware date-time).

    `sender` is an address, or a name with the address in angle brackets.
    """
    email = EmailMessage(policy=SMTP)
    email["From"] = sender
    email["To"] = message.to
    email["Subject"] = message.subject
    email["Date"] = now
    email["Message-ID"] = f"<{message.id}@{email['From'].addresses[0].domain}>"
    email["Auto-Submitted"] = "auto-generated"  # RFC 3834: keeps holiday replies away
    email.set_content(message.text)
    if message.html:
        email.add_alternative(message.html, subtype="html")
    return email
