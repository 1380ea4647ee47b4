"""A form that queued a letter, and what is left of it once the answer is out."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from assetmap.app import create_app
from assetmap.domain.mail_queue import EmailState
from assetmap.domain.people.people import Role
from assetmap.mail.smtp import TIMEOUT
from assetmap.mail_server import MailServer
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.people import a_password, a_person, csrf_token
from tests.ports import free_port
from tests.services.organisers import due_listing, letters, outbox


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(due_listing())


def ask_for_a_password(app: Flask, email: str) -> int:
    client = app.test_client()
    token = csrf_token(client, "/account/reset")
    data = {"csrf_token": token, "email": email}
    return client.post("/account/reset", data=data, buffered=True).status_code


def test_letter_about_a_password_leaves_with_the_answer(context: Context) -> None:
    volunteer = a_password(context, a_person(context, Role.VOLUNTEER))
    assert ask_for_a_password(create_app(context), volunteer.email) == 302
    assert [(letter.to, letter.state) for letter in letters(context)] == [
        (volunteer.email, EmailState.SENT)
    ]
    assert len(outbox(context)) == 1


def test_mail_server_that_is_down_does_not_spoil_the_answer(context: Context) -> None:
    volunteer = a_password(context, a_person(context, Role.VOLUNTEER))
    context.config = replace(context.config, mail=MailServer("127.0.0.1", free_port()))
    assert ask_for_a_password(create_app(context), volunteer.email) == 302
    assert [(letter.state, letter.tries) for letter in letters(context)] == [
        (EmailState.WAITING, 1)
    ]


@pytest.fixture
def silent_server() -> Iterator[socket.socket]:
    """A mail server that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=20) as listening:
        yield listening


def test_mail_server_that_never_answers_keeps_no_page_waiting(
    context: Context, silent_server: socket.socket
) -> None:
    volunteer = a_password(context, a_person(context, Role.VOLUNTEER))
    port = silent_server.getsockname()[1]
    context.config = replace(context.config, mail=MailServer("127.0.0.1", port))
    app = create_app(context)
    began = time.monotonic()
    assert ask_for_a_password(app, volunteer.email) == 302
    link, _ = silent_server.accept()  # the sender is at it by now
    assert [app.test_client().get("/find?q=lunch").status_code for _ in range(3)] == [200] * 3
    assert ask_for_a_password(app, volunteer.email) == 302
    assert time.monotonic() - began < TIMEOUT
    link.close()
    silent_server.close()
    assert [letter.state for letter in letters(context)][:1] == [EmailState.WAITING]
