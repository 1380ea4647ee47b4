"""Staff and letters: asking an organiser now, and what could not be sent."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from assetmap.app import create_app
from assetmap.domain.listings.listing import Contact
from assetmap.domain.mail_queue import EmailState, QueuedEmail
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.services.organisers import due_listing, letters, outbox


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        due_listing("knit-club"),
        due_listing("purl-club"),
        due_listing("silent", private=Contact(phone="01632 960555")),
    )


def as_a(context: Context, role: Role) -> FlaskClient:
    return sign_in(create_app(context).test_client(), context, a_person(context, role))


def press(client: FlaskClient, address: str) -> tuple[int, str]:
    """Send a form of one button; gives the status, and the page that it leads to."""
    response = client.post(address, data={"csrf_token": csrf_token(client)}, buffered=True)
    after = client.get(response.location) if response.location else response
    return response.status_code, after.get_data(as_text=True)


def a_given_up_letter(context: Context) -> QueuedEmail:
    now = context.clock.now()
    letter = QueuedEmail(
        *("a1", "pat@example.org", "Is <this> still correct?", "Words", "<p>Words</p>", "check:1"),
        *(now, now, 6, EmailState.GIVEN_UP),
        trouble="The mail server refused the address: 550 no such person",
    )
    with context.store.transaction() as uow:
        uow.save(EMAILS, letter)
    return letter


def test_volunteer_asks_an_organiser_and_the_letter_leaves_at_once(context: Context) -> None:
    client = as_a(context, Role.VOLUNTEER)
    status, page = press(client, "/work/listings/knit-club/ask")
    assert status == 303
    assert "We are writing to the organiser about this listing and 1 more of theirs." in page
    assert [letter.state for letter in letters(context)] == [EmailState.SENT]
    assert len(outbox(context)) == 1
    _, page = press(client, "/work/listings/knit-club/ask")
    assert "We have written to the organiser today already." in page


def test_organiser_without_address_is_to_be_rung(context: Context) -> None:
    _, page = press(as_a(context, Role.VOLUNTEER), "/work/listings/silent/ask")
    assert "There is no email address for the organiser. Please ring them." in page
    assert letters(context) == []


def test_asking_needs_somebody_who_may_confirm(context: Context) -> None:
    status, _ = press(as_a(context, Role.MANAGER), "/work/listings/knit-club/ask")
    assert (status, letters(context)) == (403, [])
    assert create_app(context).test_client().post("/work/listings/knit-club/ask").status_code == 400


def test_asking_without_the_sessions_token_does_nothing(context: Context) -> None:
    response = as_a(context, Role.VOLUNTEER).post("/work/listings/knit-club/ask")
    assert (response.status_code, letters(context)) == (400, [])


def test_editor_sees_what_could_not_be_sent_and_tries_again(context: Context) -> None:
    letter = a_given_up_letter(context)
    client = as_a(context, Role.EDITOR)
    page = client.get("/work/letters").get_data(as_text=True)
    assert "Is &lt;this&gt; still correct?" in page
    assert "pat@example.org" in page
    assert "550 no such person" in page
    assert "Words" not in page
    status, page = press(client, f"/work/letters/{letter.id}/again")
    assert status == 303
    assert "There are none." in page
    [sent] = letters(context)
    assert replace(sent, tries=6, next_try=letter.next_try, trouble=letter.trouble) == replace(
        letter, state=EmailState.SENT, sent_at=sent.sent_at
    )


def test_letters_are_not_for_volunteers(context: Context) -> None:
    letter = a_given_up_letter(context)
    client = as_a(context, Role.VOLUNTEER)
    assert client.get("/work/letters").status_code == 403
    assert press(client, f"/work/letters/{letter.id}/again")[0] == 403
    assert letters(context) == [letter]


def test_letter_that_is_not_there_is_not_found(context: Context) -> None:
    assert press(as_a(context, Role.EDITOR), "/work/letters/nothing/again")[0] == 404
