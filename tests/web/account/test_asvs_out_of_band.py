"""OWASP ASVS 5.0, level 2: 6.6, what is asked of codes that come another way: ours by email."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.account import email_codes
from assetmap.services.context import Context
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.people import a_password, a_person, csrf_token, sign_in
from tests.web.account.codes_by_email import another_than, sent_code, set_up_by_email, type_code
from tests.web.account.test_signing_in import another, errors, is_in, send, type_password
from tests.web.conftest import Client, client_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def client(context: Context) -> Client:
    """A browser that keeps cookies."""
    return another(client_of(context))


def test_asvs_6_6_1_no_code_comes_by_phone_or_text_message(
    context: Context, client: Client
) -> None:
    signed = sign_in(client, context, a_person(context, Role.VOLUNTEER))
    for way in ("sms", "mail", "google_authenticator", ""):
        answer = send(signed, "/account/second-factor", setup=way, phone="+441632960000")
        assert answer.status_code == 200
        assert errors(signed) == ["Choose how you want to have your codes"]


def test_asvs_6_6_2_a_code_is_good_for_its_own_attempt_alone(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    first, second = another(client), another(client)
    type_password(first, someone)
    of_first = sent_code(context, someone)
    assert type_code(first, another_than(of_first)) == ""
    type_password(second, someone)
    of_second = sent_code(context, someone)
    assert type_code(second, of_first) == "" or of_first == of_second
    assert type_code(first, of_second) == ""  # nor the code of a later attempt for an earlier one
    assert not is_in(first)
    assert type_code(second, of_second) == "/account"


def test_asvs_6_6_2_a_code_is_good_for_its_own_person_alone(context: Context) -> None:
    one, other = (a_person(context, Role.VOLUNTEER, id=f"p-{n}") for n in range(2))
    email_codes.send(context, one, "attempt")
    email_codes.send(context, other, "attempt")
    (letter_to_other,) = (each for each in context.store.find(EMAILS) if each.to == other.email)
    code = next(line for line in letter_to_other.text.splitlines() if line.isdecimal())
    is_same = email_codes.use(context, one.id, "attempt", code)
    assert not is_same or code in sent_code(context, one)
    assert email_codes.use(context, other.id, "attempt", code)


def test_asvs_6_6_3_guessing_is_stopped_after_five_tries(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    set_up_by_email(client, context, someone)
    thief = another(client)
    type_password(thief, someone)
    right = sent_code(context, someone)
    for _ in range(5):
        assert type_code(thief, another_than(right)) == ""
    data = {"csrf_token": csrf_token(thief, "/account/code"), "code": right}
    assert thief.post("/account/code", data=data).status_code == 429
    # Another browser, with a code of its own, has no tries left either.
    more = another(client)
    type_password(more, someone)
    data = {
        "csrf_token": csrf_token(more, "/account/code"),
        "code": sent_code(context, someone),
    }
    assert more.post("/account/code", data=data).status_code == 429


def test_asvs_6_6_3_nobody_is_flooded_with_letters(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    type_password(client, someone)
    sent = [send(client, "/account/second-factor", setup="email").status_code for _ in range(6)]
    assert sent == [200] * 5 + [429]
