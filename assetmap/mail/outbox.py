"""Messages as files in a folder: nothing needs a mail server, and people can look at them."""

import os
import uuid
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from assetmap.mail.message import Message, NotSent, as_email


class Outbox:
    """A folder with one `.eml` file for each message, readable by its owner alone."""

    def __init__(self, folder: Path, sender: str) -> None:
        """Nothing is made until a message is sent."""
        self.folder = folder
        self.sender = sender

    def send(self, message: Message, now: datetime) -> None:
        """Write the message whole or not at all; the same id again replaces its file.

        Raises NotSent when the folder cannot be written to.
        """
        content = bytes(as_email(message, self.sender, now))
        draft = self.folder / f".{message.id}.{uuid.uuid4().hex}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                _write(draft, content)
                draft.replace(self._file_of(message, now))
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            raise NotSent(
                f"The message could not be written to {self.folder}: {error.strerror or error}."
            ) from error

    def _file_of(self, message: Message, now: datetime) -> Path:
        """The file the message has, or the one it is to get. An id holds no dot."""
        already = sorted(self.folder.glob(f"*.{message.id}.eml"))
        return already[0] if already else self.folder / f"{now:%Y-%m-%d-%H%M%S}.{message.id}.eml"


def _write(path: Path, content: bytes) -> None:
    """A new file that only its owner may read: messages hold addresses and links that work once."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # so that a power cut cannot leave an empty file


def forget_messages(folder: Path, is_about: Callable[[str], bool]) -> int:
    """Remove the messages of an outbox whose address or text is about somebody; gives how many."""
    forgotten = 0
    for file in sorted(folder.glob("*.eml")) if folder.is_dir() else ():
        message = message_from_bytes(file.read_bytes(), policy=default)
        texts = [f"{name}: {value}" for name, value in message.items()]
        parts = (part for part in message.walk() if part.get_content_maintype() == "text")
        texts += [str(part.get_content()) for part in parts]
        if any(is_about(text) for text in texts):
            file.unlink(missing_ok=True)
            forgotten += 1
    return forgotten
