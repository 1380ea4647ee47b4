"""`/reports/stories`: adding one, what is refused, and taking it out."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.reports.stories import stories
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of

PAGE = "/reports/stories"
TYPED = {
    "title": "Lunch on Tuesdays",
    "text": "A man in Tilbury had not eaten with others for a year.",
    "about": "https://directory.example/listing/knit",
    "consent_on-day": "2",
    "consent_on-month": "3",
    "consent_on-year": "2026",
    "until-day": "31",
    "until-month": "12",
    "until-year": "2026",
    "consent": "yes",
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("knit", name="Knit and Natter"))


def as_(context: Context, role: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, role, id=f"the-{role}"))


def test_story_is_added_read_and_taken_out(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    token = {"csrf_token": csrf_token(client)}
    assert client.post(f"{PAGE}/new", data=TYPED | token).status_code == 303
    words = client.page(PAGE).words
    assert "About Knit and Natter. They said yes on 2 March 2026." in words
    [story] = stories(context)
    assert client.post(f"{PAGE}/{story.id}/take-out", data=token).status_code == 303
    assert "There is none yet." in client.page(PAGE).words


def test_what_was_typed_stays_beside_what_is_wrong(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    typed = TYPED | {"text": "Mrs Smith came.", "csrf_token": csrf_token(client)}
    assert client.post(f"{PAGE}/new", data=typed).status_code == 422
    assert client.last is not None
    assert client.last.by_id("title").get("value") == TYPED["title"]
    assert "This looks like a person’s name." in client.last.words
    assert stories(context) == []


def test_manager_reads_and_volunteer_does_not(context: Context) -> None:
    manager = as_(context, Role.MANAGER)
    assert "Add a story" not in manager.page(PAGE).words
    assert manager.get(f"{PAGE}/new").status_code == 403
    assert as_(context, Role.VOLUNTEER).get(PAGE).status_code == 403
