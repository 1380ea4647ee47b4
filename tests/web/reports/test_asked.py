"""`/reports/asked`: who may read it, what it says, and taking words out."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.services.reports.test_asked import ask
from tests.web.conftest import Client, client_of

PAGE = "/reports/asked"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    made = make_context()
    ask(made, "mrs smith rm18 8ab", 9)
    ask(made, "harp lessons", 4)
    ask(made, "men's cooking", 6, "Purfleet")
    return made


def as_(context: Context, role: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, role, id=f"the-{role}"))


def test_manager_reads_what_came_up_often_and_nothing_else(context: Context) -> None:
    client = as_(context, Role.MANAGER)
    page = client.page(PAGE)
    assert "mens cooking" in page.words
    assert "6 times Nothing found" in page.words
    assert "Take out" not in page.words
    for hidden in ("smith", "harp"):
        assert hidden not in page.words.lower()
    assert client.get(f"{PAGE}.csv").text == (
        "words,times,mostly,places,months\r\nmens cooking,6,Nothing found,Purfleet 6,2026-03\r\n"
    )


def test_editor_takes_words_out(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    data = {"words": "mens cooking", "csrf_token": csrf_token(client)}
    assert client.post(f"{PAGE}/take-out", data=data).status_code == 303
    assert "Nothing was asked so often yet." in client.page(PAGE).words


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.HUB_TEAM, Role.BROKER])
def test_others_may_not(context: Context, role: Role) -> None:
    assert as_(context, role).get(PAGE).status_code == 403
