"""The server that takes our e-mail, and the address that it comes from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from assetmap.site_address import goes_on, split_address

NOBODY = "directory@localhost"
_ADDRESS = r"[!#-'*+\-/-9=?A-Z^-~]+(?:\.[!#-'*+\-/-9=?A-Z^-~]+)*@[A-Za-z0-9][A-Za-z0-9.-]*"
_SENDER = re.compile(rf"{_ADDRESS}|[^<>@\",:;()\[\]\\\x00-\x1f\x7f]+ <{_ADDRESS}>")


@dataclass(frozen=True)
class MailServer:
    """The server that takes our e-mail. `is_tls` means from the first byte, not by STARTTLS.

    With a user, the password is sent only after the connection is encrypted.
    """

    host: str
    port: int = 25
    is_tls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)


def read_mail(environ: Mapping[str, str]) -> MailServer | None:
    """The server that ASSETMAP_MAIL names; None for the outbox. Raises ValueError."""
    choice = environ.get("ASSETMAP_MAIL", "").strip() or "outbox"
    if choice == "outbox":
        return None
    for name in ("ASSETMAP_MAIL_FROM", "ASSETMAP_PUBLIC_URL"):
        if not environ.get(name, "").strip():
            raise ValueError(f"ASSETMAP_MAIL names a mail server, so {name} must be set as well.")
    server = _mail_server(choice)
    if server is None:
        # What was given is not repeated: there may be a password in it.
        raise ValueError(
            "ASSETMAP_MAIL cannot be read: give outbox, smtp://host:port, "
            "smtp://user:password@host:port or smtps://user:password@host:port, with any of "
            "/ ? # @ : % in the user or password written as %2F %3F %23 %40 %3A %25."
        )
    return server


def _mail_server(address: str) -> MailServer | None:
    parts = split_address(address)
    if parts is None or parts.scheme not in {"smtp", "smtps"} or goes_on(parts):
        return None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    is_text = (user + password).isascii() and (user + password + "x").isprintable()
    if bool(user) != bool(password) or ("@" in parts.netloc and not user) or not is_text:
        return None
    is_tls = parts.scheme == "smtps"
    usual = 465 if is_tls else 587 if user else 25
    return MailServer(parts.hostname or "", parts.port or usual, is_tls, user, password)


def read_mail_from(environ: Mapping[str, str]) -> str:
    """The address that ASSETMAP_MAIL_FROM gives. Raises ValueError."""
    sender = environ.get("ASSETMAP_MAIL_FROM", "").strip() or NOBODY
    if not _SENDER.fullmatch(sender):
        raise ValueError(
            f"ASSETMAP_MAIL_FROM is {sender!r}: give an address such as directory@example.org, or "
            "Our Directory <directory@example.org>."
        )
    return sender
