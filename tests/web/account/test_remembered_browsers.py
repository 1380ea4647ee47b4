"""Browsers in which somebody is not asked for a code: remembered, shared, ended."""

from collections.abc import Callable
from dataclasses import replace

import pyotp
import pytest

from assetmap.clock import parse_clock
from assetmap.domain.people.people import Role
from assetmap.domain.people.second_factor import SecondFactorRules
from assetmap.services.account import membership, people
from assetmap.services.admin import handover
from assetmap.services.context import Context
from assetmap.storage.tables import REMEMBERED_BROWSERS
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_password, a_person, code_of, csrf_token, sign_in
from tests.web.account.codes_by_email import (
    begin_by_email,
    sent_code,
    type_code,
)
from tests.web.account.test_signing_in import (
    ADMIN,
    NEW,
    another,
    send,
    type_password,
    write_down_codes,
)
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(today="2026-03-16T09:00")


@pytest.fixture
def client(context: Context) -> Client:
    """A browser that keeps cookies."""
    return another(client_of(context))


def at(context: Context, moment: str) -> None:
    context.clock = parse_clock(moment)


def with_rules(context: Context, rules: SecondFactorRules) -> None:
    context.borough = replace(context.borough, second_factor=rules)


def remembered(client: Client, context: Context, *roles: Role) -> Callable[[], bool]:
    """Sign in and have the browser remembered; gives whether it is still spared the code."""
    someone = a_password(context, a_person(context, *roles))
    type_password(client, someone)
    if someone.needs_second_factor:
        type_code(client, code_of(context, someone), remember="yes")
    else:
        begin_by_email(client)
        code = sent_code(context, someone)
        assert type_code(client, code, remember="yes") == "/account/recovery-codes"
        write_down_codes(client)

    def is_spared() -> bool:
        client.delete_cookie("staff")
        return type_password(client, someone).location == "/account"

    assert is_spared()
    return is_spared


def test_remembered_browser_is_spared_for_thirty_days(context: Context, client: Client) -> None:
    is_spared = remembered(client, context, Role.EDITOR)
    at(context, "2026-04-15T08:59")
    assert is_spared()
    at(context, "2026-04-15T09:00")
    assert not is_spared()


def test_shorter_time_in_the_boroughs_data_counts_at_once(context: Context, client: Client) -> None:
    is_spared = remembered(client, context, Role.VOLUNTEER)
    with_rules(context, SecondFactorRules(remember_days=0))
    assert not is_spared()
    assert "Do not ask for a code in this browser" not in client.page("/account/code").words


def test_browser_is_remembered_for_its_own_person_only(context: Context, client: Client) -> None:
    is_spared = remembered(client, context, Role.EDITOR)
    other = a_password(context, a_person(context, Role.ADMIN))
    client.delete_cookie("staff")
    assert type_password(client, other).location.startswith("/account/code")
    type_code(client, code_of(context, other), remember="yes")
    assert is_spared()  # two people can share a browser
    client.delete_cookie("staff")
    assert type_password(client, other).location == "/account"
    for value in ("x", "....", "\u00e9"):
        stranger = another(client)
        stranger.set_cookie("staff-remembered", value)
        assert type_password(stranger, other).location.startswith("/account/code")


def test_remembered_browsers_end_with_whatever_ends_sign_ins(
    context: Context, client: Client
) -> None:
    is_spared = remembered(client, context, Role.EDITOR)
    (someone,) = (each for each in people.everyone(context) if each.email)
    client.post("/account/sessions/end-others", data={"csrf_token": csrf_token(client)})
    assert not is_spared()
    kept = context.store.find(REMEMBERED_BROWSERS)
    assert [bool(each.ended) for each in kept] == [True]

    for end in (
        lambda: (
            handover.disable(context, ADMIN, someone.email)
            and membership.enable(context, ADMIN, someone.email)
        ),
        lambda: send(
            client,
            "/account/password",
            password=PASSWORD,
            new_password=NEW,
            new_password_confirm=NEW,
        ),
    ):
        type_password(client, someone)
        type_code(client, code_of(context, someone), remember="yes")
        (*_, latest) = context.store.find(REMEMBERED_BROWSERS)
        assert not latest.ended
        end()
        assert context.store.get(REMEMBERED_BROWSERS, latest.id).ended


def test_other_codes_forget_every_browser(context: Context, client: Client) -> None:
    is_spared = remembered(client, context, Role.VOLUNTEER)
    send(client, "/account/second-factor", setup="authenticator")
    assert client.last is not None
    key = words_of(client.last.by_class("key")[0]).replace("-", "").replace(" ", "")
    assert type_code(client, pyotp.TOTP(key).now()) == "/account"
    assert not is_spared()


def test_browser_of_somebody_else_cannot_be_ended(context: Context, client: Client) -> None:
    remembered(client, context, Role.EDITOR)
    (kept,) = context.store.find(REMEMBERED_BROWSERS)
    boss = sign_in(client, context, a_person(context, Role.ADMIN))
    data = {"csrf_token": csrf_token(boss)}
    assert boss.post(f"/account/browsers/{kept.id}/end", data=data).status_code == 404
    assert context.store.get(REMEMBERED_BROWSERS, kept.id) == kept


def test_cookie_holds_what_the_store_does_not(context: Context, client: Client) -> None:
    remembered(client, context, Role.EDITOR)
    cookie = client.get_cookie("staff-remembered")
    assert cookie is not None
    (kept,) = context.store.find(REMEMBERED_BROWSERS)
    assert len(cookie.value) == 43
    assert cookie.value not in repr(kept)
    assert kept.person_id not in cookie.value
