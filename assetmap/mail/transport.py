"""What takes a message from us: a mail server, or a folder when there is none."""

from datetime import datetime
from typing import Protocol

from assetmap.config import Config
from assetmap.mail.message import Message, NotSent
from assetmap.mail.outbox import Outbox
from assetmap.mail.smtp import Smtp

__all__ = ["NotSent", "Outbox", "Smtp", "Transport", "open_transport"]


class Transport(Protocol):
    """Takes messages, one at a time."""

    def send(self, message: Message, now: datetime) -> None:
        """Hand the message over, dated `now` (an aware date-time). Raises NotSent.

        A message that is sent again keeps its id, by which it is known as the same.
        """


def open_transport(config: Config) -> Transport:
    """The post that the settings ask for. Nothing is connected or made yet."""
    if config.mail:
        return Smtp(config.mail, config.mail_from)
    return Outbox(config.outbox, config.mail_from)
