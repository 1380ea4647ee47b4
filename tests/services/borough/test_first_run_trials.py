"""The public address and the mail server are really asked, and what came is said in words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assetmap.domain.people.people import NotAllowed, Role
from assetmap.mail.message import BadMessage
from assetmap.mail_server import MailServer
from assetmap.services.borough.first_run import StepState, steps
from assetmap.services.borough.first_run_trials import Trial, try_address, try_mail
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import EMAILS, SETUP_STEPS
from tests.conftest import ContextMaker
from tests.mail.conftest import ServerMaker, make_server  # noqa: F401 - a fixture
from tests.people import a_person
from tests.ports import free_port
from tests.serving import begin, end

Server = Callable[[int, bytes], str]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def boss(context: Context) -> Actor:
    return Actor(a_person(context, Role.ADMIN))


@pytest.fixture
def answering() -> Iterator[Server]:
    """`answering(200, b"...")`: the address of a server that answers `/healthz` so."""
    started: list[ThreadingHTTPServer] = []

    def make(status: int, body: bytes) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status if self.path == "/healthz" else 418)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        begin(server)
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield make
    for server in started:
        end(server)


def with_address(context: Context, url: str, *, given: bool = True) -> None:
    context.config = replace(context.config, public_url=url, public_url_given=given)


def state(context: Context, name: str) -> StepState:
    return next(each.state for each in steps(context) if each.name == name)


def test_address_that_answers_is_done(context: Context, boss: Actor, answering: Server) -> None:
    with_address(context, answering(200, b'{"status":"ok"}'))
    assert state(context, "address") is StepState.STARTED
    says = "The directory answers there, and says that it is well."
    assert try_address(context, boss) == Trial(True, says)
    assert state(context, "address") is StepState.DONE
    with_address(context, "https://another.example.org")  # which nobody has tried
    assert state(context, "address") is StepState.STARTED


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (200, b"<h1>Welcome to nginx!</h1>", "Something else answers there"),
        (200, b"[]", "Something else answers there"),
        (200, b"{}", "it does not say that all is well"),
        (200, b"x" * 20_000, "It is larger than"),
        (404, b"", "it has no such page (404)"),
        (502, b"", "cannot reach the directory (502)"),
        (503, b'{"status":"failing"}', "it cannot serve now (503)"),
        (401, b"", "It answers 401"),
    ],
)
def test_what_else_may_answer_is_said(
    context: Context, boss: Actor, answering: Server, status: int, body: bytes, says: str
) -> None:
    with_address(context, answering(status, body))
    found = try_address(context, boss)
    assert not found.is_well
    assert says in found.says
    assert state(context, "address") is StepState.PROBLEM


def test_address_of_nobody(context: Context, boss: Actor) -> None:
    with_address(context, f"http://127.0.0.1:{free_port()}")
    assert try_address(context, boss) == Trial(False, "Nothing listens there.")
    with_address(context, "http://no-such-name.invalid")
    assert not try_address(context, boss).is_well


def test_address_that_is_not_set_is_not_done(
    context: Context, boss: Actor, answering: Server
) -> None:
    url = answering(200, b'{"status":"ok"}')
    with_address(context, url, given=False)
    context.config = replace(context.config, served_url=url)
    found = try_address(context, boss)
    assert not found.is_well
    assert "Set ASSETMAP_PUBLIC_URL" in found.says
    assert state(context, "address") is StepState.NOT_STARTED


def test_letter_goes_out(
    context: Context,
    boss: Actor,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    server = make_server()
    mail = MailServer("127.0.0.1", server.port)
    context.config = replace(context.config, mail=mail, mail_from="directory@example.org")
    assert state(context, "mail") is StepState.STARTED
    found = try_mail(context, boss, "ann@example.org")
    assert found.is_well
    assert f"127.0.0.1:{server.port} took the letter" in found.says
    ((sender, recipients, letter, _),) = server.taken
    assert (sender, recipients) == ("directory@example.org", ("ann@example.org",))
    assert letter["Subject"] == f"A test letter from the {context.borough.title}"
    assert state(context, "mail") is StepState.DONE
    (kept,) = context.store.find(SETUP_STEPS)
    assert "ann@example.org" not in repr(kept)
    assert not context.store.count(EMAILS)


def test_why_a_letter_did_not_go_out(
    context: Context,
    boss: Actor,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    server = make_server({"at_recipient": "550 no such person"})
    context.config = replace(context.config, mail=MailServer("127.0.0.1", server.port))
    found = try_mail(context, boss, "ann@example.org")
    name = f"The mail server 127.0.0.1:{server.port}"
    assert found == Trial(False, f"{name} refused the address: 550 no such person")
    assert state(context, "mail") is StepState.PROBLEM
    context.config = replace(context.config, mail=MailServer("127.0.0.1", free_port()))
    assert state(context, "mail") is StepState.STARTED  # another server, which nobody tried
    assert "cannot be reached" in try_mail(context, boss, "ann@example.org").says


def test_without_a_mail_server_the_letter_lies_in_the_outbox(context: Context, boss: Actor) -> None:
    found = try_mail(context, boss, "ann@example.org")
    where = context.config.outbox
    assert found == Trial(
        False,
        f"No mail server is set, so nobody gets the letter. It lies in {where}. Set ASSETMAP_MAIL.",
    )
    (file,) = where.glob("*.eml")
    assert message_from_bytes(file.read_bytes())["To"] == "ann@example.org"
    assert state(context, "mail") is StepState.NOT_STARTED


def test_bad_addresses_and_others_are_refused(context: Context, boss: Actor) -> None:
    with pytest.raises(BadMessage):
        try_mail(context, boss, "ann@example.org\nBcc: all@example.org")
    editor = Actor(a_person(context, Role.EDITOR))
    with pytest.raises(NotAllowed):
        try_mail(context, editor, "ann@example.org")
    with pytest.raises(NotAllowed):
        try_address(context, editor)
    assert not context.store.count(SETUP_STEPS)
