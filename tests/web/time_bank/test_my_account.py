"""Asking for the link to one's own page: the answer is the same for everybody."""

import time

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmap.app import create_app
from assetmap.domain.time_bank.members import Stage
from assetmap.services.context import Context
from assetmap.storage.tables import EMAILS
from assetmap.web.framework.public_form_token import issue
from tests.conftest import ContextMaker
from tests.time_bank import join, the_time_bank

ADDRESS = "/time-bank/my-account"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


@pytest.fixture
def client(context: Context) -> FlaskClient:
    return create_app(context).test_client(use_cookies=False)


def ask(client: FlaskClient, context: Context, who: str, **data: str) -> TestResponse:
    token = issue(context.config.secret_key, "my account", time.time() - 60)
    return client.post(ADDRESS, data={"form_token": token, "who": who, **data})


@pytest.mark.parametrize("who", ["ada.lovelock@example.org", "ADA.Lovelock@Example.org ", "101"])
def test_member_is_sent_a_link_that_works(context: Context, client: FlaskClient, who: str) -> None:
    assert ask(client, context, who).status_code == 303
    (letter,) = context.store.find(EMAILS)
    assert letter.to == "ada.lovelock@example.org"
    link = next(each for each in letter.text.split() if "/time-bank/me/" in each)
    page = client.get(link[link.index("/time-bank/") :])
    assert (page.status_code, "Ada Lovelock" in page.get_data(as_text=True)) == (200, True)
    assert letter.is_secret_until is not None


@pytest.mark.parametrize("who", ["nobody@example.org", "999", "102", "Ada Lovelock", "0101"])
def test_answer_is_the_same_where_there_is_nobody_to_write_to(
    context: Context, client: FlaskClient, who: str
) -> None:
    there, not_there = ask(client, context, "101"), ask(client, context, who)
    assert (not_there.status_code, not_there.location) == (there.status_code, there.location)
    assert not_there.get_data() == there.get_data()
    assert [each.to for each in context.store.find(EMAILS)] == ["ada.lovelock@example.org"]
    sent = client.get(there.location).get_data(as_text=True)
    assert "If you are a member and we have your email address" in sent


def test_members_of_one_address_get_one_letter_with_a_link_each(
    context: Context, client: FlaskClient
) -> None:
    second = join(context, name="Ed Lovelock", email="Ada.Lovelock@example.org")
    join(context, name="Gone Lovelock", email="ada.lovelock@example.org", stage=Stage.LEFT)
    assert ask(client, context, "ada.lovelock@example.org").status_code == 303
    (letter,) = context.store.find(EMAILS)
    assert letter.text.count("/time-bank/me/") == 2
    assert ("Member 101:" in letter.text, f"Member {second.id}:" in letter.text) == (True, True)
    assert "Lovelock:" not in letter.text


def test_machines_and_what_is_no_address_send_nothing(
    context: Context, client: FlaskClient
) -> None:
    assert ask(client, context, "101", homepage="spam").status_code == 303
    assert ask(client, context, "").status_code == 400
    assert ask(client, context, "x" * 300).status_code == 400
    assert client.post(ADDRESS, data={"who": "101"}).status_code == 400
    assert context.store.find(EMAILS) == []


def test_too_many_letters_to_one_person_are_refused(context: Context, client: FlaskClient) -> None:
    answers = [ask(client, context, "101").status_code for _ in range(4)]
    assert answers == [303, 303, 303, 429]
    assert ask(client, context, "nobody@example.org").status_code == 303
    assert context.store.count(EMAILS) == 3


def test_form_says_what_it_is_for(client: FlaskClient) -> None:
    page = client.get(ADDRESS).get_data(as_text=True)
    assert "You need no password" in page
    assert "noindex" in page
