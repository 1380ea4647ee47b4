"""OWASP ASVS 5.0, level 2: 16.2 and 16.3, what is asked of the log of security events."""

import logging

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.account.second_factor import reset_second_factor
from assetmap.services.context import Context
from assetmap.services.privacy.audit import prove
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_password, a_person, code_of, csrf_token, sign_in
from tests.web.account.codes_by_email import another_than, sent_code, set_up_by_email, type_code
from tests.web.account.test_signing_in import ADMIN, another, send, type_password
from tests.web.conftest import Client, client_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def client(context: Context) -> Client:
    """A browser that keeps cookies."""
    return another(client_of(context))


def lines(context: Context) -> list[tuple[str, str, str]]:
    """What the audit says, oldest first: by whom, what, and a word or two."""
    events = [each.entry.happening for each in context.store.audited()]
    return [(each.by, each.what, each.why) for each in events]


def test_asvs_16_2_1_and_16_2_2_a_line_says_when_where_who_and_what(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    type_password(client, someone)
    type_code(client, code_of(context, someone))
    (event,) = (each.entry.happening for each in context.store.audited())
    assert (event.by, event.what, event.subject) == (
        *(someone.id, "signed in", f"person:{someone.id}"),
    )
    assert (event.origin, event.why) == ("screen", "code of an app")
    assert event.at.utcoffset() is not None


def test_asvs_16_2_5_no_secret_is_in_the_audit_or_the_log(
    context: Context, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        someone = a_password(context, a_person(context, Role.VOLUNTEER))
        recovery = set_up_by_email(client, context, someone)
        codes = [sent_code(context, someone)]
        browser = another(client)
        type_password(browser, someone, "MARK-wrong")
        type_password(browser, someone)
        codes.append(sent_code(context, someone))
        type_code(browser, codes[-1], remember="yes")
    cookie = browser.get_cookie("staff-remembered")
    assert cookie is not None
    kept = repr([(each.entry, each.values) for each in context.store.audited()])
    for secret in (*codes, *recovery, cookie.value, PASSWORD, "MARK-wrong", someone.email):
        assert secret not in kept
        assert secret not in caplog.text


def test_asvs_16_3_1_every_sign_in_is_logged_with_what_was_shown(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    recovery = set_up_by_email(client, context, someone)
    type_password(another(client), someone, "wrong")
    browser = another(client)
    type_password(browser, someone)
    type_code(browser, another_than(sent_code(context, someone)))
    type_code(browser, sent_code(context, someone), remember="yes")
    browser.delete_cookie("staff")
    type_password(browser, someone)
    lost = another(client)
    type_password(lost, someone)
    send(lost, "/account/recovery", code="MARK-no-code")
    send(lost, "/account/recovery", code=recovery[0])
    reset_second_factor(context, ADMIN, someone.id)
    me, nobody = someone.id, "not-signed-in"
    assert lines(context) == [
        (me, "signed in", "password alone"),
        (me, "set up second factor", "email"),
        (me, "made recovery codes", "email"),
        (nobody, "failed to sign in", ""),
        (nobody, "refused: second factor", ""),
        (me, "signed in", "code by email"),
        (me, "remembered a browser", ""),
        (me, "signed in", "remembered browser"),
        (nobody, "refused: second factor", ""),
        (me, "used a recovery code", ""),
        (me, "signed in", "recovery code"),
        ("p-boss", "reset second factor", ""),
    ]
    assert prove(context).broken is None


def test_asvs_16_3_2_refused_access_is_logged(context: Context, client: Client) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    signed = sign_in(client, context, someone)
    other = a_person(context, Role.EDITOR)
    address = f"/work/people/{other.id}/reset-factor"
    assert signed.post(address, data={"csrf_token": csrf_token(signed)}).status_code == 403
    assert lines(context)[-1] == (someone.id, "refused: manage people", address)


def test_asvs_16_3_3_going_round_the_rate_limit_is_logged(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    thief = another(client)
    type_password(thief, someone)
    right = sent_code(context, someone)
    data = {"csrf_token": csrf_token(thief, "/account/code"), "code": another_than(right)}
    answers = [thief.post("/account/code", data=data).status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2
    said = [(what, why) for by, what, why in lines(context) if by == "not-signed-in"]
    assert said == [("refused: second factor", "")] * 5 + [("locked out", "/account/code")]


def test_asvs_16_3_4_an_unexpected_error_is_logged_and_opens_nothing(
    context: Context,
    client: Client,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    type_password(client, someone)
    code, token = code_of(context, someone), csrf_token(client, "/account/code")
    library = client.application.extensions["security"]

    def broken(*_: object, **__: object) -> bool:
        raise RuntimeError("the clock fell off the wall")

    monkeypatch.setattr(library.totp_factory, "verify_totp", broken)
    with caplog.at_level(logging.ERROR):
        answer = client.post("/account/code", data={"csrf_token": token, "code": code})
    assert answer.status_code == 500
    assert "the clock fell off the wall" in caplog.text
    assert "the clock fell off the wall" not in answer.text
    assert code not in caplog.text
    assert client.get("/work").location.startswith("/account/sign-in")
