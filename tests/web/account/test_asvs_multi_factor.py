"""OWASP ASVS 5.0, level 2: 6.3.3, 6.3.4 and 6.5, each by the number of what it asks."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pyotp
import pytest

from assetmap.clock import parse_clock
from assetmap.domain.people.people import STAFF, Role
from assetmap.services.account import email_codes
from assetmap.services.admin import handover
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_password, a_person, code_of, csrf_token
from tests.web.account.codes_by_email import (
    another_than,
    sent_code,
    set_up_by_email,
    type_code,
)
from tests.web.account.test_signing_in import (
    ADMIN,
    another,
    enter,
    is_in,
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


@pytest.mark.parametrize("role", STAFF)
def test_asvs_6_3_3_a_password_alone_opens_nothing_once_a_code_is_asked(
    context: Context, client: Client, role: Role
) -> None:
    someone = a_password(context, a_person(context, role, own=("knit-club",)))
    with context.unit_of_work() as uow:
        long_ago = parse_clock("2026-02-01").today()
        account = context.store.get(ACCOUNTS, someone.id)
        uow.save(ACCOUNTS, replace(account, first_sign_in=long_ago))
    answer = type_password(client, someone)
    assert answer.location.partition("?")[0] in ("/account/code", "/account/second-factor")
    for address in ("/work", "/account", "/work/listings", "/account/recovery-codes"):
        assert client.get(address).location.startswith("/account/sign-in"), address
    assert client.get("/account/second-factor").status_code in (200, 302)


def test_asvs_6_3_4_every_way_in_asks_for_the_code(context: Context, client: Client) -> None:
    """The ways in: password, reset link, invitation link, code, recovery code, and no other.

    But for the council's own account, of which test_oidc.py has when a code is asked.
    """
    someone = a_password(context, a_person(context, Role.EDITOR))
    send(client, "/account/reset", email=someone.email)
    rules = client.application.url_map.iter_rules()
    opened = {each.rule for each in rules if each.rule.startswith("/account")}
    pages = {each for each in opened if not each.startswith(("/account/sessions", "/account/b"))}
    assert pages == {
        *("/account", "/account/sign-in", "/account/sign-out", "/account/password"),
        *("/account/emails", "/account/password-again", "/account/reset", "/account/reset/<token>"),
        *("/account/invitation/<token>", "/account/code", "/account/code/again"),
        *("/account/recovery", "/account/recovery-codes", "/account/second-factor"),
        "/account/second-factor/<token>",
        *("/account/oidc", "/account/oidc/callback", "/account/signed-out"),
    }
    for address in ("/account/code", "/account/recovery", "/account/second-factor"):
        assert client.get(address).location == "/account/sign-in", address
    token = csrf_token(client, "/account/sign-in")
    for address in ("/account/code", "/account/recovery", "/account/code/again"):
        data = {"csrf_token": token, "code": code_of(context, someone)}
        assert client.post(address, data=data).location == "/account/sign-in", address
    assert not is_in(client)


def test_asvs_6_5_1_a_code_by_email_is_used_once(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    browser = another(client)
    type_password(browser, someone)
    code = sent_code(context, someone)
    before = browser.get_cookie("staff")
    assert before is not None
    assert type_code(browser, code) == "/account"
    copy = another(client)  # of the browser as it was when the code was asked for
    copy.set_cookie("staff", before.value)
    assert type_code(copy, code) == ""
    assert not is_in(copy)


def test_asvs_6_5_1_a_code_of_an_app_is_used_once(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    code = code_of(context, someone)
    type_password(client, someone)
    assert type_code(client, code) == "/account"
    again = another(client)
    type_password(again, someone)
    assert type_code(again, code) == ""
    assert not is_in(again)


def test_asvs_6_5_1_a_recovery_code_is_used_once(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    first, second, *_ = set_up_by_email(client, context, someone)
    for code, leads_to in ((first, "/account"), (first, None), (second, "/account")):
        browser = another(client)
        type_password(browser, someone)
        assert send(browser, "/account/recovery?next=/account", code=code).location == leads_to


def test_asvs_6_5_2_recovery_codes_are_kept_as_salted_password_hashes(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    codes = set_up_by_email(client, context, someone)
    kept = context.store.get(ACCOUNTS, someone.id).recovery_codes
    assert len(kept) == len(codes) == 10
    assert {each.split("$")[1] for each in kept} == {"argon2id"}
    assert len({each.split("$")[4] for each in kept}) == 10  # a salt each
    for file in context.config.home.glob("assetmap.db*"):
        assert [code for code in codes if code.encode() in file.read_bytes()] == []


@contextmanager
def counted_random(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How often the codes by email drew from the system's own random numbers."""
    real, drawn = email_codes.secrets.randbelow, list[int]()

    def draw(most: int) -> int:
        drawn.append(most)
        return real(most)

    monkeypatch.setattr(email_codes.secrets, "randbelow", draw)
    yield drawn


def test_asvs_6_5_3_codes_and_seeds_are_random(
    context: Context, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    with counted_random(monkeypatch) as drawn:
        recovery = set_up_by_email(client, context, someone)
    assert drawn == [10**6]
    # The library's own for the rest: passlib draws from random.SystemRandom.
    factory = client.application.extensions["security"].totp_factory
    seeds = {factory.get_totp_b32_key(factory.generate_totp_secret()) for _ in range(20)}
    assert len(seeds) == 20
    assert len(set(recovery)) == 10


def test_asvs_6_5_4_codes_have_at_least_twenty_bits(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    recovery = set_up_by_email(client, context, someone)
    by_email = sent_code(context, someone)
    assert (len(by_email), by_email.isdecimal()) == (6, True)
    assert {len(each.replace("-", "")) for each in recovery} == {12}  # of 4 bits each


def test_asvs_6_5_5_a_code_by_email_lasts_ten_minutes(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    for moment, leads_to in (("09:19:59", "/account"), ("09:20", "")):
        context.clock = parse_clock("2026-03-16T09:10")
        browser = another(client)
        type_password(browser, someone)
        context.clock = parse_clock(f"2026-03-16T{moment}")
        assert type_code(browser, sent_code(context, someone)) == leads_to


def test_asvs_6_5_5_a_code_of_an_app_lasts_thirty_seconds(context: Context, client: Client) -> None:
    """One step more on either side is taken, since phones' clocks differ; two are not."""
    someone = a_password(context, a_person(context, Role.EDITOR))
    code_of(context, someone)
    factory = client.application.extensions["security"].totp_factory
    secret = context.store.get(ACCOUNTS, someone.id).second_factor_secret
    app = pyotp.TOTP(factory.get_totp_b32_key(secret))
    assert app.interval == 30
    type_password(client, someone)
    for seconds in (-90, 90):
        assert type_code(client, app.at(time.time() + seconds)) == ""


def test_asvs_6_5_5_wrong_and_stale_codes_get_the_same_answer(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    said = set()
    for moment, is_right in (("09:01", False), ("09:11", True)):
        context.clock = parse_clock("2026-03-16T09:00")
        browser = another(client)
        type_password(browser, someone)
        context.clock = parse_clock(f"2026-03-16T{moment}")
        code = sent_code(context, someone)
        type_code(browser, code if is_right else another_than(code))
        assert browser.last is not None
        said.add(words_of(browser.last.by_id("error-summary")))
    assert len(said) == 1


def test_asvs_6_5_remembered_browser_still_needs_the_password(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    type_password(client, someone)
    type_code(client, code_of(context, someone), remember="yes")
    client.delete_cookie("staff")
    assert not is_in(client)
    assert type_password(client, someone, "wrong").status_code == 200
    assert type_password(client, someone, PASSWORD).location == "/account"


def test_asvs_6_3_3_no_page_of_staff_opens_before_recovery_codes_are_kept(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    enter(client, context, someone)
    send(client, "/account/recovery-codes", generate_new_codes="yes")
    assert client.get("/work").location == "/account/recovery-codes"
    write_down_codes(client)
    assert client.get("/work").status_code == 200
    handover.disable(context, ADMIN, someone.email)
    assert client.get("/work").location.startswith("/account/sign-in")
