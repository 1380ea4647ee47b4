"""Offered, put off, asked for, set up by email, remembered, ended, lost: on the real app."""

from dataclasses import replace
from urllib.parse import urlsplit

import pyotp
import pytest

from assetmap.clock import parse_clock
from assetmap.domain.people.people import Role
from assetmap.domain.people.second_factor import SecondFactorRules
from assetmap.services.account import membership, people
from assetmap.services.account.second_factor import reset_second_factor
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS, EMAILS, REMEMBERED_BROWSERS
from tests.conftest import ContextMaker
from tests.people import a_password, a_person, csrf_token, sign_in
from tests.web.account.codes_by_email import (
    another_than,
    begin_by_email,
    sent_code,
    set_up_by_email,
    type_code,
)
from tests.web.account.test_signing_in import (
    ADMIN,
    NEW,
    another,
    done,
    enter,
    errors,
    is_in,
    send,
    send_first_code,
    set_up_phone,
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


LIGHT = (Role.VOLUNTEER, Role.HUB_TEAM)
OTHERS = (Role.COORDINATOR, Role.MANAGER)


def test_invited_volunteer_goes_the_whole_way(context: Context, client: Client) -> None:
    """From the invitation to a reset by an admin, in one browser and another."""
    invitation = people.invite(context, ADMIN, "new@example.org", "Newcomer", [Role.VOLUNTEER])
    someone = invitation.person
    reset = client.get(urlsplit(invitation.link).path).location
    send(client, reset, password=NEW, password_confirm=NEW)
    assert type_password(client, someone, NEW).location == "/account/second-factor"
    page = client.page("/account/second-factor")
    assert "You can leave this until 29 March 2026." in page.words
    begin_by_email(client)
    assert send_first_code(client, sent_code(context, someone)).location == (
        "/account/recovery-codes"
    )
    assert client.get("/work").location == "/account/recovery-codes"
    recovery = write_down_codes(client)
    assert client.get("/work").status_code == 200

    client.post("/account/sign-out", data={"csrf_token": csrf_token(client)})
    assert type_password(client, someone, NEW).location.startswith("/account/code")
    assert type_code(client, sent_code(context, someone), remember="yes") == "/account"
    client.post("/account/sign-out", data={"csrf_token": csrf_token(client)})
    assert type_password(client, someone, NEW).location == "/account"
    (browser,) = client.page("/account").by_class("sign-ins")[1].iter("li")
    assert "Since 16 March 2026, until 15 April 2026." in words_of(browser)

    (kept,) = context.store.find(REMEMBERED_BROWSERS)
    data = {"csrf_token": csrf_token(client)}
    assert client.post(f"/account/browsers/{kept.id}/end", data=data).status_code == 302
    assert "That browser is asked for a code again." in client.page("/account").words
    client.post("/account/sign-out", data={"csrf_token": csrf_token(client)})
    assert type_password(client, someone, NEW).location.startswith("/account/code")
    assert send(client, "/account/recovery?next=/account", code=recovery[0]).location == "/account"
    assert "You have 9 left." in client.page("/account").words

    boss = sign_in(client, context, a_person(context, Role.ADMIN))
    address = f"/work/people/{someone.id}/reset-factor"
    assert (
        boss.post(address, data={"csrf_token": csrf_token(boss)}).location
        == f"/work/people/{someone.id}"
    )
    assert not is_in(client)
    assert type_password(client, someone, NEW).location == "/account/second-factor"
    assert done(context, someone) == [
        *("invited", "set a new password", "signed in", "set up second factor"),
        *("made recovery codes", "signed out", "signed in", "remembered a browser"),
        *("signed out", "signed in", "forgot a browser", "signed out"),
        *("used a recovery code", "signed in", "reset second factor", "signed in"),
    ]


@pytest.mark.parametrize("role", [*LIGHT, *OTHERS])
def test_codes_can_be_put_off_for_fourteen_days_and_no_longer(
    context: Context, client: Client, role: Role
) -> None:
    someone = a_password(context, a_person(context, role, own=("knit-club",)))
    enter(client, context, someone)
    assert client.get("/work").status_code == 200
    at(context, "2026-03-29T23:50")
    late = another(client)
    assert type_password(late, someone, after="/work").location == "/account/second-factor"
    page = late.page("/account/second-factor")
    assert "You can leave this until 29 March 2026." in page.words
    assert [each.get("href") for each in page.by_class("form__buttons")[0].iter("a")] == ["/work"]
    assert late.get("/work").status_code == 200
    at(context, "2026-03-30T00:05")
    for address in ("/work", "/account", "/account/password"):  # nor for who is in already
        assert late.get(address).location == "/account/second-factor", address
    page = late.page("/account/second-factor")
    assert "Not now" not in page.words
    assert "What you do here needs this." in page.words
    fresh = another(client)
    assert type_password(fresh, someone).location == "/account/second-factor"
    assert not is_in(another(fresh))
    assert fresh.get("/work").location.startswith("/account/sign-in")


def test_days_run_from_the_boroughs_own_day_where_that_is_later(
    context: Context, client: Client
) -> None:
    begins = parse_clock("2026-03-20").today()
    with_rules(context, SecondFactorRules(begins=begins, grace_days=2))
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    assert type_password(client, someone).location == "/account"  # nobody is asked before
    at(context, "2026-03-20T09:00")
    assert type_password(another(client), someone).location == "/account/second-factor"
    at(context, "2026-03-21T20:00")
    type_password(client, someone)
    assert is_in(client)
    at(context, "2026-03-22T00:00")
    assert client.get("/account").location == "/account/second-factor"


def test_data_spares_roles_but_never_editors_brokers_and_admins(
    context: Context, client: Client
) -> None:
    with_rules(context, SecondFactorRules(roles=(), grace_days=90))
    volunteer = a_password(context, a_person(context, Role.VOLUNTEER))
    assert type_password(another(client), volunteer).location == "/account"
    for role in (Role.EDITOR, Role.BROKER, Role.ADMIN):
        someone = a_person(context, role, id=f"p-new-{role}")
        with context.unit_of_work() as uow:
            account = context.store.get(ACCOUNTS, someone.id)
            uow.save(ACCOUNTS, replace(account, second_factor="", second_factor_secret=""))
        fresh = another(client)
        assert type_password(fresh, someone).location == "/account/second-factor"
        assert not is_in(fresh)
        assert "Not now" not in fresh.page("/account/second-factor").words


@pytest.mark.parametrize(
    ("roles", "ways"),
    [
        ((Role.VOLUNTEER,), ["authenticator", "email"]),
        ((Role.HUB_TEAM,), ["authenticator", "email"]),
        ((Role.HUB_TEAM, Role.VOLUNTEER), ["authenticator", "email"]),
        ((Role.COORDINATOR,), ["authenticator"]),
        ((Role.MANAGER,), ["authenticator"]),
        ((Role.VOLUNTEER, Role.MANAGER), ["authenticator"]),
        ((Role.VOLUNTEER, Role.EDITOR), ["authenticator"]),
    ],
)
def test_email_is_for_volunteers_and_hub_teams_alone(
    context: Context, client: Client, roles: tuple[Role, ...], ways: list[str]
) -> None:
    signed = sign_in(client, context, a_person(context, *roles, own=("knit-club",)))
    page = signed.page("/account/second-factor")
    offered = [each for each in page.all("input") if each.get("name") == "setup"]
    assert [each.get("value") for each in offered] == ways
    answer = send(signed, "/account/second-factor", setup="email")
    is_sent = "We have sent a code" in answer.text
    assert is_sent is ("email" in ways)
    if not is_sent:
        assert errors(signed) == ["Choose how you want to have your codes"]


def test_who_becomes_an_editor_needs_an_app_instead_of_email(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    membership.change_roles(context, ADMIN, someone.email, add=[Role.EDITOR])
    assert client.get("/work").location == "/account/second-factor"
    fresh = another(client)
    assert type_password(fresh, someone).location.startswith("/account/code")
    type_code(fresh, sent_code(context, someone))
    assert fresh.get("/work").location == "/account/second-factor"
    key = set_up_phone(fresh)
    send_first_code(fresh, pyotp.TOTP(key).now())
    assert fresh.get("/work").status_code == 200  # the recovery codes are those of before
    assert done(context, someone)[-1] == "changed second factor"


def test_wrong_first_code_can_be_typed_again(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    type_password(client, someone)
    begin_by_email(client)
    right = sent_code(context, someone)
    assert type_code(client, another_than(right)) == ""
    assert errors(client) == [
        "That code is not right, or it no longer works. Look for the newest email"
    ]
    assert type_code(client, right) == "/account/recovery-codes"


def test_only_the_newest_code_works(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    again = another(client)
    type_password(again, someone)
    first = sent_code(context, someone)
    data = {"csrf_token": csrf_token(again, "/account/code")}
    answer = again.post("/account/code/again?next=/work", data=data)
    assert answer.location == "/account/code?next=/work"
    assert "We have sent another code. Only the newest works." in again.page("/account/code").words
    second = sent_code(context, someone)
    assert second != first or type_code(again, first) == "/account"
    if second != first:
        assert type_code(again, first) == ""
        assert type_code(again, second) == "/account"


def test_letters_with_codes_are_limited(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    answers = [type_password(another(client), someone).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    half = another(client)
    assert half.post("/account/code/again").status_code == 400  # without a token


def test_another_code_is_only_for_who_is_half_way_in(context: Context, client: Client) -> None:
    token = csrf_token(client, "/account/sign-in")
    answer = client.post("/account/code/again", data={"csrf_token": token})
    assert answer.location == "/account/sign-in"
    editor = a_password(context, a_person(context, Role.EDITOR))
    type_password(client, editor)
    token = csrf_token(client, "/account/code")
    client.post("/account/code/again", data={"csrf_token": token})
    assert not context.config.outbox.exists()


def test_recovery_codes_come_before_everything_else(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    enter(client, context, someone)
    begin_by_email(client)
    send_first_code(client, sent_code(context, someone))
    for address in ("/work", "/account", "/account/password", "/work/add"):
        assert client.get(address).location == "/account/recovery-codes", address
    # Saying so without having seen any is no way round.
    send(client, "/account/recovery-codes", kept="yes")
    assert client.get("/work").location == "/account/recovery-codes"
    elsewhere = another(client)
    type_password(elsewhere, someone)
    type_code(elsewhere, sent_code(context, someone))
    assert elsewhere.get("/work").location == "/account/recovery-codes"
    codes = write_down_codes(elsewhere)
    assert len(codes) == 10
    assert client.get("/work").status_code == 200


def test_recovery_codes_of_before_the_upgrade_still_work(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    app = client.application
    cryptor = app.extensions["security"].mf_recovery_codes_util.cryptor
    with context.unit_of_work() as uow:
        kept = (cryptor.encrypt(b"abcd-ef01-2345").decode(),)
        account = replace(context.store.get(ACCOUNTS, someone.id), recovery_codes=kept)
        uow.save(ACCOUNTS, account)
    type_password(client, someone)
    assert send(client, "/account/recovery", code="ABCD-EF01-2345 ").location == "/work"
    assert context.store.get(ACCOUNTS, someone.id).recovery_codes == ()


def test_reset_stops_what_was_half_way(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    half = another(client)
    type_password(half, someone)
    code = sent_code(context, someone)
    reset_second_factor(context, ADMIN, someone.id)
    token = csrf_token(half, "/account/sign-in")
    answer = half.post("/account/code", data={"csrf_token": token, "code": code})
    assert answer.location == "/account/sign-in"
    assert not is_in(half)


def test_code_stays_in_no_record(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    type_password(client, someone)
    begin_by_email(client)
    code = sent_code(context, someone)
    assert context.store.find(EMAILS) == []
    assert code not in repr(context.store.get(ACCOUNTS, someone.id).email_code)
    assert code not in repr([each.entry for each in context.store.audited()])
