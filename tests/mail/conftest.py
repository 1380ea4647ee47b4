"""A mail server that really listens, refuses and encrypts, and the parts of a conversation."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from assetmap.clock import LONDON
from assetmap.mail.message import Message
from tests.ports import free_port

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=LONDON)
SENDER = "Thurrock Directory <directory@example.org>"
TAKEN = "250 OK"


def a_message(**changes: str) -> Message:
    """A whole message to one organiser."""
    parts = {
        "id": "check-17",
        "to": "pat@example.org",
        "subject": "Is this still correct? Café Ünion",
        "text": "Hello,\nplease look: https://example.org/check/abc\n",
        "html": '<p>Please <a href="https://example.org/check/abc">look</a></p>\n',
    }
    return Message(**{**parts, **changes})


@dataclass
class Listening:
    """What a mail server answers, and what it was told."""

    port: int = 0
    at_recipient: str = TAKEN
    at_end: str = TAKEN
    at_goodbye: str = "221 Bye"
    taken: list[tuple[str, tuple[str, ...], EmailMessage, bool]] = field(default_factory=list)
    passwords: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer to a recipient."""
        if self.at_recipient == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.at_recipient

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Answer to the whole message."""
        if self.at_end == TAKEN:
            read = message_from_bytes(envelope.original_content or b"", policy=default)
            assert isinstance(read, EmailMessage)
            recipients = tuple(envelope.rcpt_tos)
            is_encrypted = session.ssl is not None
            self.taken.append((envelope.mail_from or "", recipients, read, is_encrypted))
        return self.at_end

    async def handle_QUIT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Answer to the goodbye, or hang up when there is no answer."""
        if not self.at_goodbye:
            assert server.transport
            server.transport.abort()
        return self.at_goodbye

    def sign_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Let in whoever says the right password."""
        assert isinstance(data, LoginPassword)
        self.passwords.append((data.login, data.password))
        return AuthResult(success=data.password == b"open-sesame", handled=False)


ServerMaker = Callable[..., Listening]


@pytest.fixture
def make_server() -> Iterator[ServerMaker]:
    """Starts mail servers: `make_server(at_recipient="550 ...", tls_context=...)`."""
    started: list[Controller] = []

    def make(answers: dict[str, str] | None = None, **settings: Any) -> Listening:
        listening = Listening(**(answers or {}))
        controller = Controller(
            listening,
            hostname="127.0.0.1",
            port=free_port(),
            authenticator=listening.sign_in,
            **settings,
        )
        controller.start()
        started.append(controller)
        listening.port = controller.port
        return listening

    yield make
    for controller in started:
        controller.stop()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Somebody who signs certificates."""
    return trustme.CA()


@pytest.fixture
def server_encryption(authority: trustme.CA) -> ssl.SSLContext:
    """What a server on this machine encrypts with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusted(
    authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This machine trusts the authority, as an administrator would have it."""
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
