"""The real form, the real library, the real store."""

import re
import time
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pyotp
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmap.clock import parse_clock
from assetmap.domain.people.people import Person, Role
from assetmap.services.account import membership, people, sign_ins
from assetmap.services.admin.handover import disable
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import ACCOUNTS, EMAILS, SIGN_INS
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_password, a_person, code_of, csrf_token, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

ADMIN = Actor(Person("p-boss", "Boss", roles=(Role.ADMIN,)), "command line")
NEW = "otter bicycle cupboard moss"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def client(context: Context) -> Client:
    """A browser that keeps cookies."""
    return another(client_of(context))


def another(client: Client) -> Client:
    """One more browser at the same site."""
    fresh = client.application.test_client(use_cookies=True)
    assert isinstance(fresh, Client)
    return fresh


def send(client: FlaskClient, address: str, **fields: str) -> TestResponse:
    """Fill in the form at an address and send it."""
    token = csrf_token(client, address.partition("?")[0])
    assert token, f"no form at {address}"
    return client.post(address, data={"csrf_token": token, **fields})


def type_password(
    client: FlaskClient, person: Person, password: str = PASSWORD, after: str = "/account"
) -> TestResponse:
    """Type an address and a password."""
    return send(client, "/account/sign-in", email=person.email, password=password, next=after)


def enter(client: FlaskClient, context: Context, person: Person) -> None:
    """Sign in by the form, with a code where one is needed."""
    answer = type_password(client, person)
    if person.needs_second_factor:
        answer = send(client, answer.location, code=code_of(context, person))
    else:  # offered in their first days
        assert (answer.status_code, answer.location) == (302, "/account/second-factor")
        assert words_of(client.page(answer.location).by_class("form__buttons")[0])[-7:] == "Not now"
        return
    assert (answer.status_code, answer.location) == (302, "/account")


def write_down_codes(client: Client) -> list[str]:
    """Have recovery codes made and say that they are written down; gives them."""
    send(client, "/account/recovery-codes", generate_new_codes="yes")
    assert client.last is not None
    codes = [words_of(each) for each in client.last.by_class("codes")[0].iter("li")]
    send(client, "/account/recovery-codes", kept="yes")
    return codes


def done(context: Context, person: Person) -> list[str]:
    """What the audit says of somebody."""
    found = context.store.audited(subject=f"person:{person.id}")
    return [each.entry.happening.what for each in found]


def is_in(client: Client) -> bool:
    """Whether the account page opens."""
    answer = client.get("/account")
    assert answer.status_code in (200, 302)
    return answer.status_code == 200


def errors(client: Client) -> list[str]:
    """What the error summary of the last page says."""
    assert client.last is not None
    summary = client.last.by_id("error-summary")
    return [words_of(each) for each in summary.iter("li")]


def test_sign_in_with_password_leads_on(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    enter(client, context, someone)
    page = client.page("/account")
    assert page.h1 == "Your account"
    assert someone.email in page.words
    assert done(context, someone) == ["signed in"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.BROKER, Role.ADMIN])
def test_sign_in_needs_the_code_as_well(context: Context, client: Client, role: Role) -> None:
    someone = a_password(context, a_person(context, role))
    answer = type_password(client, someone)
    assert answer.location.startswith("/account/code")
    assert not is_in(client)
    type_password(client, someone)
    answer = send(client, "/account/code?next=/account", code=code_of(context, someone))
    assert (answer.status_code, answer.location) == (302, "/account")
    assert is_in(client)


def test_wrong_code_lets_nobody_in(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    type_password(client, someone)
    right = code_of(context, someone)
    wrong = "000000" if right != "000000" else "111111"
    assert send(client, "/account/code", code=wrong).status_code == 200
    assert errors(client) == ["That code is not right. Wait for the next one and try again"]
    assert not is_in(client)


def test_code_works_once(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    used = code_of(context, someone)
    type_password(client, someone)
    assert send(client, "/account/code?next=/account", code=used).status_code == 302
    over_the_shoulder = another(client)
    type_password(over_the_shoulder, someone)
    assert send(over_the_shoulder, "/account/code", code=used).status_code == 200
    assert not is_in(over_the_shoulder)


def set_up_phone(client: Client, address: str = "/account/second-factor") -> str:
    """Start on the set-up page; gives the key that the app on the phone would hold."""
    send(client, address, setup="authenticator")
    assert client.last is not None
    assert len(client.last.by_class("square-code")) == 1
    return words_of(client.last.by_class("key")[0]).replace("-", "").replace(" ", "")


def send_first_code(client: Client, code: str) -> TestResponse:
    """Type the first code where setting up led to."""
    token = csrf_token(client, "/account/second-factor")
    return client.post("/account/code", data={"csrf_token": token, "code": code})


def test_editor_sees_nothing_before_the_phone_is_set_up(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    with context.store.transaction() as uow:
        bare = replace(
            context.store.get(ACCOUNTS, someone.id), second_factor="", second_factor_secret=""
        )
        uow.save(ACCOUNTS, bare)
    assert type_password(client, someone).location == "/account/second-factor"
    assert not is_in(client)
    key = set_up_phone(client)
    assert not is_in(client)
    token = client.get("/account/second-factor")
    assert token.status_code == 200
    code = pyotp.TOTP(key).now()
    answer = client.post(
        "/account/code",
        data={"csrf_token": csrf_token(client, "/account/second-factor"), "code": code},
    )
    assert answer.location == "/account/recovery-codes"
    assert not is_in(client)
    write_down_codes(client)
    assert is_in(client)
    assert done(context, someone) == [
        *("set up second factor", "signed in", "made recovery codes"),
    ]
    kept = context.store.get(ACCOUNTS, someone.id)
    assert key not in kept.second_factor_secret


def test_role_that_needs_a_phone_shuts_the_pages_until_it_is_set_up(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    enter(client, context, someone)
    membership.change_roles(context, ADMIN, someone.email, add=[Role.EDITOR])
    assert client.get("/account").location == "/account/second-factor"
    key = set_up_phone(client)
    answer = send_first_code(client, pyotp.TOTP(key).now())
    assert answer.location == "/account/recovery-codes"
    assert not is_in(client)
    write_down_codes(client)
    assert is_in(client)


def test_volunteer_may_choose_the_second_factor_and_leave_it(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    enter(client, context, someone)
    key = set_up_phone(client)
    send_first_code(client, pyotp.TOTP(key).now())
    write_down_codes(client)
    assert type_password(another(client), someone).location.startswith("/account/code")
    send(client, "/account/second-factor", setup="disable")
    assert type_password(another(client), someone).location == "/account/second-factor"
    assert done(context, someone)[1:4] == [
        *("set up second factor", "made recovery codes", "removed second factor"),
    ]
    assert context.store.get(ACCOUNTS, someone.id).recovery_codes == ()


def test_editor_may_not_leave_the_second_factor(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    enter(client, context, someone)
    before = context.store.get(ACCOUNTS, someone.id)
    send(client, "/account/second-factor", setup="disable")
    assert context.store.get(ACCOUNTS, someone.id) == before


def test_recovery_code_works_once(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    enter(client, context, someone)
    codes = write_down_codes(client)
    assert len(codes) == len(set(codes)) == 10
    kept = context.store.get(ACCOUNTS, someone.id).recovery_codes
    assert not set(codes) & set(kept)
    assert codes[0] not in client.get("/account/recovery-codes?show_codes=1").text

    lost = another(client)
    type_password(lost, someone)
    assert send(lost, "/account/recovery?next=/account", code=codes[0]).location == "/account"
    assert is_in(lost)
    again = another(client)
    type_password(again, someone)
    assert send(again, "/account/recovery", code=codes[0]).status_code == 200
    assert errors(again) == ["That is not one of your recovery codes, or it was used before"]
    assert not is_in(again)
    assert len(context.store.get(ACCOUNTS, someone.id).recovery_codes) == 9
    assert "used a recovery code" in done(context, someone)


def link_in_letter(context: Context, to: str) -> str:
    """The path of the link in the one letter to somebody."""
    (letter,) = (each for each in context.store.find(EMAILS) if each.to == to)
    (link,) = re.findall(r"https?://\S+", letter.text.partition("\n\n")[2])[:1]
    assert link.startswith(context.config.public_url + "/account/reset/")
    return urlsplit(link).path


def test_reset_sets_a_password_once_and_ends_every_sign_in(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    enter(client, context, someone)
    forgetful = another(client)
    evil = "http://evil.example.net"  # whoever asks can say any host
    token = re.findall(
        'csrf_token" value="([^"]+)', forgetful.get("/account/reset", base_url=evil).text
    )
    fields = {"csrf_token": token[0], "email": someone.email.upper()}
    assert forgetful.post("/account/reset", base_url=evil, data=fields).status_code == 302
    path = link_in_letter(context, someone.email)
    answer = send(forgetful, path, password=NEW, password_confirm=NEW)
    assert answer.location == "/account/sign-in"
    assert not is_in(client)
    assert not is_in(forgetful)
    assert forgetful.get(path).location == "/account/reset"
    assert type_password(forgetful, someone).status_code == 200
    assert type_password(forgetful, someone, NEW).location == "/account/second-factor"
    assert is_in(forgetful)
    assert "set a new password" in done(context, someone)


def test_reset_does_not_go_round_the_second_factor(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    send(client, "/account/reset", email=someone.email)
    path = link_in_letter(context, someone.email)
    send(client, path, password=NEW, password_confirm=NEW)
    assert not is_in(client)
    assert type_password(client, someone, NEW).location.startswith("/account/code")
    assert not is_in(client)


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short", "Your password must be at least 8 characters long"),
        ("password1", "That password is one of the first that people guess: choose another"),
        ("p-volunteer@example.org", "Your password must not be your name or email address"),
    ],
)
def test_poor_password_is_refused_with_words(
    context: Context, client: Client, password: str, message: str
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    send(client, "/account/reset", email=someone.email)
    before = context.store.get(ACCOUNTS, someone.id)
    answer = send(
        client,
        link_in_letter(context, someone.email),
        password=password,
        password_confirm=password,
    )
    assert answer.status_code == 200
    assert errors(client) == [message]
    assert password not in answer.text.replace(someone.email, "")
    assert context.store.get(ACCOUNTS, someone.id) == before


@pytest.mark.parametrize("token", ["x", "WyJhIiwiYiJd.awAAAA.x", "%00", "../../etc/passwd"])
def test_wrong_reset_link_leads_to_asking_anew(client: Client, token: str) -> None:
    answer = client.get(f"/account/reset/{token}")
    assert answer.status_code in (302, 404)


def test_invitation_works_until_a_password_is_set(context: Context, client: Client) -> None:
    invitation = people.invite(context, ADMIN, "New@Example.org", "Newcomer", [Role.VOLUNTEER])
    path = urlsplit(invitation.link).path
    for _ in range(2):  # a mail program may look at the link first
        reset = client.get(path).location
        assert client.page(reset).h1 == "Choose a password"
    send(client, reset, password=NEW, password_confirm=NEW)
    assert type_password(client, invitation.person, NEW).location == "/account/second-factor"
    assert is_in(client)
    stranger = another(client)
    assert stranger.get(path).location == "/account/sign-in"
    assert "That invitation no longer works" in stranger.page("/account/sign-in").words


def test_five_wrong_tries_make_the_sixth_wait(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    other = a_password(context, a_person(context, Role.VOLUNTEER, id="p-other"))
    for _ in range(5):
        assert type_password(another(client), someone, "wrong").status_code == 200
    sixth = type_password(client, someone)  # even with the right password
    assert sixth.status_code == 429
    assert "Try again in 5 minutes." in sixth.text
    assert 0 < int(sixth.headers["Retry-After"]) <= 300
    assert not is_in(client)
    enter(client, context, other)


def test_right_tries_do_not_count(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    for _ in range(7):
        enter(another(client), context, someone)


def test_five_wrong_codes_make_the_sixth_wait_in_any_browser(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    type_password(client, someone)
    for _ in range(5):
        send(client, "/account/code", code="12")
    fresh = another(client)
    type_password(fresh, someone)
    assert send(fresh, "/account/code", code=code_of(context, someone)).status_code == 429
    assert not is_in(fresh)


def without_token(text: str) -> str:
    """A page without what differs by chance."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


def test_no_answer_tells_who_signs_in_here(context: Context, client: Client) -> None:
    a_password(context, a_person(context, Role.VOLUNTEER, id="p-known", email="known1@example.org"))
    a_password(context, a_person(context, Role.EDITOR, id="p-two", email="known2@example.org"))
    a_person(context, Role.VOLUNTEER, id="p-off", email="known3@example.org", active=False)
    people.invite(context, ADMIN, "known4@example.org", "Invited", [Role.VOLUNTEER])
    addresses = [f"known{n}@example.org" for n in (1, 2, 3, 4)] + ["nobody@example.org"]
    answers, resets = set(), set()
    for address in addresses:
        visitor = another(client)
        answer = send(visitor, "/account/sign-in", email=address, password="not it")
        answers.add((answer.status_code, without_token(answer.text).replace(address, "ADDRESS")))
        answer = send(visitor, "/account/reset", email=address)
        after = visitor.get("/account/reset")
        resets.add((answer.status_code, answer.location, without_token(after.text)))
    assert len(answers) == 1
    assert len(resets) == 1
    (said,) = resets
    assert "If that is the address of somebody who signs in here" in said[2]


def test_wrong_tries_of_unknown_addresses_wait_as_well(client: Client) -> None:
    nobody = Person("p-nobody", email="nobody@example.org")
    answers = [type_password(client, nobody, "wrong").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_what_was_typed_is_kept_but_never_the_password(client: Client) -> None:
    answer = send(client, "/account/sign-in", email='x"><b>@example.org', password="MARK-secret")
    assert "MARK-secret" not in answer.text
    assert client.last is not None
    assert client.last.by_id("email").get("value") == 'x"><b>@example.org'


def test_disabled_person_is_out_at_once_and_stays_out(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    enter(client, context, someone)
    disable(context, ADMIN, someone.email)
    assert not is_in(client)
    assert type_password(another(client), someone).status_code == 200
    membership.enable(context, ADMIN, someone.email)
    assert not is_in(client)
    enter(another(client), context, someone)


def test_role_is_taken_at_once_and_its_owner_signed_out(context: Context, client: Client) -> None:
    someone = a_person(context, Role.VOLUNTEER, Role.MANAGER)
    signed = sign_in(client, context, someone)
    assert "Manager" in signed.page("/account").words
    left = membership.change_roles(context, ADMIN, someone.email, remove=[Role.MANAGER])
    assert signed.get("/account").location.startswith("/account/sign-in")
    assert "Manager" not in sign_in(client, context, left).page("/account").words


def test_changing_the_password_ends_every_other_sign_in(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    elsewhere = another(client)
    enter(elsewhere, context, someone)
    enter(client, context, someone)
    answer = send(
        client,
        "/account/password",
        password=PASSWORD,
        new_password=NEW,
        new_password_confirm=NEW,
    )
    assert answer.location == "/account"
    assert is_in(client)
    assert not is_in(elsewhere)
    assert len(sign_ins.current_sign_in(context, someone)) == 1


def test_signing_out_ends_the_sign_in_for_copies_of_the_cookie_too(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    enter(client, context, someone)
    cookie = client.get_cookie("staff")
    assert cookie is not None
    thief = another(client)
    thief.set_cookie("staff", cookie.value)
    assert is_in(thief)
    token = csrf_token(client)
    assert client.post("/account/sign-out", data={"csrf_token": token}).status_code == 302
    assert not is_in(client)
    assert not is_in(thief)
    assert [bool(each.ended) for each in context.store.find(SIGN_INS)] == [True]


@pytest.mark.parametrize(
    "evil",
    [
        *("https://evil.example.net/", "//evil.example.net", "///evil.example.net"),
        *("\\\\evil.example.net", "/\\evil.example.net", "javascript:alert(1)"),
        *("http:evil.example.net", "https:///evil.example.net", " //evil.example.net"),
    ],
)
def test_signing_in_never_leads_elsewhere(context: Context, client: Client, evil: str) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    answer = type_password(client, someone, after=evil)
    parts = urlsplit((answer.location or "").replace("\\", "/"))
    assert (parts.scheme, parts.netloc) == ("", "")
    assert not (answer.location or "").startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "address",
    ["/account/sign-in", "/account/reset", "/account/sign-out", "/account/sessions/end-others"],
)
def test_post_without_token_is_refused_in_words(
    context: Context, client: Client, address: str
) -> None:
    signed = sign_in(client, context, a_person(context, Role.VOLUNTEER))
    answer = signed.post(address, data={"email": "x@example.org", "password": "x"})
    assert answer.status_code == 400
    assert signed.last is not None
    assert signed.last.h1 == "Please send that again"
    assert is_in(signed)


def test_cookie_demands_tls_behind_tls(make_context: ContextMaker) -> None:
    context = make_context()
    plain = client_of(context).get("/account/sign-in")
    assert plain.headers["Set-Cookie"].split("; ")[1:] == ["HttpOnly", "Path=/", "SameSite=Lax"]
    assert "Strict-Transport-Security" not in plain.headers
    context.config = replace(context.config, public_url="https://directory.example.org")
    behind = client_of(context).get("/account/sign-in", base_url="https://directory.example.org")
    name, *said = behind.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-staff=")
    assert said == ["Secure", "HttpOnly", "Path=/", "SameSite=Lax"]
    assert behind.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_public_pages_neither_read_nor_set_a_cookie(context: Context, client: Client) -> None:
    someone = a_person(context, Role.ADMIN, name="MARK-name", email="mark@example.org")
    signed = sign_in(client, context, someone)
    signed.page("/account")
    for path in ("/", "/find", "/browse", "/about", "/privacy", "/accessibility"):
        anonymous = client.get(path)
        answer = signed.get(path)
        assert answer.data == anonymous.data, path
        assert "Set-Cookie" not in answer.headers
        assert "MARK-name" not in answer.text


def test_sign_in_ends_by_idling_and_by_age(make_context: ContextMaker) -> None:
    context = make_context(today="2026-03-16T09:00")
    volunteer = a_person(context, Role.VOLUNTEER)
    hub = a_person(context, Role.HUB_TEAM)
    clients = [sign_in(client_of(context), context, each) for each in (volunteer, hub)]

    def at(moment: str) -> list[bool]:
        context.clock = parse_clock(moment)
        return [is_in(each) for each in clients]

    assert at("2026-03-16T09:29") == [True, True]
    assert at("2026-03-16T09:59") == [True, False]
    assert at("2026-03-16T21:58") == [True, False]
    for day in range(17, 30):
        for hour in ("06:00", "14:00", "23:00"):
            assert at(f"2026-03-{day}T{hour}")[0], (day, hour)
    assert at("2026-03-30T10:01")[0] is False


def test_signing_in_with_a_code_never_leads_elsewhere(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    type_password(client, someone)
    evil = "/account/code?next=https://evil.example.net/"
    answer = send(client, evil, code=code_of(context, someone))
    assert answer.status_code == 302
    assert urlsplit(answer.location).netloc == ""


def test_password_is_asked_again_before_the_second_factor_is_changed(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    signed = sign_in(client, context, someone)
    with signed.session_transaction("/account") as session:
        session["fs_paa"] = time.time() - 31 * 60
    for address in ("/account/second-factor", "/account/recovery-codes"):
        again = signed.get(address).location
        assert again.startswith("/account/password-again?next=")
    assert send(signed, again, password="wrong").status_code == 200
    assert errors(signed) == ["That is not your password"]
    assert send(signed, again, password=PASSWORD).location == "/account/recovery-codes"
    assert signed.get("/account/second-factor").status_code == 200


def test_unknown_address_costs_one_hash_like_a_known_one(context: Context, client: Client) -> None:
    """What takes the time is the hash, so each answer must work one out."""
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    library = client.application.extensions["security"]
    worked: list[str] = []

    class Counting:
        """The library's own hashing, with a note of each time."""

        def __init__(self, real: Any) -> None:
            self.real = real

        def __getattr__(self, name: str) -> Any:
            if name in ("hash", "verify"):
                worked.append(name)
            return getattr(self.real, name)

    library.pwd_context = Counting(library.pwd_context)
    library.hashing_context = Counting(library.hashing_context)
    counts = {}
    for address in (someone.email, "nobody@example.org"):
        for page in ("/account/sign-in", "/account/reset"):
            worked.clear()
            send(another(client), page, email=address, password="wrong")
            counts[address, page] = len(worked)
    assert set(counts.values()) == {1}


def test_audit_tells_a_sign_in_and_its_end(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    enter(client, context, someone)
    client.post("/account/sign-out", data={"csrf_token": csrf_token(client)})
    assert done(context, someone) == ["signed in", "signed out"]


def test_token_of_another_session_is_refused(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    foreign = csrf_token(another(client), "/account/sign-in")
    signed = sign_in(client, context, someone)
    answer = signed.post("/account/sessions/end-others", data={"csrf_token": foreign})
    assert answer.status_code == 400


def test_json_and_api_tokens_open_nothing(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    token = client.application.test_client(use_cookies=True)
    body = {"email": someone.email, "password": PASSWORD}
    answer = token.post("/account/sign-in", json=body)
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    for made_up in ({"Authentication-Token": "x"}, {"Authorization": "Basic eDp5"}):
        assert token.get("/account?auth_token=x", headers=made_up).status_code == 302
