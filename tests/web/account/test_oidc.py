"""Signing in with the council's own account: a real provider, the real library, the real store."""

import time
from collections.abc import Iterator
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from assetmap.domain.people.people import Person, Role
from assetmap.identity_provider import IdentityProvider
from assetmap.services.account import people
from assetmap.services.account.identities import LINKED, linked_identities, unlink
from assetmap.services.account.sign_in_failures import FAILED
from assetmap.services.admin.handover import disable
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import ACCOUNTS, PEOPLE, SIGN_INS
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_password, a_person, code_of
from tests.ports import free_port
from tests.web.account.identity_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    STRANGERS_KEY,
    Provider,
    serving,
)
from tests.web.account.test_signing_in import another, done, errors, is_in, send, type_password
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

ADMIN = Actor(Person("p-boss", "Boss", roles=(Role.ADMIN,)), "command line")
START = "/account/oidc"
NOT_INVITED = "You cannot sign in here with that account"
AGAIN = "Please start again"
DOWN = "We cannot reach the council’s sign-in"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """One that says that Sam's address is verified, and that they showed two factors."""
    with serving(Provider()) as listening:
        listening.claims = {"email": "sam@example.org", "email_verified": True, "amr": ["mfa"]}
        yield listening


@pytest.fixture
def context(make_context: ContextMaker, provider: Provider) -> Context:
    return with_provider(make_context(), issuer=provider.issuer)


@pytest.fixture
def client(context: Context) -> Client:
    """A browser that keeps cookies."""
    return another(client_of(context))


def with_provider(context: Context, **settings: Any) -> Context:
    """A context whose settings name a provider, with these more of its settings."""
    known = context.config.identity_provider or IdentityProvider("", CLIENT_ID, CLIENT_SECRET)
    changed = replace(context.config, identity_provider=replace(known, **settings))
    context.config = changed
    return context


def sam(context: Context, *roles: Role, **changes: Any) -> Person:
    """Sam, who is invited and has not come yet."""
    person = a_person(context, *(roles or (Role.EDITOR,)), email="Sam@Example.org", **changes)
    with context.unit_of_work() as uow:
        account = context.store.get(ACCOUNTS, person.id)
        account = replace(account, password="", second_factor="", second_factor_secret="")
        uow.save(ACCOUNTS, account)
    return person


def leave(client: Client, start: str = START) -> str:
    """Go to the provider; gives the address that it sends people back to."""
    answer = client.get(start)
    assert answer.status_code == 302, answer.text
    back = requests.get(answer.location, allow_redirects=False, timeout=5)
    assert back.status_code == 302, back.text
    return back.headers["Location"]


def come(client: Client, start: str = START) -> TestResponse:
    """Sign in at the provider and come back."""
    return client.get(leave(client, start))


def refusals(context: Context) -> list[tuple[str, str, str]]:
    """The tries that the audit says were refused: about whom, what, why."""
    every = [each.entry.happening for each in context.store.audited()]
    return [(each.subject, each.what, each.why) for each in every if each.what == FAILED]


def test_invited_person_comes_in_and_is_linked(context: Context, client: Client) -> None:
    someone = sam(context)
    answer = come(client, f"{START}?next=/account")
    assert (answer.status_code, answer.location) == (302, "/account")
    page = client.page("/account")
    assert "You sign in with it since 16 March 2026." in page.words
    assert done(context, someone) == [LINKED, "signed in"]
    (audited,) = [
        each.entry.happening
        for each in context.store.audited(subject=f"person:{someone.id}")
        if each.entry.happening.what == "signed in"
    ]
    assert audited.why == "council account"
    (sign_in,) = context.store.find(SIGN_INS, person_id=someone.id)
    assert sign_in.ended is None
    assert someone.roles == context.store.get(PEOPLE, someone.id).roles


def test_linked_account_is_known_by_its_subject_whatever_its_address(
    context: Context, client: Client, provider: Provider
) -> None:
    someone = sam(context)
    come(client)
    provider.claims |= {"email": "married@example.org", "email_verified": False}
    fresh = another(client)
    come(fresh)
    assert is_in(fresh)
    assert len(linked_identities(context, someone.id)) == 1


def test_address_that_passed_to_another_account_lets_nobody_in(
    context: Context, client: Client, provider: Provider
) -> None:
    someone = sam(context)
    come(client)
    provider.claims["sub"] = "s-2"
    fresh = another(client)
    assert come(fresh).status_code == 403
    assert refusals(context) == [
        (f"person:{someone.id}", FAILED, "another council account with the same address")
    ]
    unlink(context, ADMIN, someone.id)
    assert not is_in(client)
    come(fresh)
    assert is_in(fresh)


def test_person_with_a_password_may_use_either(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.ADMIN, email="sam@example.org"))
    come(client)
    assert is_in(client)
    fresh = another(client)
    answer = type_password(fresh, someone)
    send(fresh, answer.location, code=code_of(context, someone))
    assert is_in(fresh)


@pytest.mark.parametrize("case", ["nobody", "disabled", "no role", "erased link"])
def test_nobody_comes_in_without_an_invitation(context: Context, client: Client, case: str) -> None:
    people_before = 0
    if case != "nobody":
        someone = sam(context, *((Role.ORGANISER,) if case == "no role" else ()))
        people_before = 1
        if case == "erased link":
            come(another(client))
        if case in ("disabled", "erased link"):
            disable(context, ADMIN, someone.email)
    answer = come(client)
    assert answer.status_code == 403
    assert client.last is not None
    assert client.last.h1 == NOT_INVITED
    assert "You need an invitation" in client.last.words
    assert not is_in(client)
    assert len(context.store.find(PEOPLE)) == people_before
    assert [each[1] for each in refusals(context)] == [FAILED]


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"email": ""},
    ],
)
def test_address_must_be_verified(
    context: Context, client: Client, provider: Provider, claims: dict[str, Any]
) -> None:
    someone = sam(context)
    provider.claims |= claims
    assert come(client).status_code == 403
    assert not is_in(client)
    assert linked_identities(context, someone.id) == []


def test_trusted_domain_stands_in_for_a_provider_that_does_not_say(
    context: Context, client: Client, provider: Provider
) -> None:
    sam(context)
    with_provider(context, trusted_domains=("example.org",))
    client = another(client_of(context))
    provider.claims["email_verified"] = None
    come(client)
    assert is_in(client)


LONG_AGO, FAR_OFF = 1_000_000_000, 4_000_000_000  # 2001 and 2096


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"aud": ["somebody-else"]},
        {"aud": None},
        {"aud": "somebody-else", "azp": CLIENT_ID},
        {"aud": [CLIENT_ID, "somebody-else"], "azp": "somebody-else"},
        {"iss": "https://elsewhere.example.org"},
        {"iss": None},
        {"exp": LONG_AGO, "iat": LONG_AGO - 300},
        {"exp": None},
        {"nbf": FAR_OFF},
        {"iat": FAR_OFF, "exp": FAR_OFF + 300},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"email": ["sam@example.org"]},
    ],
    ids=str,
)
def test_token_that_does_not_prove_it_is_refused(
    context: Context, client: Client, provider: Provider, claims: dict[str, Any]
) -> None:
    someone = sam(context)
    provider.claims |= claims
    answer = come(client)
    assert answer.status_code == 400
    assert client.last is not None
    assert client.last.h1 == AGAIN
    assert not is_in(client)
    assert linked_identities(context, someone.id) == []
    ((about, what, why),) = refusals(context)
    assert (about, what) == ("sign-in:unknown", FAILED)
    assert why == "council account that was not proven"


@pytest.mark.parametrize(("seconds", "is_taken"), [(20, True), (90, False)])
def test_clocks_may_differ_by_a_minute(
    context: Context, client: Client, provider: Provider, seconds: int, is_taken: bool
) -> None:
    sam(context)
    over = int(time.time()) - seconds
    provider.claims |= {"exp": over, "iat": over - 300}
    come(client)
    assert is_in(client) is is_taken


def test_signature_of_a_stranger_is_refused(
    context: Context, client: Client, provider: Provider
) -> None:
    sam(context)
    back = leave(client)
    # The provider's key is what it tells; the token is signed with another.
    honest = Provider(key=provider.key, issuer=provider.issuer)
    provider.answers["/keys"] = honest._keys(None)  # type: ignore[arg-type]
    provider.key = STRANGERS_KEY
    assert client.get(back).status_code == 400
    assert not is_in(client)


@pytest.mark.parametrize("alg", ["none", "HS256"])
def test_token_signed_in_a_weak_way_is_refused(
    context: Context, client: Client, provider: Provider, alg: str
) -> None:
    sam(context)
    provider.discovery = {"id_token_signing_alg_values_supported": ["RS256", alg]}
    provider.header = {"alg": alg}
    assert come(client).status_code == 400
    assert not is_in(client)


def test_new_key_is_fetched_when_the_provider_changes_it(
    context: Context, client: Client, provider: Provider
) -> None:
    sam(context)
    come(client)
    provider.key, provider.kid, provider.header = (
        STRANGERS_KEY,
        "two",
        {"alg": "RS256", "kid": "two"},
    )
    fresh = another(client)
    come(fresh)
    assert is_in(fresh)


def test_answer_works_once(context: Context, client: Client) -> None:
    sam(context)
    back = leave(client)
    client.get(back)
    fresh = another(client)
    answer = fresh.get(back)  # in a browser that did not ask
    assert answer.status_code == 400
    assert not is_in(fresh)


def test_state_is_used_up_by_the_first_answer(
    context: Context, client: Client, provider: Provider
) -> None:
    sam(context)
    back = leave(client)
    provider.claims["nonce"] = "another"
    assert client.get(back).status_code == 400
    del provider.claims["nonce"]
    asked = len(provider.asked)
    assert client.get(back).status_code == 400
    assert len(provider.asked) == asked  # it is not even sent on
    assert not is_in(client)


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?code=x&state=y", "?error=access_denied&state=y"]
)
def test_answer_that_nobody_asked_for_is_refused(client: Client, query: str) -> None:
    assert client.page(f"{START}/callback{query}", 400).h1 == AGAIN


def test_state_is_too_old_after_an_hour(client: Client, context: Context) -> None:
    sam(context)
    back = leave(client)
    with client.session_transaction("/account") as session:
        (key,) = [each for each in session if each.startswith("_state_")]
        session[key] = {**session[key], "exp": time.time() - 1}
    assert client.get(back).status_code == 400


def test_answer_that_names_another_issuer_is_refused(client: Client, context: Context) -> None:
    sam(context)
    assert client.get(f"{leave(client)}&iss=https://elsewhere.example.org").status_code == 400
    assert client.get(leave(client) + "&iss=").status_code == 400
    assert not is_in(client)


def test_refusal_of_the_provider_is_told_in_our_words(client: Client) -> None:
    state = parse_qs(urlsplit(client.get(START).location).query)["state"][0]
    page = client.page(
        f"{START}/callback?error=access_denied&error_description=X&state={state}", 403
    )
    assert page.h1 == "You are not signed in"
    assert "X" not in page.words.split()


def test_several_windows_can_be_on_the_way_and_the_cookie_stays_small(
    context: Context, client: Client
) -> None:
    sam(context)
    longest = f"/work?q={token_urlsafe(369)}"  # 492 letters
    backs = [leave(client, f"{START}?next={longest}") for _ in range(5)]
    cookie = client.get_cookie("staff", path="/")
    assert cookie is not None
    assert len(cookie.value) < 3500  # browsers keep 4096
    with client.session_transaction("/account") as session:
        assert len([each for each in session if each.startswith("_state_")]) == 3
    assert client.get(backs[1]).status_code == 400
    assert client.get(backs[2]).location == longest
    assert is_in(client)


@pytest.mark.parametrize(
    "after",
    [
        *("https://elsewhere.example.org/", "//elsewhere.example.org", "/\\elsewhere.example.org"),
        *("///elsewhere.example.org", "javascript:alert(1)", "\\\\elsewhere.example.org", ""),
        *(f"/{'x' * 500}", "/\u200a//elsewhere.example.org", "/\t/elsewhere.example.org", "work"),
    ],
)
def test_nobody_is_led_elsewhere(context: Context, client: Client, after: str) -> None:
    sam(context)
    answer = client.get(START, query_string={"next": after})
    back = requests.get(answer.location, allow_redirects=False, timeout=5).headers["Location"]
    location = client.get(back).location
    assert location == "/work"
    assert is_in(client)


def test_who_is_signed_in_is_not_asked_again(
    context: Context, client: Client, provider: Provider
) -> None:
    someone = sam(context)
    back = leave(client)
    come(client)
    asked = len(provider.asked)
    assert client.get(f"{START}?next=/account").location == "/account"
    assert client.get(back).location == "/work"
    assert len(provider.asked) == asked
    assert len(context.store.find(SIGN_INS, person_id=someone.id)) == 1


# --- The second factor ---------------------------------------------------------------------------


@pytest.mark.parametrize("methods", [None, ["pwd"], ["otp"], ["pwd", "sms"], "mfa", []])
def test_our_code_is_asked_unless_the_provider_had_one(
    context: Context, client: Client, provider: Provider, methods: Any
) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR, email="sam@example.org"))
    provider.claims["amr"] = methods
    answer = come(client, f"{START}?next=/account")
    if methods == "mfa":  # no list: the token is refused
        assert answer.status_code == 400
        return
    assert answer.location == "/account/code?next=/account"
    assert not is_in(client)
    answer = send(client, answer.location, code=code_of(context, someone))
    assert answer.location == "/account"
    assert is_in(client)
    whys = [
        each.entry.happening.why
        for each in context.store.audited(subject=f"person:{someone.id}")
        if each.entry.happening.what == "signed in"
    ]
    assert whys == ["council account and code of an app"]


def test_editor_without_a_code_sets_one_up_when_the_provider_had_none(
    context: Context, client: Client, provider: Provider
) -> None:
    sam(context)
    provider.claims["amr"] = ["pwd"]
    assert come(client).location == "/account/second-factor"
    assert client.get("/work").status_code == 302


def test_volunteer_may_put_codes_off(context: Context, client: Client, provider: Provider) -> None:
    sam(context, Role.VOLUNTEER)
    provider.claims["amr"] = None
    assert come(client, f"{START}?next=/account").location == "/account/second-factor"
    page = client.page("/account/second-factor")
    assert words_of(page.by_class("form__buttons")[0])[-7:] == "Not now"
    assert is_in(client)


@pytest.mark.parametrize("methods", [["mfa"], ["pwd", "otp"], ["pin", "hwk", "x"]])
def test_both_factors_of_the_provider_are_enough(
    context: Context, client: Client, provider: Provider, methods: list[str]
) -> None:
    sam(context, Role.ADMIN)
    provider.claims["amr"] = methods
    assert come(client).location == "/work"
    client.page("/work")


def test_setting_says_that_the_provider_always_has_both(
    context: Context, client: Client, provider: Provider
) -> None:
    sam(context, Role.ADMIN)
    with_provider(context, has_second_factor=True)
    client = another(client_of(context))
    del provider.claims["amr"]
    assert come(client).location == "/work"
    client.page("/work")


def test_both_factors_of_the_provider_count_for_that_sign_in_alone(
    context: Context, client: Client
) -> None:
    """What the provider asked for says nothing about a later sign-in with a password."""
    someone = a_person(context, Role.ADMIN, email="sam@example.org")
    come(client)
    client.page("/work")
    send(client, "/account/sign-out")
    with context.unit_of_work() as uow:
        account = context.store.get(ACCOUNTS, someone.id)
        uow.save(ACCOUNTS, replace(account, second_factor="", second_factor_secret=""))
    type_password(client, someone)
    assert client.get("/work").status_code == 302


# --- Signing out, and the pages ------------------------------------------------------------------


def test_signing_out_ends_ours_and_leads_to_the_provider(
    context: Context, client: Client, provider: Provider
) -> None:
    someone = sam(context)
    come(client)
    answer = send(client, "/account/sign-out")
    assert answer.location == "/account/signed-out"
    assert not is_in(client)
    (sign_in,) = context.store.find(SIGN_INS, person_id=someone.id)
    assert sign_in.ended is not None
    page = client.page("/account/signed-out")
    address = page.links()["Sign out of your council account"]
    assert address.startswith(f"{provider.issuer}/sign-out?")
    assert parse_qs(urlsplit(address).query) == {
        "client_id": [CLIENT_ID],
        "post_logout_redirect_uri": ["http://localhost/account/sign-in"],
    }


@pytest.mark.parametrize("address", [None, "http://elsewhere.example.org/", "javascript:alert(1)"])
def test_signed_out_page_names_no_place_that_is_none(
    context: Context, client: Client, provider: Provider, address: str | None
) -> None:
    provider.discovery = {"end_session_endpoint": address}
    page = client.page("/account/signed-out")
    assert "Sign out of your council account" not in page.words
    assert "You may still be signed in to your council account" in page.words


def test_who_used_a_password_is_not_told_of_the_provider(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    type_password(client, someone)
    assert send(client, "/account/sign-out").location == "/account/sign-in"


def test_sign_in_page_has_the_button_when_there_is_a_provider(
    context: Context, client: Client
) -> None:
    page = client.page("/account/sign-in?next=/work/people")
    assert page.links()["Sign in with your council account"] == f"{START}?next=/work/people"
    assert "Or with a password" in page.words
    with_provider(context, button='Sign in <b>"here"</b>')
    page = another(client_of(context)).page("/account/sign-in")
    assert page.links()['Sign in <b>"here"</b>'] == START


def test_without_a_provider_there_is_nothing_of_it(make_context: ContextMaker) -> None:
    client = another(client_of(make_context()))
    page = client.page("/account/sign-in")
    assert "council account" not in page.words
    assert page.all("details") == []
    for address in (START, f"{START}/callback", "/account/signed-out"):
        client.page(address, 404)


def test_password_of_others_than_admins_can_be_switched_off(
    context: Context, client: Client
) -> None:
    boss = a_password(context, a_person(context, Role.ADMIN))
    someone = a_password(context, a_person(context, Role.EDITOR))
    with_provider(context, is_for_all=True)
    client = another(client_of(context))
    assert (
        words_of(client.page("/account/sign-in").all("summary")[0]) == "Admins can use a password"
    )
    type_password(client, someone)
    assert errors(client) == ["The email address or the password is not right"]
    assert not is_in(client)
    answer = type_password(client, boss)
    send(client, answer.location, code=code_of(context, boss))
    assert is_in(client)


def test_who_has_no_password_can_set_one(context: Context, client: Client) -> None:
    someone = sam(context)
    come(client)
    assert client.page("/account").links()["Set a password"] == "/account/password"
    page = client.page("/account/password")
    assert page.h1 == "Set a password"
    assert "Password that you have now" not in page.words
    send(client, "/account/password", new_password=PASSWORD, new_password_confirm=PASSWORD)
    assert people.has_password(context, someone)
    assert is_in(client)


# --- A provider that is down, or is none ---------------------------------------------------------


def test_provider_that_is_down_is_told_and_passwords_work(context: Context, client: Client) -> None:
    with_provider(context, issuer=f"http://127.0.0.1:{free_port()}")
    client = another(client_of(context))
    page = client.page(START, 503)
    assert page.h1 == DOWN
    assert "sign in with your password" in page.words
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    type_password(client, someone)
    assert is_in(client)


def test_provider_that_is_down_is_not_asked_again_at_once(
    context: Context, client: Client, provider: Provider
) -> None:
    provider.answers["/.well-known/openid-configuration"] = Response("Bad gateway", 502)
    for _ in range(3):
        client.page(START, 503)
    assert len(provider.asked) == 1


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://elsewhere.example.org"},
        {"issuer": "https://login.microsoftonline.com/{tenantid}/v2.0"},
        {"token_endpoint": "http://elsewhere.example.org/token"},
        {"token_endpoint": None},
        {"jwks_uri": "http://elsewhere.example.org/keys"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_provider_that_cannot_be_trusted_is_not_used(
    client: Client, provider: Provider, discovery: dict[str, Any]
) -> None:
    provider.discovery = discovery
    assert client.page(START, 503).h1 == DOWN


@pytest.mark.parametrize("body", ["", "[]", "<html>", "null", '{"issuer": 3}'])
def test_provider_that_talks_nonsense_is_not_used(
    client: Client, provider: Provider, body: str
) -> None:
    provider.answers["/.well-known/openid-configuration"] = Response(body)
    assert client.page(START, 503).h1 == DOWN


@pytest.mark.parametrize("path", ["/token", "/keys"])
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Response("Bad gateway", 502), {"/token": 503, "/keys": 503}),
        (Response("<html>", 200), {"/token": 400, "/keys": 503}),
        (Response("{}", 200), {"/token": 400, "/keys": 400}),
        (Response("[]", 200), {"/token": 400, "/keys": 400}),
        (Response("", 302, {"Location": "http://127.0.0.1:9/"}), {"/token": 503, "/keys": 503}),
    ],
    ids=["502", "html", "empty", "list", "leads elsewhere"],
)
def test_provider_that_fails_half_way_lets_nobody_in(
    context: Context,
    client: Client,
    provider: Provider,
    path: str,
    answer: Response,
    status: dict[str, int],
) -> None:
    sam(context)
    provider.answers[path] = answer
    assert come(client).status_code == status[path]
    assert not is_in(client)


def test_app_starts_without_asking_the_provider(
    context: Context, client: Client, provider: Provider
) -> None:
    client.page("/account/sign-in")
    assert provider.asked == []


def test_too_many_refusals_have_to_wait(context: Context, client: Client) -> None:
    for _ in range(20):
        client.get(f"{START}/callback?code=x&state=y")
    assert client.get(f"{START}/callback?code=x&state=y").status_code == 429


def test_many_colleagues_of_one_office_can_sign_in(context: Context, client: Client) -> None:
    sam(context)
    for _ in range(25):
        assert come(another(client)).status_code == 302
