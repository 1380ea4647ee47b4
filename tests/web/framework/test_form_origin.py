"""Forms of staff behind all sorts of servers and browsers."""

from dataclasses import replace

import pytest

from assetmap.domain.people.people import Role
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of

SITE = "https://directory.example.org"
INSIDE = "http://127.0.0.1:8000"
WORDS = {
    "expired": "Your page had been open too long",
    "elsewhere": "sent from another address than this website’s own",
    "": "We could not tell that what you sent came from our own page",
}


def a_client(make_context: ContextMaker, public_url: str = "") -> Client:
    context = make_context()
    if public_url:
        context.config = replace(context.config, public_url=public_url)
    return sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))


@pytest.mark.parametrize(
    ("public_url", "headers", "taken"),
    [
        ("", {}, True),
        ("", {"Origin": "http://localhost"}, True),
        ("", {"Referer": "http://localhost/account"}, True),
        ("", {"Origin": "null", "Referer": "http://localhost/account"}, True),
        ("", {"Origin": "https://localhost"}, True),
        ("", {"Origin": "https://evil.example.net"}, False),
        ("", {"Origin": "http://localhost:9000"}, False),
        ("", {"Origin": "http://["}, False),
        ("http://dir.example.org", {}, True),
        ("http://dir.example.org", {"Origin": "http://dir.example.org"}, True),
        ("http://dir.example.org", {"Origin": "http://dir.example.org:80"}, True),
        ("http://dir.example.org", {"Referer": "http://dir.example.org/account"}, True),
        ("http://dir.example.org", {"Origin": "https://dir.example.org"}, False),
        ("http://dir.example.org", {"Origin": "http://localhost"}, False),
        ("http://dir.example.org", {"Origin": "http://dir.example.org.evil.net"}, False),
    ],
)
def test_form_is_taken_from_our_own_address(
    make_context: ContextMaker, public_url: str, headers: dict[str, str], taken: bool
) -> None:
    client = a_client(make_context, public_url)
    data = {"csrf_token": csrf_token(client)}
    answer = client.post("/account/sessions/end-others", data=data, headers=headers)
    assert answer.status_code == (302 if taken else 400)
    if not taken:
        assert client.last is not None
        assert client.last.h1 == "Please send that again"
        assert WORDS["elsewhere"] in client.last.words
        assert (public_url or "http://localhost") in client.last.words


@pytest.mark.parametrize("headers", [{}, {"Origin": SITE}, {"Referer": f"{SITE}/account"}])
def test_proxy_that_passes_no_host_is_no_hindrance(
    make_context: ContextMaker, headers: dict[str, str]
) -> None:
    context = make_context()
    context.config = replace(context.config, public_url=SITE)
    client = client_of(context).application.test_client(use_cookies=True)
    inside = {"base_url": "https://127.0.0.1:8000", "headers": headers}
    text = client.get("/account/sign-in", base_url="https://127.0.0.1:8000").text
    token = text.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": token, "email": "a@example.org", "password": "x"}
    assert client.post("/account/sign-in", data=data, **inside).status_code == 200


def test_old_token_and_no_token_are_told_apart(make_context: ContextMaker) -> None:
    client = a_client(make_context)
    token = csrf_token(client)
    client.application.config["WTF_CSRF_TIME_LIMIT"] = -1
    for data, why in (({"csrf_token": token}, "expired"), ({}, ""), ({"csrf_token": "x"}, "")):
        assert client.post("/account/sessions/end-others", data=data).status_code == 400
        assert client.last is not None
        said = {name for name, words in WORDS.items() if words in client.last.words}
        assert said == {why}


def test_printed_address_is_the_sites_own(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    context.config = replace(context.config, public_url=SITE)
    client = client_of(context)
    for host in ("https://evil.example.net", "https://127.0.0.1:8000"):
        text = client.get("/listing/knit-club", base_url=host).text
        assert f"{SITE}/listing/knit-club" in text
        assert host not in text


def test_redirect_does_not_repeat_the_host(make_context: ContextMaker) -> None:
    client = client_of(make_context())
    answer = client.get("/browse//x//", base_url="http://evil.example.net")
    assert "evil" not in (answer.location or "")
