"""What the client keeps of the provider, for how long, and what it makes of odd claims."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.wrappers import Response

from assetmap.domain.people.identity import IdentityClaims
from assetmap.identity_provider import IdentityProvider
from assetmap.services.account.provider_discovery import TIMEOUT, ProviderDown, discover
from assetmap.web.account import oidc_client
from assetmap.web.account.oidc_client import OidcClient, add_oidc
from tests.web.account.identity_provider import CLIENT_ID, CLIENT_SECRET, Provider, serving

DISCOVERY = "/.well-known/openid-configuration"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """One that listens."""
    with serving(Provider()) as listening:
        yield listening


def client_for(provider: Provider) -> OidcClient:
    """A client of its own app."""
    settings = IdentityProvider(provider.issuer, CLIENT_ID, CLIENT_SECRET)
    return OidcClient(settings, Flask("x"))


def test_provider_is_asked_once_an_hour(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for(provider)
    clock = Clock(monkeypatch)
    address = f"{provider.issuer}/sign-out"
    assert provider.asked == []
    for _ in range(2):
        assert client.end_session_address() == address
    assert provider.asked == [DISCOVERY]
    clock.now += oidc_client.HOLDS
    assert client.end_session_address() == address
    assert provider.asked == [DISCOVERY] * 2


def test_provider_that_failed_is_left_alone_for_a_while(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for(provider)
    clock = Clock(monkeypatch)
    provider.answers[DISCOVERY] = Response("", 500)
    assert client.end_session_address() == ""
    provider.answers.clear()
    assert client.end_session_address() == ""
    assert len(provider.asked) == 1
    clock.now += oidc_client.SPARED
    assert client.end_session_address() == f"{provider.issuer}/sign-out"


def test_provider_is_known_on_while_it_is_down(provider: Provider) -> None:
    """What is known holds, so that a sign-in that has begun can be finished."""
    client = client_for(provider)
    assert client.end_session_address()
    provider.answers[DISCOVERY] = Response("", 500)
    assert client.end_session_address()


def test_discovery_follows_no_redirect(provider: Provider) -> None:
    provider.answers[DISCOVERY] = Response("", 302, {"Location": f"{provider.issuer}/keys"})
    with pytest.raises(ProviderDown, match="Expecting value"):
        discover(client_for(provider).provider)
    assert provider.asked == [DISCOVERY]


@pytest.mark.parametrize(
    ("ways", "way"),
    [
        (None, "client_secret_basic"),
        (["client_secret_post", "client_secret_basic"], "client_secret_basic"),
        (["client_secret_post", "private_key_jwt"], "client_secret_post"),
    ],
)
def test_secret_is_sent_in_a_way_that_the_provider_takes(
    provider: Provider, ways: list[str] | None, way: str
) -> None:
    provider.discovery = {"token_endpoint_auth_methods_supported": ways}
    made = oidc_client._make_client(Flask("x"), client_for(provider).provider)
    assert made.client_kwargs["token_endpoint_auth_method"] == way
    assert made.client_kwargs["default_timeout"] == TIMEOUT


def test_only_public_key_signatures_are_taken(provider: Provider) -> None:
    provider.discovery = {
        "id_token_signing_alg_values_supported": ["none", "HS256", "RS256", "ES256"]
    }
    known = discover(client_for(provider).provider)
    assert known["id_token_signing_alg_values_supported"] == ["RS256", "ES256"]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({}, IdentityClaims("i", "s")),
        ({"email": " a@example.org ", "email_verified": True}, ("a@example.org", True)),
        ({"email": "a@example.org", "email_verified": False}, ("a@example.org", False)),
        ({"email": "a@example.org", "email_verified": "true"}, ("a@example.org", False)),
        ({"email": "a@example.org", "email_verified": 1}, ("a@example.org", False)),
        ({"amr": "mfa"}, IdentityClaims("i", "s")),
        ({"amr": ["mfa", 2]}, IdentityClaims("i", "s", methods=("mfa", "2"))),
        ({"hd": "example.org"}, IdentityClaims("i", "s", organisation="example.org")),
    ],
    ids=str,
)
def test_read_claims(claims: dict[str, Any], expected: Any) -> None:
    if not isinstance(expected, IdentityClaims):
        expected = IdentityClaims("i", "s", *expected)
    assert oidc_client._read_claims("i", {"sub": "s", **claims}) == expected


@pytest.mark.parametrize("claims", [{"sub": 1}, {"email": ["a"]}, {"hd": {"a": 1}}])
def test_read_claims_of_another_kind(claims: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        oidc_client._read_claims("i", {"sub": "s", **claims})


def test_app_without_a_provider_has_no_client() -> None:
    app = Flask("x")
    add_oidc(app, None)
    with app.app_context():
        assert oidc_client.oidc_client() is None


class Clock:
    """The seconds that the client counts by, moved by hand."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = 1_000_000.0
        patch.setattr(oidc_client, "monotonic", lambda: self.now)
