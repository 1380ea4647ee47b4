"""Addresses that are keys stay out of the log: a link in a letter, a sheet, a new password's."""

import logging
import re

from flask import Flask

_KEYS = re.compile(
    r"(/(?:organiser|sheet|time-bank/me|account/(?:reset|invitation|second-factor))/)[^/\s?\"']+"
)


class RedactSecrets(logging.Filter):
    """Takes the keys out of a message; it never holds one back."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the message as it will be written."""
        record.msg, record.args = redacted(record.getMessage()), ()
        return True


_MASK = RedactSecrets()


def redacted(text: str) -> str:
    """A text in which the keys of addresses are stars."""
    return _KEYS.sub(r"\1***", text)


def redact_secrets(app: Flask) -> None:
    """Have the app's own log tell which page failed, and not for whom."""
    app.logger.addFilter(_MASK)  # once, however many apps there are
