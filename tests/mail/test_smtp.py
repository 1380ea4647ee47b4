import socket
import ssl
import threading
import traceback
from contextlib import closing

import pytest

from assetmap.mail.message import NotSent
from assetmap.mail.smtp import Smtp
from assetmap.mail_server import MailServer
from tests.mail.conftest import NOW, SENDER, ServerMaker, a_message
from tests.ports import free_port

PASSWORD = "open-sesame"
HERE = "127.0.0.1"


def refusal_of(server: MailServer, timeout: float = 20.0) -> NotSent:
    """Why a server does not get a message from us."""
    with pytest.raises(NotSent) as refusal:
        Smtp(server, SENDER, timeout).send(a_message(), NOW)
    shown = f"{refusal.value!r} {''.join(traceback.format_exception(refusal.value))}"
    assert PASSWORD not in shown
    assert "pat@example.org" not in shown
    return refusal.value


def hang_up(listening: socket.socket) -> None:
    """Take one caller, and leave without a word."""
    listening.accept()[0].close()


def test_smtp_hands_over_the_whole_message(make_server: ServerMaker) -> None:
    listening = make_server()
    Smtp(MailServer(HERE, listening.port), SENDER).send(a_message(), NOW)
    [(sender, recipients, email, is_encrypted)] = listening.taken
    assert (sender, recipients, is_encrypted) == (
        "directory@example.org",
        ("pat@example.org",),
        False,
    )
    assert dict(email.items()) == {
        "From": "Thurrock Directory <directory@example.org>",
        "To": "pat@example.org",
        "Subject": "Is this still correct? Café Ünion",
        "Date": "Mon, 16 Mar 2026 09:00:00 +0000",
        "Message-ID": "<check-17@example.org>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": email["Content-Type"],
    }
    text, html = email.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == a_message().text
    assert html.get_content().replace("\r\n", "\n") == a_message().html


def test_smtp_sends_again_what_can_be_known_as_the_same(make_server: ServerMaker) -> None:
    listening = make_server()
    post = Smtp(MailServer(HERE, listening.port), SENDER)
    post.send(a_message(), NOW)
    post.send(a_message(), NOW.replace(day=17))
    assert [email["Message-ID"] for _, _, email, _ in listening.taken] == [
        "<check-17@example.org>",
        "<check-17@example.org>",
    ]


@pytest.mark.parametrize(
    ("answer", "reason", "for_good"),
    [
        (
            "550 5.1.1 <Pat@example.org>: nobody here",
            "refused the address: 550 5.1.1 <(the address)>: nobody here",
            True,
        ),
        (
            "451 4.7.1 Greylisted, try later",
            "refused the address: 451 4.7.1 Greylisted, try later",
            False,
        ),
        (
            "554 5.7.1 Relay access denied",
            "refused the address: 554 5.7.1 Relay access denied",
            False,
        ),
        ("530 Sign in first", "refused the address: 530 Sign in first", False),
        ("421 Closing", "refused the address: 421 Closing", False),
    ],
)
def test_smtp_tells_an_address_refused_for_good_from_one_for_now(
    make_server: ServerMaker, answer: str, reason: str, for_good: bool
) -> None:
    listening = make_server({"at_recipient": answer})
    refusal = refusal_of(MailServer(HERE, listening.port))
    said = f"The mail server 127.0.0.1:{listening.port} {reason}"
    assert (refusal.reason, refusal.for_good) == (said, for_good)
    assert listening.taken == []


def test_smtp_says_what_the_server_answered_to_the_message(make_server: ServerMaker) -> None:
    listening = make_server({"at_end": f"554 no thanks {'x' * 300}"})
    refusal = refusal_of(MailServer(HERE, listening.port))
    said = f"The mail server 127.0.0.1:{listening.port} answered 554 no thanks {'x' * 190}"
    assert (refusal.reason, refusal.for_good) == (said, False)


@pytest.mark.parametrize("answer", ["421 Enough", ""])
def test_smtp_counts_a_message_as_sent_however_the_goodbye_goes(
    make_server: ServerMaker, answer: str
) -> None:
    listening = make_server({"at_goodbye": answer})
    Smtp(MailServer(HERE, listening.port), SENDER).send(a_message(), NOW)
    assert len(listening.taken) == 1


def test_smtp_says_when_the_server_is_down() -> None:
    port = free_port()
    refusal = refusal_of(MailServer(HERE, port))
    said = f"The mail server 127.0.0.1:{port} cannot be reached: Connection refused."
    assert (refusal.reason, refusal.for_good) == (said, False)


def test_smtp_says_when_there_is_no_such_server() -> None:
    refusal = refusal_of(MailServer("mail.invalid", 25))
    assert refusal.reason.startswith("The mail server mail.invalid:25 cannot be reached: ")
    assert not refusal.for_good


def test_smtp_does_not_wait_for_ever() -> None:
    with closing(socket.create_server((HERE, 0))) as silent:
        port = silent.getsockname()[1]
        refusal = refusal_of(MailServer(HERE, port), timeout=0.05)
    said = f"The mail server 127.0.0.1:{port} did not answer in time."
    assert (refusal.reason, refusal.for_good) == (said, False)


def test_smtp_says_when_the_server_breaks_off() -> None:
    with closing(socket.create_server((HERE, 0))) as rude:
        port = rude.getsockname()[1]
        hanging_up = threading.Thread(target=hang_up, args=(rude,))
        hanging_up.start()
        refusal = refusal_of(MailServer(HERE, port))
        hanging_up.join()
    name = f"The mail server 127.0.0.1:{port}"
    assert refusal.reason == f"{name} broke off the conversation."
    assert not refusal.for_good


@pytest.mark.usefixtures("trusted")
def test_smtp_signs_in_once_the_connection_is_encrypted(
    make_server: ServerMaker, server_encryption: ssl.SSLContext
) -> None:
    listening = make_server(tls_context=server_encryption)
    server = MailServer(HERE, listening.port, user="desk", password=PASSWORD)
    Smtp(server, SENDER).send(a_message(), NOW)
    assert listening.passwords == [(b"desk", PASSWORD.encode())]
    assert [is_encrypted for *_, is_encrypted in listening.taken] == [True]


@pytest.mark.usefixtures("trusted")
def test_smtp_says_when_the_password_is_wrong(
    make_server: ServerMaker, server_encryption: ssl.SSLContext
) -> None:
    listening = make_server(tls_context=server_encryption)
    refusal = refusal_of(MailServer(HERE, listening.port, user="desk", password="MARK-wrong"))
    said = (
        f"The mail server 127.0.0.1:{listening.port} did not accept the user and password in "
        "ASSETMAP_MAIL."
    )
    assert (refusal.reason, refusal.for_good, listening.taken) == (said, False, [])


def test_smtp_keeps_the_password_from_a_server_that_cannot_encrypt(
    make_server: ServerMaker,
) -> None:
    listening = make_server(auth_require_tls=False)
    refusal = refusal_of(MailServer(HERE, listening.port, user="desk", password=PASSWORD))
    said = (
        f"The mail server 127.0.0.1:{listening.port} does not offer encryption (STARTTLS), so the "
        "password was not sent. Use smtps:// in ASSETMAP_MAIL if the server has it."
    )
    assert (refusal.reason, refusal.for_good) == (said, False)
    assert (listening.passwords, listening.taken) == ([], [])


def test_smtp_keeps_the_password_from_a_server_nobody_vouches_for(
    make_server: ServerMaker, server_encryption: ssl.SSLContext
) -> None:
    listening = make_server(tls_context=server_encryption)
    refusal = refusal_of(MailServer(HERE, listening.port, user="desk", password=PASSWORD))
    said = f"The mail server 127.0.0.1:{listening.port} has a certificate that cannot be trusted."
    assert (refusal.reason, refusal.for_good) == (said, False)
    assert (listening.passwords, listening.taken) == ([], [])


def test_smtp_without_a_password_encrypts_where_it_can(
    make_server: ServerMaker, server_encryption: ssl.SSLContext
) -> None:
    listening = make_server(tls_context=server_encryption)
    Smtp(MailServer(HERE, listening.port), SENDER).send(a_message(), NOW)
    assert [is_encrypted for *_, is_encrypted in listening.taken] == [True]


@pytest.mark.usefixtures("trusted")
def test_smtp_speaks_tls_from_the_start(
    make_server: ServerMaker, server_encryption: ssl.SSLContext
) -> None:
    listening = make_server(ssl_context=server_encryption, auth_require_tls=False)
    server = MailServer(HERE, listening.port, True, "desk", PASSWORD)
    Smtp(server, SENDER).send(a_message(), NOW)
    assert listening.passwords == [(b"desk", PASSWORD.encode())]
    assert len(listening.taken) == 1


def test_smtp_says_when_a_server_does_not_speak_tls_at_all(make_server: ServerMaker) -> None:
    listening = make_server()
    refusal = refusal_of(MailServer(HERE, listening.port, True, "desk", PASSWORD))
    said = f"A connection to the mail server 127.0.0.1:{listening.port} could not be encrypted."
    assert (refusal.reason, refusal.for_good) == (said, False)
    assert listening.passwords == []
