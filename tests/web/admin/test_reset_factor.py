"""The page on which an admin resets a second factor. Who may, and what follows, is tested by what
ASVS asks: `tests/web/account/test_asvs_lost_factors.py`.
"""

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS, EMAILS
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def boss(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.ADMIN))


def test_page_says_what_follows_and_the_button_does_it(context: Context, boss: Client) -> None:
    someone = a_person(context, Role.EDITOR, name="MARK <b>Edie")
    address = f"/work/people/{someone.id}/reset-factor"
    page = boss.page(address)
    assert page.h1 == "Reset the codes of MARK <b>Edie"
    assert "They are then signed out everywhere" in page.words
    answer = boss.post(address, data={"csrf_token": csrf_token(boss)})
    assert (answer.status_code, answer.location) == (302, f"/work/people/{someone.id}")
    said = boss.page("/work").words
    assert "The codes of MARK <b>Edie are reset. We have told them by email." in said
    assert context.store.get(ACCOUNTS, someone.id).second_factor == ""
    assert [each.to for each in context.store.find(EMAILS)] == [someone.email]
    kept = repr([(each.entry, each.values) for each in context.store.audited()])
    assert "MARK" not in kept


def test_page_of_who_has_none_has_no_button(context: Context, boss: Client) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    address = f"/work/people/{someone.id}/reset-factor"
    assert "There is nothing to reset." in boss.page(address).words
    assert not [
        each for each in boss.page(address).all("button") if each.text == "Reset their codes"
    ]
    assert boss.post(address, data={"csrf_token": csrf_token(boss)}).location == address
    assert "has no second step of signing in to reset" in boss.page(address).words


def test_post_without_a_token_is_refused(context: Context, boss: Client) -> None:
    someone = a_person(context, Role.EDITOR)
    assert boss.post(f"/work/people/{someone.id}/reset-factor").status_code == 400
    assert context.store.get(ACCOUNTS, someone.id).second_factor == "authenticator"
