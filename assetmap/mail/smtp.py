"""Messages handed to a mail server, which is where they leave the house."""

import re
import smtplib
import ssl
from contextlib import suppress
from datetime import datetime

from assetmap.mail.message import Message, NotSent, as_email
from assetmap.mail_server import MailServer

TIMEOUT = 20.0  # seconds that each step may take
_SHOWN = 200  # characters of a server's own words
# Codes that mean "you may not" rather than "there is nobody": ours to fix, then worth a new try.
_NOT_ALLOWED = re.compile(r"\b5\.7\.\d+\b")
_SIGN_IN_FIRST = 530


class Smtp:
    """Sends through one mail server, with a connection for each message."""

    def __init__(self, server: MailServer, sender: str, timeout: float = TIMEOUT) -> None:
        """Nothing is connected until a message is sent. `timeout` is in seconds."""
        self.server = server
        self.sender = sender
        self.timeout = timeout

    def send(self, message: Message, now: datetime) -> None:
        """Hand the message over. Raises NotSent; when it returns, the server has taken it."""
        email = as_email(message, self.sender, now)
        try:
            link = self._connect()
            try:
                self._sign_in(link)
                link.send_message(email)
                with suppress(OSError):  # the message is taken, however the goodbye goes
                    link.quit()
            finally:
                link.close()
        except OSError as error:  # of which smtplib's and ssl's own are kinds
            # Not "from error": smtplib's own words hold the address, and tracebacks reach logs.
            raise _not_sent(error, self.server, message.to) from None

    def _connect(self) -> smtplib.SMTP:
        host, port = self.server.host, self.server.port
        if self.server.is_tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port, timeout=self.timeout, context=context)
        return smtplib.SMTP(host, port, timeout=self.timeout)

    def _sign_in(self, link: smtplib.SMTP) -> None:
        """Encrypt where it can be, and must be before a password is said."""
        link.ehlo_or_helo_if_needed()
        if not self.server.is_tls and link.has_extn("starttls"):
            link.starttls(context=self._encryption())
        elif not self.server.is_tls and self.server.user:
            raise NotSent(
                f"{_name(self.server)} does not offer encryption (STARTTLS), so the password was "
                "not sent. Use smtps:// in ASSETMAP_MAIL if the server has it."
            )
        if self.server.user:
            link.login(self.server.user, self.server.password)

    def _encryption(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if not self.server.user:
            # A relay of one's own seldom has a public certificate; without a password to lose,
            # encryption that nobody vouches for is better than none (RFC 7435).
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


def _not_sent(error: OSError, server: MailServer, to: str) -> NotSent:
    name = _name(server)
    if isinstance(error.__context__, TimeoutError):  # smtplib calls a silence a disconnection
        error = error.__context__
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()))
            words = _words(said, to)
            return NotSent(
                f"{name} refused the address: {code} {words}", for_good=_is_for_good(code, words)
            )
        case smtplib.SMTPAuthenticationError():
            return NotSent(f"{name} did not accept the user and password in ASSETMAP_MAIL.")
        case smtplib.SMTPNotSupportedError():
            return NotSent(f"{name} offers no way of signing in that we can use.")
        case smtplib.SMTPResponseException():
            return NotSent(f"{name} answered {error.smtp_code} {_words(error.smtp_error, to)}")
        case smtplib.SMTPServerDisconnected():
            return NotSent(f"{name} broke off the conversation.")
        case ssl.SSLCertVerificationError():
            return NotSent(f"{name} has a certificate that cannot be trusted.")
        case ssl.SSLError():
            return NotSent(f"A connection to {name.lower()} could not be encrypted.")
        case TimeoutError():
            return NotSent(f"{name} did not answer in time.")
    return NotSent(f"{name} cannot be reached: {error.strerror or 'no connection'}.")


def _name(server: MailServer) -> str:
    return f"The mail server {server.host}:{server.port}"


def _words(said: bytes | str, to: str) -> str:
    """What a server said, on one short line, without the address: reasons end up in logs."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    text = re.sub(re.escape(to), "(the address)", " ".join(text.split()), flags=re.IGNORECASE)
    return "".join(ch for ch in text if ch.isprintable())[:_SHOWN]


def _is_for_good(code: int, words: str) -> bool:
    return code >= 500 and code != _SIGN_IN_FIRST and not _NOT_ALLOWED.search(words)
