"""OWASP ASVS 5.0, level 2: 6.4, what is asked of factors that are given out and lost."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from assetmap.clock import parse_clock
from assetmap.domain.people.people import Role
from assetmap.services.account import people
from assetmap.services.account.second_factor import reset_second_factor
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_password, a_person, csrf_token, sign_in
from tests.web.account.codes_by_email import letters_to, set_up_by_email
from tests.web.account.test_signing_in import (
    ADMIN,
    NEW,
    another,
    done,
    is_in,
    link_in_letter,
    send,
    type_password,
)
from tests.web.conftest import Client, client_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(today="2026-03-16T09:00")


@pytest.fixture
def client(context: Context) -> Client:
    """A browser that keeps cookies."""
    return another(client_of(context))


def test_asvs_6_4_1_an_invitation_is_random_ends_and_is_no_password(
    context: Context, client: Client
) -> None:
    invitations = [
        people.invite(context, ADMIN, f"new{n}@example.org", "New", [Role.VOLUNTEER])
        for n in range(2)
    ]
    paths = [urlsplit(each.link).path for each in invitations]
    assert paths[0] != paths[1]
    token = paths[0].rpartition("/")[2]
    assert type_password(client, invitations[0].person, token).status_code == 200
    reset = client.get(paths[0]).location
    send(client, reset, password=NEW, password_confirm=NEW)
    assert client.get(paths[0]).location == "/account/sign-in"  # it works once
    for address in (*paths, reset):
        assert client.get(address).status_code == 302


def test_asvs_6_4_3_a_new_password_does_not_go_round_the_second_factor(
    context: Context, client: Client
) -> None:
    for role in (Role.EDITOR, Role.VOLUNTEER):
        someone = a_password(context, a_person(context, role))
        if role is Role.VOLUNTEER:
            set_up_by_email(another(client), context, someone)
        forgetful = another(client)
        send(forgetful, "/account/reset", email=someone.email)
        path = link_in_letter(context, someone.email)
        send(forgetful, path, password=NEW, password_confirm=NEW)
        assert not is_in(forgetful)
        assert type_password(forgetful, someone, NEW).location.startswith("/account/code")
        assert not is_in(forgetful)


def test_asvs_6_4_3_a_new_password_forgets_remembered_browsers(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    send(another(client), "/account/reset", email=someone.email)
    path = link_in_letter(context, someone.email)
    send(another(client), path, password=NEW, password_confirm=NEW)
    assert type_password(client, someone, NEW).location.startswith("/account/code")


def test_asvs_6_4_4_a_lost_factor_is_reset_by_an_admin_who_made_sure(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    boss = sign_in(client, context, a_person(context, Role.ADMIN))
    address = f"/work/people/{someone.id}/reset-factor"
    said = boss.page(address).words
    assert "Make sure first that it is really them." in said
    assert is_in(client)  # looking changes nothing
    boss.post(address, data={"csrf_token": csrf_token(boss)})
    assert not is_in(client)
    assert type_password(client, someone).location == "/account/second-factor"
    *_, letter = letters_to(context, someone)
    assert "Sam p-admin has reset the codes that you sign in with" in " ".join(letter.split())
    (event,) = (
        each.entry.happening
        for each in context.store.audited(by="p-admin")
        if each.entry.happening.what == "reset second factor"
    )
    assert event.subject == f"person:{someone.id}"


def test_asvs_6_4_4_nobody_else_can_reset_one_and_an_admin_not_their_own(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    before = context.store.get(ACCOUNTS, someone.id)
    address = f"/work/people/{someone.id}/reset-factor"
    for role in (Role.HUB_TEAM, Role.COORDINATOR, Role.EDITOR, Role.BROKER, Role.MANAGER):
        other = sign_in(client, context, a_person(context, role, own=("knit-club",)))
        data = {"csrf_token": csrf_token(other)}
        assert other.post(address, data=data).status_code == 403, role
    assert context.store.get(ACCOUNTS, someone.id) == before
    admin = a_person(context, Role.ADMIN)
    boss = sign_in(client, context, admin)
    own = f"/work/people/{admin.id}/reset-factor"
    assert "Reset their codes" not in boss.page(own).words
    boss.post(own, data={"csrf_token": csrf_token(boss)})
    assert "You cannot reset your own." in boss.page(own).words
    assert context.store.get(ACCOUNTS, admin.id).second_factor == "authenticator"
    assert boss.get("/work/people/p-nobody/reset-factor").status_code == 404


def test_asvs_6_4_4_a_reset_asks_for_the_admins_password_again(
    context: Context, client: Client
) -> None:
    someone = a_person(context, Role.EDITOR)
    boss = sign_in(client, context, a_person(context, Role.ADMIN))
    with boss.session_transaction("/account") as session:
        session["fs_paa"] = 1
    address = f"/work/people/{someone.id}/reset-factor"
    assert boss.get(address).location.startswith("/account/password-again")
    boss.post(address, data={"csrf_token": csrf_token(boss)})
    assert context.store.get(ACCOUNTS, someone.id).second_factor == "authenticator"
    again = f"/account/password-again?next={address}"
    assert send(boss, again, password=PASSWORD).location == address
    assert boss.get(address).status_code == 200


def test_asvs_6_4_4_after_a_reset_nothing_opens_before_another_is_set_up(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    old = set_up_by_email(client, context, someone)
    with context.unit_of_work() as uow:
        long_ago = parse_clock("2026-02-01").today()
        account = context.store.get(ACCOUNTS, someone.id)
        uow.save(ACCOUNTS, replace(account, first_sign_in=long_ago))
    reset_second_factor(context, ADMIN, someone.id)
    assert type_password(client, someone).location == "/account/second-factor"
    assert client.get("/work").location.startswith("/account/sign-in")
    token = csrf_token(client, "/account/second-factor")
    data = {"csrf_token": token, "code": old[0]}
    assert client.post("/account/recovery", data=data).location == "/account/sign-in"
    assert "reset second factor" in done(context, someone)
