"""`/work/people-data`: an administrator shows, gives and erases what is held about somebody."""

import json
import logging
import sqlite3
from typing import Any

import pytest
from werkzeug.test import TestResponse

from assetmap.domain.listings.listing import Contact
from assetmap.domain.people.people import Person, Role
from assetmap.services.context import Context
from assetmap.storage.tables import PEOPLE
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of

EMAIL = "zelda@quackenbush.example"
PATHS = ("", "/export", "/erase")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing("knit", private=Contact(email=EMAIL, name="Zelda <b>")),
        a_listing("other", description=f"Write to {EMAIL}."),
    )


@pytest.fixture
def admin(context: Context) -> Client:
    return as_(context, a_person(context, Role.ADMIN, id="ada", name="Ada"))


def as_(context: Context, person: Person) -> Client:
    return sign_in(client_of(context), context, person)


def post(client: Client, path: str, **typed: Any) -> TestResponse:
    data = {"csrf_token": csrf_token(client), **typed}
    return client.post(f"/work/people-data{path}", data=data)


def last(client: Client) -> str:
    assert client.last is not None
    return client.last.words


def test_what_is_held_is_shown_and_nothing_is_changed(context: Context, admin: Client) -> None:
    before = context.store.version()
    assert post(admin, "", who=f" {EMAIL.upper()} ").status_code == 200
    assert f"Listing Knit Club (knit), private email address: {EMAIL}" in last(admin)
    assert "private contact name: Zelda <b>" in last(admin)
    assert "More about it, other" in last(admin)
    assert context.store.version() == before


def test_all_of_it_is_given_as_a_file(admin: Client) -> None:
    response = post(admin, "/export", who=EMAIL)
    assert response.headers["Content-Disposition"] == 'attachment; filename="held-about-you.json"'
    held = json.loads(response.text)
    assert [each["value"] for each in held["listings"]] == ["Zelda <b>", EMAIL]
    assert held["texts_that_name_them"] == [
        {"where": "More about it", "listing_id": "other", "words": f"Write to {EMAIL}."}
    ]


def test_erasing_needs_the_box_to_be_ticked(context: Context, admin: Client) -> None:
    assert post(admin, "/erase", who=EMAIL).status_code == 422
    assert "Tick the box if you mean to erase it." in last(admin)
    assert context.store.private_contact("knit").email == EMAIL
    assert post(admin, "/erase", who=EMAIL, sure="yes").status_code == 303
    assert context.store.private_contact("knit") == Contact()
    text = admin.page("/work/people-data").words
    assert "Erased: 1 listing." in text
    assert "Some texts still name them." in text
    assert EMAIL not in text


@pytest.mark.parametrize("who", ["", "Zelda", "123", "x" * 5000])
def test_nobody_meant_is_told(admin: Client, who: str) -> None:
    for path in PATHS:
        assert post(admin, path, who=who, sure="yes").status_code == 422
        assert "Give a whole email address or phone number." in last(admin)


def test_somebody_of_whom_nothing_is_held(admin: Client) -> None:
    assert post(admin, "", who="nobody@example.org").status_code == 200
    assert "We hold nothing about them." in last(admin)
    assert "Erase it" not in last(admin)
    assert post(admin, "/erase", who="nobody@example.org").status_code == 200


def test_own_account_is_not_erased(context: Context, admin: Client) -> None:
    ada = context.store.get(PEOPLE, "ada")
    assert post(admin, "/erase", who=ada.email, sure="yes").status_code == 409
    assert "You cannot erase your own account." in last(admin)
    assert context.store.get(PEOPLE, "ada") == ada


@pytest.mark.parametrize(
    "role", [Role.EDITOR, Role.MANAGER, Role.VOLUNTEER, Role.COORDINATOR, Role.BROKER]
)
def test_it_is_for_administrators_alone(context: Context, role: Role) -> None:
    client = as_(context, a_person(context, role, id="p"))
    assert client.get("/work/people-data").status_code == 403
    for path in PATHS:
        assert post(client, path, who=EMAIL, sure="yes").status_code == 403
    assert context.store.private_contact("knit").email == EMAIL


def test_form_without_the_token_is_refused(context: Context, admin: Client) -> None:
    for path in PATHS:
        assert post(admin, path, who=EMAIL, sure="yes", csrf_token="x").status_code == 400
    assert context.store.private_contact("knit").email == EMAIL


def test_log_never_says_whom_it_was_about(
    context: Context, admin: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for path in PATHS:
        post(admin, path, who=EMAIL)
        post(admin, path, who=f"Zelda {EMAIL}")
    with sqlite3.connect(context.config.database) as connection:
        connection.execute("DROP TABLE suggestions")
    connection.close()
    assert post(admin, "/erase", who=EMAIL, sure="yes").status_code in (500, 503)
    assert "page failed" in caplog.text
    assert "quackenbush" not in caplog.text.lower()
    assert "Zelda" not in caplog.text
