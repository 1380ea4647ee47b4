"""A form that queued a letter, and what is left of it once the answer is out."""

from dataclasses import replace

import pytest
from flask import Flask

from assetmap.app import create_app
from assetmap.config import MailServer
from assetmap.domain.mail_queue import EmailState
from assetmap.domain.people.people import Role
from assetmap.services.context import Desk
from tests.conftest import DeskMaker
from tests.people import a_password, a_person, csrf_token
from tests.ports import free_port
from tests.services.organisers import due_listing, letters, outbox


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk(due_listing())


def ask_for_a_password(app: Flask, email: str) -> int:
    client = app.test_client()
    token = csrf_token(client, "/account/reset")
    data = {"csrf_token": token, "email": email}
    return client.post("/account/reset", data=data, buffered=True).status_code


def test_letter_about_a_password_leaves_with_the_answer(desk: Desk) -> None:
    volunteer = a_password(desk, a_person(desk, Role.VOLUNTEER))
    assert ask_for_a_password(create_app(desk), volunteer.email) == 302
    assert [(letter.to, letter.state) for letter in letters(desk)] == [
        (volunteer.email, EmailState.SENT)
    ]
    assert len(outbox(desk)) == 1


def test_mail_server_that_is_down_does_not_spoil_the_answer(desk: Desk) -> None:
    volunteer = a_password(desk, a_person(desk, Role.VOLUNTEER))
    desk.config = replace(desk.config, mail=MailServer("127.0.0.1", free_port()))
    assert ask_for_a_password(create_app(desk), volunteer.email) == 302
    assert [(letter.state, letter.tries) for letter in letters(desk)] == [(EmailState.WAITING, 1)]
