"""Strangers do not keep anybody out of their own browser."""

from dataclasses import replace

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_password, a_person
from tests.web.account.test_signing_in import another, enter, type_password
from tests.web.conftest import Client, client_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def client(context: Context) -> Client:
    """A browser that keeps cookies."""
    return another(client_of(context))


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.EDITOR])
def test_stranger_locks_nobody_out_of_their_own_browser(
    context: Context, client: Client, role: Role
) -> None:
    someone = a_password(context, a_person(context, role))
    enter(client, context, someone)
    client.delete_cookie("staff")
    answers = [type_password(another(client), someone, "wrong").status_code for _ in range(10)]
    assert answers == [200] * 5 + [429] * 5
    enter(client, context, someone)
    assert type_password(another(client), someone).status_code == 429


def test_known_browser_has_tries_of_its_own_and_no_more(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    other = a_password(context, a_person(context, Role.VOLUNTEER, id="p-other"))
    enter(client, context, someone)
    client.delete_cookie("staff")
    answers = [type_password(client, someone, "wrong").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    enter(another(client), context, someone)
    for _ in range(5):
        type_password(another(client), other, "wrong")
    # A colleague's browser is no browser of theirs.
    assert type_password(client, other).status_code == 429


def test_forged_browser_cookie_is_a_strangers(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    for value in ("x", "WyJhIixbInAtdm9sdW50ZWVyIl1d.aaaaaa.x", ""):
        client.set_cookie("staff-browser", value)
        type_password(client, someone, "wrong")
    for _ in range(2):
        type_password(another(client), someone, "wrong")
    assert type_password(client, someone).status_code == 429


def test_browser_cookie_has_the_rules_of_the_session(make_context: ContextMaker) -> None:
    context = make_context()
    context.config = replace(context.config, public_url="https://directory.example.org")
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    app = client_of(context).application
    site = "https://directory.example.org"
    browser = app.test_client(use_cookies=True)
    text = browser.get("/account/sign-in", base_url=site).text
    token = text.partition('name="csrf_token" value="')[2].partition('"')[0]
    fields = {"csrf_token": token, "email": someone.email, "password": PASSWORD}
    answer = browser.post(
        "/account/sign-in", data=fields, base_url=site, headers={"Referer": f"{site}/"}
    )
    (said,) = [each for each in answer.headers.getlist("Set-Cookie") if "-browser=" in each]
    name, *rules = said.split("; ")
    assert name.startswith("__Host-staff-browser=")
    assert someone.email not in said
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=31536000"} <= set(rules)
