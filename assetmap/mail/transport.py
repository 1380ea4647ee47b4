"""What takes a message from us: a mail server, or a folder when there is none."""

from datetime import datetime
from typing import Protocol

from assetmap.config import Config
from assetmap.mail.message import Message, NotSent
from assetmap.mail.outbox import Outbox
from assetmap.mail.smtp import TIMEOUT, Smtp

__all__ = ["NotSent", "Outbox", "Smtp", "Transport", "open_transport"]


class Transport(Protocol):
    """Takes messages, one at a time."""

    def send(self, message: Message, now: datetime) -> None:
        """Hand the message over, dated `now` (an aware date-time). Raises NotSent.

        A message that is sent again keeps its id, by which it is known as the same.
        """


def open_transport(config: Config, timeout: float = TIMEOUT) -> Transport:
    """The post that the settings ask for. Nothing is connected or made yet.

    `timeout` is how many seconds each step of a mail server may take.
    """
    if config.mail:
        return Smtp(config.mail, config.mail_from, timeout)
    return Outbox(config.outbox, config.mail_from)
