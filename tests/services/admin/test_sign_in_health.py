"""What the doctor says of signing in with the council's accounts."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import url_for
from werkzeug.wrappers import Response

from assetmap.app import create_app
from assetmap.identity_provider import IdentityProvider
from assetmap.services.admin.sign_in_health import CALLBACK, examine_sign_in
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.ports import free_port
from tests.web.account.identity_provider import CLIENT_ID, CLIENT_SECRET, Provider, serving

SITE = "https://directory.example.org"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving(Provider()) as listening:
        yield listening


def said(context: Context, issuer: str, public_url: str = SITE) -> list[tuple[bool, str]]:
    settings = IdentityProvider(issuer, CLIENT_ID, CLIENT_SECRET)
    context.config = replace(context.config, identity_provider=settings, public_url=public_url)
    found = list(examine_sign_in(context))
    assert CLIENT_SECRET not in repr(found)
    return [(each.is_well, each.says) for each in found]


BACK = (True, f"to {SITE}/account/oidc/callback, which the provider must have been told")


def test_without_a_provider_there_is_nothing_to_say(make_context: ContextMaker) -> None:
    assert list(examine_sign_in(make_context())) == []


def test_provider_that_is_well(make_context: ContextMaker, provider: Provider) -> None:
    assert said(make_context(), provider.issuer) == [(True, "127.0.0.1 answers, with 1 key"), BACK]
    assert provider.asked == ["/.well-known/openid-configuration", "/keys"]


def test_offline_is_said_in_words(make_context: ContextMaker) -> None:
    issuer = f"http://127.0.0.1:{free_port()}"
    words = "127.0.0.1 cannot be reached from here; passwords work meanwhile"
    assert said(make_context(), issuer) == [(False, words), BACK]


@pytest.mark.parametrize("body", ['{"keys": []}', "{}", "[]", '{"keys": [{"kty": "oct"}, 1]}'])
def test_provider_without_keys(make_context: ContextMaker, provider: Provider, body: str) -> None:
    provider.answers["/keys"] = Response(body)
    words = "127.0.0.1 has no keys to sign with; passwords work meanwhile"
    assert said(make_context(), provider.issuer)[0] == (False, words)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys"])
@pytest.mark.parametrize("answer", [Response("no", 404), Response("<p>Sorry"), Response("", 500)])
def test_provider_that_answers_otherwise(
    make_context: ContextMaker, provider: Provider, path: str, answer: Response
) -> None:
    provider.answers[path] = answer
    is_well, words = said(make_context(), provider.issuer)[0]
    assert is_well is False
    assert words.startswith(f"{provider.issuer}{path}: ")
    assert words.endswith("; passwords work meanwhile")


def test_provider_that_speaks_for_another(make_context: ContextMaker, provider: Provider) -> None:
    provider.discovery["issuer"] = "https://elsewhere.example"
    is_well, words = said(make_context(), provider.issuer)[0]
    assert (is_well, "speaks for https://elsewhere.example" in words) == (False, True)


def test_address_that_can_be_overheard(make_context: ContextMaker, provider: Provider) -> None:
    found = said(make_context(), provider.issuer, "http://directory.example.org")
    assert found[1][0] is False


def test_address_is_the_one_that_people_come_back_to(
    make_context: ContextMaker, provider: Provider
) -> None:
    context = make_context()
    said(context, provider.issuer)
    with create_app(context).test_request_context():
        assert url_for("security.oidc_callback") == CALLBACK
